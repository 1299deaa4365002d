"""Read comments in batches: what a reading process holds, and what it does with a batch.

A process that shares this work imports this module and no stage: it holds models and nothing else.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows import assemble
from flows.settings import ModelSettings
from flows.vectors import Room
from nlp import people
from nlp.parts import Embedder, Vectors
from nlp.people import PeopleReader, PersonContext
from nlp.reader import Reader
from nlp.records import LONGEST, Comment, Posting, Reading, Sentiment
from nlp.text import language_of, repair

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


def kit(
    models: ModelSettings,
    roster: Sequence[Posting] | None,
    not_people: Sequence[str] = (),
    room: Room | None = None,
) -> Kit:
    """Load what the settings name; ``room`` keeps vectors from night to night."""
    embedder = assemble.embedder(models.topics, models.threads, room)
    return Kit(assemble.reader(models, roster, not_people, room), embedder)


def read_batch(kit: Kit, batch: Sequence[Comment]) -> Read:
    """Read a batch, and give each reading the topic vectors of its segments."""
    readings = read_all(kit.reader, batch)
    flat = kit.embedder.embed([s.text for r in readings for s in r.segments])
    return readings, deal(flat, readings)


@dataclass(frozen=True, slots=True)
class Search:
    """What a process needs to read only those comments that name somebody who works here."""

    spotter: PeopleReader
    reader: Reader


def search(models: ModelSettings, roster: Sequence[Posting]) -> Search:
    """Load a reader, and people alone, because looking for names costs a tenth of reading."""
    reader = assemble.reader(models, roster)
    return Search(people.load(roster), reader)


def read_named(search: Search, batch: Sequence[Comment]) -> list[tuple[int, Reading]]:
    """Return (place in the batch, reading) of the comments that name an employee: most name nobody."""
    found = search.spotter.read([_context(c) for c in batch])
    named = [i for i, f in enumerate(found) if any(m.staff for m in f.mentions)]
    return list(zip(named, read_all(search.reader, [batch[i] for i in named]), strict=True))


def _context(comment: Comment) -> PersonContext:
    text = repair(comment.text[:LONGEST]).text
    return PersonContext(
        text=text, language=language_of(text), site=comment.site, day=comment.day,
        touchpoint=comment.touchpoint, question=comment.question,
    )  # fmt: skip


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
