"""Read the rows of one file as they come."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from flows import assemble
from flows.crew import Crew
from flows.messages import say
from flows.once.items import Item, read_items
from flows.once.rows import batches, rejected
from flows.settings import ModelSettings
from flows.sources import Row, SourceError, read_roster
from flows.tell import Tell
from nlp.records import Comment, Posting

log = logging.getLogger("tingjian")


def read_rows(rows: Iterable[Row], roster: Path | None, tell: Tell) -> Iterator[Item]:
    """Read rows as they come, in input order: one object out for every row in."""
    models = ModelSettings()
    waiting: deque[list[Row]] = deque()
    crew = Crew(partial(assemble.reader, models, postings(roster)), read_items, models.processes)
    done = 0
    for items in crew.run(given(batches(rows), waiting)):
        known, batch = iter(items), waiting.popleft()
        yield from ({"row": row.number, **next(known)} if row.comment else rejected(row) for row in batch)
        done += len(batch)
        tell("read", done, 0)


def given(batches: Iterable[list[Row]], waiting: deque[list[Row]]) -> Iterator[list[Comment]]:
    """Give the comments of each batch away to be read; its rows wait for the readings."""
    for batch in batches:
        waiting.append(batch)
        yield [row.comment for row in batch if row.comment]


def postings(roster: Path | None) -> list[Posting]:
    """Return the roster of a file; none is an empty one, a file without one usable row is an error."""
    if roster is None:
        return []
    postings, rejections = read_roster(roster)
    if rejections and not postings:
        first = rejections[0]
        where = " · ".join(
            filter(None, (say("once.row", "both", n=first.row) if first.row else "", first.column))
        )
        msg = f"{roster}: {where}{': ' if where else ''}{first.reason}"
        raise SourceError(msg)
    for note in rejections:
        if not note.row:
            log.warning("%s: %s", roster, note.reason)
    return list(postings)
