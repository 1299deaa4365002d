"""Who is named in one file, how often, how often with praise: a quick look, without a night."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from flows.crew import Crew
from flows.messages import say
from flows.once.reading import given, postings
from flows.once.rows import batches
from flows.publish.tables import neutral
from flows.reading import read_named, search
from flows.settings import ModelSettings
from flows.sources import Row
from flows.tell import Tell
from nlp.people import Named, same_people, shown_name
from nlp.records import Comment, Mention, Posting, Reading
from nlp.voices import find_floods

SHOWN = 30
_EXAMPLE = 60
_WIDE = 200
COLUMNS = ("name", "employee_id", "mentions", "praise", "sites", "first_day", "last_day", "example")


@dataclass(frozen=True, slots=True)
class Leader:
    """One person of the table; mentions and praise count comments."""

    name: str
    employee_id: str | None
    mentions: int
    praise: int
    sites: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    example: str

    def cells(self) -> tuple[str, ...]:
        """Return the row as words, in the order of the columns."""
        days = [day.isoformat() if day else "" for day in (self.first_day, self.last_day)]
        counts = (str(self.mentions), str(self.praise))
        return (self.name, self.employee_id or "", *counts, ", ".join(self.sites), *days, self.example)


@dataclass(frozen=True, slots=True)
class _Said:
    comment: Comment
    reading: Reading
    mention: Mention


def leaders(rows: Iterable[Row], roster: Path | None, tell: Tell) -> list[Leader]:
    """Gather who is named, the most praised first; copies of one comment and adverts count for nobody."""
    known = postings(roster)
    read = list(_read(rows, known, tell))
    copies = find_floods([r.masked for _, r in read], [c.author for c, _ in read])
    said = [
        _Said(c, r, m)
        for i, (c, r) in enumerate(read)
        if i not in copies and r.is_voice
        for m in r.mentions
        if m.staff
    ]
    numbers = same_people([Named(s.comment.id, s.comment.site or "", s.mention) for s in said])
    pairs = sorted(zip(numbers, said, strict=True), key=lambda pair: pair[0])
    groups = [[s for _, s in group] for _, group in groupby(pairs, key=lambda pair: pair[0])]
    names = {p.employee_id: p.name for p in known}
    return sorted((_leader(g, names) for g in groups), key=lambda x: (-x.praise, -x.mentions, x.name))


def _read(rows: Iterable[Row], known: Sequence[Posting], tell: Tell) -> Iterator[tuple[Comment, Reading]]:
    """Look for names in every comment, and read only those that hold one; large files are shared out."""
    models = ModelSettings()
    waiting: deque[list[Row]] = deque()
    crew = Crew(partial(search, models, known), read_named, models.processes)
    done = 0
    for named in crew.run(given(batches(rows), waiting)):
        batch = waiting.popleft()
        comments = [row.comment for row in batch if row.comment]
        yield from ((comments[at], reading) for at, reading in named)
        done += len(batch)
        tell("read", done, 0)


def _leader(group: Sequence[_Said], names: dict[str, str]) -> Leader:
    praised = [s for s in group if s.mention.stance == "praise"]
    days = sorted({s.comment.day for s in group if s.comment.day})
    employee = group[0].mention.employee_id
    best = max(praised or group, key=lambda s: (s.mention.confidence, -len(s.reading.masked)))
    return Leader(
        name=names.get(employee or "") or shown_name([s.mention for s in group]),
        employee_id=employee,
        mentions=len({s.comment.id for s in group}),
        praise=len({s.comment.id for s in praised}),
        sites=tuple(sorted({s.comment.site for s in group if s.comment.site})),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        example=_example(best),
    )


def _example(said: _Said) -> str:
    """Return the segment in which the person is named, masked; a long one is cut around the name."""
    m = said.mention
    inside = [s.text for s in said.reading.segments if s.start <= m.start < s.end]
    text = " ".join((inside[0] if inside else said.reading.masked).split())
    if len(text) <= _EXAMPLE:
        return text
    start = max(0, min(text.find(m.surface) - _EXAMPLE // 3, len(text) - _EXAMPLE))
    return (
        ("…" if start else "") + text[start : start + _EXAMPLE].strip() + "…" * (start + _EXAMPLE < len(text))
    )


def write(found: Sequence[Leader], out: Path) -> None:
    """Write the whole table as CSV that Excel opens; the file is there only when it is whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.with_name(f".{out.name}.part")
    try:
        with work.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(
                [COLUMNS, *([neutral(x) for x in leader.cells()] for leader in found)]
            )
        work.replace(out)
    finally:
        work.unlink(missing_ok=True)


def show(found: Sequence[Leader]) -> None:
    """Print the table, the first rows of it."""
    from rich.console import Console
    from rich.table import Table

    width = None if Console().is_terminal else _WIDE
    console = Console(width=width, markup=False, emoji=False, highlight=False)
    if not found:
        console.print(say("people.nobody", "both"))
        return
    columns = [name for name in COLUMNS if name != "employee_id" or any(x.employee_id for x in found)]
    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(
            say(f"people.{name}", "both"), justify="right" if name in {"mentions", "praise"} else "left"
        )
    for leader in found[:SHOWN]:
        cells: dict[str, str] = dict(zip(COLUMNS, leader.cells(), strict=True))
        table.add_row(*(cells[name] for name in columns))
    console.print(table)
    if len(found) > SHOWN:
        console.print(say("people.more", "both", n=len(found) - SHOWN))
