"""Replay one dated file: what early warning would have told, and when."""

from collections.abc import Iterable, Iterator
from datetime import date

from flows import assemble
from flows.once.rows import Item, batches
from flows.replay import grouping_of, replay
from flows.settings import ModelSettings
from flows.sources import Row
from flows.stages.group import find_floods, inputs
from flows.stages.job import Tell
from flows.stages.read import deal, read_all
from flows.stages.watch import observe
from nlp.insights import Voice
from nlp.parts import Vectors
from nlp.records import Comment, Reading


def replay_rows(
    rows: Iterable[Row], first: date | None, last: date | None, budget: float, tell: Tell
) -> Iterator[Item]:
    """Watch a dated file day by day; topics are fitted only on what had arrived by then."""
    models = ModelSettings()
    reader, embedder = assemble.reader(models, None), assemble.embedder(models.topics, models.threads)
    comments: list[Comment] = []
    readings: dict[str, Reading] = {}
    vectors: dict[str, Vectors] = {}
    row_of: dict[str, int] = {}
    for batch in batches(rows):
        known = [row.comment for row in batch if row.comment and row.comment.day]
        row_of |= {row.comment.id: row.number for row in batch if row.comment}
        read = read_all(reader, known)
        flat = embedder.embed([s.text for r in read for s in r.segments])
        comments += known
        readings |= {r.comment_id: r for r in read}
        vectors |= {r.comment_id: v for r, v in zip(read, deal(flat, read), strict=True)}
        tell("read", len(comments), 0)
    floods = find_floods(comments, readings)
    segments, stacked = inputs(comments, readings, vectors, floods)
    voices = [_voice(c, readings[c.id]) for c in comments if readings[c.id].is_voice and c.id not in floods]
    yield from replay(
        [observe(v) for v in voices], row_of, grouping_of(segments, stacked, embedder), first, last, budget
    )


def _voice(comment: Comment, reading: Reading) -> Voice:
    return Voice(comment=comment, reading=reading, placed=(None,) * len(reading.segments))
