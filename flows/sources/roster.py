"""The employee roster: one row per posting, so that a transferred employee has several."""

import re
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from flows.messages import say
from flows.settings import Settings
from flows.sources.listing import Listing, Optional, Required, YesNo, columns_of, open_listing, read_lines
from flows.sources.moments import days_of, unknown_days
from nlp.records import Posting, Rejection

_FIELDS = (
    "employee_id", "english_name", "aliases", "name", "title", "department", "site", "active_from", "active_to", "consent",
)  # fmt: skip
_DAYS = ("active_from", "active_to")


class _Incoming(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    employee_id: Required
    name: Required
    english_name: Optional = None
    aliases: Optional = None
    title: Optional = None
    department: Optional = None
    site: Optional = None
    active_from: date | None = None
    active_to: date | None = None
    consent: YesNo = None


def read_roster(path: Path, settings: Settings | None = None) -> Listing[Posting]:
    """Read the roster; columns may be named in Chinese or English.

    Raises:
        SourceError: the file cannot be read, or has no column for employee_id or name.
    """
    table = open_listing(path)
    found = columns_of(table, _FIELDS, ("employee_id", "name"))
    settings = settings or Settings()
    days = days_of(table, found, _DAYS, settings)

    def make(cells: dict[str, object]) -> list[Posting]:
        row = _Incoming.model_validate(days(cells))
        if row.active_from and row.active_to and row.active_to < row.active_from:
            msg = say(
                "source.leaves_before",
                "both",
                last=row.active_to.isoformat(),
                first=row.active_from.isoformat(),
            )
            raise ValueError(msg)
        aliases = re.split(r"[|;；、/]", row.aliases or "")
        return [Posting(**{**row.model_dump(), "aliases": tuple(a.strip() for a in aliases if a.strip())})]

    rows, rejections = read_lines(table, found, make)
    if not rows and not rejections:
        nobody = say("source.nobody", "both")
        rejections = [
            Rejection(source=table.file, file=table.file, row=0, column=None, value="", reason=nobody)
        ]
    return Listing(rows, [*rejections, *unknown_days(table, found, _DAYS, settings)])
