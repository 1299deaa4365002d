# pyright: basic
"""Where names of the roster stand in a text: one pass, however many people work here."""

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick import EMPTY, Automaton


@lru_cache(maxsize=8)
def _machine(names: frozenset[str]) -> Automaton:
    machine = Automaton()
    for name in names:
        machine.add_word(name, len(name))
    machine.make_automaton()
    return machine


def places(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield every place of every name, those inside others too.

    >>> sorted(places("王芳华很好", frozenset({"王芳", "王芳华"})))
    [(0, 2), (0, 3)]
    """
    machine = _machine(names)
    if machine.kind != EMPTY:
        for last, length in machine.iter(text):
            yield last + 1 - length, last + 1


def holds(text: str, names: frozenset[str]) -> bool:
    """Tell whether any of the names stands in a text."""
    return next(places(text, names), None) is not None


def whole(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the places where no word of letters goes on: Ann, and not the front of Anna.

    >>> list(whole("Anna和Ann", frozenset({"Ann"})))
    [(5, 8)]
    """
    for start, end in places(text, names):
        pairs = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
        if not any(len(pair) > 1 and pair.isascii() and pair.isalnum() for pair in pairs):
            yield start, end
