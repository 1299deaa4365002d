"""What a night could know: a series is watched from the day on which it would have been made on that night's data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nlp.signals.bundles import ENOUGH, SEVERAL, SPOKEN, Bundle, Key, counted, tongues
from nlp.signals.observations import Stream

Ints = NDArray[np.int64]

NEEDED: Mapping[str, tuple[int, int]] = MappingProxyType({
    "hazard": (SEVERAL, 0), "topic at a site": (SEVERAL, 0), "topic in a language": (SEVERAL, 0),
    "sentiment": (1, ENOUGH), "harsher": (1, ENOUGH),
})  # fmt: skip
"""Comments that a series must have counted, and could have counted, before it is one of those watched."""
SITES, SITES_OF_A_SPREAD = 2, 3
"""Sites that must report before one is told from the others, and before a subject can spread."""


def as_known(bundle: Bundle, stream: Stream) -> Bundle:
    """Return the bundle as each night knew it: which series there were, and how many to be wrong about.

    The series are made of the whole stream at once. Without this, what is said only later would tell an earlier
    night of subjects that it could not know, and the same night judged again would tell of something else.
    """
    if bundle.levels is not None:
        return bundle
    series = bundle.series
    least, could = NEEDED.get(bundle.name, (1, 0))
    ready = np.cumsum(series.y, axis=1) >= least
    ready &= np.cumsum(series.exposure, axis=1)[series.group] >= could
    opened = _opened(bundle.keys, stream)
    since = np.maximum(np.where(ready.any(axis=1), ready.argmax(axis=1), stream.days), opened)
    return replace(
        bundle, series=replace(series, since=since), alive=np.cumsum(counted(since, stream.days + 1)[:-1])
    )


def _opened(keys: Sequence[Key], stream: Stream) -> Ints:
    """Return (S,) the first column on which series of these kinds could be asked for at all."""
    apart, spread = _site(SITES, stream), _site(SITES_OF_A_SPREAD, stream)
    spoken = [int(stream.day[np.flatnonzero(mine)[SPOKEN - 1]]) for mine in tongues(stream).values()]
    return np.array([
        max(apart * (k.site >= 0), spread * (k.family == "spread"), max(spoken, default=0) * (k.tongue is not None))
        for k in keys
    ], int)  # fmt: skip


def _site(nth: int, stream: Stream) -> int:
    """Return the column on which so many sites had reported."""
    named, days = stream.site[stream.site >= 0], stream.day[stream.site >= 0]
    begun = np.sort(days[np.unique(named, return_index=True)[1]])
    return int(begun[nth - 1]) if len(begun) >= nth else stream.days
