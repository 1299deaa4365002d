# pyright: basic
"""What topics cost: a fit, placing everything, placing one night, and the peak of memory, for 1,000 to 100,000 segments.

    python -m tests.bench topic_scale             # 1,000, 10,000 and 100,000 segments
    python -m tests.bench topic_scale --full      # a million too
    python -m tests.bench topic_scale --short     # the first two

Segments are drawn from the sample and the hotels, with a number put behind each text and some noise on each vector, so that
no two are alike. Each size runs in a process of its own; seconds are of processor time, memory is all that the
process held. "growth" is the cost of fit and placing against n log n: below 1 it grows more slowly. Bars: 100,000 in
600 s and 4,096 MB, a night's 10,000 in 20 s.
"""

import resource
import sys
import time
from dataclasses import dataclass, replace

import numpy as np

from nlp.topics import assign, discover
from tests.bench.nights.streams import Stream, embedder, hotels, sample, say
from tests.bench.topics import apart

SIZES = (1_000, 10_000, 100_000, 1_000_000)
NIGHT = 10_000
NOISE = 0.15
"""Length of the noise beside vectors of length one."""
_BLOCK = 50_000


@dataclass(frozen=True)
class Cost:
    """What one size took: seconds of processor time, megabytes, topics found."""

    fit: float
    place: float
    night: float
    peak: float
    topics: int


def main() -> None:
    """Print the table."""
    sizes = SIZES if "--full" in sys.argv else SIZES[:2] if "--short" in sys.argv else SIZES[:3]
    base = _base()
    say(
        f"{'segments':>9} {'topics':>6} {'fit s':>7} {'place s':>8} {'night s':>8} {'peak MB':>8} {'growth':>7}"
    )
    rate = 0.0
    for count in sizes:
        cost = apart(lambda count=count: measure(base, count))
        spent = (cost.fit + cost.place) / (count * np.log(count))
        growth = f"{spent / rate:7.2f}" if rate else f"{'':7}"
        rate = spent
        say(
            f"{count:9,d} {cost.topics:6d} {cost.fit:7.1f} {cost.place:8.1f} {cost.night:8.1f} {cost.peak:8.0f} {growth}"
        )


def _base() -> Stream:
    """Return all that there is to draw from, both languages."""
    spoken, reviews = sample(), hotels()
    if reviews is None:
        return spoken
    return Stream(spoken.segments + reviews.segments, np.concatenate([spoken.vectors, reviews.vectors]))


def drawn(base: Stream, count: int) -> Stream:
    """Draw segments with replacement; no two have the same text or vector."""
    rng = np.random.default_rng(count)
    rows = rng.integers(0, len(base.segments), count)
    segments = [
        replace(base.segments[i], comment_id=f"c{turn}", index=0, text=f"{base.segments[i].text} {turn}")
        for turn, i in enumerate(rows.tolist())
    ]
    vectors = np.empty((count, base.vectors.shape[1]), np.float32)
    for start in range(0, count, _BLOCK):
        some = base.vectors[rows[start : start + _BLOCK]]
        noisy = some + rng.standard_normal(some.shape, np.float32) * np.float32(NOISE / some.shape[1] ** 0.5)
        vectors[start : start + _BLOCK] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
    return Stream(segments, vectors)


def measure(base: Stream, count: int) -> Cost:
    """Fit, place everything, and place what a night brings."""
    stream, night = drawn(base, count), drawn(base, NIGHT)
    begun = time.process_time()
    registry = discover(stream.segments, stream.vectors, embedder=embedder())
    fitted = time.process_time()
    assign(registry, stream.segments, stream.vectors)
    placed = time.process_time()
    assign(registry, night.segments, night.vectors)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(fitted - begun, placed - fitted, done - placed, peak, len(registry.topics))


if __name__ == "__main__":
    main()
