# pyright: basic
"""What the calendar does to numbers of comments: weekdays, and public holidays on which a volume says nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PLACES = ("CN", "HK", "TW", "GB", "US")


def public_holidays(start: date, end: date, places: Sequence[str] = PLACES) -> frozenset[date]:
    """Return the public holidays of ``places`` from ``start`` to ``end``, each with the day after it.

    Because: people travel on the holiday and write the day after.

    >>> date(2026, 10, 1) in public_holidays(date(2026, 9, 1), date(2026, 10, 31), ["CN"])
    True
    """
    from holidays import country_holidays

    years = range(start.year, end.year + 1)
    known = {day for place in places for day in country_holidays(place, years=years)}
    after = {day + timedelta(days=1) for day in known}
    return frozenset(day for day in known | after if start <= day <= end)


def weekday_factor(y: Floats, weekday: Ints, back: int = 56, calm: float = 20.0) -> Floats:
    """Return how busy each day's weekday was in the eight weeks before, drawn towards 1 where little is known."""
    n = len(y)
    per = np.zeros((7, n + 1))
    per[:, 1:] = np.cumsum(np.where(weekday == np.arange(7)[:, None], y, 0.0), axis=1)
    number = np.zeros((7, n + 1))
    number[:, 1:] = np.cumsum(weekday == np.arange(7)[:, None], axis=1)
    t = np.arange(n)
    low = np.maximum(t - back, 0)
    mine, share = per[weekday, t] - per[weekday, low], number[weekday, t] - number[weekday, low]
    total = per[:, t].sum(0) - per[:, low].sum(0)
    usual = total / np.maximum(t - low, 1) * share
    factor = (mine + calm) / (usual + calm)
    return np.where(t - low >= 14, factor, 1.0)
