# pyright: basic
"""Try only the patterns of a table that can match: each needs one of a few words, and one pass finds which stand in a text.

Because: a table holds dozens of patterns, most texts match none of them, and trying each in turn takes ten times as
long. A pattern without such words is always tried, so what is found stays the same.

Python has no public way to look into a pattern: ``re._parser`` is what ``re.compile`` itself reads with. Should a later
Python move it, every pattern is tried (the same is found, ten times slower) and ``test_sieve`` says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from importlib import import_module
from itertools import product
from math import prod
from typing import Any

from ahocorasick import EMPTY, Automaton


def _reader_of_patterns() -> Callable[[str, int], Iterable[Any]] | None:
    try:
        return import_module("re._parser").parse
    except (ImportError, AttributeError):
        return None


PARSE = _reader_of_patterns()
_MOST = 300
"""A part that can read as more words than this is not spelled out."""
_COMMON_LETTER, _COMMON_CHARACTER = 1 / 8, 1 / 60
"""How likely a letter or a Chinese character stands where a pattern wants it, about: it only ranks words."""
_ODD = re.compile("[ſıİ]")
Words = frozenset[str]
Part = tuple[Any, Any]
"""A part of a pattern as Python parses it: what kind it is, and what it holds."""
_NOTHING: Words = frozenset({""})


class Sieve:
    """Patterns in order, with what each needs."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """Gather the words that the patterns need."""
        self._always: list[int] = []
        waiting: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            words = needed(pattern)
            if words is None:
                self._always.append(number)
            for word in words or ():
                waiting.setdefault(word, set()).add(number)
        self._machine = Automaton()
        for word, numbers in waiting.items():
            self._machine.add_word(word, tuple(numbers))
        self._machine.make_automaton()

    def may(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match somewhere in a text, in order."""
        found = set(self._always)
        if self._machine.kind != EMPTY:
            for _, numbers in self._machine.iter(folded(text)):
                found.update(numbers)
        return sorted(found)


def folded(text: str) -> str:
    """Return a text in lower case, with the few letters that stand for s and i where case is ignored."""
    return _ODD.sub(lambda odd: "s" if odd.group() == "ſ" else "i", text).lower()


def needed(pattern: re.Pattern[str]) -> Words | None:
    r"""Return words in lower case of which any matching text holds at least one; None where there are no such words.

    >>> sorted(needed(re.compile(r"\b(?:please|kindly) (?!not)\w+")) or ())
    ['kindly ', 'please ']
    >>> needed(re.compile(r"\d+|好"))
    """
    return _of_row(PARSE(pattern.pattern, pattern.flags)) if PARSE else None


def _of_row(row: Iterable[Part]) -> Words | None:
    """Choose the rarest words among those that the parts of a pattern need, one part after the other."""
    choices: list[Words] = []
    run = _NOTHING
    for part in row:
        spelled = _spelled(part)
        longer = _joined(run, spelled) if spelled else None
        if longer is None:
            choices += [run, _needed(part) or _NOTHING]
            run = spelled or _NOTHING
        else:
            run = longer
    best = min((c for c in [*choices, run] if "" not in c), key=_chance, default=None)
    return best and frozenset(w for w in best if not any(one in w for one in best if one != w))


def _needed(part: Part) -> Words | None:
    """Return the words that a part needs which cannot be spelled out."""
    kind, value = str(part[0]), part[1]
    if kind == "SUBPATTERN":
        return _of_row(value[-1])
    if kind == "ASSERT":
        return _of_row(value[1])
    if kind == "BRANCH":
        return _any_of(_of_row(one) for one in value[1])
    repeats = kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] > 0
    return _of_row(value[2]) if repeats else None


def _spelled(part: Part) -> Words | None:
    """Return all that a part can read as, None where that is no small set of words."""
    kind, value = str(part[0]), part[1]
    if kind in {"AT", "ASSERT_NOT"}:
        return _NOTHING
    if kind == "LITERAL":
        return _letter(value)
    if kind == "IN":
        return _any_of(map(_spelled, value))
    return _any_of(map(_in_a_row, _ways(part)))


def _ways(part: Part) -> Sequence[Iterable[Part]]:
    """Return the rows of parts of which a part is one; none where they are more than can be told."""
    kind, value = str(part[0]), part[1]
    if kind == "SUBPATTERN":
        return [value[-1]]
    if kind == "BRANCH":
        return value[1]
    optional = kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[:2] == (0, 1)
    return [value[2], []] if optional else []


def _letter(code: int) -> Words | None:
    """Return a character in lower case; one whose case is not that of ASCII is left out."""
    letter = chr(code)
    return frozenset({letter.lower()}) if letter.isascii() or letter.lower() == letter.upper() else None


def _in_a_row(row: Iterable[Part]) -> Words | None:
    spelled: Words | None = _NOTHING
    for part in row:
        one = _spelled(part)
        spelled = _joined(spelled, one) if spelled and one else None
    return spelled


def _joined(one: Words, other: Words) -> Words | None:
    made = frozenset(map("".join, product(one, other)))
    return made if len(made) <= _MOST else None


def _any_of(choices: Iterator[Words | None] | Iterable[Words | None]) -> Words | None:
    every = list(choices)
    if not every or None in every:
        return None
    return reduce(Words.union, (one for one in every if one is not None))


def _chance(words: Words) -> float:
    """Return how likely it is, about, that one of some words stands at a place."""
    return sum(prod(_COMMON_LETTER if c.isascii() else _COMMON_CHARACTER for c in word) for word in words)
