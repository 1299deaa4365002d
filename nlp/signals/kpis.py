"""Measures from outside: tell when a site's KPI leaves its own normal range, upwards or downwards."""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import Kpi, Signal
from nlp.signals.budget import bars, once_in_days
from nlp.signals.chances import as_normal, usual_measures
from nlp.signals.episodes import QUIET_DAYS

Floats = NDArray[np.float64]

MEMORY = 120
"""Days a measure is compared with."""
CHART = 56
LEAST = 21
"""Days a measure needs before anything is unusual."""
GUARD = 1
SHIFTS = (2.0, 3.0, 4.0, 6.0)
SAME_WEEKDAY = 8
"""Weeks from which a Monday is compared with Mondays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure on one day: how surprising, and what was usual."""

    name: str
    site: str
    day: date
    value: float
    log10e: float
    usual: float
    interval: tuple[float, float]


def measure(kpis: Sequence[Kpi], first: date, last: date) -> Iterator[Measured]:
    """Weigh every value from ``first`` to ``last`` against the same site's values before it."""
    for (name, site), values in sorted(_series(kpis).items()):
        days = sorted(values)
        level = np.array([values[d] for d in days])
        weekday = np.array([d.weekday() for d in days])
        for i, day in enumerate(days):
            if first <= day <= last:
                found = _judge(level, weekday, i)
                if found is not None:
                    log10e, usual, interval = found
                    yield Measured(
                        name=name, site=site, day=day, value=float(level[i]), log10e=log10e, usual=usual,
                        interval=interval,
                    )  # fmt: skip


def _series(kpis: Sequence[Kpi]) -> Mapping[tuple[str, str], dict[date, float]]:
    found: dict[tuple[str, str], dict[date, float]] = {}
    for kpi in kpis:
        found.setdefault((kpi.name, kpi.site), {})[kpi.day] = kpi.value
    return found


def _judge(
    level: Floats, weekday: NDArray[np.int64], i: int
) -> tuple[float, float, tuple[float, float]] | None:
    low, high = max(0, i - MEMORY), i - GUARD + 1
    past, days = level[low:high], weekday[low:high]
    if len(past) < LEAST:
        return None
    rhythm = _weekdays(past, days)
    calm = past - rhythm[days]
    centre = float(np.median(calm))
    scale = 1.4826 * float(np.median(np.abs(calm - centre)))
    scale = max(scale, 0.5 * float(calm.std()), 1e-3 * abs(centre), 1e-9)
    freedom = len(past) - 1
    wide = scale * math.sqrt(1.0 + 1.5 / len(past))
    usual = centre + float(rhythm[weekday[i]])
    z = as_normal((level[i] - usual) / wide, min(freedom, 30))
    bets = [
        math.exp(min(side * shift * z - shift * shift / 2.0, 200.0))
        for shift in SHIFTS
        for side in (-1.0, 1.0)
    ]
    return math.log10(max(float(np.mean(bets)), 1e-6)), usual, usual_measures(usual, wide, min(freedom, 30))


def _weekdays(past: Floats, days: NDArray[np.int64]) -> Floats:
    """Return how much each weekday lies above the middle, once there are enough of each."""
    rhythm = np.zeros(7)
    middle = np.median(past)
    for d in range(7):
        same = past[days == d]
        if len(same) >= SAME_WEEKDAY:
            rhythm[d] = np.median(same) - middle
    return rhythm


def kpi_signals(kpis: Sequence[Kpi], first: date, last: date, budget: float) -> list[Signal]:
    """Tell each measure once when it leaves its range, again each week while it stays out.

    Args:
        kpis: all values known, those after ``last`` are not looked at.
        first: first day told.
        last: last day told.
        budget: false alarms allowed a week, over everything.
    """
    known = [k for k in kpis if k.day <= last]
    alive = np.array([float(len({(k.name, k.site) for k in known}))])
    bar = float(bars("kpi", alive, budget)[0])
    found: list[Signal] = []
    opened: dict[tuple[str, str], tuple[date, date, date]] = {}
    for m in sorted(measure(known, date.min, last), key=lambda m: (m.day, m.name, m.site)):
        if m.log10e < bar:
            continue
        key = (m.name, m.site)
        start, told, seen = opened.get(key, (m.day, date.min, date.min))
        if (m.day - seen).days > QUIET_DAYS:
            start, told = m.day, date.min
        again = (m.day - told).days >= QUIET_DAYS
        opened[key] = (start, m.day if again else told, m.day)
        if again and m.day >= first:
            found.append(_signal(m, start, once_in_days(m.log10e - bar, budget), known))
    return found


def _signal(m: Measured, start: date, once: float, known: Sequence[Kpi]) -> Signal:
    raw = f"kpi|{m.name}|{m.site}|{start}"
    name = "S" + hashlib.blake2b(raw.encode(), digest_size=5).hexdigest()
    chart = sorted((k.day, k.value) for k in known if (k.name, k.site) == (m.name, m.site) and k.day <= m.day)
    return Signal(
        id=name if start == m.day else f"{name}.{(m.day - start).days}", update_of=None if start == m.day else name,
        day=m.day, kind="worse", family="kpi", label_zh=m.name, label_en=m.name, observed=m.value,
        expected=round(m.usual, 4), interval=m.interval, site=m.site, why=("kpi",), since=start, until=m.day,
        once_in_days=round(once, 1), history=tuple((d, v, round(m.usual, 4)) for d, v in chart[-CHART:]),
        caveats=("association",),
    )  # fmt: skip
