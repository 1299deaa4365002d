"""Seeds as a customer writes them: "餐饮 / food > 早餐 / breakfast" is a topic under another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.topics.registry import Registry

UNDER = ">"


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seed topics in order, parents first: cue words by name, and for each name the one it stands under."""

    cues: dict[str, tuple[str, ...]]
    parents: dict[str, str]


def planted(seeds: Mapping[str, Sequence[str]]) -> Seeds:
    """Read the names of seeds; a parent that has no cue words of its own becomes a topic without any.

    >>> planted({"餐饮 / food > 早餐 / breakfast": ["早餐"]})
    Seeds(cues={'餐饮 / food': (), '早餐 / breakfast': ('早餐',)}, parents={'早餐 / breakfast': '餐饮 / food'})
    """
    cues: dict[str, tuple[str, ...]] = {}
    parents: dict[str, str] = {}
    for path, words in seeds.items():
        names = [name.strip() for name in path.split(UNDER) if name.strip()]
        if not names:
            continue
        for above, name in pairwise(names):
            cues.setdefault(above, ())
            parents[name] = above
        cues[names[-1]] = (*cues.get(names[-1], ()), *words)
    return Seeds(cues, parents)


def arranged(registry: Registry, seeds: Seeds, first: int) -> Registry:
    """Return a fresh registry whose seed topics, the first rows from id ``first`` on, stand under their parents."""
    ids = {name: f"T{first + i:04d}" for i, name in enumerate(seeds.cues)}
    for name, above in seeds.parents.items():
        row = registry.row(ids[name])
        registry = registry.with_row(row, topic=replace(registry.topics[row], parent=ids[above]))
    return registry
