"""Signals as they were found, and what people decided about the alerts made of them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from flows.store import tables
from flows.store.codec import from_json, to_json_bytes
from flows.store.keeper import Keeper
from nlp.records import Signal

State = Literal["open", "acknowledged", "closed", "reopened"]
Verdict = Literal["real", "known", "noise"]


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
        return {
            row["first_id"]: (row["state"], row["verdict"])
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
        row = {
            "first_id": first_id,
            "state": state,
            "verdict": verdict,
            "decided_by": by,
            "decided_on": datetime.now(UTC).isoformat(timespec="seconds"),
            "note": note,
        }
        self._replace(tables.alert_states, [row], "first_id")
