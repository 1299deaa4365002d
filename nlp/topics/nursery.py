"""New topics from what fits nowhere: a tight knot of different comments is born the night it appears."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.records import Placement
from nlp.topics import copies, odds, substance
from nlp.topics.assigning import assign
from nlp.topics.enlisting import Knot, Said, enlist_all
from nlp.topics.exact import dots, snap, unit
from nlp.topics.finding import distinct
from nlp.topics.pieces import pieces
from nlp.topics.registry import Registry, SegmentInput, groups_of
from nlp.topics.scanning import Burst, Pairs, bursts, likenesses
from nlp.topics.space import features

LEAST = 5
"""A topic is born from at least so many different texts."""
COMMENTS = 4
"""... of at least so many comments."""
_LOUD = 0.9
"""... and of so many voices, as a share of the texts: a comment that says much of it is heard once, and less."""
_LINK = 0.14
"""How much nearer than to known topics two segments must be to count as neighbours."""
_FLOOR = 0.3
"""How near two segments must be to count as neighbours at all."""
_ENOUGH = 300
"""So many earlier segments tell what is usual."""
_ONE_HOME = 0.6
"""Share of the sayers of a new word that may speak of one known topic."""
_POOL, _PAST = 4_000, 6_000
_TONIGHT = timedelta(days=1)
"""Comments of the night's day and of the day before count as tonight's: reports come in late."""
_SLOWLY, _SLOW_LEAST = timedelta(days=6), 8
"""What comes in over a week is born too, from so many different texts."""
_LONGER = 4
"""... where so many times as much was said before: against a thin past a whole week looks new."""
_YOUNG = timedelta(days=28)
"""A topic is young so long; what was said before it was born says nothing of how usual it is."""


def births(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    *,
    day: date | None,
) -> Registry:
    """Return the registry with the topics that tonight's segments give birth to.

    Everything said tonight is looked at, for a new thing often stands near an old topic; then everything of the
    last week, for a new thing may come slowly. Segments of earlier days are what it is held against: what was said
    as often before is not new, nor what the first fit has heard. Copies of one text count once, and spam, floods and
    boilerplate never count.
    """
    founded = _founded(registry)
    registry = _since(registry, segments, vectors, placements, Window(day, _TONIGHT, LEAST, founded))
    lately = Window(day, _SLOWLY, _SLOW_LEAST, founded)
    older = sum(not lately.holds(s.day) for s in segments)
    if day is None or older < max(_ENOUGH, _LONGER * (len(segments) - older)):
        return registry
    placements = assign(registry, segments, vectors)
    return _since(registry, segments, vectors, placements, lately)


@dataclass(frozen=True, slots=True)
class Window:
    """The days up to ``day`` that are looked at for births, none before the first fit, and how many texts it takes."""

    day: date | None
    back: timedelta
    least: int
    founded: date | None = None

    def holds(self, day: date | None) -> bool:
        """Tell whether something said on a day is looked at; what has no day always is."""
        if self.day is None or day is None:
            return True
        return day >= self.day - self.back and (self.founded is None or day > self.founded)


def _since(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    window: Window,
) -> Registry:
    """Look for births among what was said lately, held against what was said before.

    What belongs to a topic born lately is no news any more: it counts among what was said before.
    """
    young = _young(registry, window.day)
    fresh = [i for i, s in enumerate(segments) if window.holds(s.day) and placements[i].topic_id not in young]
    unsure = sorted(fresh, key=lambda i: (placements[i].confidence, segments[i].text))
    known = set(fresh)
    past = [i for i in range(len(segments)) if i not in known]
    return deliver(
        registry, segments, vectors,
        waiting=unsure[:_POOL], past=past, least=window.least, day=window.day, news=len(past) >= _ENOUGH,
    )  # fmt: skip


def _founded(registry: Registry) -> date | None:
    """Return the day of the first fit: all that had been said by then had its chance to be a topic."""
    return min((topic.born for topic in registry.topics if topic.born), default=None)


def _young(registry: Registry, day: date | None) -> frozenset[str]:
    return frozenset(
        topic.id
        for topic, shape in zip(registry.topics, registry.shapes, strict=True)
        if shape.origin == "born" and day and topic.born and topic.born > day - _YOUNG
    )


def deliver(  # noqa: PLR0913 - nights and refits differ in who waits and how many it takes
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    *,
    waiting: Sequence[int],
    least: int,
    day: date | None,
    past: Sequence[int],
    news: bool,
) -> Registry:
    """Return the registry with the topics that at least ``least`` different waiting texts give birth to.

    Where ``news`` are asked for, they are what is said more densely than in the ``past``; else what lies close
    together. Either way little of what was said in the past changes its topic.
    """
    pool = [waiting[i] for i in distinct([segments[i] for i in waiting], _POOL)]
    if len(pool) < least:
        return registry
    tonight = _said(registry, segments, vectors, pool)
    kept = [past[i] for i in distinct([segments[i] for i in past], _PAST)]
    before = _said(registry, segments, vectors, kept) if kept else None
    copied = _copied(segments, tonight)
    if before and news:
        knots = _bursts(registry, tonight, before, copied, least)
    else:
        knots = _close(registry, tonight, copied, least)
    return enlist_all(registry, tonight, knots, before, day) if knots else registry


def _said(
    registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors, chosen: Sequence[int]
) -> Said:
    some, table = [segments[i] for i in chosen], np.asarray(vectors, np.float32)[list(chosen)]
    return Said(some, table, features(registry.space, some, table))


def _copied(segments: Sequence[SegmentInput], tonight: Said) -> Pairs:
    """Tell which of tonight's segments are copies, looking at their whole comments too."""
    ids = {one.comment_id for one in tonight.segments}
    return copies.alike(tonight.segments, [one for one in segments if one.comment_id in ids])


