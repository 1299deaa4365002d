"""Backfill: run the nights of a stretch of days, oldest first, as they would have been run."""

from datetime import date, timedelta
from pathlib import Path

from prefect import flow

from flows.nightly import as_task, run


@flow(name="backfill")
def backfill(start: date, end: date, config: str = "tingjian.toml") -> list[str]:
    """Run every night from ``start`` to ``end``; each sees only comments up to its own day."""
    if end < start:
        msg = f"the last day must not lie before the first, got {start} to {end}"
        raise ValueError(msg)
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [str(run(Path(config), day, step=as_task).folder) for day in days]
