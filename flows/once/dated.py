"""Read one dated file for early warning: comments, what they say, and the vectors that topics are made of."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flows import assemble
from flows.crew import Crew
from flows.once.reading import given
from flows.once.rows import batches
from flows.reading import kit, read_batch
from flows.settings import ModelSettings
from flows.sources import Row
from flows.stages.group import find_floods, inputs
from flows.stages.watch import observe
from flows.tell import Tell
from nlp.insights import Voice
from nlp.parts import Embedder, Vectors
from nlp.records import Comment, Reading, Topic
from nlp.signals import Observation
from nlp.topics import SegmentInput, assign, discover


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What a file holds for early warning; ``row_of`` gives the data row, counted from 1, of a comment id."""

    observations: Sequence[Observation]
    row_of: dict[str, int]
    segments: Sequence[SegmentInput]
    vectors: Vectors
    embedder: Embedder


def read_dated(rows: Iterable[Row], tell: Tell) -> Dated:
    """Read the comments that have a day; floods and blanks are no voices."""
    models = ModelSettings()
    waiting: deque[list[Row]] = deque()
    crew = Crew(partial(kit, models, []), read_batch, models.processes)
    comments: list[Comment] = []
    readings: dict[str, Reading] = {}
    vectors: dict[str, Vectors] = {}
    row_of: dict[str, int] = {}
    for read, rows_of in crew.run(given(batches(row for row in rows if _dated(row)), waiting)):
        batch = [(row.number, row.comment) for row in waiting.popleft() if row.comment]
        comments += [comment for _, comment in batch]
        row_of |= {comment.id: number for number, comment in batch}
        readings |= {r.comment_id: r for r in read}
        vectors |= {r.comment_id: v for r, v in zip(read, rows_of, strict=True)}
        tell("read", len(comments), 0)
    floods = find_floods(comments, readings)
    segments, stacked = inputs(comments, readings, vectors, floods)
    voices = [_voice(c, readings[c.id]) for c in comments if readings[c.id].is_voice and c.id not in floods]
    return Dated(
        observations=[observe(v, vectors.get(v.comment.id)) for v in voices], row_of=row_of, segments=segments, vectors=stacked,
        embedder=assemble.embedder(models.topics, models.threads),
    )  # fmt: skip


def _dated(row: Row) -> bool:
    return row.comment is not None and row.comment.day is not None


def _voice(comment: Comment, reading: Reading) -> Voice:
    return Voice(comment=comment, reading=reading, placed=(None,) * len(reading.segments))


def grouped_once(dated: Dated) -> tuple[dict[str, Topic], list[Observation]]:
    """Fit topics on the whole file and give every comment its own: for what looks back, never for a replay."""
    registry = discover(dated.segments, dated.vectors, embedder=dated.embedder)
    found: dict[str, dict[str, None]] = {}
    for placed in assign(registry, dated.segments, dated.vectors):
        if placed.topic_id is not None:
            found.setdefault(placed.comment_id, {})[placed.topic_id] = None
    observations = [replace(o, topic_ids=tuple(found.get(o.comment_id, ()))) for o in dated.observations]
    return {t.id: t for t in registry.topics}, observations
