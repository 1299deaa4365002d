"""Which messages went out: noted before sending, confirmed afterwards, so that none goes out twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import sqlalchemy as sa

from flows.store import tables
from flows.store.keeper import Keeper, Row

Status = Literal["begun", "sent", "failed", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message to one door. ``about`` is the alert's first id, ``level`` how many comments it had then."""

    id: str
    day: date
    door: str
    what: str
    status: Status
    about: str | None = None
    level: float | None = None
    note: str | None = None


class MessageKeeper(Keeper):
    """Keeps what was sent."""

    def note_message(self, message: Sent) -> None:
        """Keep how far a message has come; the same message noted again replaces its row."""
        row = {
            "id": message.id, "day": message.day.isoformat(), "door": message.door, "what": message.what,
            "about": message.about, "level": message.level, "status": message.status,
            "moment": datetime.now(UTC).isoformat(timespec="seconds"), "note": message.note,
        }  # fmt: skip
        self._replace(tables.messages, [row], "id")

    def messages(self) -> Mapping[str, Sent]:
        """Return every message by its id."""
        rows = self._rows(sa.select(tables.messages))
        return {row["id"]: _sent(row) for row in rows}


def _sent(row: Row) -> Sent:
    return Sent(
        id=row["id"], day=date.fromisoformat(row["day"]), door=row["door"], what=row["what"],
        status=row["status"], about=row["about"], level=row["level"], note=row["note"],
    )  # fmt: skip
