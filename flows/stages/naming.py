"""Name: where a language model is set, let it suggest names for the topics born tonight."""

import logging
from collections.abc import Sequence
from datetime import date

from flows.namer import Sample, better_names
from flows.stages.job import Job
from nlp import topics
from nlp.records import Comment, Placement
from nlp.topics import EditError, Registry, SegmentInput

log = logging.getLogger("tingjian")
ENOUGH = 20
"""Comments gathered for one topic; the namer shows the model fewer."""


def named(
    job: Job, registry: Registry, comments: Sequence[Comment], segments: Sequence[SegmentInput],
    placements: Sequence[Placement], day: date,
) -> Registry:  # fmt: skip
    """Return the registry with the model's names as edits: kept over every refit, and undone like a person's."""
    settings = job.settings.topics.namer
    new = [t for t, shape in zip(registry.topics, registry.shapes, strict=True)
           if t.born == day and t.state == "active" and not any(shape.named_by_hand)]  # fmt: skip
    if settings is None or not new:
        return registry
    said = _said(comments, segments, placements)
    samples = [Sample(topic=t, comments=tuple(said.get(t.id, ())[:ENOUGH])) for t in new]
    for change in better_names(samples, settings, day):
        try:
            registry = topics.edit(registry, change)
        except EditError as error:
            log.warning("%s keeps its name: %s", change.topic_id, error)
    return registry


def _said(
    comments: Sequence[Comment], segments: Sequence[SegmentInput], placements: Sequence[Placement]
) -> dict[str, list[str]]:
    """Gather customers' words of each topic, the surest first; names are out of them already."""
    customers = {c.id for c in comments if c.audience == "customer"}
    order = sorted(range(len(segments)), key=lambda i: (-placements[i].confidence, segments[i].comment_id))
    said: dict[str, list[str]] = {}
    for i in order:
        topic = placements[i].topic_id
        if topic and segments[i].voice and segments[i].comment_id in customers:
            said.setdefault(topic, []).append(segments[i].text)
    return said
