"""Backfill: run the nights of a stretch of days, oldest first, as they would have been run."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from prefect import flow
from sqlalchemy.exc import SQLAlchemyError

from flows import settings as configuration
from flows import stages
from flows.messages import say
from flows.nightly import as_task, refuse_ahead, run
from flows.settings import SettingsError
from flows.store import Store, trouble


class NightsFailedError(Exception):
    """Some nights could not be run, or had nothing that could be read; the others lie where they should."""


@flow(name="backfill")
def backfill(start: date, end: date, config: str = "tingjian.toml") -> list[str]:
    """Run every night from ``start`` to ``end``; each sees only comments up to its own day."""
    path = Path(config)
    return each(days_of(start, end, path), lambda day: run(path, day, step=as_task))


def days_of(start: date, end: date, config: Path) -> list[date]:
    """List the days, unless they are the wrong way round or have not come: then nothing is run at all.

    Raises:
        SettingsError: what is wrong with the days.
    """
    if end < start:
        raise SettingsError(say("night.wrong_way", "both", start=str(start), end=str(end)))
    settings = configuration.load(config)
    today = datetime.now(settings.zone).date()
    with Store.look(settings) as store:
        refuse_ahead(end, max(store.newest_day() or today, today))
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def each(days: Iterable[date], night: Callable[[date], stages.Report]) -> list[str]:
    """Run every night and return the folders; one that fails stops no other.

    Raises:
        NightsFailedError: once all have had their turn: which failed, and why.
    """
    folders: list[str] = []
    failed: list[str] = []
    for day in days:
        try:
            report = night(day)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other nights are run
            failed.append(f"{day}: {_said(error)}")
            continue
        folders.append(str(report.folder))
        if report.nothing_read:
            failed.append(f"{day}: {report.markdown()}")
    if failed:
        told = say("night.some_failed", "both", n=len(failed))
        raise NightsFailedError("\n".join((told, *failed)))
    return folders


def _said(error: Exception) -> str:
    if isinstance(error, OSError | SQLAlchemyError):
        return trouble(error)
    return str(error) or type(error).__name__
