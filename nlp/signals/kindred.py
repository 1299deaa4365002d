"""What nobody had spoken of, in whatever words: comments close to each other in meaning and far from all before.

Every comment of a night asks how many of the last two weeks are closer to it than its nearest of the months before,
where the closeness of what lies close to everything counts for less (``crowds``).
While nothing happens the new ones are no closer than the old ones, whatever the comment is about and whoever made
the vectors; so the answer is a fair bet, and there are as many bets as comments, not as many as words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from nlp.signals.bets import bets
from nlp.signals.budget import bars
from nlp.signals.bundles import Bundle, Key, counted, grid
from nlp.signals.crowds import TURN, WORTH, Crowd, Spoken, crowd, drawn
from nlp.signals.engines import Engine, Series
from nlp.signals.episodes import AUTHORS, Episode, Night, people
from nlp.signals.observations import AUTHOR_DAYS, COPY_LENGTH, EDGES, Observation, Stream, repeats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]

KINDRED = Engine(dispersion=1.1, dispersion_weight=40.0, least=4, pooled=False)
BEFORE, GUARD, LEAST_BEFORE = 150, 14, 100
"""Days before that are compared, the newest days left out of them, and comments that they must hold."""
MOST_A_DAY, MEMORY = 40.0, 28
"""Where more comments come a day (these last days), so many are drawn: what is small among thousands is a topic."""
MOST_SAID = 16_000
"""Where the comments before say more sentences, some of them are drawn: a long post takes as long as many short ones."""
OVERLAP = 0.5
AS_ONE = 7
"""Nights that share one look at how crowded it is around each comment."""
LEAST_SAID = {"en": 20, "zh-Hans": 7, "zh-Hant": 7}
"""Letters of a comment below which it is alike because people are alike; elsewhere as for copies."""
NOT_ASKED = -9.0
"""Closeness of a comment to itself."""
MOSTLY, YOUNG_SITE = 0.5, 60
"""Part of a circle from one site, and that site's comments before, from which the site is not only new itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The comments of one audience that are compared, oldest first."""

    places: Ints
    day: Ints
    sentences: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the nights of one stretch are compared with: comments before, their sentences, how crowded it is around all."""

    comments: Ints
    vectors: Vectors
    begins: Ints
    crowded: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A comment of a night, those of the window that are close to it, and those before that were."""

    column: int
    log10e: float
    bar: float
    window: int
    expected: float
    nearest: int
    places: Ints
    before: Ints


@dataclass(slots=True, kw_only=True)
class Remembered:
    """What was heard in streams that begin with the same comments: a night sees only its past."""

    circles: dict[tuple[str, int], list[Circle]] = field(default_factory=dict[tuple[str, int], list[Circle]])
    """By audience and column."""
    crowds: dict[str, Crowd] = field(default_factory=dict[str, Crowd])
    """The newest, by audience."""


def kindred(
    stream: Stream, mask: Bools, budget: float, least_employees: int, remembered: Remembered | None = None
) -> Iterator[Episode]:
    """Return what is new in meaning on the nights of ``mask`` (T,), where comments bring their vectors.

    Nights that are ``remembered`` are not looked at again; those looked at are remembered.
    """
    memory = remembered or Remembered()
    nights: list[int] = np.flatnonzero(mask).tolist()
    for a, audience in enumerate(stream.audiences):
        voices = _voices(stream, a)
        if voices is None:
            continue
        asking = np.zeros(stream.days)
        np.add.at(asking, voices.day, voices.sentences)
        asked = bars("novelty", _lately(asking), budget)
        least = max(AUTHORS, least_employees) if audience == "employee" else AUTHORS
        _look(stream, a, voices, nights, asked, memory)
        found = [
            circle
            for t in nights
            for circle in memory.circles.get((audience, t), [])
            if people(stream, circle.places) >= least and not _of_young_site(circle, stream)
        ]
        if found:
            yield from _episodes(found, stream, a)


