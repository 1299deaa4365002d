"""CSV and TSV: delimiter and encoding found by themselves, broken quotes cost one row, never the file."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from flows.messages import say
from flows.sources import encoding
from flows.sources.arriving import Watch
from flows.sources.names import field_of
from flows.sources.table import Grid, SourceError

_DELIMITERS = (",", "\t", ";", "|")
_NO_DELIMITER = "\x1f"
_LARGEST_CELL = 1 << 26
_LONGEST_RECORD = 2_000
"""Lines. A quoted cell longer than this is taken for a quote that was never closed."""
_SAMPLE_LINES = 60


def open_csv(path: Path, *, file: str, given_encoding: str | None = None, arriving: bool = False) -> Grid:
    """Open a delimited text file as a grid of rows; empty lines are no rows.

    The last row of one that may still be ``arriving`` is set aside where it breaks off.

    Raises:
        SourceError: the file is empty or no text at all.
    """
    watch = Watch(path)
    name = encoding.named(given_encoding) if given_encoding else encoding.detect(path)
    sample = _sample(watch, name)
    if not any(line.strip() for line in sample):
        msg = say("source.empty", "both", file=file)
        raise SourceError(msg)
    declared = _declared(sample[0])
    delimiter = declared or _delimiter(sample)
    csv.field_size_limit(_LARGEST_CELL)

    def rows() -> Iterator[Sequence[object] | str]:
        with watch.text(name) as lines:
            if declared:
                next(lines)
            yield from _records(lines, delimiter, watch if arriving else None)

    return Grid(file, rows)


def _sample(watch: Watch, name: str) -> list[str]:
    with watch.text(name) as lines:
        return [line[:100_000] for line, _ in zip(lines, range(_SAMPLE_LINES), strict=False)]


def _declared(line: str) -> str | None:
    """Excel writes ``sep=;`` as a first line: it names the delimiter and is no row."""
    mark = line.strip()
    return mark[4] if len(mark) == 5 and mark.lower().startswith("sep=") else None


def _delimiter(sample: list[str]) -> str:
    """Choose the delimiter under which most rows are equally wide, and wide; none for a file of one column."""
    best = max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))
    rows = _parsed(sample, best)
    is_table = len(rows[0]) > 1 and not _is_sentence(rows[0])
    # A title may stand above a table; in a file of one column, commas belong to the texts.
    is_table = is_table or any(len(row) > 1 and any(map(field_of, row)) for row in rows[1:12])
    return best if is_table else _NO_DELIMITER


def _fit(sample: list[str], delimiter: str) -> tuple[float, int]:
    rows = _parsed(sample, delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0.0, 0)
    width, count = widths.most_common(1)[0]
    first = len(rows[0])
    return (round(count / len(rows), 1) if first in (1, width) else 0.1, first if first > 1 else width)


def _parsed(sample: list[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(row for row in csv.reader(sample, delimiter=delimiter) if any(row))
    return rows or [[""]]


def _is_sentence(header: list[str]) -> bool:
    """A blank after every comma of a long first line is punctuation, not a row of names."""
    return all(cell.startswith(" ") for cell in header[1:]) and any(len(cell) > 40 for cell in header)


class _Feed:
    """Hands lines to the CSV reader and remembers those of the record under way, to take them back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.again: list[str] = []
        self.pending: list[str] = []
        self.open_end = False
        self.ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.pending) >= _LONGEST_RECORD:
            msg = "a quote is never closed"
            raise csv.Error(msg)
        line = self.again.pop() if self.again else next(self.lines, "")
        self.ended = not line
        if self.ended:
            raise StopIteration
        # A zero byte stands for nothing; one blank in its place keeps every offset right.
        line = line.replace("\0", " ")
        self.pending.append(line)
        self.open_end = not line.endswith(("\n", "\r"))
        return line

    def take_back(self, lines: list[str]) -> None:
        self.again.extend(reversed(lines))


def _records(lines: Iterator[str], delimiter: str, watch: Watch | None) -> Iterator[Sequence[object] | str]:
    """Read strictly, and where that fails mend one record and go on behind it."""
    feed, width, finished = _Feed(lines), 0, False
    while not finished:
        finished = True
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                feed.pending.clear()
                if watch and width and feed.open_end and (len(row) < width or watch.grows()):
                    yield say("source.cut", "both")
                    return
                width = width or len(row)
                if row:
                    yield row
        except csv.Error:
            finished = False
            pending, feed.pending = feed.pending, []
            if watch and width and feed.ended and _one_record(pending, delimiter, width) and watch.grows():
                yield say("source.cut", "both")
                return
            row, used = _mend(pending, delimiter, width)
            feed.take_back(pending[used:])
            yield row


def _mend(pending: list[str], delimiter: str, width: int) -> tuple[Sequence[object] | str, int]:
    """Return what can be saved of a record with broken quotes, and how many of its lines that used up."""
    whole = _lenient(pending, delimiter)
    if len(pending) > 1 and _one_record(pending, delimiter, width) and len(whole) == width:
        return whole, len(pending)
    first = _lenient(pending[:1], delimiter)
    if width in (0, len(first)):
        return [cell.rstrip("\r\n") for cell in first], 1
    return say("source.quote", "both"), 1


def _one_record(pending: list[str], delimiter: str, width: int) -> bool:
    """Tell the lines of one long cell from records that a quote without an end has swallowed."""
    if len(pending) == 1:
        return True
    swallowed = any(len(_lenient([line], delimiter)) == width for line in pending[1:])
    return width > 1 and len(pending) < _LONGEST_RECORD and not swallowed


def _lenient(lines: list[str], delimiter: str) -> list[str]:
    rows = list(csv.reader(lines, delimiter=delimiter))
    return rows[0] if rows else []
