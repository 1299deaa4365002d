"""A plain Chinese text with its words, as all candidates of it share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.people.lac import Reading, Token


@dataclass(frozen=True, slots=True)
class Scene:
    """A plain text with its words, shared by all its candidates."""

    text: str
    tokens: Sequence[Token]
    starts: frozenset[int]
    ends: frozenset[int]
    people: frozenset[tuple[int, int]]
    starting: Mapping[int, str]
    ending: Mapping[int, str]
    stop: frozenset[str]
    known: frozenset[str]
    begins: Sequence[float]
    goes_on: Sequence[float]

    @classmethod
    def of(
        cls, text: str, read: Reading, stop: frozenset[str], known: frozenset[str] = frozenset()
    ) -> "Scene":
        """Index the words once; ``known`` are names of the roster."""
        tokens = read.tokens
        return cls(
            text,
            tokens,
            frozenset(t.start for t in tokens),
            frozenset(t.end for t in tokens),
            frozenset((t.start, t.end) for t in tokens if t.tag == "PER"),
            {t.start: t.tag for t in tokens},
            {t.end: t.tag for t in tokens},
            stop,
            known,
            read.begins,
            read.goes_on,
        )