def _voices(stream: Stream, audience: int) -> Voices | None:
    """Return the comments that are compared: one an author and week, and no more a day than are needed."""
    has = np.array([o.vectors is not None and _says_enough(o) for o in stream.observations])
    mine = has & (stream.audience == audience) & ~repeats(stream.author, stream.day, AUTHOR_DAYS)
    a_day = _lately(counted(stream.day[mine], stream.days))
    turn = np.cumsum(mine) * TURN % 1.0
    mine &= turn * a_day[stream.day] < MOST_A_DAY
    places = np.flatnonzero(mine)
    if len(places) < LEAST_BEFORE:
        return None
    sentences = np.array([len(_rows(stream, p)) for p in places.tolist()])
    return Voices(places=places, day=stream.day[places], sentences=sentences)


def _rows(stream: Stream, place: int) -> Vectors:
    rows = stream.observations[place].vectors
    return np.zeros((0, 0), np.float32) if rows is None else rows


def _says_enough(o: Observation) -> bool:
    return len(EDGES.sub("", o.text)) >= LEAST_SAID.get(o.language, COPY_LENGTH)


def _of_young_site(circle: Circle, stream: Stream) -> bool:
    """Tell whether it comes from a site that has hardly been heard: all that it says is new."""
    sites = stream.site[circle.places]
    if len(stream.sites) < 2 or (sites < 0).all():
        return False
    site = int(np.bincount(sites[sites >= 0]).argmax())
    before = (stream.site == site) & (stream.day <= circle.column - GUARD)
    return bool((sites == site).mean() >= MOSTLY and before.sum() < YOUNG_SITE)


def _lately(daily: Floats) -> Floats:
    """Return how many came a day in the last weeks, one at least."""
    total = np.concatenate([[0.0], np.cumsum(daily)])
    t = np.arange(len(daily))
    low = np.maximum(t + 1 - MEMORY, 0)
    return np.maximum((total[t + 1] - total[low]) / (t + 1 - low), 1.0)


