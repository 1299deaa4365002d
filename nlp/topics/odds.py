"""How likely a group of tonight's segments is one new thing: all that speaks for it, weighed at once.

Chance of its closeness alone (``scanning``) finds the subjects whose sentences are a ball. Here a group is weighed by how
many times as often as before something so near is said, how seldom an earlier sentence comes between two of its
members, how rare a piece of a word they share, and how crowded the place is anyhow. The weights were learned
(logistic, from 16 written subjects and 40 intents of a bank against 130 quiet nights of the sample and the bank) for
the vectors of the default embedder; others have ``scanning.bursts``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.topics import scanning
from nlp.topics.pieces import Pieces
from nlp.topics.scanning import Burst, Near, Pairs, Places, Rows

EMBEDDERS = "e5-topics-small"
"""The weights are for vectors of this family."""
BAR = 1.0
"""Odds (natural logarithm) from which a group is born; chosen on quiet nights, those of hotel reviews among them."""
_WEIGHTS = {
    "fold": 2.282,
    "piece": 0.346,
    "size": -0.911,
    "loose": -1.859,
    "strange": 5.473,
    "crowded": -32.1,
}
_ONSET = -17.13
_PIECES = 6.0
"""More than this no piece of a word adds: groups farther than so much below the bar need not be asked."""
_HALF = 0.5
_BLOCK = 100


@dataclass(frozen=True, slots=True)
class _Night:
    """Tonight's likenesses among themselves and with what was said before, each row of the latter in order too."""

    near: Near
    past: Near
    ordered: Near
    pieces: Pieces
    least: int


def surprises(
    rows: Rows, before: Rows, comments: Places, least: int, pieces: Pieces, copied: Pairs | None = None
) -> list[Burst]:
    """Return the groups of ``least`` comments or more that are likely one new thing, the likeliest first, none twice."""
    if len(rows) < least or not len(before):
        return []
    near, past = scanning.likenesses(rows, before, copied)
    night = _Night(near, past, np.sort(past, axis=1), pieces, least)
    groups = scanning.grown(near, comments)
    found = [one for i in range(0, len(groups), _BLOCK) for one in _likely(night, groups[i : i + _BLOCK])]
    for call in pieces.callers(comments.tolist()):
        start = scanning.middle(near, call)
        if len(start) > 1:
            found += _likely(night, scanning.grown_from(near, comments, start)[None])
    return scanning.apart(near, sorted(found, key=lambda one: (-one.rarity, one.members.tolist())), least)


def _likely(night: _Night, groups: Places) -> list[Burst]:
    """Return the likeliest size of each group where it is likely enough."""
    strange = _strange(night, groups)
    toward = np.cumsum(night.past[groups], axis=1)
    best: dict[int, Burst] = {}
    for size in range(night.least, groups.shape[1] + 1):
        some = groups[:, :size]
        odds, reaches, usual = _weighed(night, some, toward[:, size - 1] / size, strange[:, :size, :size])
        for i in np.flatnonzero(odds >= BAR - _PIECES).tolist():
            members: list[int] = some[i].tolist()
            sure = float(odds[i]) + min(_PIECES, _WEIGHTS["piece"] * night.pieces.rarest(members))
            if sure >= BAR and (i not in best or sure > best[i].rarity):
                best[i] = Burst(np.sort(some[i]), sure, float(reaches[i]), int(usual[i]))
    return [best[i] for i in sorted(best)]


def _weighed(
    night: _Night, groups: Places, toward: Near, strange: Near
) -> tuple[NDArray[np.float64], NDArray[np.float64], Places]:
    """Return the odds of groups of one size but for their words, how far each reaches, how many earlier ones are in reach.

    One member may lie farther out than the others where at least as many remain as it takes.
    """
    size = groups.shape[1]
    own = scanning.closeness(night.near, groups)
    outs = [out for out in (0, 1) if size - out >= night.least]
    usual = np.stack([(toward >= own[:, out, None]).sum(axis=1) for out in outs])
    expected = (usual + _HALF) * len(night.near) / night.past.shape[1]
    folds = np.log10((size - np.array(outs)[:, None]) / expected)
    chosen, each = folds.argmax(axis=0), np.arange(len(groups))
    beside = np.sort(strange.sum(axis=2) / (size - 1), axis=1)
    odds = (
        _ONSET
        + _WEIGHTS["fold"] * folds[chosen, each]
        + _WEIGHTS["size"] * size
        + _WEIGHTS["loose"] * beside[:, 1]
        + _WEIGHTS["strange"] * np.sqrt(size) * beside.mean(axis=1)
        + _WEIGHTS["crowded"] * own.mean(axis=1)
    )
    return odds, own[each, chosen], usual[chosen, each]


def _strange(night: _Night, groups: Places) -> Near:
    """Return for each two members how seldom something earlier is nearer to one than the other (minus the power of ten)."""
    count, width = groups.shape
    ranks = np.zeros((count, width, width))
    past = night.ordered.shape[1]
    for row in np.unique(groups).tolist():
        where, at = np.nonzero(groups == row)
        asked = night.near[row][groups[where]]
        ranks[where, at] = past - np.searchsorted(night.ordered[row], asked, side="left")
    seldom = -np.log10((ranks + _HALF) / past)
    both = (seldom + seldom.transpose(0, 2, 1)) / 2
    both[:, np.arange(width), np.arange(width)] = 0.0
    return both


def known(embedding: str) -> bool:
    """Tell whether the weights were learned for vectors of an embedder."""
    return embedding.startswith(EMBEDDERS)
