"""Replay: what would you have told us, and when? Each day sees only what had arrived by then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from flows.tell import Tell, silent
from nlp.parts import Embedder, Vectors
from nlp.records import Signal, Topic
from nlp.signals import Observation, Remembered, public_holidays, sentence, stitch, watch
from nlp.topics import Registry, SegmentInput, assign, discover
from nlp.words import Words

Item = dict[str, Any]
Grouped = tuple[Mapping[str, Topic], Mapping[str, tuple[str, ...]]]
Grouping = Callable[[date, date], Grouped]
"""(known until, needed until) -> topics by id, and the topic ids of every comment up to the second day."""

REFIT_DAYS = 28
GROWTH = 1.4
"""Topics are fitted anew after four weeks, once there is this much more to learn from."""
LEARN_FROM = 16_000
"""Different segments that a fit looks at, at most; all others are only placed."""
LEAST_COMMENTS = 60
"""Fewer comments than this have no topics yet: words alone are watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Nights that share one fit of the topics: everything known before ``start``."""

    start: date
    end: date
    known: date | None


def replay(  # noqa: PLR0913 - what is replayed, when, and whom to tell
    observations: Sequence[Observation], row_of: Mapping[str, int], topics: Mapping[str, Topic] | Grouping,
    start: date | None = None, end: date | None = None, budget: float = 1.0, tell: Tell = silent,
) -> Iterator[Item]:  # fmt: skip
    """Return the alerts of a dated file in the order in which they would have been told.

    Args:
        observations: the comments that count, in any order.
        row_of: data row, counted from 1, of every comment id.
        topics: the topics where each comment has its topic ids already, else a grouping that is asked again as
            comments come in, and fits on nothing newer than the day it is told.
        start: first night, the file's first day where not given.
        end: last night, the file's last day where not given.
        budget: false alarms allowed a week, over everything.
        tell: told how many nights have been watched, of how many.
    """
    days = sorted(o.day for o in observations)
    if not days:
        return
    first, last = start or days[0], min(end or days[-1], days[-1])
    if callable(topics):
        told = _as_they_came(observations, topics, periods(days, first, last), budget, tell)
    else:
        known = watch(
            observations,
            topics=topics,
            start=first,
            end=last,
            budget=budget,
            holidays=public_holidays(days[0], last),
        )
        told = iter(known)
    yield from (item(signal, row_of) for signal in told)


def item(signal: Signal, row_of: Mapping[str, int]) -> Item:
    """Write a signal as ``tingjian replay`` does."""
    written: Item = {
        "day": signal.day.isoformat(), "kind": signal.kind, "id": signal.id, "topic": signal.topic_id,
        "family": signal.family, "label_zh": signal.label_zh, "label_en": signal.label_en,
        "keywords": list(signal.keywords), "site": signal.site, "audience": signal.audience,
        "observed": signal.observed, "expected": signal.expected, "interval": list(signal.interval),
        "why": list(signal.why), "since": signal.since.isoformat() if signal.since else None,
        "once_in_days": signal.once_in_days, "total": signal.total, "authors": signal.authors,
        "sentence_zh": sentence(signal, "zh"), "sentence_en": sentence(signal, "en"),
        "caveats": list(signal.caveats),
        "rows": sorted(row_of[c] for c in signal.comment_ids if c in row_of),
    }  # fmt: skip
    if signal.kin:
        written["kin"] = list(signal.kin)
    if signal.update_of:
        written["update_of"] = signal.update_of
    return written


def periods(days: Sequence[date], first: date, last: date) -> list[Period]:
    """Cut the nights into periods with one fit each; nothing is fitted before there is something to learn.

    Because: topics that were fitted on the whole file would know in January what people complained of in May.
    """
    found: list[Period] = []
    start, known, learnt = first, None, 0.0
    day = first
    while day <= last:
        so_far = sum(d < day for d in days)
        due = known is None or (day - known).days > REFIT_DAYS
        if due and so_far >= max(LEAST_COMMENTS, GROWTH * learnt):
            if day > start:
                found.append(Period(start=start, end=day - timedelta(days=1), known=known))
            start, known, learnt = day, day - timedelta(days=1), float(so_far)
        day += timedelta(days=1)
    found.append(Period(start=start, end=last, known=known))
    return found


def _as_they_came(
    observations: Sequence[Observation], grouping: Grouping, plan: Sequence[Period], budget: float, tell: Tell
) -> Iterator[Signal]:
    told: list[Signal] = []
    remembered = Remembered()
    tokens = cache(Words().tokens)
    nights = (plan[-1].end - plan[0].start).days + 1
    for period in plan:
        tell("watch", (period.start - plan[0].start).days, nights)
        so_far = [o for o in observations if o.day <= period.end]
        topics: Mapping[str, Topic] = {}
        if period.known is not None:
            topics, placed = grouping(period.known, period.end)
            so_far = [replace(o, topic_ids=placed.get(o.comment_id, ())) for o in so_far]
        found = watch(
            so_far, topics=topics, start=period.start, end=period.end, budget=budget,
            holidays=public_holidays(min(o.day for o in so_far), period.end) if so_far else (),
            tokens=tokens, remembered=remembered,
        )  # fmt: skip
        for signal in found:
            known = stitch(signal, told)
            told.append(known)
            yield known
    tell("watch", nights, nights)


def grouping_of(
    segments: Sequence[SegmentInput], vectors: Vectors, embedder: Embedder | None = None
) -> Grouping:
    """Return a grouping that fits on the segments of the days already known, and keeps topic ids between fits.

    Args:
        segments: all segments of the file, with their days.
        vectors: (n, dim), one row a segment.
        embedder: what made the vectors.
    """
    fitted: dict[date, Registry] = {}

    def group(known: date, needed: date) -> Grouped:
        past = [i for i, s in enumerate(segments) if s.day is not None and s.day <= known]
        upto = [i for i, s in enumerate(segments) if s.day is not None and s.day <= needed]
        previous = fitted[max(fitted)] if fitted else None
        registry = discover(
            [segments[i] for i in past], vectors[past], previous=previous, day=known, sample=LEARN_FROM,
            embedder=embedder,
        )  # fmt: skip
        fitted[known] = registry
        found: dict[str, dict[str, None]] = {}
        for placed in assign(registry, [segments[i] for i in upto], vectors[upto]):
            if placed.topic_id is not None:
                found.setdefault(placed.comment_id, {})[placed.topic_id] = None
        return {t.id: t for t in registry.topics}, {c: tuple(ids) for c, ids in found.items()}

    return group
