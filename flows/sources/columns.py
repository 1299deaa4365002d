"""Find which column is what: as the toml says, else by usual names, else by what the cells look like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.messages import say
from flows.settings import SourceSettings
from flows.sources.names import find, normal, usual
from flows.sources.table import SourceError, Table, listed, text_of

_AUDIENCES: Final = {
    "customer": "customer", "customers": "customer", "顾客": "customer", "客户": "customer", "客人": "customer",
    "顧客": "customer", "客戶": "customer", "用户": "customer", "guest": "customer", "cx": "customer",
    "employee": "employee", "employees": "employee", "staff": "employee", "员工": "employee", "員工": "employee",
    "同事": "employee", "ex": "employee",
}  # fmt: skip
ENOUGH: Final = 20
"""Cells from which on a column's content outweighs its name."""
_SINGLE: Final = ("id", "date", "site", "touchpoint", "channel", "author", "speaker", "rating")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by position; ``asked`` has the question of each text column where known."""

    text: tuple[int, ...]
    asked: tuple[str | None, ...]
    question: int | None = None
    audience: int | None = None
    everyone: str = "customer"
    single: tuple[tuple[str, int], ...] = ()
    extra: tuple[tuple[str, int], ...] = ()
    given: frozenset[str] = frozenset()

    def at(self, field: str) -> int | None:
        """Return the position of a field's column, None where the file has none."""
        return dict(self.single).get(field)


def audience_of(word: str) -> str | None:
    """Return customer or employee for the words people use, None for any other."""
    return _AUDIENCES.get(word.strip().casefold())


def find_columns(table: Table, source: SourceSettings, peek: Sequence[Sequence[object]]) -> Columns:
    """Decide on the columns of a table; ``peek`` are its first rows.

    Raises:
        SourceError: a column that was asked for is missing, or no text column can be told.
    """
    for name in filter(None, (getattr(source, field) for field in _SINGLE)):
        place(table, name)
    audience = _audience(table, source)
    texts = _given_texts(table, source) or _found_texts(table, peek)
    single = {field: spot for field in _SINGLE if (spot := _single(table, source, field, texts)) is not None}
    question, said = _question(table, source, texts)
    return Columns(
        text=texts,
        asked=tuple(said or _asked(table, column, len(texts) > 1) for column in texts),
        question=question,
        audience=audience,
        everyone=audience_of(source.audience) or "customer",
        single=tuple(single.items()),
        extra=tuple((name, place(table, name)) for name in source.columns),
        given=frozenset(field for field in _SINGLE if getattr(source, field)),
    )


def place(table: Table, name: str) -> int:
    """Return the position of a column by its name, forgiving case, blanks and joiners."""
    if name in table.headers:
        return table.headers.index(name)
    alike = [i for i, header in enumerate(table.headers) if normal(header) == normal(name) != ""]
    if not alike:
        alike = [i for i, asked in enumerate(table.questions) if asked and normal(asked) == normal(name)]
    if alike:
        return alike[0]
    msg = say("source.no_column", "both", file=table.file, name=name, columns=listed(table.headers))
    raise SourceError(msg)


def _given_texts(table: Table, source: SourceSettings) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place(table, name) for name in source.text))


def _single(table: Table, source: SourceSettings, field: str, texts: tuple[int, ...]) -> int | None:
    if given := getattr(source, field):
        return place(table, given)
    return next((i for i in find(table.headers, field) if i not in texts), None)


def _question(table: Table, source: SourceSettings, texts: tuple[int, ...]) -> tuple[int | None, str | None]:
    """Tell a column of questions from the question itself."""
    if source.question is None:
        return next((i for i in find(table.headers, "question") if i not in texts), None), None
    if any(normal(header) == normal(source.question) for header in table.headers):
        return place(table, source.question), None
    return None, source.question


def _audience(table: Table, source: SourceSettings) -> int | None:
    if audience_of(source.audience):
        usual_column = find(table.headers, "audience")
        return usual_column[0] if usual_column and source.audience == "customer" else None
    return place(table, source.audience)


def _asked(table: Table, column: int, several: bool) -> str | None:
    """Return the question a text column answers: the survey's words, else its header where that tells something."""
    full = table.questions[column] if table.questions else ""
    header = table.headers[column]
    if full:
        return full
    return header if several or re.search(r"[?？]\s*$", header) else None


def _found_texts(table: Table, peek: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """Find text columns by name; in surveys and where no name helps, by cells that read like prose."""
    survey = _survey_texts(table, peek) if table.survey else ()
    texts = survey or _named_texts(table, peek)
    if not texts:
        prose = tuple(i for i in range(len(table.headers)) if _is_prose(_cells(peek, i)))
        texts = prose if len(prose) == 1 else ()
    if not texts and len(table.headers) == 1:
        texts = (0,)
    if texts:
        return texts
    example = next((header for header in table.headers if header), "comment")
    columns = listed(table.headers)
    msg = say("source.no_text_column", "both", file=table.file, columns=columns, example=example)
    raise SourceError(msg)


def _named_texts(table: Table, peek: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """Take the first usual name of rank 1, else all of rank 2: pros and cons, 优点 and 缺点.

    A name is believed unless many cells say that it holds numbers: a few short answers may well be figures.
    """
    ranks = usual("text")
    hits = [i for i in find(table.headers, "text") if not _holds_scores(_cells(peek, i))]
    first = [i for i in hits if ranks[normal(table.headers[i])] == 1]
    if first:
        return (max(first, key=lambda i: (_is_prose(_cells(peek, i)), -i)),)
    return tuple(sorted(hits)) or _loosely_named(table, peek)


def _loosely_named(table: Table, peek: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """Find names with a usual name inside (guest_comment_en, 您的宝贵意见) whose cells read like prose."""
    cues = [name for name in usual("text") if len(name) > 3 or (len(name) > 1 and not name.isascii())]
    return tuple(
        i
        for i, header in enumerate(table.headers)
        if any(cue in normal(header) for cue in cues) and _is_prose(_cells(peek, i))
    )[:1]


def _survey_texts(table: Table, peek: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """Return the open questions of a survey: marked by the tool, else those answered in people's own words."""
    if table.open_columns:
        return tuple(sorted(table.open_columns))
    asked = [i for i, question in enumerate(table.questions) if question]
    return tuple(i for i in asked if _is_prose(_cells(peek, i)))


def _cells(peek: Sequence[Sequence[object]], column: int) -> list[str]:
    return [cell for row in peek if column < len(row) and (cell := text_of(row[column]))]


def _holds_scores(cells: list[str]) -> bool:
    return len(cells) >= ENOUGH and _is_numeric(cells)


def _is_numeric(cells: list[str]) -> bool:
    numbers = sum(1 for cell in cells if re.fullmatch(r"[-+]?[\d.,/:%\s]+", cell))
    return bool(cells) and numbers > 0.5 * len(cells)


def _is_prose(cells: list[str]) -> bool:
    """Tell people's own words from choices, names and codes: long enough, and hardly two alike."""
    if not cells or _is_numeric(cells):
        return False
    weights = [len(cell) + sum(1 for char in cell if char > "\u2e80") for cell in cells]
    coded = sum(1 for cell in cells if re.fullmatch(r"\S+@\S+|https?://\S+|[\w.:/-]+", cell, re.ASCII))
    alike = 1 - len(set(cells)) / len(cells)
    mean = sum(weights) / len(weights)
    needed = 16 if len(cells) < 5 else 11
    return mean >= needed and alike <= 0.5 and coded <= 0.5 * len(cells)
