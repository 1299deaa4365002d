"""Signals as they were found, and what people decided about the alerts made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import sqlalchemy as sa

from flows.store import tables
from flows.store.codec import from_json, to_json_bytes
from flows.store.keeper import Keeper, day_of
from nlp.records import Signal, Verdict

State = Literal["open", "acknowledged", "closed", "reopened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of an issue, and the newest night of it that was known then."""

    state: State
    verdict: Verdict | None
    known_until: date | None


class AlertKeeper(Keeper):
    """Keeps signals by their id, decisions by the id under which an issue was first told."""

    def save_signals(self, signals: Iterable[Signal]) -> None:
        """Keep signals; one with the same id is replaced, none is ever dropped."""
        rows = [
            {
                "id": s.id,
                "first_id": s.update_of or s.id,
                "day": s.day.isoformat(),
                "kind": s.kind,
                "topic_id": s.topic_id,
                "site": s.site,
                "record": to_json_bytes(s).decode(),
            }
            for s in {signal.id: signal for signal in signals}.values()
        ]
        self._replace(tables.signals, rows, "id")

    def signals(self) -> list[Signal]:
        """Return all signals ever kept, the oldest first."""
        rows = self._rows(
            sa.select(tables.signals.c.record).order_by(tables.signals.c.day, tables.signals.c.id)
        )
        return [from_json(Signal, row["record"]) for row in rows]

    def alert_states(self) -> dict[str, tuple[State, Verdict | None]]:
        """Return (state, verdict) of every issue that a person has decided about."""
        return {first: (d.state, d.verdict) for first, d in self.decisions().items()}

    def decisions(self) -> dict[str, Decision]:
        """Return what people decided, by the id under which an issue was first told."""
        return {
            row["first_id"]: Decision(
                state=row["state"], verdict=row["verdict"], known_until=day_of(row["known_until"])
            )
            for row in self._rows(sa.select(tables.alert_states))
        }

    def decide_alert(
        self,
        first_id: str,
        state: State,
        *,
        verdict: Verdict | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> None:
        """Keep a person's decision about an issue: acknowledged, closed, reopened; real, known, noise."""
        newest = sa.select(sa.func.max(tables.signals.c.day).label("day"))
        known = self._rows(newest.where(tables.signals.c.first_id == first_id))
        row = {
            "first_id": first_id,
            "known_until": known[0]["day"],
            "state": state,
            "verdict": verdict,
            "decided_by": by,
            "decided_on": datetime.now(UTC).isoformat(timespec="seconds"),
            "note": note,
        }
        self._replace(tables.alert_states, [row], "first_id")
