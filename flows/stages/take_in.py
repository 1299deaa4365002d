"""Take in: every source into the store; what cannot be read is set aside with its reason."""

from dataclasses import dataclass, field, replace
from datetime import date

from flows.settings import SourceSettings
from flows.sources import read_kpis, read_source
from flows.stages.allowed import allowed, listing
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
    tally = _Tally()
    for number, source in enumerate(job.settings.sources, start=1):
        tally.add(job.step(take_source)(job, source))
        job.tell("take_in", number, len(job.settings.sources))
    return replace(
        side_files(job, tally.newest),
        read=tally.read,
        new=_untold(job, tally.new),
        rejections=tuple(tally.rejections),
    )


def _untold(job: Job, new: int) -> int:
    """Return how many comments no finished night has told of: a night that was cut off took some in, and told nobody."""
    kept = job.store.kept_before()
    return new if kept is None else max(new, job.store.count_comments() - kept)


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
    """Read roster, consent list and KPIs where the settings name them; no comments.

    The consent list is kept as it now is: what it said before is gone.
    """
    settings = job.settings
    people = allowed(settings, job.asked)
    if people.lines is not None:
        job.store.save_consent(people.lines)
    kpis, no_kpis = listing(read_kpis, settings.watch.kpis, settings)
    return Taken(
        read=0, new=0, rejections=(), newest=newest, roster=people.roster, consent=people.consent,
        kpis=tuple(kpis or ()), side_rejections=(*people.rejections, *no_kpis),
    )  # fmt: skip
