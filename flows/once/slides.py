"""Slides for the yearly meeting: the thanks of any stretch of days, folded again from what was read."""

from datetime import date, timedelta
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.publish import slides
from flows.settings import Settings, SettingsError
from flows.stages.fold import fold, night_of
from flows.stages.group import Grouped, find_floods
from flows.stages.job import Job
from flows.stages.publish import LATEST
from flows.stages.take_in import side_files
from flows.store import Run, Store
from nlp.insights.night import Night
from nlp.records import Reading

YEAR = timedelta(days=364)


def make_slides(config: Path, first: date | None, last: date | None, out: Path | None) -> Path:
    """Write the slides of a stretch of days (the year up to the last night where none is given).

    Raises:
        SettingsError: no night has run yet, or the days are the wrong way round.
    """
    settings = configuration.load(config)
    with Store.open(settings) as store:
        run = _last_run(store, config)
        end = last or run.day
        start = first or end - YEAR
        if start > end:
            msg = say("once.days", "both", start=str(start), end=str(end))
            raise SettingsError(msg)
        insights = fold(_night(_covering(settings, start, end), store, run, end))
    path = out or settings.outputs / LATEST / "slides" / "praise.pptx"
    return slides(insights, path, settings)


def _last_run(store: Store, config: Path) -> Run:
    runs = [run for run in store.runs() if run.status == "done"]
    if not runs:
        msg = say("once.nobody", "both", config=config)
        raise SettingsError(msg)
    return runs[-1]


def _covering(settings: Settings, start: date, end: date) -> Settings:
    screen = settings.screen.model_copy(update={"period_days": (end - start).days + 1})
    return settings.model_copy(update={"screen": screen})


def _night(settings: Settings, store: Store, run: Run, end: date) -> Night:
    """Set out what was read up to the last day, with the consent of today; topics are not needed."""
    job = Job(settings=settings, store=store, asked=end)
    comments = [c for batch in store.comments(end=end) for c in batch]
    wanted = {c.id for c in comments}
    readings: dict[str, Reading] = {
        reading.comment_id: reading
        for batch in store.readings(" + ".join(run.parts))
        for reading, _ in batch
        if reading.comment_id in wanted
    }
    read = [c for c in comments if c.id in readings]
    registry = store.load_registry()
    if registry is None:
        msg = say("once.no_topics", "both")
        raise SettingsError(msg)
    floods = find_floods(read, readings)
    grouped = Grouped(comments=read, readings=readings, placements=[], registry=registry, floods=floods)
    return night_of(job, side_files(job, end), grouped, end)
