"""Terms whose rise says nothing: what the calendar brings back every year, and pairs of words that all use anyway."""

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.lexicons import words
from nlp.signals.episodes import Episode
from nlp.signals.observations import Stream

Ints = NDArray[np.int64]

COMMON = 0.05
"""Part of all comments so far from which a word is everybody's: two such words side by side are a way of speaking."""


@cache
def _calendar() -> frozenset[str]:
    return words("shared/calendar_words.txt")


def is_calendar(term: str) -> bool:
    """Tell whether a term names a festival or a season.

    >>> is_calendar("端午 假期"), is_calendar("merry christmas"), is_calendar("排队")
    (True, True, False)
    """
    known = _calendar()
    return term in known or term.replace(" ", "") in known or any(part in known for part in term.split())


def says_nothing(episode: Episode, postings: Mapping[str, Ints], stream: Stream) -> bool:
    """Tell whether an episode of a term is left out; decided by what was known on its first night."""
    term = episode.key.subject
    if episode.key.family != "term" or term is None:
        return False
    parts = term.split()
    if is_calendar(term):
        return True
    if len(parts) < 2:
        return False
    so_far = int(np.searchsorted(stream.day, episode.nights[0].start))
    shares = [int(np.searchsorted(postings[p], so_far)) / max(so_far, 1) for p in parts if p in postings]
    return len(shares) == len(parts) and min(shares) >= COMMON
