"""Under which heading a topic stands: its parents by seed or by hand, else what the starter taxonomy says of it.

Headings are no topics: nothing is placed in them and they have no id. They bring order into fifty rows of a table.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp.topics import evidence
from nlp.topics.registry import Registry

UNDER = " > "
_MOST = 2
"""Levels above a topic: three with the topic itself."""
_SHARE, _CLEAR = 0.5, 0.4
"""Share of what a topic's centre says about concepts that one heading must have, and how clearly it says its first one."""

Heading = tuple[str, str]


def headed(registry: Registry) -> Registry:
    """Return the registry with a heading in both languages for every topic that stands under one."""
    own = _by_taxonomy(registry)
    topics = tuple(
        replace(topic, heading_zh=_path(registry, row, own, 0), heading_en=_path(registry, row, own, 1))
        for row, topic in enumerate(registry.topics)
    )
    return replace(registry, topics=topics)


def _path(registry: Registry, row: int, own: dict[int, Heading], language: int) -> str:
    """Write the way down to a topic; a parent that is retired is none any more."""
    above = _parents(registry, row)
    names = [(registry.topics[i].label_zh, registry.topics[i].label_en)[language] for i in above]
    if (first := own.get(above[-1] if above else row)) is not None:
        names.append(first[language])
    this = (registry.topics[row].label_zh, registry.topics[row].label_en)[language]
    kept = [name for name in dict.fromkeys(names) if name.lower() != this.lower()]
    return UNDER.join(reversed(kept[:_MOST]))


def _parents(registry: Registry, row: int) -> list[int]:
    """Return the parents of a topic, the nearest first; a circle ends where it began."""
    rows = {topic.id: i for i, topic in enumerate(registry.topics) if topic.state != "retired"}
    found = [row]
    while (above := rows.get(registry.topics[found[-1]].parent or "")) is not None and above not in found:
        found.append(above)
    return found[1:]


def _by_taxonomy(registry: Registry) -> dict[int, Heading]:
    """Return the headings of topics whose centre clearly speaks of one; none where the taxonomy is not at home."""
    space = registry.space
    if not registry.topics or not space.concepts or not space.home:
        return {}
    parents = {one.id: one.parent or one.id for one in evidence.starters()}
    names = {one.id: (one.zh, one.en) for one in evidence.starters()}
    found: dict[int, Heading] = {}
    for row, said in enumerate(_spoken(registry)):
        totals: dict[str, float] = {}
        for concept, much in zip(space.concepts, said, strict=True):
            above = parents.get(concept, concept)
            totals[above] = totals.get(above, 0.0) + float(much)
        best = max(totals, key=lambda one: (totals[one], one))
        if said.max() >= _CLEAR and totals[best] >= _SHARE * sum(totals.values()) and best in names:
            found[row] = names[best]
    return found


def _spoken(registry: Registry) -> NDArray[np.float64]:
    """Return how much the centre of each topic says of each concept, both languages by their segments."""
    said = registry.centroids[..., registry.space.means.shape[1] :].astype(np.float64)
    weights = np.array([shape.sizes for shape in registry.shapes], np.float64) + 1.0
    middle = (said * weights[:, :, None]).sum(axis=1) / weights.sum(axis=1)[:, None]
    return np.clip(middle, 0.0, None)
