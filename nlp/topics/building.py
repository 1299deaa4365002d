"""A fresh registry out of clusters: geometry, keywords, names, first events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import Topic
from nlp.topics import evidence, geometry, glossary, keywords, naming, vocabulary, wording
from nlp.topics.exact import dots
from nlp.topics.hollow import hollow
from nlp.topics.phrasing import phrases
from nlp.topics.registry import Registry, SegmentInput, Shape, Space, groups_of
from nlp.topics.space import UNGUIDED

_KEYWORDS = 8
_REFINE = 2
_MIDDLE, _FIRST = 12, 3
_GUESTS = 0.05
"""Where fewer segments are English, its words are guests in Chinese sentences (a brand, a waitress): they name nothing."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Segments with their features and clusters: what a registry is built from."""

    segments: Sequence[SegmentInput]
    rows: NDArray[np.float32]
    labels: NDArray[np.int64]
    space: Space


@dataclass(frozen=True, slots=True)
class Portrait:
    """How a topic is shown: keywords of both languages, the most typical segments, the draft of its name."""

    keywords_zh: tuple[str, ...]
    keywords_en: tuple[str, ...]
    typical: tuple[str, str]
    draft: naming.Draft


def empty(dim: int, embedding: str) -> Registry:
    """Return a registry without topics, to be filled by the nights to come."""
    names = evidence.concepts()
    space = Space(
        means=np.zeros((2, dim), np.float32),
        concepts=names,
        weight=UNGUIDED,
        guide=np.zeros((dim, len(names)), np.float32),
        sure=0.0,
    )
    shape = (0, 2, dim + len(names))
    return Registry(
        topics=(), shapes=(), centroids=np.zeros(shape, np.float32), space=space, embedding=embedding
    )


def build(
    fit: Fit,
    *,
    seeds: Mapping[str, Sequence[str]],
    called: NDArray[np.int64],
    day: date | None,
    embedding: str,
    previous: Registry | None = None,
) -> Registry:
    """Turn clusters into topics, the largest first, seeds before all; ids of ``previous`` are not used again."""
    groups = groups_of(fit.segments)
    fit = replace(fit, labels=_settle(fit, groups, called, len(seeds)))
    fit = replace(fit, labels=_by_size(fit.labels, len(seeds)))
    count = max(int(fit.labels.max()) + 1, len(seeds))
    shape = geometry.measure(fit.rows, groups, fit.labels, count)
    portraits = portray(fit, shape.centres, count)
    empty = _hollow(fit, portraits, len(seeds))
    names = _names(portraits, list(seeds), empty)
    first = previous.next_id if previous else 1
    ids = [f"T{first + i:04d}" for i in range(count)]
    cues = [tuple(words) for words in seeds.values()] + [()] * (count - len(seeds))
    registry = Registry(
        topics=tuple(topic(i, n, p, day) for i, n, p in zip(ids, names, portraits, strict=True)),
        shapes=tuple(
            _shape(shape, i, portraits[i], cues[i], seeded=i < len(seeds), day=day) for i in range(count)
        ),
        centroids=shape.centres,
        space=fit.space,
        events=(previous.events if previous else ())
        + tuple(wording.born(one, n, day) for one, n in zip(ids, names, strict=True)),
        next_id=first + count,
        embedding=embedding,
    )
    own, _ = geometry.closeness(fit.rows, groups, fit.labels, shape.centres)
    outside = own < shape.radii[fit.labels, groups]
    registry = replace(registry, unassigned=round(float((outside | empty[fit.labels]).mean()), 4))
    return without(registry, empty)


def _hollow(fit: Fit, portraits: Sequence[Portrait], seeds: int) -> NDArray[np.bool_]:
    """Tell which clusters nobody could name; seeds are topics whatever is said."""
    drafts = [one.draft for one in portraits]
    known, names = [bool(one.concepts) for one in drafts], [one.first_words for one in drafts]
    empty = hollow(fit.segments, fit.labels, known, names)
    empty[:seeds] = False
    return empty


