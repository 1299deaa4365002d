"""Words and word pairs of every comment: what people say before there is a topic for it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.records import Language

Ints = NDArray[np.int64]
Tokenizer = Callable[[str, Language], list[str]]

LONGEST_TEXT = 2_000
"""Characters read of one comment: a pasted log of a hundred pages is one comment, not a vocabulary."""


def grams(tokens: Sequence[str]) -> set[str]:
    """Return the tokens and the pairs of neighbours.

    >>> sorted(grams(["前台", "排队"]))
    ['前台', '前台 排队', '排队']
    """
    pairs = (f"{a} {b}" for a, b in pairwise(tokens) if a != b)
    return {t for t in tokens if len(t) > 1} | set(pairs)


def tokenised(texts: Iterable[tuple[str, Language]], tokens: Tokenizer) -> list[list[str]]:
    """Cut every text into its words; equal texts are cut once."""
    known: dict[tuple[str, Language], list[str]] = {}
    found: list[list[str]] = []
    for text, language in texts:
        key = (text[:LONGEST_TEXT], language)
        if key not in known:
            known[key] = tokens(*key)
        found.append(known[key])
    return found


def postings(documents: Sequence[Sequence[str]], least: int = 4) -> dict[str, Ints]:
    """Return the places of the comments that hold each term, for terms in at least ``least`` of them.

    A term of fewer comments than an alert needs can never alarm, so leaving it out changes no night.
    """
    places: dict[str, list[int]] = {}
    for i, tokens in enumerate(documents):
        for term in grams(tokens):
            places.setdefault(term, []).append(i)
    return {term: np.array(where) for term, where in sorted(places.items()) if len(where) >= least}
