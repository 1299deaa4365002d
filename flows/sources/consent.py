"""The consent list: who may be shown on a screen, from when, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from flows.messages import say
from flows.settings import Settings
from flows.sources.listing import Listing, Required, YesNo, columns_of, open_listing, read_lines
from flows.sources.moments import days_of, unknown_days
from flows.sources.table import text_of
from nlp.records import Rejection

_DAYS = ("active_from", "active_to")
_FIELDS = ("employee_id", "consent", *_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One employee's yes or no to being shown; later lines of the list count over earlier ones."""

    employee_id: str
    display: bool
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether this line speaks about ``day``; an open end does."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class _Incoming(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    employee_id: Required
    consent: YesNo
    active_from: date | None = None
    active_to: date | None = None


def read_consent(
    path: Path, settings: Settings | None = None, *, day: date | None = None
) -> tuple[dict[str, bool], list[Rejection]]:
    """Read who may be shown on ``day`` (None: today), by employee id, and the lines that cannot be read.

    Because: a withdrawal counts from the next refresh on, also for a night of last week that is drawn again.

    Raises:
        SourceError: the file cannot be read, or has no column for employee_id or display.
    """
    settings = settings or Settings()
    lines, rejections = read_consent_lines(path, settings)
    return consent_on(lines, day or datetime.now(settings.zone).date()), rejections


def consent_on(lines: Iterable[Consent], day: date) -> dict[str, bool]:
    """Return each employee's yes or no on a day; the later line counts, and a yes that has ended is a no."""
    answers: dict[str, bool] = {}
    for line in lines:
        if line.holds_on(day):
            answers[line.employee_id] = line.display
        else:
            answers.setdefault(line.employee_id, False)
    return answers


def read_consent_lines(path: Path, settings: Settings | None = None) -> Listing[Consent]:
    """Read the consent list line by line: employee_id, display and, where it is limited, from and to.

    A line that cannot be read is a no from that employee, whatever other lines say: it may be a withdrawal.

    Raises:
        SourceError: the file cannot be read, or has no column for employee_id or display.
    """
    table = open_listing(path)
    found = columns_of(table, _FIELDS, ("employee_id", "consent"))
    settings = settings or Settings()
    days = days_of(table, found, _DAYS, settings)

    doubtful: dict[str, None] = {}

    def make(cells: dict[str, object]) -> list[Consent]:
        try:
            return [_line(days(cells))]
        except ValueError:
            doubtful[text_of(cells.get("employee_id"))] = None
            raise

    rows, rejections = read_lines(table, found, make)
    noes = [Consent(employee_id=who, display=False) for who in doubtful if who]
    return Listing([*rows, *noes], [*rejections, *unknown_days(table, found, _DAYS, settings)])


def _line(cells: dict[str, object]) -> Consent:
    row = _Incoming.model_validate(cells)
    if row.consent is None:
        msg = say("source.consent_empty", "both")
        raise ValueError(msg)
    return Consent(employee_id=row.employee_id, display=row.consent, start=row.active_from, end=row.active_to)
