"""Read comments in batches: what a reading process holds, and what it does with a batch.

A process that shares this work imports this module and no stage: it holds models and nothing else.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows import assemble
from flows.settings import ModelSettings
from nlp.parts import Embedder, Vectors
from nlp.reader import Reader
from nlp.records import Comment, Posting, Reading, Sentiment

log = logging.getLogger("tingjian")
Read = tuple[list[Reading], list[Vectors]]


@dataclass(frozen=True, slots=True)
class Kit:
    """What a process needs to read for a night: the reader, and the embedder that topics are made of."""

    reader: Reader
    embedder: Embedder

    @property
    def id(self) -> str:
        """Return the id of all parts together: readings are kept apart by it."""
        return f"{self.reader.id} + topics {self.embedder.id}"


def kit(models: ModelSettings, roster: Sequence[Posting] | None, not_people: Sequence[str] = ()) -> Kit:
    """Load what the settings name."""
    return Kit(assemble.reader(models, roster, not_people), assemble.embedder(models.topics, models.threads))


def read_batch(kit: Kit, batch: Sequence[Comment]) -> Read:
    """Read a batch, and give each reading the topic vectors of its segments."""
    readings = read_all(kit.reader, batch)
    flat = kit.embedder.embed([s.text for r in readings for s in r.segments])
    return readings, deal(flat, readings)


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
