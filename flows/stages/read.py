"""Read: every comment that these parts have not read yet, in batches, each model loaded once."""

import logging
from collections.abc import Iterable, Sequence

from flows import assemble
from flows.stages.job import Job
from flows.stages.take_in import Taken
from nlp.parts import Vectors
from nlp.reader import Reader
from nlp.records import Comment, Reading, Sentiment

log = logging.getLogger("tingjian")


def read(job: Job, taken: Taken) -> str:
    """Read what is unread and keep readings and topic vectors; return the id of the parts that read."""
    models = job.settings.models
    reader = assemble.reader(models, taken.roster, job.settings.people.not_people)
    embedder = assemble.embedder(models.topics, models.threads)
    part_id = f"{reader.id} + topics {embedder.id}"
    total, done = job.store.count_unread(part_id), 0
    for batch in job.store.unread(part_id):
        readings = read_all(reader, batch)
        flat = embedder.embed([s.text for r in readings for s in r.segments])
        job.store.add_readings(part_id, readings, deal(flat, readings))
        done += len(batch)
        job.tell("read", done, total)
    return part_id


def read_all(reader: Reader, batch: Sequence[Comment]) -> list[Reading]:
    """Read a batch; if that fails, one by one, so that a single comment never ends the night."""
    try:
        return reader.read(batch)
    except Exception:  # whatever a model stumbles over, the other comments are read
        log.exception("a batch of %d could not be read at once; reading its comments one by one", len(batch))
        return [_read_one(reader, comment) for comment in batch]


def _read_one(reader: Reader, comment: Comment) -> Reading:
    """Read one comment; one that cannot be read is kept, marked, never counted and never shown."""
    try:
        return reader.read([comment])[0]
    except Exception:  # as above
        log.exception("comment %s of %s row %d could not be read", comment.id, comment.source, comment.row)
        blank = Sentiment(label="neutral", level=0, score=0.0, confidence=0.0)
        return Reading(comment_id=comment.id, language="other", sentiment=blank, masked="", marks=("unread",))


def deal(flat: Vectors, readings: Iterable[Reading]) -> list[Vectors]:
    """Give each reading its own rows back."""
    dealt: list[Vectors] = []
    start = 0
    for reading in readings:
        dealt.append(flat[start : start + len(reading.segments)])
        start += len(reading.segments)
    return dealt
