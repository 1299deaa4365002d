"""Read the rows of one file as they come."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from flows import assemble
from flows.crew import Crew
from flows.once.rows import Item, batches, rejected
from flows.reading import read_all
from flows.settings import ModelSettings
from flows.sources import Row, SourceError, read_roster
from flows.tell import Tell
from nlp.records import Comment, Mention, Posting, Reading


def read_rows(rows: Iterable[Row], roster: Path | None, tell: Tell) -> Iterator[Item]:
    """Read rows as they come, in input order: one object out for every row in."""
    models = ModelSettings()
    waiting: deque[list[Row]] = deque()
    crew = Crew(partial(assemble.reader, models, postings(roster)), read_all, models.processes)
    done = 0
    for readings in crew.run(given(batches(rows), waiting)):
        known, batch = iter(readings), waiting.popleft()
        yield from (_item(row, next(known)) if row.comment else rejected(row) for row in batch)
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
        msg = f"{roster}: {rejections[0].reason}"
        raise SourceError(msg)
    return list(postings)


def _item(row: Row, reading: Reading) -> Item:
    s = reading.sentiment
    return {
        "row": row.number,
        "id": row.comment.source_id if row.comment else None,
        "language": reading.language,
        "sentiment": {"label": s.label, "level": s.level, "score": s.score, "confidence": s.confidence},
        "segments": [
            {
                "start": g.start, "end": g.end, "label": g.sentiment.label, "score": g.sentiment.score,
                "evidence": [e.text for e in g.sentiment.evidence],
            }
            for g in reading.segments
        ],
        "mentions": [_mention(m) for m in reading.mentions],
        "suggestion": bool(reading.suggestions) or any(x.to == "anyone" for x in reading.tips),
        "suggestions": [{"start": x.start, "end": x.end, "text": x.text} for x in reading.suggestions],
        "tips": [{"start": x.start, "end": x.end, "text": x.text, "to": x.to} for x in reading.tips],
        "marks": list(reading.marks),
        "masked": reading.masked,
    }  # fmt: skip


def _mention(m: Mention) -> Item:
    return {
        "start": m.start, "end": m.end, "surface": m.surface, "name": m.name, "role": m.role, "staff": m.staff,
        "employee_id": m.employee_id, "candidates": list(m.candidates), "stance": m.stance,
        "confidence": m.confidence, "evidence": [e.text for e in m.evidence], "praised_for": list(m.praised_for),
    }  # fmt: skip
