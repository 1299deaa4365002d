"""Turn the lines of a table into comments, checked at the edge; what cannot be read becomes a rejection."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from flows.messages import say
from flows.settings import Settings, SourceSettings
from flows.sources.columns import Columns, audience_of, find_columns
from flows.sources.date_column import date_by_looks
from flows.sources.dates import DateError, DateReader, Moment, reader_for
from flows.sources.table import Carried, Line, Table, short, text_of
from nlp.records import LONGEST, Comment, Rejection

_PEEK = 500
_SURROGATE = re.compile("[\ud800-\udfff]")
_STARS = re.compile(r"[★⭐]")
_RATING = re.compile(
    r"^[^\d-]{0,4}(-?\d+(?:[.,]\d+)?)\s*(?:(?:/|out of)\s*\d+|分|星|级|stars?|points?|%)?$", re.IGNORECASE
)


def comment_id(source: str, source_id: str, question: str | None, text: str) -> str:
    """Return the id of a comment: 16 hex digits over where it came from and what it says.

    >>> comment_id("hotel", "17", None, "很好") == comment_id("hotel", "17", None, "很好")
    True
    """
    return sha256("\0".join((source, source_id, question or "", text)).encode()).hexdigest()[:16]


def _known_audience(value: object) -> object:
    word = text_of(value)
    if known := audience_of(word):
        return known
    msg = say("source.audience", "both")
    raise ValueError(msg)


def _number(value: object) -> float | None:
    """Read 4, "4.5/5", "5星", "★★★★"; anything else is no rating, and no reason to lose a comment."""
    word = text_of(value)
    if stars := len(_STARS.findall(word)):
        return float(stars)
    match = _RATING.match(word)
    return float(match[1].replace(",", ".")) if match else None


def _word(value: object) -> str | None:
    return text_of(value).replace("\0", "") or None


def _verbatim(value: object) -> str:
    """Keep the text exactly as it came in, but for half characters that no file can hold."""
    text = value if isinstance(value, str) else text_of(value)
    return text if text.isascii() else _SURROGATE.sub("�", text)


Word = Annotated[str | None, BeforeValidator(_word)]


class _Incoming(BaseModel):
    """What one row says about all of its answers, before it is let in."""

    model_config = ConfigDict(frozen=True)

    id: Word = None
    site: Word = None
    touchpoint: Word = None
    channel: Word = None
    author: Word = None
    speaker: Word = None
    rating: Annotated[float | None, BeforeValidator(_number)] = None
    audience: Annotated[Literal["customer", "employee"], BeforeValidator(_known_audience)] = "customer"


@dataclass(slots=True)
class CommentReader:
    """Reads the lines of one table. Make it with ``reader_of``."""

    table: Table
    columns: Columns
    source: str
    dates: DateReader | None
    date_column: int | None
    by_row: bool = False
    """Rows without an id are told apart by their number rather than by what they say."""
    _seen: dict[int, int] = field(default_factory=dict)

    def read(self, line: Line) -> tuple[list[Comment], list[Rejection]]:
        """Return the comments of a line, or the one reason why there is none."""
        cells = () if line.fault else self._aligned(line.cells)
        if cells is None or line.fault:
            return [], [self._reject(line, None, self._glimpse(line), line.fault or self._width_fault(line))]
        answers = [
            (i, text)
            for i in self.columns.text
            if not isinstance(cells[i], Carried) and (text := _verbatim(cells[i])).strip()
        ]
        if fault := self._text_fault(line, answers):
            return [], [fault]
        try:
            return self._comments(line.number, cells, answers), []
        except DateError as error:
            return [], [self._reject_cell(line, cells, self.date_column, str(error))]
        except ValidationError as error:
            return [], [self._invalid(line, cells, error)]

    def _text_fault(self, line: Line, answers: Sequence[tuple[int, str]]) -> Rejection | None:
        """Say why what was written makes no comment: nothing is there, or far too much."""
        if not answers:
            return self._reject(
                line, self.table.headers[self.columns.text[0]], "", say("source.no_text", "both")
            )
        for column, text in answers:
            if len(text) > LONGEST:
                reason = say("source.too_long", "both", length=len(text), most=LONGEST)
                return self._reject(line, self.table.headers[column], short(text[:LONGEST]), reason)
        return None

    def _aligned(self, cells: Sequence[object]) -> Sequence[object] | None:
        """Bring a row to the width of the header; a last text column takes back its own commas."""
        width = len(self.table.headers)
        if len(cells) == width:
            return cells
        if len(cells) < width:
            return [*cells, *[None] * (width - len(cells))]
        if all(cell in (None, "") for cell in cells[width:]):
            return cells[:width]
        if width - 1 in self.columns.text and all(isinstance(cell, str) for cell in cells[width - 1 :]):
            return [*cells[: width - 1], ",".join(map(str, cells[width - 1 :]))]
        return None

    def _comments(
        self, number: int, cells: Sequence[object], answers: list[tuple[int, str]]
    ) -> list[Comment]:
        columns = self.columns
        values = {name: cells[i] for name, i in columns.single if name != "date"}
        values["audience"] = columns.everyone if columns.audience is None else cells[columns.audience]
        row = _Incoming.model_validate(values)
        moment = (
            self.dates.read(cells[self.date_column]) if self.dates and self.date_column is not None else None
        )
        source_id = row.id or (str(number) if self.by_row else self._own_id(row, moment, answers))
        extra = tuple((name, word) for name, i in columns.extra if (word := _word(cells[i])))
        asked = dict(zip(columns.text, columns.asked, strict=True))
        shared = _word(cells[columns.question]) if columns.question is not None else None
        return [
            self._comment(number, source_id, shared or asked[i], text, row, moment, extra)
            for i, text in answers
        ]

    def _comment(  # noqa: PLR0913 - the parts of one row, each named
        self,
        number: int,
        source_id: str,
        question: str | None,
        text: str,
        row: _Incoming,
        moment: Moment | None,
        extra: tuple[tuple[str, str], ...],
    ) -> Comment:
        return Comment(
            id=comment_id(self.source, source_id, question, text),
            source=self.source,
            source_id=source_id,
            text=text,
            row=number,
            question=question,
            day=moment[0] if moment else None,
            at=moment[1] if moment else None,
            site=row.site,
            touchpoint=row.touchpoint,
            channel=row.channel,
            audience=row.audience,
            author=row.author,
            speaker=row.speaker,
            rating=row.rating,
            attributes=extra,
        )

    def _own_id(self, row: _Incoming, moment: Moment | None, answers: list[tuple[int, str]]) -> str:
        """Name a row that has no id by what it says, and equal ones by their count.

        The same row in tomorrow's longer export is then the same comment, while two guests who both wrote
        "很好" stay two. Without a date nothing tells two files apart, so the file's name belongs to it.
        """
        when = self.table.file if moment is None else (moment[1] or moment[0]).isoformat()
        said = [row.site or "", row.author or "", row.channel or "", str(row.rating), when]
        key = sha256("\0".join([*said, *(f"{i}\0{text}" for i, text in answers)]).encode()).digest()[:8]
        short_key = int.from_bytes(key, "big")
        nth = self._seen[short_key] = self._seen.get(short_key, 0) + 1
        return key.hex() if nth == 1 else f"{key.hex()}-{nth}"

    def _reject(self, line: Line, column: str | None, value: str, reason: str) -> Rejection:
        return Rejection(
            source=self.source,
            file=self.table.file,
            row=line.number,
            column=column,
            value=value,
            reason=reason,
        )

    def _reject_cell(self, line: Line, cells: Sequence[object], column: int | None, reason: str) -> Rejection:
        name, value = (None, "") if column is None else (self.table.headers[column], short(cells[column]))
        return self._reject(line, name, value, reason)

    def _invalid(self, line: Line, cells: Sequence[object], error: ValidationError) -> Rejection:
        first = error.errors()[0]
        named = str(first["loc"][0])
        column = self.columns.audience if named == "audience" else self.columns.at(named)
        return self._reject_cell(line, cells, column, first["msg"].removeprefix("Value error, "))

    def _glimpse(self, line: Line) -> str:
        return short(" | ".join(map(text_of, line.cells)))

    def _width_fault(self, line: Line) -> str:
        wide = len(self.table.headers)
        return say("source.cells", "both", n=len(line.cells), wide=wide)


def reader_of(
    table: Table, source: SourceSettings, settings: Settings, *, by_row: bool = False
) -> CommentReader:
    """Look at the first rows of a table and make the reader of its lines.

    Raises:
        SourceError: a column that was asked for is missing, or no text column can be told.
    """
    peek = [line.cells for line in islice(table.lines(), _PEEK) if not line.fault]
    columns = find_columns(table, source, peek)
    column = columns.at("date")
    if column is None and "date" not in columns.given:
        column = date_by_looks(table, columns, peek, settings.zone)
        columns = (
            replace(columns, single=(*columns.single, ("date", column))) if column is not None else columns
        )
    dates = None if column is None else _dates(table, column, source, settings, peek)
    if (
        column is not None
        and dates
        and "date" not in columns.given
        and not _mostly_dates(dates, column, peek)
    ):
        # A column that was only guessed by its name, "time" with "morning" in it, is no reason to reject.
        column, dates = None, None
    return CommentReader(table, columns, source.name or table.file, dates, column, by_row)


def _dates(
    table: Table, column: int, source: SourceSettings, settings: Settings, peek: Sequence[Sequence[object]]
) -> DateReader:
    def whole() -> Iterator[object]:
        return (line.cells[column] for line in table.lines() if column < len(line.cells))

    sample = [row[column] for row in peek if column < len(row)]
    return reader_for(whole, settings.zone, source.date_format, sample)


def _mostly_dates(dates: DateReader, column: int, peek: Sequence[Sequence[object]]) -> bool:
    filled = [row[column] for row in peek if column < len(row) and text_of(row[column])]
    good = 0
    for cell in filled:
        try:
            good += dates.read(cell) is not None
        except DateError:
            continue
    return good >= 0.5 * len(filled)
