"""Find the topics of a corpus, or fit them anew onto the registry of yesterday."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from nlp.parts import Embedder, Vectors
from nlp.topics import building, carrying, finding, guidance, kin, pairing, refitting, seeding, starting
from nlp.topics.registry import Registry, SegmentInput, groups_of
from nlp.topics.space import features, fit_space, reading_today


def discover(  # noqa: PLR0913 - the room's front door; every argument but two has a default
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    *,
    seeds: Mapping[str, Sequence[str]] | None = None,
    previous: Registry | None = None,
    day: date | None = None,
    sample: int = 50_000,
    embedder: Embedder | None = None,
    once: bool = False,
) -> Registry:
    """Group segments into topics. The same segments give the same registry in any order of rows.

    Args:
        segments: what was said; those without a voice (spam, floods, boilerplate) neither found nor feed topics.
        vectors: (n, dim) unit vectors of the segments.
        seeds: topic name ("排队等候 / waiting in line", or under another: "餐饮 / food > 早餐 / breakfast") -> cue
            words of both languages.
        previous: the registry to carry on; its topics keep their ids and names. Where the embedder is another
            one than it was built with, topics are found anew, what people decided is carried over to them, and no
            old id is given to another topic.
        day: the day of this fit, for the record of births, splits and merges.
        sample: at most so many different texts are clustered; all others are only placed.
        embedder: what made the vectors; with it the guide reads starter topics that the words do not show.
        once: a file grouped for its own sake: as fine, or as coarse, as it holds together; no nights will follow.
    """
    kept = finding.distinct(segments, sample)
    chosen, rows = [segments[i] for i in kept], np.asarray(vectors, np.float32)[kept]
    embedding = embedder.id if embedder else ""
    moved = previous is not None and embedder is not None and previous.embedding != embedding
    if previous is not None and previous.topics and not moved:
        today = reading_today(previous.space, kin.of(embedder) if embedder else None)
        return refitting.refit(replace(previous, space=today), chosen, rows, day=day)
    if not chosen:
        return building.empty(np.asarray(vectors).shape[1] if len(vectors) else 0, embedding)
    sown = seeding.planted(seeds or {})
    space = fit_space(chosen, rows, embedder, once=once and len(chosen) >= finding.FEW)
    table = features(space, chosen, rows)
    called = guidance.seeded(sown.cues, chosen)
    if len(chosen) < finding.FEW:
        labels = guidance.by_starters(table, space.concepts)
    else:
        groups = groups_of(chosen)
        labels = finding.found(table, groups, starting.starts(space, chosen, rows), once=once)
        if not space.kin:
            labels = pairing.apart(table, groups, labels, len(space.concepts))
    registry = building.build(
        building.Fit(
            segments=chosen, rows=table, labels=guidance.overrule(labels, called, len(sown.cues)), space=space
        ),
        seeds=sown.cues,
        called=called,
        day=day,
        embedding=embedding,
        previous=previous,
    )
    registry = seeding.arranged(registry, sown, previous.next_id if previous else 1)
    return carrying.carried(registry, previous, embedder) if moved and previous and embedder else registry


def outdated(registry: Registry) -> bool:
    """Tell whether the lessons that a registry was read with are kept no more: it must be fitted again before it places."""
    return kin.gone(registry.space.kin)
