"""Prove the budget on one's own history: shuffled copies for what is false, planted issues for what is found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import Topic
from nlp.signals.budget import WEEK
from nlp.signals.bundles import (
    Bundle,
    by_topic,
)
from nlp.signals.cases import walk
from nlp.signals.chances import rate_range
from nlp.signals.episodes import Episode, episodes
from nlp.signals.kindred import kindred
from nlp.signals.known import as_known
from nlp.signals.observations import Observation, Stream, prepare
from nlp.signals.subjects import subject_bundles
from nlp.signals.terms import Tokenizer, postings, term_bundles, tokenised
from nlp.signals.usual import says_nothing

Ints = NDArray[np.int64]

BUDGETS = (0.5, 1.0, 2.0, 5.0)
SIZES = (6, 10, 16)
WARM_UP = 28
"""Days of every copy that are not judged: there, nothing is usual yet."""
LASTS, GRACE = 7, 3
"""Days that a planted issue lasts, and days after it in which a telling still counts."""
APART = 21
"""Days from one planted issue to the next, so that they do not hide each other."""
MINE = 0.3
"""Part of the comments of an alert that must be planted ones."""
ENOUGH_WEEKS, FEWEST, MOST, WORK = 400.0, 3, 40, 250_000
"""Copies are made until so many weeks were watched, within these bounds and no more than so many comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How planted issues of one size fared."""

    size: int
    tries: int
    told: int
    days: float | None
    """Median days until told; None where none was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one budget would have brought."""

    budget: float
    false: int
    false_a_week: float
    interval: tuple[float, float]
    """95 % interval of ``false_a_week``."""
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The table, and what it rests on."""

    rows: tuple[Row, ...]
    comments: int
    days: int
    copies: int
    """Shuffled copies; as many again had issues planted in them."""
    weeks: float
    """Weeks watched in all shuffled copies together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The real comments, cut into words once; ``terms`` holds where each word or pair stands."""

    stream: Stream
    terms: Mapping[str, Ints]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An issue that was put into a copy: where its comments stand there."""

    size: int
    start: int
    places: frozenset[int]


class TooShortError(ValueError):
    """The history has too few days or comments to prove anything on it."""


def prove(
    observations: Iterable[Observation], *, topics: Mapping[str, Topic], tokens: Tokenizer,
    least_employees: int = 8, tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Proof:  # fmt: skip
    """Measure false alarms and detection at several budgets on copies of a history.

    In a shuffled copy every comment keeps its site and takes the day of another comment of that site: the number
    of comments a day stays as it was, and what they say tells nothing about the day. Whatever is told there is
    false. (Volume is not shuffled and so not judged.) In a planted copy, besides, 6, 10 or 16 comments of one topic
    that are not praise fall within a week.

    Raises:
        TooShortError: there are fewer than six weeks or a hundred comments.
    """
    history = _history(list(observations), tokens)
    stream = history.stream
    watched = (stream.days - WARM_UP) / WEEK
    copies = int(
        np.clip(np.ceil(ENOUGH_WEEKS / watched), FEWEST, min(MOST, max(FEWEST, WORK // len(stream.day))))
    )
    false: dict[float, int] = dict.fromkeys(BUDGETS, 0)
    delays: dict[tuple[float, int], list[int | None]] = {(b, s): [] for b in BUDGETS for s in SIZES}
    for copy in range(copies):
        world, terms, _ = shuffled(history, copy)
        for budget, found in _loud(world, terms, least_employees).items():
            false[budget] += openings(found, world)
        tell(2 * copy + 1, 2 * copies)
        world, terms, issues = planted(history, copy, topics)
        for budget, found in _loud(world, terms, least_employees).items():
            for issue in issues:
                delays[budget, issue.size].append(delay(issue, found))
        tell(2 * copy + 2, 2 * copies)
    rows = tuple(_row(b, false[b], watched * copies, delays) for b in BUDGETS)
    return Proof(
        rows=rows, comments=len(stream.day), days=stream.days, copies=copies, weeks=round(watched * copies, 1)
    )


def _history(observations: Sequence[Observation], tokens: Tokenizer) -> History:
    stream = prepare(observations, end=max(o.day for o in observations)) if observations else None
    if stream is None or stream.days < WARM_UP + 14 or len(stream.day) < 100:
        msg = "too little history: six weeks and a hundred comments are needed to prove a budget on it"
        raise TooShortError(msg)
    documents = tokenised(((o.text, o.language) for o in stream.observations), tokens)
    return History(stream=stream, terms=postings(documents))


def _row(
    budget: float, false: int, weeks: float, delays: Mapping[tuple[float, int], Sequence[int | None]]
) -> Row:
    found: list[Found] = []
    for size in SIZES:
        told = [d for d in delays[budget, size] if d is not None]
        found.append(Found(
            size=size, tries=len(delays[budget, size]), told=len(told),
            days=float(np.median(told)) if told else None,
        ))  # fmt: skip
    low, high = rate_range(false, weeks)
    return Row(
        budget=budget, false=false, false_a_week=round(false / weeks, 3),
        interval=(round(low, 3), round(high, 3)), found=tuple(found),
    )  # fmt: skip


def _rearranged(history: History, day: Ints) -> tuple[Stream, dict[str, Ints], Ints]:
    """Give every comment the day of ``day``; also return where each now stands."""
    stream = history.stream
    order = np.argsort(day, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    told: list[int] = order.tolist()
    moved = Stream(
        observations=tuple(stream.observations[i] for i in told), first=stream.first, days=stream.days,
        day=day[order], site=stream.site[order], sites=stream.sites, audience=stream.audience[order],
        audiences=stream.audiences, author=stream.author[order],
        channel=stream.channel[order],
    )  # fmt: skip
    return moved, {term: np.sort(place[where]) for term, where in history.terms.items()}, place


def _shuffle(stream: Stream, rng: np.random.Generator) -> Ints:
    """Return new days: each comment's is that of another of the same audience and site."""
    day = stream.day.copy()
    group = stream.audience * (len(stream.sites) + 1) + stream.site + 1
    for one in np.unique(group):
        mine = np.flatnonzero(group == one)
        day[mine] = rng.permutation(day[mine])
    return day


