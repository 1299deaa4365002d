"""Read a whole source, or one file for a command: streaming, and nothing vanishes on the way."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from flows.messages import say
from flows.settings import Settings, SourceSettings
from flows.sources.comments import reader_of
from flows.sources.interviews import is_interview, read_interview
from flows.sources.open import checked_files, open_table, taken_before
from flows.sources.sql import open_sql
from flows.sources.table import SourceError, Table, short
from nlp.records import Comment, Rejection

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Up to 2,000 comments and rejections, in the order of the file: read + rejected = what came in."""

    comments: list[Comment]
    rejections: list[Rejection]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file for a command: its comment, or the reason why there is none."""

    number: int
    comment: Comment | None
    reason: str | None = None


_Piece = tuple[list[Comment], list[Rejection]]


def read_source(source: SourceSettings, settings: Settings) -> Iterator[Batch]:
    """Read all files of a source, or its query, in batches of at most 2,000.

    A file that cannot be read at all is one rejection with row 0; the others are read.
    """
    comments: list[Comment] = []
    rejections: list[Rejection] = []
    for good, bad in _pieces(source, settings):
        comments += good
        rejections += bad
        while len(comments) + len(rejections) >= BATCH:
            now = comments[:BATCH]
            rest = BATCH - len(now)
            yield Batch(now, rejections[:rest])
            comments, rejections = comments[BATCH:], rejections[rest:]
    if comments or rejections:
        yield Batch(comments, rejections)


def _pieces(source: SourceSettings, settings: Settings) -> Iterator[_Piece]:
    if source.kind == "sql":
        name = source.name or "sql"
        yield from _guarded(lambda: _rows(open_sql(source, settings), source, settings), source, name)
        return
    if not source.files:
        yield [], [_whole(source, source.name, say("source.no_files", "both"))]
    before = taken_before(source, settings)
    for path, fault in checked_files(source, settings):
        if fault:
            yield [], [_whole(source, str(path.name), f"{path}: {fault}")]
            continue
        if other := before.get(path.resolve()):
            reason = say("source.twice", "both", file=path.name, other=other)
            yield [], [_whole(source, path.name, reason)]
            continue
        yield from _guarded(lambda path=path: _of_file(path, source, settings), source, path.name)


def _of_file(path: Path, source: SourceSettings, settings: Settings) -> Iterator[_Piece]:
    if is_interview(path, source):
        yield from read_interview(path, source, settings)
    else:
        yield from _rows(open_table(path, source, file=path.name, arriving=True), source, settings)


def _rows(table: Table, source: SourceSettings, settings: Settings) -> Iterator[_Piece]:
    reader = reader_of(table, source, settings)
    for line in table.lines():
        yield reader.read(line)


def _guarded(
    open_pieces: Callable[[], Iterator[_Piece]], source: SourceSettings, file: str
) -> Iterator[_Piece]:
    """Turn whatever stops one file, at its start or half way, into one rejection."""
    try:
        yield from open_pieces()
    except SourceError as error:
        yield [], [_whole(source, file, str(error))]
    except (OSError, ValueError, ArithmeticError, EOFError, KeyError, SQLAlchemyError) as error:
        reason = say("source.broken_off", "both", file=file, error=short(str(error)))
        yield [], [_whole(source, file, reason)]


def _whole(source: SourceSettings, file: str, reason: str) -> Rejection:
    return Rejection(source=source.name or file, file=file, row=0, column=None, value="", reason=reason)


def read_file(  # noqa: PLR0913 - the options of the commands, each by its name
    path: Path | str,
    *,
    text: str | None = None,
    id: str | None = None,
    question: str | None = None,
    site: str | None = None,
    date: str | None = None,
    audience: str = "customer",
    author: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Row]:
    """Read one file for ``tingjian read | topics | replay``: one row out per row in, in order; "-" is CSV on stdin.

    Without an id column ``source_id`` is the number of the row.

    Raises:
        SourceError: the file cannot be used: why, and which columns it has.
    """
    given = {
        "id": id,
        "question": question,
        "site": site,
        "date": date,
        "audience": audience,
        "author": author,
    }
    source = SourceSettings(name=Path(path).name, text=[text] if text else [], **given)
    with _local(path) as (local, name):
        table = open_table(local, source, file=name)
        reader = reader_of(table, source, settings or Settings(), by_row=True)
        for line in table.lines():
            comments, rejections = reader.read(line)
            if comments:
                yield Row(line.number, comments[0])
            else:
                yield Row(line.number, None, rejections[0].reason)


@contextmanager
def _local(path: Path | str) -> Iterator[tuple[Path, str]]:
    """Give a file that can be read twice; standard input is kept in a temporary one meanwhile."""
    if str(path) != "-":
        yield Path(path), Path(path).name
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "stdin.csv"
        with kept.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
        yield kept, "standard input"
