# pyright: basic
"""New topics: how often a planted one is born that night, how often one is born of nothing, of copies, of adverts.

    python -m tests.bench topic_births            # 200 plants, 40 nights without, the table of floods
    python -m tests.bench topic_births --short    # a fifth of that

A trial is a night of 200 segments of later days, 8 of a subject planted among them, against a past of 3,000 segments of
earlier days on which the topics were fitted. Born: a new topic holds at least 5 of the 8, and they are half of what it holds
of that night. The 200 (bar: 90 %) are six kinds of plants; those below the line are harder and are not counted: subjects
that avoid their own word, headlines of a whole department, subjects of many sides. The sample has an incident of its own
in its last weeks, a lock that would not open: it is born too, rightly, and is counted among the false. False: topics born
beside a plant, or on nights without.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from nlp.records import Placement
from nlp.topics import Registry, assign, births, discover
from tests.bench.nights import plants
from tests.bench.nights.plants import COUNT, Theme
from tests.bench.nights.streams import Stream, embedder, hotels, sample, say

FIT, PAST, NIGHT, EARLIER = 4_000, 3_000, 200, 0.7
DAY = date(2030, 1, 1)
_LEAST = 5
_NEW_TO_HOTELS = (
    "commute",
    "meetings",
    "diet",
    "team",
    "selling",
    "stock",
    "fit",
    "paperwork",
    "recognition",
)
Plant = Callable[[Theme, np.random.Generator, date], Stream]


@dataclass(frozen=True)
class World:
    """A registry, what it was fitted on and where that belongs, and what is said later."""

    name: str
    registry: Registry
    past: Stream
    places: list[Placement]
    later: Stream


@dataclass(frozen=True)
class Outcome:
    """What a night gave birth to."""

    theme: str
    born: bool
    others: int
    from_plant: int


def main() -> None:
    """Print the tables."""
    share = 5 if "--short" in sys.argv else 1
    worlds = _worlds()
    say(f"{'plants':34} {'born':>9} {'share':>6} {'false a night':>13} {'cpu s a night':>13}  missed")
    counted = [_row(name, world, themes, n // share) for name, world, themes, n in _kinds(worlds)]
    everything = [o for row in counted for o in row]
    born = sum(o.born for o in everything)
    say(f"{'all that count':34} {born:4d}/{len(everything):4d} {born / max(1, len(everything)):6.3f}")
    for name, world, themes, n in _harder(worlds):
        _row(name, world, themes, n // share)
    say(f"\n{'nights without a plant':34} {'nights':>9} {'births':>6} {'a night':>13}")
    for world in worlds.values():
        nights = [trial(world, None, None, turn).others for turn in range(40 // share)]
        say(f"{world.name:34} {len(nights):9d} {sum(nights):6d} {np.mean(nights):13.3f}")
    _floods({k: w for k, w in worlds.items() if k != "bank"}, 20 // share)


def _worlds() -> dict[str, World]:
    streams = {"sample": sample(), "hotels": hotels(), "bank": _bank()}
    return {name: world(name, stream) for name, stream in streams.items() if stream is not None}


def world(name: str, stream: Stream) -> World:
    """Fit topics on some of what was said earlier; most of that is the past that tonight is held against."""
    heard = [i for i, s in enumerate(stream.segments) if s.voice]
    cut = round(EARLIER * len(heard))
    chosen = np.sort(np.random.default_rng(0).permutation(cut)[:FIT])
    fitted = stream.taken([heard[i] for i in chosen])
    registry = discover(fitted.segments, fitted.vectors, embedder=embedder())
    some = np.sort(np.random.default_rng(1).permutation(len(fitted.segments))[:PAST])
    past = fitted.taken(some.tolist())
    past = Stream([replace(s, day=DAY - timedelta(days=10)) for s in past.segments], past.vectors)
    return World(
        name, registry, past, assign(registry, past.segments, past.vectors), stream.taken(heard[cut:])
    )


def _bank() -> Stream | None:
    """Return questions to a bank without every eighth intent, in an order of chance."""
    themes = [t for i, t in enumerate(_intents()) if i % 8]
    if not themes:
        return None
    found = [(t, i) for t in themes for i in range(len(t.texts))]
    order = np.random.default_rng(2).permutation(len(found)).tolist()
    segments = [plants.said(found[k][0], found[k][1], f"bank{k}", DAY - timedelta(days=9)) for k in order]
    return Stream(segments, np.stack([found[k][0].vectors[found[k][1]] for k in order]))


def _intents() -> list[Theme]:
    return plants.labelled("en_banking77.csv", "topic", "en", most=100)


def _kinds(worlds: dict[str, World]) -> list[tuple[str, World, list[Theme], int]]:
    own = plants.written("topics_births.tsv")
    zh, en = ([t for t in own if (t.language == "en") == english] for english in (False, True))
    goods = [
        t
        for t in plants.labelled("zh_online_shopping.csv", "category", "zh-Hans", most=100)
        if t.name != "酒店"
    ]
    held = _intents()[::8]
    return [
        (name, worlds[at], themes, n)
        for name, at, themes, n in (
            ("written zh into the sample", "sample", zh, 40),
            ("written en into the sample", "sample", en, 40),
            ("written zh into hotels", "hotels", zh, 40),
            ("bank intents into the sample", "sample", _intents(), 40),
            ("held-out intents into the bank", "bank", held, 20),
            ("goods into hotels", "hotels", goods, 20),
        )
        if at in worlds and themes
    ]


def _harder(worlds: dict[str, World]) -> list[tuple[str, World, list[Theme], int]]:
    hard = [t for t in plants.written("topics_bilingual_hard.tsv", only=_NEW_TO_HOTELS) if t.language != "en"]
    news = plants.labelled("zh_tnews.csv", "topic", "zh-Hans", most=100)
    more = plants.written("topics_births_more.tsv")
    return [
        (name, worlds[at], themes, n)
        for name, at, themes, n in (
            ("- own word avoided, into hotels", "hotels", hard, 20),
            ("- headlines into hotels", "hotels", news, 20),
            ("- wide subjects into the sample", "sample", more, 48),
        )
        if at in worlds and themes
    ]


def _row(name: str, world: World, themes: Sequence[Theme], count: int) -> list[Outcome]:
    begun = time.process_time()
    found = [trial(world, themes[turn % len(themes)], plants.several, turn) for turn in range(count)]
    spent = (time.process_time() - begun) / max(1, count)
    born = sum(o.born for o in found)
    missed = Counter(o.theme for o in found if not o.born).most_common(6)
    say(
        f"{name:34} {born:4d}/{count:4d} {born / max(1, count):6.3f} {np.mean([o.others for o in found]):13.3f} "
        f"{spent:13.2f}  {', '.join(f'{theme} {n}' for theme, n in missed)}"
    )
    return found


def trial(world: World, theme: Theme | None, plant: Plant | None, turn: int) -> Outcome:
    """Live through one night and tell what was born."""
    rng = np.random.default_rng([11, turn])
    night = world.later.taken(rng.permutation(len(world.later.segments))[:NIGHT].tolist())
    segments, vectors = [replace(s, day=DAY) for s in night.segments], [night.vectors]
    planted = plant(theme, rng, DAY) if theme and plant else Stream([], night.vectors[:0])
    tonight = Stream(segments + planted.segments, np.concatenate([*vectors, planted.vectors]))
    places = assign(world.registry, tonight.segments, tonight.vectors) + world.places
    later = births(
        world.registry, tonight.segments + world.past.segments,
        np.concatenate([tonight.vectors, world.past.vectors]), places, day=DAY,
    )  # fmt: skip
    new = {t.id for t in later.topics[len(world.registry.topics) :]}
    found = [p.topic_id for p in assign(later, tonight.segments, tonight.vectors)] if new else []
    mine = Counter(t for t in found[len(segments) :] if t in new)
    both = Counter(t for t in found if t in new)
    own = [t for t, n in mine.items() if n >= min(_LEAST, COUNT) and n >= 0.5 * both[t]]
    touched = [t for t, n in mine.items() if n >= 2]
    return Outcome(theme.name if theme else "", bool(own), len(new) - len(touched), len(touched))


def _floods(worlds: dict[str, World], count: int) -> None:
    kinds: dict[str, Plant] = {
        kind: plants.copies(kind) for kind in ("same", "number", "marks", "a word", "two words", "advert")
    }
    kinds |= {"30 the same": plants.copies("same", 30), "30 by a word": plants.copies("a word", 30)}
    kinds |= {f"8 segments of {n}": plants.of_few(n) for n in (1, 3)}
    own = plants.written("topics_births.tsv")
    say(f"\n{'floods that must not be born':34} " + " ".join(f"{name:>12}" for name in worlds))
    for kind, plant in kinds.items():
        cells = []
        for world in worlds.values():
            themes = [t for t in own if world.name == "sample" or t.language != "en"]
            found = [trial(world, themes[turn % len(themes)], plant, turn) for turn in range(count)]
            cells.append(f"{sum(o.from_plant > 0 for o in found):5d}/{count:4d}")
        say(f"{kind:34} " + " ".join(f"{cell:>12}" for cell in cells))


if __name__ == "__main__":
    main()
