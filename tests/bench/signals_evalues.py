"""Whether bets are fair: e-values of worlds in which nothing happens: ``python -m tests.bench.signals evalues``.

An e-value is worth 1 at most on average, and reaches 1/a with a chance of a at most (Vovk & Wang 2021). Each kind of
simulated days and weeks is drawn anew; the worst of each kind is printed beside all together. The worlds come from
the shared bench folder.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.signals import score_panel

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "early_warning"
LEVELS = (1e-1, 1e-2, 1e-3, 1e-4)
SEEDS, SERIES = range(2001, 2025), 96
WEEKS = slice(575, 624)
"""Weeks that are judged; those before are history."""
Scores = NDArray[np.float64]


def main() -> None:
    """Print the mean and the tails, days and weeks."""
    if not (FOLDER / "simulate.py").exists():
        sys.stdout.write(f"e-values: no worlds at {FOLDER}\n")
        return
    sys.path.insert(0, str(FOLDER))
    worlds = importlib.import_module("simulate")
    sys.stdout.write("e-values where nothing happens (bar: mean 1.05, P(E >= 1/a) no more than a)\n")
    _table("days", _days(worlds))
    _table("weeks", _weeks(worlds))


def _days(worlds) -> Iterator[tuple[str, Scores]]:
    for kind in worlds.daily_scenarios():
        drawn = (worlds.simulate_daily(kind, SERIES, seed, ks=()) for seed in SEEDS)
        found = [_judged(b.y, slice(kind.history, None), b.dates, b.exposure) for b in drawn]
        yield kind.name, np.concatenate(found)


def _weeks(worlds) -> Iterator[tuple[str, Scores]]:
    for kind in worlds.scenarios():
        drawn = (worlds.simulate_weekly(kind, SERIES, seed, k1s=(), k2s=()) for seed in SEEDS[:8])
        yield f"scenario {kind.id}", np.concatenate([_judged(b.base, WEEKS, None, None) for b in drawn])


def _judged(y, when: slice, dates, exposure) -> Scores:
    """Return log10 of the e-value of every cell."""
    mask = np.zeros(y.shape, bool)
    mask[:, when] = True
    return score_panel(y, mask, dates, exposure)[1][:, when].ravel() - 6.0


def _table(name: str, kinds: Iterator[tuple[str, Scores]]) -> None:
    rows = [(kind, len(log10e), _figures(log10e)) for kind, log10e in kinds]
    table, cells = np.array([figures for *_, figures in rows]), sum(count for _, count, _ in rows)
    heads = ("mean", *(f"P(E >= {1 / a:.0f})" for a in LEVELS))
    sys.stdout.write(f"{name}: {len(rows)} kinds, {cells:,} e-values\n")
    for i, head in enumerate(heads):
        worst = int(table[:, i].argmax())
        sys.stdout.write(
            f"  {head:14} all {table[:, i].mean():.6f}   highest {table[worst, i]:.6f}   {rows[worst][0]}\n"
        )


def _figures(log10e: Scores) -> list[float]:
    e = 10.0**log10e
    return [float(e.mean()), *(float((e >= 1 / a).mean()) for a in LEVELS)]


if __name__ == "__main__":
    main()
