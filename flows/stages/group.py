"""Group: every segment to a topic with an id for life; what fits nowhere may give birth to a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from flows import assemble
from flows.stages.job import Job
from flows.stages.naming import named
from flows.vectors import Room
from nlp import topics, voices
from nlp.parts import Embedder, Vectors
from nlp.records import Comment, MapPoint, Placement, Reading
from nlp.topics import Registry, SegmentInput

FLOOD_DAYS = 7
LATELY = 200
"""Days whose vectors early warning sees too: the nights it judges, and the months it compares them with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The night's comments with their readings, where each segment belongs, and what was a flood."""

    comments: list[Comment]
    readings: dict[str, Reading]
    placements: list[Placement]
    registry: Registry
    floods: frozenset[str]
    vectors: Mapping[str, Vectors] = field(default_factory=dict)
    """Of the comments of the last ``LATELY`` days, one row a segment."""
    spots: tuple[MapPoint, ...] = ()
    called: Mapping[str, float] = field(default_factory=dict[str, float])


def group(job: Job, part_id: str, day: date, *, refit: bool = False) -> Grouped:
    """Place every segment known up to ``day``; the first night (and a refit) discovers topics, others look for births."""
    comments = [c for batch in job.store.comments(end=day) for c in batch]
    readings, vectors = _read_so_far(job, part_id, comments)
    floods = find_floods(comments, readings)
    segments, stacked = inputs(comments, readings, vectors, floods)
    registry, births_due = _registry(job, segments, stacked, day, refit=refit)
    placements = topics.assign(registry, segments, stacked)
    if births_due:
        registry = topics.births(registry, segments, stacked, placements, day=day)
        placements = topics.assign(registry, segments, stacked)
    registry = topics.headed(named(job, registry, comments, segments, placements, day))
    job.store.save_registry(registry, day)
    job.store.save_placements(placements)
    registry = topics.hide_named(registry, job.settings.topics.never)
    job.tell("group", 1, 1)
    return Grouped(
        comments=comments, readings=readings, placements=placements, registry=registry, floods=floods,
        vectors={c.id: vectors[c.id] for c in comments if c.day and (day - c.day).days <= LATELY},
        spots=_spots(job, registry, segments, stacked, placements, day),
        called=topics.called(registry, segments, stacked, placements, _embedder(job)),
    )  # fmt: skip


def _spots(
    job: Job, registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors,
    placements: Sequence[Placement], day: date,
) -> tuple[MapPoint, ...]:  # fmt: skip
    """Place what was said in the period on the map of topics."""
    since = day - timedelta(days=job.settings.screen.period_days - 1)
    placed = [
        i
        for i, s in enumerate(segments)
        if s.voice and placements[i].topic_id and (s.day is None or s.day >= since)
    ]
    drawn = [placed[i] for i in topics.sample(len(placed))]
    places = topics.positions(registry, vectors[drawn], [placements[i].topic_id for i in drawn])
    return tuple(
        MapPoint(
            x=place[0], y=place[1], topic_id=placements[i].topic_id or "", comment_id=segments[i].comment_id
        )
        for i, place in zip(drawn, places, strict=True)
        if place
    )


def _read_so_far(
    job: Job, part_id: str, comments: Sequence[Comment]
) -> tuple[dict[str, Reading], dict[str, Vectors]]:
    wanted = {c.id for c in comments}
    readings: dict[str, Reading] = {}
    vectors: dict[str, Vectors] = {}
    for batch in job.store.readings(part_id):
        for reading, rows in batch:
            if reading.comment_id in wanted:
                readings[reading.comment_id] = reading
                vectors[reading.comment_id] = rows
    return readings, vectors


def find_floods(comments: Sequence[Comment], readings: dict[str, Reading]) -> frozenset[str]:
    """Find copies beyond the first among comments of the same week of days; undated ones are one group."""
    weeks: dict[int, list[Comment]] = {}
    for c in comments:
        weeks.setdefault(c.day.toordinal() // FLOOD_DAYS if c.day else -1, []).append(c)
    found: set[str] = set()
    for mine in weeks.values():
        copies = voices.find_floods([readings[c.id].masked for c in mine], [c.author for c in mine])
        found |= {mine[i].id for i in copies}
    return frozenset(found)


def inputs(
    comments: Sequence[Comment],
    readings: dict[str, Reading],
    vectors: dict[str, Vectors],
    floods: frozenset[str],
) -> tuple[list[SegmentInput], Vectors]:
    """Lay all segments out in one list beside their vectors; copies and blanks are marked as no voices."""
    segments = [
        SegmentInput(
            comment_id=c.id, index=i, text=without_names(s.text, readings[c.id]), language=s.language, touchpoint=c.touchpoint, day=c.day,
            voice=readings[c.id].is_voice and c.id not in floods,
        )
        for c in comments
        for i, s in enumerate(readings[c.id].segments)
    ]  # fmt: skip
    rows = [vectors[c.id] for c in comments if len(vectors[c.id])]
    stacked = np.concatenate(rows) if rows else np.zeros((0, 1), np.float32)
    return segments, stacked


def without_names(text: str, reading: Reading) -> str:
    """Take people's names out of a text, so that no topic and no alert is ever called after a person."""
    for mention in reading.mentions:
        text = text.replace(mention.surface, " ")
    return text


def _embedder(job: Job) -> Embedder:
    models = job.settings.models
    return assemble.embedder(models.topics, models.threads, Room.beside(job.settings))


def _registry(
    job: Job, segments: Sequence[SegmentInput], vectors: Vectors, day: date, *, refit: bool
) -> tuple[Registry, bool]:
    """Return the registry to place by, and whether births may follow.

    Births are looked for once a night: not after a new fit, which has seen everything already, and not when the
    same night is run again, or it would not give the same topics.
    """
    kept = job.store.load_registry(before=day + timedelta(days=1)) or job.store.load_registry()
    last = job.store.last_run_day()
    embedder = _embedder(job)
    if kept is not None and not refit and kept.embedding == embedder.id and not topics.outdated(kept):
        return kept, last is not None and day > last
    wanted = job.settings.topics
    fitted = topics.discover(
        segments, vectors, seeds=wanted.seeds, previous=kept, day=day, sample=wanted.sample,
        embedder=embedder,
    )  # fmt: skip
    return fitted, False
