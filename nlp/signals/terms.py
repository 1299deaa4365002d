"""Words and word pairs of every comment: what people say before there is a topic for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.records import Language
from nlp.signals.budget import TERM_LEVELS
from nlp.signals.bundles import Bundle, Key, born_by, counted, grid, once_an_author
from nlp.signals.engines import WORDS, Series
from nlp.signals.observations import Stream

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Tokenizer = Callable[[str, Language], list[str]]

CHUNK = 4_000
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


def term_bundles(stream: Stream, postings: Mapping[str, Ints]) -> Iterator[Bundle]:
    """Count every term of the vocabulary, for each audience, in chunks that fit into memory."""
    for a, audience in enumerate(stream.audiences):
        mine = stream.audience == a
        exposure = counted(stream.day[mine], stream.days)[None]
        split = {term: places[mine[places]] for term, places in postings.items()}
        terms = [term for term, places in split.items() if len(places) >= WORDS.least]
        reached = np.array([born_by(list(split.values()), stream, seen=n) for n in TERM_LEVELS.values()])
        alive = reached - np.vstack([reached[1:], np.zeros(stream.days)])
        for start in range(0, len(terms), CHUNK):
            some = terms[start : start + CHUNK]
            members = once_an_author([split[term] for term in some], stream)
            y = grid(members, stream)
            series = Series(
                y=y, exposure=exposure, group=np.zeros(len(some), int),
                priors=np.zeros((1, stream.days)), born=np.full(len(some), -1),
            )  # fmt: skip
            keys = [Key(family="term", subject=term, audience=audience) for term in some]
            yield Bundle(
                name="term", engine=WORDS, keys=keys, members=members, series=series, alive=alive,
                levels=_levels(y),
            )  # fmt: skip


def _levels(y: Floats) -> Ints:
    """Return the level of each series on each day, by its comments before the longest window."""
    known = np.zeros(y.shape)
    known[:, WORDS.horizon :] = np.cumsum(y, axis=1)[:, : -WORDS.horizon]
    return np.searchsorted(list(TERM_LEVELS.values())[1:], known, side="right")
