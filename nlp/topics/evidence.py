"""What the lexicon says about a segment: which service concepts its words belong to, in either language.

Vectors alone join few topics over two languages; a concept such as *waiting* is the same column for 排队 and
for "queue", so it pulls the two halves of a topic together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp import lexicons
from nlp.topics.registry import SegmentInput, group_of

TERMS = "shared/service_terms.tsv"
STARTERS = "shared/taxonomy.tsv"
SPLIT = "|"


@dataclass(frozen=True, slots=True)
class Starter:
    """One topic of the starter taxonomy: its place, its names, the words that call for it."""

    id: str
    parent: str
    zh: str
    en: str
    cues: tuple[str, ...]


@cache
def starters() -> tuple[Starter, ...]:
    """Read the starter taxonomy, parents first."""
    return tuple(
        Starter(
            row["id"],
            row["parent"],
            row["zh"],
            row["en"],
            tuple(cue for key in ("cues_zh", "cues_en") for cue in row[key].split(SPLIT) if cue),
        )
        for row in lexicons.rows(STARTERS)
    )


@cache
def translations() -> dict[str, str]:
    """Return each service term with its counterpart in the other language; the first line of a term wins."""
    table: dict[str, str] = {}
    for row in lexicons.rows(TERMS):
        table.setdefault(row["zh"], row["en"])
        table.setdefault(row["en"].lower(), row["zh"])
    return table


@cache
def _terms() -> dict[str, frozenset[str]]:
    """Return the concepts that each word calls for."""
    table: dict[str, set[str]] = {}
    for row in lexicons.rows(TERMS):
        for word in (row["zh"], row["en"].lower()):
            table.setdefault(word, set()).add(row["concept"])
    for starter in starters():
        for cue in starter.cues:
            table.setdefault(cue.lower(), set()).add(starter.id)
    return {word: frozenset(concepts) for word, concepts in table.items()}


def calls(word: str) -> frozenset[str]:
    """Return the concepts that a word of the lexicon calls for."""
    return _terms().get(word.lower(), frozenset())


@cache
def concepts() -> tuple[str, ...]:
    """Return all concepts in a fixed order: the columns of the evidence."""
    return tuple(sorted({concept for found in _terms().values() for concept in found}))


class Terms:
    """Find words of a table in texts: whole words in English, anywhere in Chinese, the longest first."""

    def __init__(self, words: Sequence[str]) -> None:
        import ahocorasick

        maker: Any = ahocorasick
        self._machine: Any = maker.Automaton()
        for word in words:
            self._machine.add_word(word, word)
        self._empty = not words
        if words:
            self._machine.make_automaton()

    def find(self, text: str) -> list[str]:
        """Return the words found, in order, none inside another."""
        if self._empty:
            return []
        hits = [(end - len(word) + 1, end + 1, word) for end, word in self._machine.iter(text)]
        hits = [hit for hit in hits if _whole(text, *hit)]
        hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        taken: list[tuple[int, int, str]] = []
        for hit in hits:
            if all(hit[1] <= other[0] or hit[0] >= other[1] for other in taken):
                taken.append(hit)
        return [word for _, _, word in sorted(taken)]


_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly")


def _whole(text: str, start: int, end: int, word: str) -> bool:
    """Tell whether an English hit is a whole word (with one of the usual endings)."""
    if not word[0].isascii():
        return True
    if start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    rest = end
    while rest < len(text) and text[rest].isascii() and text[rest].isalpha():
        rest += 1
    return text[end:rest] in _ENDINGS


@cache
def _finder() -> Terms:
    return Terms(sorted(_terms()))


@cache
def _simplified() -> Any:  # noqa: ANN401 - opencc ships no types
    import opencc

    maker: Any = opencc
    return maker.OpenCC("t2s")


def plain(segment: SegmentInput) -> str:
    """Return the text as the lexicon is written: lower case, Simplified Chinese."""
    text = segment.text.lower()
    if segment.language == "zh-Hans" or group_of(segment.language, text) == "en":
        return text
    return str(_simplified().convert(text))


def evidence(segments: Sequence[SegmentInput], columns: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit row of concepts for every segment, zero where no word of the lexicon occurs."""
    place = {concept: i for i, concept in enumerate(columns)}
    table = np.zeros((len(segments), len(columns)), np.float32)
    for row, segment in zip(table, segments, strict=True):
        for word in _finder().find(plain(segment)):
            found = [place[c] for c in _terms()[word] if c in place]
            for column in found:
                row[column] += 1.0 / len(found)
    norms = np.sqrt(np.sum(table * table, axis=1, keepdims=True))
    return table / np.maximum(norms, 1e-9)