def without(registry: Registry, gone: NDArray[np.bool_]) -> Registry:
    """Return a fresh registry without some of its topics; the others keep their ids."""
    kept = np.flatnonzero(~gone)
    ids = {registry.topics[i].id for i in np.flatnonzero(gone)}
    return replace(
        registry,
        topics=tuple(registry.topics[i] for i in kept),
        shapes=tuple(registry.shapes[i] for i in kept),
        centroids=registry.centroids[kept],
        events=tuple(event for event in registry.events if event.topic_id not in ids),
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is said in a fit: content words, languages, nearness, concepts said and read, and how often each word falls."""

    tokens: Sequence[Sequence[str]]
    groups: NDArray[np.int64]
    own: NDArray[np.float64]
    said: NDArray[np.float32]
    read: NDArray[np.float32]
    everywhere: naming.Shares
    counts: Counter[str]


def portray(fit: Fit, centres: NDArray[np.float32], count: int) -> list[Portrait]:
    """Describe every topic from its own segments."""
    tokens, groups = vocabulary.tokens(fit.segments), groups_of(fit.segments)
    spoken = keywords.keywords(tokens, fit.rows, fit.labels)
    own, _ = geometry.closeness(fit.rows, groups, fit.labels, centres)
    said, read = evidence.evidence(fit.segments, fit.space.concepts), _spoken(fit)
    everywhere = naming.shares(read, said, fit.space.concepts)
    counts = Counter(word for words in tokens for word in words)
    heard = _Heard(tokens, groups, own, said, read, everywhere, counts)
    members = [np.flatnonzero(fit.labels == number) for number in range(count)]
    return [
        _portrait(fit, heard, inside, spoken[number] if number < len(spoken) else [])
        for number, inside in enumerate(members)
    ]


def _portrait(
    fit: Fit, heard: _Heard, inside: NDArray[np.int64], words: Sequence[tuple[str, float]]
) -> Portrait:
    tokens, groups = [heard.tokens[int(i)] for i in inside], heard.groups[inside]
    middle = {word for i in _nearest(inside, heard.own) for word in heard.tokens[i]}
    zh, en = naming.split_words(naming.common(words, tokens, middle))
    english = float((groups == 1).mean()) if len(inside) else None
    if english is not None and english < _GUESTS:
        en = _at_home(glossary.in_english(zh[:_FIRST]), en)[: len(zh)]
    mine = naming.shares(heard.read[inside], heard.said[inside], fit.space.concepts)
    marks = naming.telling(mine, heard.everywhere, at_home=fit.space.home)
    companions = phrases(zh, tokens) + phrases(en, tokens, heard.counts)
    if not fit.space.home:
        standing = {word for word, whole in companions if whole.isascii()}
        marks = tuple(
            dict.fromkeys(
                mark for words in (zh, en) for mark in naming.by_its_words(marks, words[:_KEYWORDS], standing)
            )
        )
    draft = naming.Draft(
        zh, en, marks, companions, naming.said(tokens, groups, zh + en),
        naming.also(mine, marks[0]) if marks and fit.space.home else "", english,
    )  # fmt: skip
    zh_typical, en_typical = (_typical(fit, inside[groups == g], heard.own) for g in (0, 1))
    return Portrait(zh[:_KEYWORDS], en[:_KEYWORDS], (zh_typical, en_typical), draft)


def _at_home(counterparts: Sequence[str], guests: tuple[str, ...]) -> tuple[str, ...]:
    """Put the counterparts of Chinese words before English ones that only stand in Chinese sentences."""
    sure = [word for word in counterparts if word.isascii()]
    return tuple(dict.fromkeys((*sure, *guests))) if sure else guests


def _spoken(fit: Fit) -> NDArray[np.float32]:
    """Return the columns of concepts of all rows."""
    return fit.rows[:, fit.rows.shape[1] - len(fit.space.concepts) :] / np.float32(
        max(fit.space.weight, 1e-6) ** 0.5
    )


def _settle(fit: Fit, groups: NDArray[np.int64], called: NDArray[np.int64], seeds: int) -> NDArray[np.int64]:
    """Let segments move to the topic that is nearest in their own language; called ones stay."""
    labels = fit.labels
    for _ in range(_REFINE):
        count = max(int(labels.max()) + 1, seeds)
        sizes = np.stack([np.bincount(labels[groups == g], minlength=count) for g in (0, 1)], axis=1)
        middle = geometry.centre(fit.rows, groups, labels, sizes)
        moved = labels.copy()
        for group in (0, 1):
            mine = np.flatnonzero(groups == group)
            for start in range(0, len(mine), 20_000):
                part = mine[start : start + 20_000]
                moved[part] = dots(fit.rows[part], middle[:, group]).argmax(axis=1)
        labels = np.where(called >= 0, called, moved)
    return labels


def _by_size(labels: NDArray[np.int64], seeds: int) -> NDArray[np.int64]:
    """Number clusters anew: seeds keep theirs, the others follow by size."""
    listed: list[int] = labels.tolist()
    sizes = Counter(label for label in listed if label >= seeds)
    order = sorted(sizes, key=lambda label: (-sizes[label], label))
    place = {label: seeds + i for i, label in enumerate(order)}
    return np.array([place.get(label, label) for label in listed], np.int64)


def _names(
    portraits: Sequence[Portrait], seeds: Sequence[str], empty: NDArray[np.bool_]
) -> list[tuple[str, str]]:
    """Name the topics, seeds first, and last what will be none, so that it takes nobody's name away."""
    given = [_given(name, p) for name, p in zip(seeds, portraits, strict=False)]
    found = list(range(len(given), len(portraits)))
    order = sorted(found, key=lambda i: bool(empty[i]))
    named = naming.name_all([portraits[i].draft for i in order], taken=given)
    return given + [name for _, name in sorted(zip(order, named, strict=True))]


def _given(name: str, portrait: Portrait) -> tuple[str, str]:
    """Read a seed's name: "排队等候 / waiting in line", or one of both and the other from the dictionary."""
    parts = [part.strip() for part in name.split("/", 1)]
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    other = evidence.translations().get(name.lower())
    if name.isascii():
        return other or naming.name_all([portrait.draft])[0][0], name
    return name, other or naming.name_all([portrait.draft])[0][1]


def _nearest(inside: NDArray[np.int64], own: NDArray[np.float64]) -> list[int]:
    """Return the segments in the middle of a topic."""
    return inside[np.argsort(-np.round(own[inside], 4), kind="stable")][:_MIDDLE].tolist()


def _typical(fit: Fit, inside: NDArray[np.int64], own: NDArray[np.float64]) -> str:
    if not len(inside):
        return ""
    rows: list[int] = inside.tolist()
    best = min(rows, key=lambda i: (-round(float(own[i]), 4), fit.segments[i].text))
    return fit.segments[best].text


def topic(topic_id: str, name: tuple[str, str], portrait: Portrait, day: date | None) -> Topic:
    """Return the record of a topic as it is shown."""
    return Topic(
        id=topic_id,
        label_zh=name[0],
        label_en=name[1],
        keywords_zh=portrait.keywords_zh,
        keywords_en=portrait.keywords_en,
        born=day,
    )


def _shape(
    shape: geometry.Geometry,
    i: int,
    portrait: Portrait,
    cues: tuple[str, ...],
    *,
    seeded: bool,
    day: date | None,
) -> Shape:
    return Shape(
        sizes=(int(shape.sizes[i, 0]), int(shape.sizes[i, 1])),
        radii=(float(shape.radii[i, 0]), float(shape.radii[i, 1])),
        cues=cues,
        typical=portrait.typical,
        origin="seed" if seeded else "found",
        named_by_hand=(seeded, seeded),
        last_seen=day,
    )