def _close(registry: Registry, tonight: Said, copied: Pairs, least: int) -> list[Knot]:
    """Find what lies closer together than to the topics that are known."""
    bare = _bare(registry, tonight.rows)
    bar = np.maximum(_FLOOR, _known(registry, tonight.segments, bare) + _LINK)
    return [Knot(members) for members in _knots(tonight.segments, bare, bar, copied, least)]


def _bursts(registry: Registry, tonight: Said, before: Said, copied: Pairs, least: int) -> list[Knot]:
    """Find what is said tonight more densely than ever before, among the segments that say enough."""
    weighed = odds.known(registry.embedding)
    heard = substance.news(tonight.segments, before.segments, substance.LEAST if weighed else None)
    weigh = _surprises if weighed else _called
    found = weigh(registry, tonight, before, heard, copied[np.ix_(heard.rows, heard.rows)], least)
    knots = [Knot(heard.rows[burst.members], burst.usual) for burst in found]
    return [knot for knot in knots if _counts(tonight.segments, knot.members, least)]


def _surprises(
    registry: Registry, tonight: Said, before: Said, heard: substance.News, copied: Pairs, least: int
) -> list[Burst]:
    some, comments = _heard(tonight, heard)
    rows, earlier = _bare(registry, tonight.rows[heard.rows]), _bare(registry, before.rows)
    return odds.surprises(rows, earlier, comments, least, pieces(some, before.segments), copied)


def _called(
    registry: Registry, tonight: Said, before: Said, heard: substance.News, copied: Pairs, least: int
) -> list[Burst]:
    comments = _heard(tonight, heard)[1]
    calls = [call for call in heard.calls if _in_many(registry, tonight, heard.rows[list(call.rows)])]
    rows, earlier = _bare(registry, tonight.rows[heard.rows]), _bare(registry, before.rows)
    return bursts(rows, earlier, comments, least, calls, copied)


def _heard(tonight: Said, heard: substance.News) -> tuple[list[SegmentInput], NDArray[np.int64]]:
    """Return the segments that say enough, and the number of the comment that each belongs to."""
    rows: list[int] = heard.rows.tolist()
    some = [tonight.segments[i] for i in rows]
    return some, np.unique([one.comment_id for one in some], return_inverse=True)[1]


def _in_many(registry: Registry, tonight: Said, chosen: NDArray[np.int64]) -> bool:
    """Tell whether the sayers of a word speak of several known topics: a new thing is, a colleague's name is not.

    Whom guests thank by name stands in one topic, service; what is new touches noise, safety and price.
    """
    rows: list[int] = chosen.tolist()
    places = assign(registry, [tonight.segments[i] for i in rows], tonight.vectors[rows])
    homes = Counter(place.topic_id for place in places if place.topic_id)
    return max(homes.values(), default=0) <= _ONE_HOME * len(rows)


def _knots(
    segments: Sequence[SegmentInput],
    bare: NDArray[np.float32],
    bar: NDArray[np.float64],
    copied: Pairs,
    least: int,
) -> list[NDArray[np.int64]]:
    """Find knots: mean-shift from every segment over its neighbours, the largest first, none overlapping."""
    near, _ = likenesses(bare, bare[:0], copied)
    linked = (near >= bar[:, None]) & (near >= bar[None, :])
    np.fill_diagonal(linked, val=True)
    left = np.ones(len(bare), bool)
    found: list[NDArray[np.int64]] = []
    for seed in np.argsort(-linked.sum(axis=1), kind="stable"):
        if not left[seed]:
            continue
        members = _grow(near, linked, bar, int(seed), left)
        if _counts(segments, members, least):
            found.append(members)
            left[members] = False
    return found


def _bare(registry: Registry, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what vectors alone say: the taxonomy's concepts know nothing of what is new."""
    return snap(unit(rows[..., : registry.space.means.shape[1]]))


def _grow(
    near: NDArray[np.float64],
    linked: NDArray[np.bool_],
    bar: NDArray[np.float64],
    seed: int,
    left: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Take the neighbours of a seed, then all that are on average as near to them as neighbours are."""
    members = np.flatnonzero(linked[seed] & left)
    for _ in range(3):
        mean = near[members].mean(axis=0)
        members = np.flatnonzero(left & (mean >= bar))
        if len(members) < LEAST:
            break
    return members


def _known(
    registry: Registry, segments: Sequence[SegmentInput], bare: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return how near every segment is to the typical member distance of the topics it might belong to.

    Two members of one topic are nearer to its centre than to one another: squaring the similarity with the
    centre gives about the similarity of two members.
    """
    live = registry.reachable
    best = np.zeros(len(bare))
    groups = groups_of(segments)
    for group in (0, 1):
        mine = groups == group
        if mine.any() and live:
            best[mine] = dots(bare[mine], _bare(registry, registry.centroids[live][:, group])).max(axis=1)
    return np.clip(best, 0, 1) ** 2


def _counts(segments: Sequence[SegmentInput], members: NDArray[np.int64], least: int) -> bool:
    rows: list[int] = members.tolist()
    texts = [segments[i].text for i in rows]
    enough = (
        copies.comments(segments, members) >= COMMENTS and copies.voices(segments, members) >= _LOUD * least
    )
    return enough and copies.different(texts) >= least