def _look(
    stream: Stream, a: int, voices: Voices, nights: Sequence[int], asked: Floats, memory: Remembered
) -> None:
    """Look at the nights not looked at; those of one stretch of the calendar see the same past, of before it."""
    audience, origin = stream.audiences[a], stream.first.toordinal()
    new = [t for t in nights if (audience, t) not in memory.circles]
    if not new:
        return
    said = _spoken(stream, voices, _places(voices, new[0] - AS_ONE)[0])
    for stretch, some in groupby(new, key=lambda t: (origin + t) // AS_ONE):
        mine = list(some)
        low, edge = _places(voices, stretch * AS_ONE - origin)[:2]
        if edge - low < LEAST_BEFORE:
            memory.circles |= {(audience, t): [] for t in mine}
            continue
        _, latest, _, end = _places(voices, mine[-1])
        seen = crowd(said, low, edge, end, memory.crowds.get(audience))
        memory.crowds[audience] = seen
        past = _past(said, low, latest, seen)
        for t in mine:
            memory.circles[audience, t] = _of_night(voices, said, past, t, float(asked[t]))


def _past(said: Spoken, low: int, edge: int, seen: Crowd) -> Past:
    part = MOST_SAID / float(said.start[edge] - said.start[low])
    comments = drawn(low, edge, max(2 * LEAST_BEFORE, part * (edge - low)))
    vectors, begins = said.sentences(comments)
    crowded = np.concatenate([np.zeros(low, np.float32), seen.around()])
    return Past(comments=comments, vectors=vectors, begins=begins, crowded=crowded)


def _spoken(stream: Stream, voices: Voices, since: int) -> Spoken:
    """Return what the comments from ``since`` on say: of what is older nothing is compared."""
    start = np.concatenate([np.zeros(since, int), np.cumsum([0, *voices.sentences[since:]])])
    vectors = np.vstack([_rows(stream, p) for p in voices.places[since:].tolist()]).astype(
        np.float32, copy=False
    )
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Spoken(vectors=vectors, start=start)


def _places(voices: Voices, t: int) -> tuple[int, int, int, int]:
    """Return where what is compared begins and ends, and where the night of column ``t`` does."""
    low, edge, first, end = np.searchsorted(
        voices.day, [t - BEFORE - GUARD, t - GUARD + 1, t, t + 1]
    ).tolist()
    return low, edge, first, end


def _of_night(voices: Voices, said: Spoken, past: Past, t: int, bar: float) -> list[Circle]:
    """Return the circles of one night, the strongest first, each with comments that no stronger one has."""
    low, edge, first, end = _places(voices, t)
    if first == end or edge - low < LEAST_BEFORE:
        return []
    then = (past.comments >= low) & (past.comments < edge)
    heard = np.concatenate([past.comments[then], np.arange(edge, end)])
    before = int(then.sum())
    asker, close = _close(said, past, then, (edge, first, end))
    close -= WORTH * past.crowded[heard]
    close[np.arange(len(asker)), before + asker - edge] = NOT_ASKED
    strength, window, nearest, limit = bets(close, before, voices.day[heard], t)
    kept: list[Circle] = []
    taken: set[int] = set()
    for i in np.argsort(-strength, kind="stable").tolist():
        if strength[i] < bar:
            break
        near = heard[close[i] > limit[i]]
        inside = np.append(near[voices.day[near] > t - window[i]], asker[i])
        if len(taken.intersection(inside.tolist())) >= OVERLAP * len(inside):
            continue
        taken.update(inside.tolist())
        among = int((voices.day[heard] > t - window[i]).sum())
        kept.append(Circle(
            column=t, log10e=float(strength[i]), bar=bar, window=int(window[i]), nearest=int(nearest[i]),
            expected=int(nearest[i]) / (before + 1) * among, places=np.sort(voices.places[inside]),
            before=voices.places[near[near < edge]],
        ))  # fmt: skip
    return kept


def _close(said: Spoken, past: Past, then: Bools, night: tuple[int, int, int]) -> tuple[Ints, Vectors]:
    """Return who asks, sentence by sentence, and how close those of ``then`` and those after it come."""
    edge, first, end = night
    start = said.start
    asking = said.vectors[start[first] : start[end]]
    lately = said.vectors[start[edge] : start[end]]
    found = [
        np.maximum.reduceat(asking @ past.vectors.T, past.begins, axis=1)[:, then],
        np.maximum.reduceat(asking @ lately.T, start[edge:end] - start[edge], axis=1),
    ]
    return np.repeat(np.arange(first, end), np.diff(start[first : end + 1])), np.hstack(found)


def _episodes(found: list[Circle], stream: Stream, audience: int) -> Iterator[Episode]:
    members = [np.union1d(c.before, c.places) for c in found]
    newest = [stream.observations[int(c.places[-1])] for c in found]
    keys = [Key(family="novelty", subject=o.comment_id, audience=stream.audiences[audience]) for o in newest]
    exposure = counted(stream.day[stream.audience == audience], stream.days)[None]
    series = Series(
        y=grid(members, stream), exposure=exposure, group=np.zeros(len(found), int),
        priors=np.zeros((1, stream.days)), born=np.full(len(found), -1),
    )  # fmt: skip
    bundle = Bundle(
        name="novelty", engine=KINDRED, keys=keys, members=members, series=series, alive=np.ones(stream.days)
    )
    for row, c in enumerate(found):
        night = Night(
            column=c.column, log10e=c.log10e, bar=c.bar, window=c.window, observed=float(len(c.places)),
            expected=c.expected, variance=c.expected + c.expected**2 / c.nearest, places=c.places,
        )  # fmt: skip
        yield Episode(key=keys[row], bundle=bundle, row=row, nights=(night,))
