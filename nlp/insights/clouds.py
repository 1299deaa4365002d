"""Which words people use, in how many comments, and in which mood."""

from collections.abc import Iterable, Sequence

from nlp.insights.night import Night, Voice, current
from nlp.insights.quotes import showable
from nlp.records import Audience, Word, WordList
from nlp.words import Words

MOST = 120
FEWEST = 2


def word_lists(voices: Sequence[Voice], night: Night, words: Words) -> tuple[WordList, ...]:
    """Return the words of customers and of employees, Chinese and English apart, everywhere and by site.

    Names of people are no words: they have their own cloud, with its own gate.
    """
    shown = showable(current(voices, night.period), night)
    audiences: tuple[Audience, ...] = ("customer", "employee")
    sites = sorted({v.comment.site for v in shown if v.comment.site})
    lists: list[WordList] = []
    for audience in audiences:
        mine = [v for v in shown if v.comment.audience == audience]
        counted = {v.comment.id: _words_of(v, words) for v in mine}
        for site in [None, *sites]:
            here = [v for v in mine if site is None or v.comment.site == site]
            lists += _both_languages(here, counted, audience, site)
    return tuple(w for w in lists if w.words)


_Found = dict[tuple[str, str], float]


def _words_of(voice: Voice, words: Words) -> _Found:
    """Return the different words of one comment by language, each with the mood of its segment."""
    names = " ".join(m.surface for m in voice.reading.mentions).casefold()
    found: _Found = {}
    for segment in voice.reading.segments:
        for word in words.tokens(segment.text, segment.language):
            if word.casefold() not in names and "*" not in word:
                found.setdefault((_language(word), word), segment.sentiment.score)
    return found


def _language(word: str) -> str:
    return "en" if word.isascii() else "zh"


def _both_languages(
    voices: Iterable[Voice], counted: dict[str, _Found], audience: Audience, site: str | None
) -> list[WordList]:
    moods: dict[tuple[str, str], list[float]] = {}
    for v in voices:
        for key, score in counted[v.comment.id].items():
            moods.setdefault(key, []).append(score)
    return [
        WordList(audience=audience, language=language, site=site, words=_top(moods, language))
        for language in ("zh", "en")
    ]


def _top(moods: dict[tuple[str, str], list[float]], language: str) -> tuple[Word, ...]:
    words = [
        Word(text=word, count=len(scores), score=round(sum(scores) / len(scores), 3))
        for (mine, word), scores in moods.items()
        if mine == language and len(scores) >= FEWEST
    ]
    return tuple(sorted(words, key=lambda w: (-w.count, w.text))[:MOST])
