# pyright: basic
"""Topics over thirty nights: who keeps the id from night to night and over all, what is born, split, merged.

    python -m tests.bench topic_nights            # the bilingual sample; the hotels' second month, in which everything changed
    python -m tests.bench topic_nights --full     # the hotels' last month too

``--sample`` or ``--hotels`` runs only that. Bars: 97 % of what had a topic keeps it from night to night, 90 % over thirty
nights. "kept" counts every segment that had a topic before; to lose it is not to keep it.
"""

import sys
import time
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from tests.bench.nights.living import Night, events, kept, live
from tests.bench.nights.streams import Stream, hotels, sample, say

NIGHTS = 30


def main() -> None:
    """Print the table of nights."""
    wanted = {"sample": sample, "hotels": hotels}
    chosen = [name for name in wanted if f"--{name}" in sys.argv] or list(wanted)
    streams = {name: wanted[name]() for name in chosen}
    say(
        f"{'stream':22} {'segments':>15} {'topics':>8} {'night kept':>10} {'worst':>6} {'over all':>8} {'none':>11}  cpu s, events"
    )
    for name, stream in streams.items():
        if stream is None:
            say(f"{name:22} skipped: its file is absent")
            continue
        if name == "sample" or "--full" in sys.argv:
            _lived(f"{name}, last month", stream, stream.days[-1] - timedelta(days=NIGHTS))
        if name == "hotels":
            _lived(f"{name}, second month", stream, stream.days[0] + timedelta(days=NIGHTS))


def _lived(name: str, stream: Stream, start: date) -> None:
    begun = time.process_time()
    nights = live(stream, start, NIGHTS)
    spent = time.process_time() - begun
    first, last = nights[0], nights[-1]
    steps = [kept(a.where, b.where) for a, b in pairwise(nights)]
    say(
        f"{name:22} {len(first.places):6d} > {len(last.places):6d} {len(first.registry.live):3d} > {len(last.registry.live):2d} "
        f"{np.mean(steps):10.4f} {min(steps):6.3f} {kept(first.where, last.where):8.3f} "
        f"{_none(first):.3f} {_none(last):.3f}  {spent:.0f}, {events(last, first)}"
    )


def _none(night: Night) -> float:
    return 1 - len(night.where) / max(1, len(night.places))


if __name__ == "__main__":
    main()
