"""One row per night: when, with which parts, what came of it, where it lies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from flows.store import tables
from flows.store.keeper import Keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One night as the store remembers it; ``manifest`` is its run.json."""

    day: date
    status: str
    started: str | None
    finished: str | None
    parts: tuple[str, ...]
    counts: Mapping[str, Any]
    outputs: str | None
    manifest: Mapping[str, Any]


class RunKeeper(Keeper):
    """Keeps the nights that ran."""

    def save_run(self, day: date, manifest: Mapping[str, Any], folder: Path, *, status: str = "done") -> None:
        """Keep how a night ended; the same night run again replaces its row."""
        now = datetime.now(UTC)
        took = timedelta(seconds=sum(manifest.get("seconds", {}).values()))
        row = {
            "day": day.isoformat(),
            "status": status,
            "started": (now - took).isoformat(timespec="seconds"),
            "finished": now.isoformat(timespec="seconds"),
            "parts": json.dumps(manifest.get("parts", [])),
            "counts": json.dumps(manifest.get("counts", {})),
            "outputs": str(folder),
            "manifest": json.dumps(manifest, ensure_ascii=False),
        }
        self._replace(tables.runs, [row], "day")

    def kept_before(self) -> int | None:
        """Return how many comments were kept when the last night ended; None where it did not say."""
        done = [run for run in self.runs() if run.status == "done"]
        if not done:
            return 0
        return max(done, key=lambda run: run.finished or "").manifest.get("kept")

    def runs(self) -> list[Run]:
        """Return all nights, the oldest first."""
        return [_run(row) for row in self._rows(sa.select(tables.runs).order_by("day"))]

    def last_run_day(self) -> date | None:
        """Return the newest night that ended well, None where there is none."""
        days = [run.day for run in self.runs() if run.status == "done"]
        return max(days, default=None)


def _run(row: Mapping[str, Any]) -> Run:
    return Run(
        day=date.fromisoformat(row["day"]),
        status=row["status"],
        started=row["started"],
        finished=row["finished"],
        parts=tuple(json.loads(row["parts"] or "[]")),
        counts=json.loads(row["counts"] or "{}"),
        outputs=row["outputs"],
        manifest=json.loads(row["manifest"] or "{}"),
    )
