"""Take in: every source into the store; what cannot be read is set aside with its reason."""

from dataclasses import dataclass, field
from datetime import date

from flows.settings import Settings
from flows.sources import read_consent, read_kpis, read_roster, read_source
from flows.stages.job import Job
from nlp.records import Kpi, Posting, Rejection


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
    read = new = 0
    newest: date | None = None
    rejections: list[Rejection] = []
    for number, source in enumerate(job.settings.sources, start=1):
        for batch in read_source(source, job.settings):
            read += len(batch.comments)
            new += job.store.add_comments(batch.comments)
            rejections += batch.rejections
            newest = max((c.day for c in batch.comments if c.day), default=newest)
        job.tell("take_in", number, len(job.settings.sources))
    return _with_side_files(job.settings, read, new, rejections, newest)


def _with_side_files(
    settings: Settings, read: int, new: int, rejections: list[Rejection], newest: date | None
) -> Taken:
    """Add roster, consent list and KPIs where the settings name them."""
    people, watch = settings.people, settings.watch
    roster, bad_roster = read_roster(settings.path(people.roster)) if people.roster else ([], [])
    consent, bad_consent = read_consent(settings.path(people.consent)) if people.consent else ({}, [])
    kpis, bad_kpis = read_kpis(settings.path(watch.kpis)) if watch.kpis else ([], [])
    return Taken(
        read=read, new=new, rejections=tuple(rejections), newest=newest, roster=tuple(roster),
        consent=dict(consent), kpis=tuple(kpis), side_rejections=(*bad_roster, *bad_consent, *bad_kpis),
    )  # fmt: skip
