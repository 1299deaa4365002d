# pyright: basic
"""Bursts: groups of tonight's comments that lie closer together than what was said before would let one expect.

From every segment a group grows by the nearest one of another comment, and from all that say a word which calls. At
every size it is asked how many earlier segments lie as near to the group as its own members do, and how unlikely so many
tonight would be by chance (Poisson). Eight sentences in eight people's words are no close pairs, but a close group.
Chance alone is not enough: on real nights much is said a little more often than before, and most false births were
groups of twelve with thirty like them earlier. What is new is said many times as often. A word that calls counts too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.topics.exact import dots
from nlp.topics.substance import Call

RARE, RARE_CALLED = 4.0, 4.8
"""A burst has a chance below one in ten to the power of this, for each of the groups that a night tries; with a word's."""
FOLD, FOLD_CALLED = 20.0, 8.0
"""A burst is said so many times as often as before; so many where a word calls."""
_NEAR_AT_ALL = 2.0
"""... and of the rarity of a called burst so much is the group's own."""
_MOST = 12
_COPY, _COPIED = 0.97, -1.0
"""From this likeness on two are copies; and how near copies count as."""
_BLOCK = 500
_HALF = 0.5
"""Added to the number of earlier segments: none seen is not none possible."""
_ROUNDS = 2
Rows = NDArray[np.float32]
Near = NDArray[np.float64]
Places = NDArray[np.int64]
Pairs = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Burst:
    """A group, how rare it is (minus the power of ten), how near its farthest member is to the others."""

    members: Places
    rarity: float
    reach: float
    usual: int
    """Earlier segments that lie as near."""


def bursts(
    rows: Rows,
    before: Rows,
    comments: Places,
    least: int,
    calls: Sequence[Call] = (),
    copied: Pairs | None = None,
) -> list[Burst]:
    """Return the groups of ``least`` comments or more that are too rare for chance, the rarest first, none twice.

    ``rows`` are tonight's, ``before`` what was said earlier, ``comments`` tell which of tonight's belong together,
    ``calls`` which of them share a word that was hardly said before, ``copied`` which two are one text.
    """
    if len(rows) < least or not len(before):
        return []
    near, past = likenesses(rows, before, copied)
    groups = grown(near, comments)
    found = [
        burst
        for start in range(0, len(rows), _BLOCK)
        for burst in _rare(near, past, groups[start : start + _BLOCK], least)
    ]
    for call in calls:
        start = middle(near, call.rows)
        group = grown_from(near, comments, start)[None]
        found += _rare(near, past, group, max(least, len(start)), call)
    return apart(near, sorted(found, key=lambda one: (-one.rarity, one.members.tolist())), least)


def likenesses(rows: Rows, before: Rows, copied: Pairs | None = None) -> tuple[Near, Near]:
    """Return how near tonight's segments are to one another, copies never, and to what was said before.

    Eight copies of one text with a number behind each would else be a close group, and give birth together with
    whoever stands near them.
    """
    near = dots(rows, rows)
    near[near >= _COPY] = _COPIED
    if copied is not None:
        near[copied] = _COPIED
    np.fill_diagonal(near, 1.0)
    return near, np.concatenate([dots(rows[i : i + _BLOCK], before) for i in range(0, len(rows), _BLOCK)])


def grown(near: Near, comments: Places) -> Places:
    """Return for each segment the group that grows from it, in the order in which its members came."""
    count = len(near)
    groups = np.zeros((count, min(_MOST, len(np.unique(comments)))), np.int64)
    groups[:, 0] = np.arange(count)
    sums, gone = near.copy(), comments[:, None] == comments[None]
    for size in range(1, groups.shape[1]):
        following = np.where(gone, -np.inf, sums).argmax(axis=1)
        groups[:, size] = following
        gone |= comments[following][:, None] == comments[None]
        sums += near[following]
    return groups


def middle(near: Near, rows: Sequence[int]) -> list[int]:
    """Return the rows of a call without copies, those that are nearest to all its others first, not too many."""
    single: list[int] = []
    for row in rows:
        if not (near[row, single] == _COPIED).any():
            single.append(row)
    inside = near[np.ix_(single, single)].sum(axis=1)
    return [single[i] for i in np.argsort(-inside, kind="stable")[:_MOST].tolist()]


def grown_from(near: Near, comments: Places, start: Sequence[int]) -> Places:
    """Return the group that grows from several segments, in the order in which its members came."""
    members = list(start)
    most = min(_MOST, len(np.unique(comments)))
    while len(members) < most:
        gone = np.isin(comments, comments[members])
        members.append(int(np.where(gone, -np.inf, near[members].sum(axis=0)).argmax()))
    return np.array(members, np.int64)


def _rare(near: Near, past: Near, groups: Places, least: int, call: Call | None = None) -> list[Burst]:
    """Return the rarest size of each group where it is rare enough; one member may lie farther out than the reach."""
    from scipy.special import gammainc

    best, reaches = np.zeros(len(groups)), np.zeros(len(groups))
    sizes, counts = np.zeros(len(groups), np.int64), np.zeros(len(groups), np.int64)
    toward, fold = past[groups[:, 0]], FOLD_CALLED if call else FOLD
    for size in range(2, groups.shape[1] + 1):
        toward = toward + past[groups[:, size - 1]]
        if size < least:
            continue
        own = closeness(near, groups[:, :size])
        for out in (0, 1):
            if size - out < least:
                continue
            usual = (toward / size >= own[:, out, None]).sum(axis=1)
            expected = (usual + _HALF) * len(near) / past.shape[1]
            rarity = -np.log10(np.maximum(gammainc(size - out, expected), 1e-300) * len(near))
            better = (rarity > best) & (size - out >= fold * expected)
            best[better], sizes[better], reaches[better] = rarity[better], size, own[better, out]
            counts[better] = usual[better]
    enough = best >= (max(_NEAR_AT_ALL, RARE_CALLED - call.rarity) if call else RARE)
    added = call.rarity if call else 0.0
    return [
        Burst(np.sort(groups[i, : sizes[i]]), float(best[i]) + added, float(reaches[i]), int(counts[i]))
        for i in np.flatnonzero(enough).tolist()
    ]


def closeness(near: Near, groups: Places) -> Near:
    """Return how near the members of each group are to its others on average, the farthest member first."""
    within = near[groups[:, :, None], groups[:, None, :]].sum(axis=2) - 1.0
    return np.sort(within / (groups.shape[1] - 1), axis=1)


def apart(near: Near, found: list[Burst], least: int) -> list[Burst]:
    """Keep the rarest of the bursts that share members or lie within one another's reach, with all that belong."""
    free = np.ones(len(near), bool)
    kept: list[Burst] = []
    for burst in found:
        if any(
            float(near[np.ix_(burst.members, one.members)].mean()) >= min(one.reach, burst.reach)
            for one in kept
        ):
            continue
        members = burst.members[free[burst.members]]
        if len(members) < max(least, len(burst.members) - 1):
            continue
        members = _all(near, members, burst.reach, free)
        free[members] = False
        kept.append(replace(burst, members=members))
    return kept


def _all(near: Near, members: Places, reach: float, free: NDArray[np.bool_]) -> Places:
    """Take all that are as near to the group as its members are: a large burst is one burst."""
    for _ in range(_ROUNDS):
        close = near[:, members].mean(axis=1) >= reach
        close[members] = True
        members = np.flatnonzero(free & close)
    return members
