"""The night: take in, read, group, watch, fold, publish, report.

``night`` is the whole night as plain functions; ``nightly`` is the same night as a Prefect flow: each stage is a
task, and so is each source taken in and each batch read.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows import settings as configuration
from flows import stages
from flows.messages import say
from flows.settings import Settings, SettingsError
from flows.stages.fold import night_of, with_alerts
from flows.stages.job import Step, Tell, plainly, silent
from flows.store import Store
from nlp.insights import voices_of

P = ParamSpec("P")
R = TypeVar("R")
CATCH_UP_DAYS = 31
SLOW = ("take_in", "read", "group", "watch", "publish")
"""Stages that are announced when they begin, so that whoever waits knows for what."""
TOUCH_THE_WORLD = {"take_source", "publish"}
RETRIES, RETRY_SECONDS = 2, 30


def as_task(stage: Callable[P, R]) -> Callable[P, R]:
    """Run a stage as a Prefect task; only those that touch the world are tried again.

    The arguments travel in a closure, because Prefect would walk through every record of them.
    """
    retries = RETRIES if stage.__name__ in TOUCH_THE_WORLD else 0

    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        @task(name=stage.__name__, retries=retries, retry_delay_seconds=RETRY_SECONDS, cache_policy=NO_CACHE)
        def call() -> R:
            return stage(*args, **kwargs)

        return call()

    return run


def night(job: stages.Job, *, refit: bool = False) -> stages.Report:
    """Run one whole night: the contents page of this product."""
    do = _timed(job)
    taken = do(stages.take_in)(job)
    day = the_day(job, taken)
    part_id = do(stages.read)(job, taken)
    taken = do(stages.review)(job, taken, day)
    grouped = do(stages.group)(job, part_id, day, refit=refit)
    facts = night_of(job, taken, grouped, day)
    voices = voices_of(facts)
    found = do(stages.watch)(job, taken, grouped, voices, day)
    insights = do(stages.fold)(with_alerts(job, facts, found, voices))
    folder = do(stages.publish)(job, insights)
    told = do(stages.send)(job, insights, folder)
    return do(stages.report)(job, insights, folder, part_id, told)


def _timed(job: stages.Job) -> Step:
    """Run stages as the job says, and keep how long each took."""

    def wrap(stage: Callable[P, R]) -> Callable[P, R]:
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if stage.__name__ in SLOW:
                job.tell(stage.__name__, 0, 0)
            with job.timed(stage.__name__):
                return job.step(stage)(*args, **kwargs)

        return run

    return wrap


def the_day(job: stages.Job, taken: stages.Taken) -> date:
    """Return the day the night is about: the one asked for, else the newest comment's, but never the future."""
    today = datetime.now(job.settings.zone).date()
    newest = job.store.newest_day() or taken.newest or today
    if job.asked:
        refuse_ahead(job.asked, max(newest, today))
    return job.asked or min(newest, today)


def refuse_ahead(day: date, last: date) -> None:
    """Refuse a day that has not come and of which nobody has written.

    Because: its folder would be the latest one until that day comes, and early warning would rest until then.

    Raises:
        SettingsError: which day is the last that can be asked for.
    """
    if day > last:
        msg = say("night.not_yet", "both", day=str(day), last=str(last))
        raise SettingsError(msg)


def run(
    config: Path | None,
    day: date | None = None,
    *,
    step: Step = plainly,
    tell: Tell = silent,
    refit: bool = False,
) -> stages.Report:
    """Open the store and run one night; two nights never run at once."""
    settings = configuration.load(config)
    _check(settings, config)
    configuration.stay_offline()
    stages.may_publish(settings.outputs)
    with Store.open(settings) as store, store.only_one():
        job = stages.Job(settings=settings, store=store, asked=day, tell=tell, step=step)
        return night(job, refit=refit)


def _check(settings: Settings, config: Path | None) -> None:
    if not settings.sources:
        asked = say("night.no_source", "both", file=config or "tingjian.toml")
        msg = f'{asked}\n\n[[sources]]\nfiles = ["comments.csv"]\ntext = "comment"\n'
        raise SettingsError(msg)


def missed_days(last: date | None, target: date) -> list[date]:
    """Return the days to run, oldest first: those since the last night, or the target alone.

    Because: after an outage every missed day has its own night, and an old gap is not worth a month of them.
    """
    if last is None or last >= target or (target - last).days > CATCH_UP_DAYS:
        return [target]
    return [last + timedelta(days=n) for n in range(1, (target - last).days + 1)]


class NothingReadError(Exception):
    """Comments came in or should have, and none could be read: the night is drawn, and its run is told as failed."""


@flow(name="nightly")
def nightly(config: str = "tingjian.toml", day: date | None = None) -> list[str]:
    """Run last night's work, and every night missed since the last one; return the folders.

    A run in which nothing could be read ends as failed, once its nights are drawn: whoever schedules the night looks
    at the colour of the run before anything else.
    """
    path = Path(config)
    settings = configuration.load(path)
    yesterday = datetime.now(settings.zone).date() - timedelta(days=1)
    with Store.open(settings) as store:
        days = [day] if day else missed_days(store.last_run_day(), yesterday)
    folders: list[str] = []
    unread: list[str] = []
    for one in days:
        report = run(path, one, step=as_task)
        create_markdown_artifact(
            report.markdown(), key=f"night-{one}", description=f"Tingjian, night of {one}"
        )
        folders.append(str(report.folder))
        if report.nothing_read:
            unread.append(report.markdown())
    if unread:
        raise NothingReadError("\n".join(unread))
    return folders
