"""Read: every comment that these parts have not read yet, in batches, each model loaded once."""

from collections.abc import Iterable

from flows import assemble
from flows.stages.job import Job
from flows.stages.take_in import Taken
from nlp.parts import Vectors
from nlp.records import Reading


def read(job: Job, taken: Taken) -> str:
    """Read what is unread and keep readings and topic vectors; return the id of the parts that read."""
    models = job.settings.models
    reader = assemble.reader(models, taken.roster, job.settings.people.not_people)
    embedder = assemble.embedder(models.topics, models.threads)
    part_id = f"{reader.id} + topics {embedder.id}"
    total, done = job.store.count_unread(part_id), 0
    for batch in job.store.unread(part_id):
        readings = reader.read(batch)
        flat = embedder.embed([s.text for r in readings for s in r.segments])
        job.store.add_readings(part_id, readings, deal(flat, readings))
        done += len(batch)
        job.tell("read", done, total)
    return part_id


def deal(flat: Vectors, readings: Iterable[Reading]) -> list[Vectors]:
    """Give each reading its own rows back."""
    dealt: list[Vectors] = []
    start = 0
    for reading in readings:
        dealt.append(flat[start : start + len(reading.segments)])
        start += len(reading.segments)
    return dealt
