"""Clusters that are about nothing: what is left when everything with a subject has found its topic.

Short exclamations and half sentences lie near one another without a subject ("slowly.", "not mine.", "说了你们也不改").
A topic shows in its words: several of its segments share some. Where the commonest words of a cluster together do not
reach one segment in five, nobody could name it, and its segments had better count as unassigned. Words that name
nothing ("doesn't work", "problem", 问题) count only where the cluster speaks of a topic of the taxonomy anyhow.
Nor may a cluster without a topic of the taxonomy be named by words that hardly any of its segments say.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.topics import glossary, vocabulary
from nlp.topics.registry import SegmentInput

WORDS = 8
LEAST = 0.2
"""Share of segments that the commonest words reach. Measured on four corpora: nameable topics .21 to 1, heaps .10 to .18."""
_FIRST, _NAMED = 3, 0.12
"""Share of segments that must say one of the first words a cluster would be named by."""
_HEAP = 0.04
"""... unless it holds more than this share of all: so much is no left-over."""


def hollow(
    segments: Sequence[SegmentInput],
    labels: NDArray[np.int64],
    known: Sequence[bool],
    names: Sequence[Sequence[str]] = (),
) -> NDArray[np.bool_]:
    """Tell for each cluster whether its segments share no words.

    ``known`` are those that speak of a known topic, ``names`` the words that tell each from the others, best first.
    """
    tokens = [set(words) for words in vocabulary.tokens(segments)]
    empty = np.zeros(len(known), bool)
    for number, speaks in enumerate(known):
        mine = [tokens[i] for i in np.flatnonzero(labels == number)]
        if not speaks:
            mine = [{word for word in words if not glossary.bland(word)} for words in mine]
        common = {word for word, _ in _most(Counter(word for words in mine for word in words))}
        reached = sum(bool(words & common) for words in mine)
        called = sum(not words.isdisjoint(names[number][:_FIRST]) for words in mine) if names else len(mine)
        faint = not speaks and called < _NAMED * len(mine) and len(mine) < _HEAP * len(tokens)
        empty[number] = bool(mine) and (reached < LEAST * len(mine) or faint)
    return empty


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the commonest words; of equally common ones the first by spelling, whatever the order of rows."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
