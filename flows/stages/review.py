"""Review: what people have corrected on the review sheet since the last night, carried out and answered."""

from dataclasses import replace
from datetime import date, timedelta

from flows.reviews import carry_out, read_sheets
from flows.stages.job import Job
from flows.stages.take_in import Taken


def review(job: Job, taken: Taken, day: date) -> Taken:
    """Read the sheets of the inbox and carry out what is new; add the files that could not be opened.

    Edits of topics are kept in the registry that the night then groups by.
    """
    edits, rejections = read_sheets(job.settings)
    taken = replace(taken, side_rejections=(*taken.side_rejections, *rejections))
    if not edits and not job.store.reviews("waiting"):
        return taken
    kept = job.store.load_registry(before=day + timedelta(days=1)) or job.store.load_registry()
    registry = carry_out(job.store, edits, day, taken.roster, kept)
    if registry is not None and registry is not kept:
        job.store.save_registry(registry, day)
    return taken
