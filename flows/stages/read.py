"""Read: every comment that these parts have not read yet, in batches, shared among processes where they are many."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from flows.crew import Crew
from flows.reading import Read, deal, kit, read_all, read_batch
from flows.stages.job import Job
from flows.stages.take_in import Taken
from flows.vectors import Room
from nlp.records import Comment

__all__ = ["deal", "read", "read_all"]

BATCH = 512


def read(job: Job, taken: Taken) -> str:
    """Read what is unread and keep readings and topic vectors; return the id of the parts that read."""
    models = job.settings.models
    build = partial(kit, models, taken.roster, job.settings.people.not_people, Room.beside(job.settings))
    mine = build()
    total, done = job.store.count_unread(mine.id), 0
    crew = Crew(build, read_batch, models.processes, mine)
    results = crew.run(_pieces(job.store.unread(mine.id)))
    while done < total and (more := job.step(read_piece)(job, mine.id, results)):
        done += more
        job.tell("read", done, total)
    return mine.id


def read_piece(job: Job, part_id: str, results: Iterator[Read]) -> int:
    """Wait for the next batch and keep what was read; return how many comments, 0 at the end."""
    readings, vectors = next(results, ([], []))
    job.store.add_readings(part_id, readings, vectors)
    return len(readings)


def _pieces(batches: Iterable[list[Comment]]) -> Iterator[list[Comment]]:
    """Cut what the store gives into pieces small enough to be shared."""
    for batch in batches:
        rest = iter(batch)
        while piece := list(islice(rest, BATCH)):
            yield piece
