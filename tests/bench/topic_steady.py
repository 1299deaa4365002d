# pyright: basic
"""What must change nothing in topics, and what may change little: order, batches, threads, fewer comments.

    python -m tests.bench topic_steady            # the sample, and 6,000 segments of the hotels
    python -m tests.bench topic_steady --full     # all of the hotels too

The columns say how many segments are placed elsewhere after: the rows came in another order; segments were placed alone or
by 7 or by 512; everything was fitted on two threads; texts were embedded in other batches. Then 5 % of the comments are left
out: the share that keeps its id in the refit that follows (bar 95 %), and, fitted from scratch, the share of segments
in the topic that matches best.
"""

import sys

import numpy as np
from scipy.optimize import linear_sum_assignment
from threadpoolctl import threadpool_limits

from nlp.topics import Registry, assign, discover
from tests.bench.nights.living import Where, kept, placed
from tests.bench.nights.streams import Stream, embedder, hotels, sample, say

FEWER = 0.95
SOME, ALONE, AGAIN = 6_000, 300, 2_000
"""Segments of the hotels, segments placed one by one, segments embedded again."""


def main() -> None:
    """Print the table."""
    say(
        f"{'stream':10} {'segments':>8} {'topics':>6} | elsewhere: {'order':>6} {'batch':>6} {'thread':>6} {'embed':>6}"
        f" | 5 % fewer: {'refit':>6} {'anew':>6}"
    )
    reviews = hotels()
    streams = {"sample": sample()}
    if reviews is not None:
        some = np.sort(np.random.default_rng(3).permutation(len(reviews.segments))[:SOME])
        streams["hotels"] = reviews.taken(some.tolist())
        if "--full" in sys.argv:
            streams["all hotels"] = reviews
    for name, stream in streams.items():
        _row(name, stream)


def _row(name: str, stream: Stream) -> None:
    registry = fit(stream)
    first = placed(registry, stream)
    order = np.random.default_rng(7).permutation(len(stream.segments))
    shuffled = stream.taken(order.tolist())
    with threadpool_limits(2):
        threaded = placed(fit(stream), stream)
    fewer = _fewer(stream)
    there = {(s.comment_id, s.index) for s in fewer.segments}
    before = {key: topic for key, topic in first.items() if key in there}
    say(
        f"{name:10} {len(stream.segments):8,d} {len(registry.topics):6d} |            "
        f"{elsewhere(first, placed(fit(shuffled), shuffled)):6d} {_in_pieces(registry, stream, first):6d} "
        f"{elsewhere(first, threaded):6d} {_embedded_again(registry, stream, first):6d} |            "
        f"{kept(before, placed(fit(fewer, registry), fewer)):6.3f} {matched(before, placed(fit(fewer), fewer)):6.3f}"
    )


def fit(stream: Stream, previous: Registry | None = None) -> Registry:
    """Fit, on one thread, anew or onto a registry."""
    return discover(
        stream.segments, stream.vectors, previous=previous, embedder=embedder(), day=stream.days[-1]
    )


def elsewhere(one: Where, other: Where) -> int:
    """Count the segments that are not placed alike."""
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())


def _fewer(stream: Stream) -> Stream:
    comments = sorted({s.comment_id for s in stream.segments})
    left = set(np.array(comments)[np.random.default_rng(5).random(len(comments)) >= FEWER].tolist())
    return stream.taken([i for i, s in enumerate(stream.segments) if s.comment_id not in left])


def _in_pieces(registry: Registry, stream: Stream, first: Where) -> int:
    """Count what is placed elsewhere when segments come one by one, seven at a time, or in the batches of a night."""
    total = len(stream.segments)
    wrong = 0
    for size, until in ((1, min(ALONE, total)), (7, min(7 * ALONE, total)), (512, total)):
        for start in range(0, until, size):
            rows = slice(start, start + size)
            found = assign(registry, stream.segments[rows], stream.vectors[rows])
            wrong += sum(first.get((p.comment_id, p.segment)) != p.topic_id for p in found)
    return wrong


def _embedded_again(registry: Registry, stream: Stream, first: Where) -> int:
    """Count what is placed elsewhere when its text is embedded in other batches, as on another night."""
    some = stream.taken(np.random.default_rng(9).permutation(len(stream.segments))[:AGAIN].tolist())
    anew = [embedder().embed([s.text for s in some.segments[i : i + 50]]) for i in range(0, AGAIN, 50)]
    found = placed(registry, Stream(some.segments, np.concatenate(anew)))
    there = {(s.comment_id, s.index) for s in some.segments}
    return elsewhere({key: topic for key, topic in first.items() if key in there}, found)


def matched(one: Where, other: Where) -> float:
    """Return the share of segments in the same topic, where topics have no ids in common and are matched best."""
    both = sorted(one.keys() & other.keys())
    mine, left = np.unique([one[key] for key in both], return_inverse=True)
    theirs, right = np.unique([other[key] for key in both], return_inverse=True)
    table = np.zeros((len(mine), len(theirs)))
    np.add.at(table, (left, right), 1)
    return float(table[linear_sum_assignment(-table)].sum() / max(1, len(one)))


if __name__ == "__main__":
    main()
