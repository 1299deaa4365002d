"""Find the words of praise and blame in a text, with degree, negation and turns applied, and say which.

A hit is a span with a value: the word's valence, made stronger or weaker by the degree word before it, turned by
each negation in reach. Chinese is searched in Simplified characters (one for one, so offsets hold), longest
entry first; English by words.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.text.simple import simplified

_REACH = {"zh": 7, "en": 4}
"""A negation reaches this many characters (Chinese) or words (English) ahead, within its clause."""
_DEGREE_REACH = 3
_STRONGEST = 1.5
_BREAK = re.compile(r"[，。！？；!?;,\n]|\.(?:\s|$)")
_TOKEN = re.compile(r"[a-z]+(?:['’-][a-z]+)*|[:;][-']?[()D]|<3|[^\s\w]", re.IGNORECASE)
_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that speaks for or against, where it stands, and how strongly after all that stands before it."""

    start: int
    end: int
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that changes others: its kind (negation, degree, but, though, if) and weight."""

    start: int
    end: int
    kind: str
    weight: float
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the lexicons know of one text: hits and turning words, in order."""

    hits: tuple[Hit, ...]
    turns: tuple[Mark, ...]
    negations: int
    degrees: int


def find(text: str, language: str) -> Found:
    """Search a text with the lexicons of its language (``zh`` or ``en``).

    >>> [(round(hit.value, 1), "我今天不高兴"[hit.start : hit.end]) for hit in find("我今天不高兴", "zh").hits]
    [(-0.6, '不高兴')]
    """
    plain = simplified(text) if language == "zh" else text.lower().replace("’", "'")
    found = list(_zh(plain) if language == "zh" else _en(plain))
    marks = [mark for mark in found if isinstance(mark, Mark)]
    words = [hit for hit in found if isinstance(hit, Hit) and hit.value]
    reach = _reach(plain, language)
    hits = tuple(_weighed(hit, marks, reach) for hit in words)
    turns = tuple(mark for mark in marks if mark.kind in {"but", "though", "if"})
    kinds = [mark.kind for mark in marks]
    return Found(hits, turns, kinds.count("negation"), kinds.count("degree"))


class _Reach:
    """How far one place of the text is from another, in the units of its language; a clause's end is a wall."""

    def __init__(self, places: list[int] | None, walls: list[int]) -> None:
        self._places, self._walls = places, walls

    def steps(self, start: int, end: int) -> int | None:
        """Count the units that begin between two offsets; None when a clause ends between them."""
        if any(start <= wall < end for wall in self._walls):
            return None
        if self._places is None:
            return max(0, end - start)
        return max(0, bisect_left(self._places, end) - bisect_left(self._places, start))


def _reach(plain: str, language: str) -> _Reach:
    walls = [match.start() for match in _BREAK.finditer(plain)]
    places = None if language == "zh" else [m.start() for m in _TOKEN.finditer(plain)]
    return _Reach(places, walls)


def _weighed(hit: Hit, marks: list[Mark], reach: _Reach) -> Hit:
    """Apply the degree word right before a hit, and every negation that reaches it."""
    value, start, language = hit.value, hit.start, "zh" if "zh" in hit.source else "en"
    for mark in reversed([m for m in marks if m.end <= hit.start]):
        steps = reach.steps(mark.end, hit.start)
        if (
            mark.kind == "degree"
            and steps is not None
            and steps <= _DEGREE_REACH
            and reach.steps(mark.end, start) == 0
        ):
            value, start = value * mark.weight, mark.start
        elif mark.kind == "negation" and steps is not None and steps <= _REACH[language]:
            value, start = value * mark.weight, min(start, mark.start)
    return Hit(start, hit.end, max(-_STRONGEST, min(_STRONGEST, value)), hit.source)


def _zh(plain: str) -> Iterator[Hit | Mark]:
    entries, widths = _entries("zh"), _widths("zh")
    at = 0
    while at < len(plain):
        for width in widths.get(plain[at], ()):
            entry = entries.get(plain[at : at + width]) if at + width <= len(plain) else None
            if entry is None or (isinstance(entry, Mark) and _guarded(entry, plain[at + width :])):
                continue
            yield _placed(entry, at, at + width)
            at += width
            break
        else:
            at += 1


def _en(plain: str) -> Iterator[Hit | Mark]:
    entries, widths = _entries("en"), _widths("en")
    tokens = [token.span() for token in _TOKEN.finditer(plain)]
    at = 0
    while at < len(tokens):
        start = tokens[at][0]
        for width in widths.get(plain[slice(*tokens[at])], ()):
            end = tokens[at + width - 1][1] if at + width <= len(tokens) else start
            entry = entries.get(plain[start:end])
            if entry is None or (isinstance(entry, Mark) and _guarded(entry, plain[end:].lstrip())):
                continue
            yield _placed(entry, start, end)
            at += width
            break
        else:
            if plain[slice(*tokens[at])].endswith("n't"):
                yield _placed(entries["n't"], *tokens[at])
            at += 1


def _placed(entry: Hit | Mark, start: int, end: int) -> Hit | Mark:
    if isinstance(entry, Hit):
        return Hit(start, end, entry.value, entry.source)
    return Mark(start, end, entry.kind, entry.weight, entry.guard)


def _guarded(mark: Mark, after: str) -> bool:
    return bool(mark.guard) and after.startswith(tuple(mark.guard.split("|")))


@cache
def _entries(language: str) -> dict[str, Hit | Mark]:
    """Return every entry of a language by its text.

    A word that stands in several tables: praise and blame before degree (好), negation before all (no, never).
    """
    entries: dict[str, Hit | Mark] = {}
    for row in lexicons.rows(f"{language}/contrast"):
        entries[row["word"]] = Mark(0, 1, row["kind"], 1.0)
    for row in lexicons.rows(f"{language}/degree"):
        weight = float(row["factor"])
        entries[row["word"]] = Mark(0, 1, "degree" if weight > 0 else "negation", weight)
    for name in ("valence_vader", "valence") if language == "en" else ("valence",):
        for row in lexicons.rows(f"{language}/{name}"):
            entries[row["word"]] = Hit(0, 1, float(row["valence"]), f"{language}/{name}")
    for row in lexicons.rows(f"{language}/negation"):
        entries[row["word"]] = Mark(0, 1, "negation", float(row["weight"]), row["guard"])
    return entries


@cache
def _widths(language: str) -> dict[str, tuple[int, ...]]:
    """Return how long the entries are that begin with a character, or in English with a word, the longest first.

    Because: most words begin no entry, and need not be looked up at each length.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for entry in _entries(language):
        tokens = _TOKEN.findall(entry) if language == "en" else entry
        if tokens and (language == "zh" or len(tokens) <= _PHRASE):
            found[tokens[0]].add(len(tokens))
    return {first: tuple(sorted(widths, reverse=True)) for first, widths in found.items()}
