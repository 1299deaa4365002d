"""Which words people use, in how many comments, and in which mood."""

from collections import Counter
from collections.abc import Iterable, Sequence

from nlp.insights.night import Night, Voice, current
from nlp.insights.quotes import showable
from nlp.records import Audience, Word, WordList
from nlp.text.simple import simplified
from nlp.words import Words, weak

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


_Found = dict[tuple[str, str], tuple[str, float]]
"""(language, word in one script) -> (as written, mood of its segment)."""


def _words_of(voice: Voice, words: Words) -> _Found:
    """Return the different words of one comment by language, each with the mood of its segment."""
    names = " ".join(m.surface for m in voice.reading.mentions).casefold()
    found: _Found = {}
    for segment in voice.reading.segments:
        for word in words.tokens(segment.text, segment.language):
            if word.casefold() not in names and "*" not in word and not weak(word):
                found.setdefault(_key(word), (word, segment.sentiment.score))
    return found


def _key(word: str) -> tuple[str, str]:
    """Tell the language of a word; 服務 and 服务 are one word."""
    return ("en", word) if word.isascii() else ("zh", simplified(word))


_Moods = dict[tuple[str, str], list[tuple[str, float]]]


def _both_languages(
    voices: Iterable[Voice], counted: dict[str, _Found], audience: Audience, site: str | None
) -> list[WordList]:
    moods: _Moods = {}
    for v in voices:
        for key, seen in counted[v.comment.id].items():
            moods.setdefault(key, []).append(seen)
    return [
        WordList(audience=audience, language=language, site=site, words=_top(moods, language))
        for language in ("zh", "en")
    ]


def _top(moods: _Moods, language: str) -> tuple[Word, ...]:
    words = [
        Word(text=_usual(seen), count=len(seen), score=round(sum(score for _, score in seen) / len(seen), 3))
        for (mine, _), seen in moods.items()
        if mine == language and len(seen) >= FEWEST
    ]
    return tuple(sorted(words, key=lambda w: (-w.count, w.text))[:MOST])


def _usual(seen: Iterable[tuple[str, float]]) -> str:
    """Return the form in which a word is written most often."""
    forms = Counter(form for form, _ in seen)
    return max(sorted(forms), key=forms.__getitem__)
