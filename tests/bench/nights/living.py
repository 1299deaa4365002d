# pyright: basic
"""Live through nights as production does: births every night, a refit every seventh, everything placed after each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from nlp.records import Placement
from nlp.topics import Registry, assign, births, discover
from tests.bench.nights.streams import Stream, embedder

Where = dict[tuple[str, int], str]
"""Topic id of each placed segment."""
_WEEK = 7


@dataclass(frozen=True)
class Night:
    """How a night ended: the registry, and where everything said so far belongs, in the order it was said."""

    day: date
    registry: Registry
    places: list[Placement]

    @property
    def where(self) -> Where:
        """Return the topic of every segment that has one."""
        return topics_of(self.places)


def topics_of(places: list[Placement]) -> Where:
    """Return the topic of every placed segment."""
    return {(p.comment_id, p.segment): p.topic_id for p in places if p.topic_id}


def placed(registry: Registry, stream: Stream) -> Where:
    """Return the topic of every segment that has one."""
    return topics_of(assign(registry, stream.segments, stream.vectors))


def live(stream: Stream, start: date, nights: int) -> list[Night]:
    """Fit on what was said up to ``start``, then live through so many nights; the first entry is the fit."""
    known = stream.until(start)
    registry = discover(known.segments, known.vectors, day=start, embedder=embedder())
    lived = [Night(start, registry, assign(registry, known.segments, known.vectors))]
    for night in range(1, nights + 1):
        lived.append(_night(stream, lived[-1], start + timedelta(days=night), refit=night % _WEEK == 0))
    return lived


def _night(stream: Stream, last: Night, day: date, *, refit: bool) -> Night:
    """Placing is a pure function of registry and segment: only what is new is placed while the registry is the same.

    Segments are in the order of their days, so what was said by yesterday comes first.
    """
    known = stream.until(day)
    new = known.taken(range(len(last.places), len(known.segments)))
    places = last.places + assign(last.registry, new.segments, new.vectors)
    registry = births(last.registry, known.segments, known.vectors, places, day=day)
    if refit:
        registry = discover(known.segments, known.vectors, previous=registry, day=day, embedder=embedder())
    if registry is not last.registry:
        places = assign(registry, known.segments, known.vectors)
    return Night(day, registry, places)


def kept(before: Where, after: Where) -> float:
    """Return the share of segments that had a topic before and have the same one after; losing it counts against."""
    return float(np.mean([after.get(one) == topic for one, topic in before.items()])) if before else 1.0


def events(night: Night, since: Night) -> str:
    """Count what happened to topics between two nights."""
    new = night.registry.events[len(since.registry.events) :]
    counts = Counter(event.kind for event in new)
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())) or "nothing"
