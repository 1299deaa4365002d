"""Take in: every source into the store; what cannot be read is set aside with its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from flows.settings import Settings, SourceSettings
from flows.sources import SourceError, consent_on, read_consent_lines, read_kpis, read_roster, read_source
from flows.stages.job import Job
from nlp.records import Kpi, Posting, Rejection

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came in: how many, how many were new, what could not be read, and who works here."""

    read: int
    new: int
    rejections: tuple[Rejection, ...]
    newest: date | None
    roster: tuple[Posting, ...] = ()
    consent: dict[str, bool] = field(default_factory=dict)
    kpis: tuple[Kpi, ...] = ()
    side_rejections: tuple[Rejection, ...] = ()
    """Lines of roster, consent list and KPI file that could not be read: no comments, so not in the books."""


def take_in(job: Job) -> Taken:
    """Read every source; a file that cannot be read is reported, and the night goes on with the others."""
    tally = _Tally()
    for number, source in enumerate(job.settings.sources, start=1):
        tally.add(job.step(take_source)(job, source))
        job.tell("take_in", number, len(job.settings.sources))
    return replace(
        side_files(job, tally.newest), read=tally.read, new=tally.new, rejections=tuple(tally.rejections)
    )


@dataclass(slots=True)
class _Tally:
    """What one source, or all of them, gave."""

    read: int = 0
    new: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    newest: date | None = None

    def add(self, other: "_Tally") -> None:
        self.read += other.read
        self.new += other.new
        self.rejections += other.rejections
        self.newest = max((day for day in (self.newest, other.newest) if day), default=None)


def take_source(job: Job, source: SourceSettings) -> _Tally:
    """Take one source into the store, in batches; taken twice, it adds nothing the second time."""
    tally = _Tally()
    for batch in read_source(source, job.settings):
        newest = max((c.day for c in batch.comments if c.day), default=None)
        new = job.store.add_comments(batch.comments)
        tally.add(_Tally(len(batch.comments), new, list(batch.rejections), newest))
    return tally


def side_files(job: Job, newest: date | None = None) -> Taken:
    """Read roster, consent list and KPIs where the settings name them; no comments."""
    settings = job.settings
    roster, no_roster = _listing(read_roster, settings.people.roster, settings)
    consent, no_consent = _consent(job, roster or (), newest)
    kpis, no_kpis = _listing(read_kpis, settings.watch.kpis, settings)
    return Taken(
        read=0, new=0, rejections=(), newest=newest, roster=tuple(roster or ()), consent=consent, kpis=tuple(kpis or ()),
        side_rejections=(*no_roster, *no_consent, *no_kpis),
    )  # fmt: skip


def _consent(
    job: Job, roster: Iterable[Posting], newest: date | None
) -> tuple[dict[str, bool], list[Rejection]]:
    """Return who may be shown today, and keep the list as it now is: what it said before is gone.

    A list that cannot be read is a no from everyone: the wall never guesses. A withdrawal counts from today on,
    also for an older night that is drawn again; a yes that begins on the night shown counts for it.
    """
    lines, rejections = _listing(read_consent_lines, job.settings.people.consent, job.settings)
    if lines is None:
        unreadable = job.settings.people.consent is not None
        return {p.employee_id: False for p in roster} if unreadable else {}, rejections
    job.store.save_consent(lines)
    today = datetime.now(job.settings.zone).date()
    return consent_on(lines, max(day for day in (today, job.asked, newest) if day)), rejections


def _listing(
    reader: Callable[[Path, Settings], tuple[T, list[Rejection]]], path: Path | None, settings: Settings
) -> tuple[T | None, list[Rejection]]:
    """Read a side file; None with the reason where it cannot be read at all."""
    if path is None:
        return None, []
    try:
        return reader(settings.path(path), settings)
    except SourceError as error:
        whole = Rejection(source="", file=path.name, row=0, column=None, value="", reason=str(error))
        return None, [whole]
