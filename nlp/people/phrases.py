# pyright: basic
"""Find the phrases of a stance table in a text: the longest wins, English at word boundaries."""

from dataclasses import dataclass
from functools import cache

import ahocorasick

from nlp import lexicons
from nlp.people import tables


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the table at [start, end), its weight and what it praises."""

    start: int
    end: int
    weight: float
    praised_for: str


@cache
def _automaton(language: str) -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in lexicons.rows(f"{language}/person_stance.tsv"):
        phrase = tables.plain(row["phrase"]).lower()
        machine.add_word(phrase, (len(phrase), float(row["weight"]), row["praised_for"]))
    machine.make_automaton()
    return machine


def find(text: str, language: str) -> list[Hit]:
    """Return the phrases of one language in a plain, lower-case text, without overlaps."""
    found = [
        Hit(last + 1 - length, last + 1, weight, reason)
        for last, (length, weight, reason) in _automaton(language).iter(text)
        if language == "zh" or _whole(text, last + 1 - length, last + 1)
    ]
    kept: list[Hit] = []
    free = 0
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        if hit.start >= free:
            kept.append(hit)
            free = hit.end
    return kept


@cache
def _things(language: str) -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in lexicons.rows(f"{language}/things.tsv"):
        machine.add_word(row["word"].lower(), len(row["word"]))
    machine.make_automaton()
    return machine


def things(text: str, language: str) -> list[int]:
    """Return where subjects that are no person stand: 房间, the food."""
    return [
        last + 1 - length
        for last, length in _things(language).iter(text)
        if language == "zh" or _whole(text, last + 1 - length, last + 1)
    ]


def _whole(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum() and text[start - 1].isascii()) and not (
        end < len(text) and text[end].isalnum() and text[end].isascii()
    )
