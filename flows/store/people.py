"""Who may be shown, as the consent list last said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import sqlalchemy as sa

from flows.store import tables
from flows.store.keeper import Keeper, day_of, iso


class ConsentLine(Protocol):
    """A line of the consent list, whoever read it."""

    @property
    def employee_id(self) -> str:
        """Whose answer it is."""
        ...

    @property
    def display(self) -> bool:
        """Yes or no to being shown."""
        ...

    @property
    def start(self) -> date | None:
        """The first day of this answer."""
        ...

    @property
    def end(self) -> date | None:
        """The last day of this answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConsent:
    """A line of the consent list as it was last kept."""

    employee_id: str
    display: bool
    start: date | None = None
    end: date | None = None


class PeopleKeeper(Keeper):
    """Keeps consent."""

    def save_consent(self, lines: Sequence[ConsentLine]) -> None:
        """Keep the consent list as it is now; what it said before is gone, as a withdrawal asks."""
        rows = [
            {
                "number": i,
                "employee_id": line.employee_id,
                "display": int(line.display),
                "start_day": iso(line.start),
                "end_day": iso(line.end),
            }
            for i, line in enumerate(lines)
        ]
        self._replace_all(tables.consent, rows)

    def consent(self) -> list[KeptConsent]:
        """Return the consent list as last kept, in its own order."""
        return [
            KeptConsent(
                employee_id=row["employee_id"],
                display=bool(row["display"]),
                start=day_of(row["start_day"]),
                end=day_of(row["end_day"]),
            )
            for row in self._rows(sa.select(tables.consent).order_by("number"))
        ]
