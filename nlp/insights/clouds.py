"""Which words people use, in how many comments, and in which mood: those that tell a passer-by something by themselves."""

import re
from collections.abc import Iterable, Sequence

from nlp.insights.cloud_choice import Uses, told
from nlp.insights.cloud_units import units
from nlp.insights.kinds import Kinds
from nlp.insights.night import Night, Voice, current
from nlp.insights.quotes import showable
from nlp.records import Audience, WordList
from nlp.words import Said, Words

_Segments = list[tuple[list[Said], float]]
"""The words of the segments of one comment, each with the segment's mood."""
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u3400-\u9fff]+")


def word_lists(voices: Sequence[Voice], night: Night, words: Words) -> tuple[WordList, ...]:
    """Return the words of customers and of employees, Chinese and English apart, everywhere and by site.

    Names of people are no words: they have their own cloud, with its own gate. What is a phrase is decided over all
    comments of an audience, so that a site's cloud speaks as the whole one does.
    """
    shown = showable(current(voices, night.period), night)
    said = {v.comment.id: _said(v, words) for v in shown}
    kinds = Kinds(_vocabulary(said.values()), _hushed(night, shown))
    audiences: tuple[Audience, ...] = ("customer", "employee")
    sites = sorted({v.comment.site for v in shown if v.comment.site})
    lists: list[WordList] = []
    for audience in audiences:
        mine = [v for v in shown if v.comment.audience == audience]
        uses = Uses()
        for v in mine:
            _count(uses, v, said[v.comment.id], kinds)
        uses.settle()
        for site in [None, *sites]:
            here = {v.comment.id for v in mine if site is None or v.comment.site == site}
            lists += [
                WordList(audience=audience, language=language, site=site, words=told(uses, language, here))
                for language in ("zh", "en")
            ]
    return tuple(w for w in lists if w.words)


def _said(voice: Voice, words: Words) -> _Segments:
    """Return the words of a comment but for names and what is masked; those beside a name stand alone."""
    names = " ".join(m.surface for m in voice.reading.mentions).casefold()
    segments: _Segments = []
    for segment in voice.reading.segments:
        kept: list[Said] = []
        apart = False
        for each in words.said(segment.text, segment.language):
            if each.form.casefold() in names or "*" in each.form:
                apart = True
                continue
            kept.append(Said(each.word, "apart", each.form) if apart else each)
            apart = False
        segments.append((kept, segment.sentiment.score))
    return segments


def _vocabulary(said: Iterable[_Segments]) -> set[str]:
    return {form for each in said for some, _ in each for s in some for form in (s.word, s.form)}


def _hushed(night: Night, shown: Sequence[Voice]) -> set[str]:
    """Return what everybody knows who stands before the screen: the brand and its sites."""
    names = night.names
    called = [names.brand_zh, names.brand_en, *(name for site in names.sites for name in site)]
    called += [v.comment.site for v in shown if v.comment.site]
    return {piece for name in set(called) for piece in (name, *_PIECE.findall(name))}


def _count(uses: Uses, voice: Voice, said: _Segments, kinds: Kinds) -> None:
    author = voice.comment.author or voice.comment.id
    for some, mood in said:
        for unit in units(some, kinds):
            uses.add(unit, voice.comment.id, author, mood)