def shuffled(history: History, copy: int) -> tuple[Stream, dict[str, Ints], Ints]:
    """Return a copy in which nothing happens; the same ``copy`` is the same every time."""
    return _rearranged(history, _shuffle(history.stream, np.random.default_rng([2026, copy])))


def planted(
    history: History, copy: int, topics: Mapping[str, Topic]
) -> tuple[Stream, dict[str, Ints], list[Planted]]:
    """Return another copy, with an issue every three weeks: comments of one topic brought together in a week."""
    rng = np.random.default_rng([2027, copy])
    stream = history.stream
    day = _shuffle(stream, rng)
    unhappy = np.array([o.label != "positive" for o in stream.observations])
    subjects = [p[unhappy[p]] for (topic, _), p in by_topic(stream).items() if topic in topics]
    free = np.ones(len(day), bool)
    chosen: list[tuple[int, int, Ints]] = []
    first = WARM_UP + int(rng.integers(0, 7))
    for n, start in enumerate(range(first, stream.days - LASTS - GRACE + 1, APART)):
        size = SIZES[(n + copy) % len(SIZES)]
        pools = [p for p in subjects if free[p].sum() >= 3 * size]
        if not pools:
            continue
        pool = pools[int(rng.integers(len(pools)))]
        taken = rng.choice(pool[free[pool]], size, replace=False)
        free[taken] = False
        days = rng.integers(0, LASTS, size)
        days[0] = 0
        day[taken] = start + days
        chosen.append((size, start, taken))
    world, terms, place = _rearranged(history, day)
    issues = [
        Planted(size=size, start=start, places=frozenset(place[taken].tolist()))
        for size, start, taken in chosen
    ]
    return world, terms, issues


def _bundles(stream: Stream, terms: Mapping[str, Ints]) -> Iterator[Bundle]:
    for bundle in subject_bundles(stream):
        yield as_known(bundle, stream)
    yield from term_bundles(stream, terms)


def _loud(stream: Stream, terms: Mapping[str, Ints], least_employees: int) -> dict[float, list[Episode]]:
    """Return what every budget would have let through; the evidence is weighed once for all of them."""
    mask = np.arange(stream.days) >= WARM_UP
    found: dict[float, list[Episode]] = {budget: [] for budget in BUDGETS}
    for bundle in _bundles(stream, terms):
        weighed = bundle.weigh(mask)
        for budget in BUDGETS:
            bar = bundle.bars(weighed, budget)
            found[budget] += [
                episode
                for episode in episodes(bundle, weighed, bar, stream, least_employees)
                if not says_nothing(episode, terms, stream)
            ]
    most = max(BUDGETS)
    for episode in kindred(stream, mask, most, least_employees):
        beyond = episode.nights[0].log10e - episode.nights[0].bar
        for budget in BUDGETS:
            if beyond >= np.log10(most / budget):
                found[budget].append(episode)
    return found


def openings(found: Sequence[Episode], stream: Stream) -> int:
    """Count the alerts that people would have been told: one for each cause."""
    return len({id(case) for _, cases in walk(found, stream) for case in cases})


def delay(issue: Planted, found: Sequence[Episode]) -> int | None:
    """Return after how many days the issue was told; None where it was not."""
    last = issue.start + LASTS - 1 + GRACE
    nights = [
        night.column
        for episode in found
        for night in episode.nights
        if issue.start <= night.column <= last
        and len(issue.places.intersection(night.places.tolist())) >= MINE * max(len(night.places), 1)
    ]
    return min(nights) - issue.start if nights else None
