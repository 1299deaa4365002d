"""While history is too short for rates: tell only what nobody had spoken of, once several people do."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nlp.signals.bundles import Bundle
from nlp.signals.episodes import AUTHORS, Episode, Night, people
from nlp.signals.observations import Stream

Floats = NDArray[np.float64]

COMMENTS = 3
DAYS, SITES = 2, 2
SILENT_DAYS = 3
"""Days that must have passed without it: on the first days everything is new."""
SILENT_COMMENTS = 50
WINDOW = 7


def newborn(bundle: Bundle, bar: Floats, first: int, stream: Stream) -> Iterator[Episode]:
    """Return topics that begin in the first two weeks: three comments, three people, two days or two sites.

    Args:
        bundle: the topics, everywhere.
        bar: (T,) strength they are given on each day, as no rate is known.
        first: first column told.
        stream: the comments.
    """
    for row, places in enumerate(bundle.members):
        night = _first_night(places, bundle.engine.baseline, stream)
        if night is None or night < first:
            continue
        inside = places[(stream.day[places] <= night) & (stream.day[places] > night - WINDOW)]
        start = int(stream.day[inside[0]])
        seen = Night(
            column=night, log10e=float(bar[night]), bar=float(bar[night]), window=night - start + 1, observed=float(len(inside)),
            expected=0.0, variance=0.0, places=inside, rule="new",
        )  # fmt: skip
        yield Episode(key=bundle.keys[row], bundle=bundle, row=row, nights=(seen,))


def _first_night(places: NDArray[np.int64], baseline: int, stream: Stream) -> int | None:
    """Return the first column, within the first two weeks, on which the rule holds."""
    begun = int(stream.day[places[0]]) if len(places) else baseline
    before = int(np.searchsorted(stream.day, begun))
    if begun < SILENT_DAYS or before < SILENT_COMMENTS or begun >= baseline:
        return None
    nights: list[int] = np.unique(stream.day[places]).tolist()
    for night in nights:
        inside = places[(stream.day[places] <= night) & (stream.day[places] > night - WINDOW)]
        if night > baseline + WINDOW:
            return None
        several = len(np.unique(stream.day[inside])) >= DAYS or len(np.unique(stream.site[inside])) >= SITES
        if len(inside) >= COMMENTS and people(stream, inside) >= AUTHORS and several:
            return night
    return None
