"""From vectors to features in which both languages lie together, and similarities that never wobble.

Each language's mean is taken off (multilingual vectors group by language before they group by subject), and
columns of concepts are added: what the lexicon reads in the words, what the guide reads in the vector.
Directions in which nearly all segments differ are held back, so that small differences of subject are heard.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Embedder, Vectors
from nlp.topics import evidence, kin
from nlp.topics.contrast import even, evened
from nlp.topics.exact import dots, snap, unit
from nlp.topics.guide import learn
from nlp.topics.registry import SegmentInput, Space, groups_of

GUIDED, UNGUIDED, STRANGE = 0.5, 0.3, 0.0
"""Share of the concepts in a similarity: with a guide, without, and where the guide finds itself abroad."""
AT_HOME = 0.25
"""Weight of the concepts from which the guide may say where clusters begin."""
_BOTH, _HANDFUL = 0.05, 20
"""Share and number of segments from which a second language counts as spoken here."""
_PRIOR = 5.0
"""Pseudo-counts of the common mean in a language's mean: five lonely English lines must not vanish."""
_WORDS = 0.5
_SHARP = 15.0
"""How sharply the guide's scores turn into a choice of topics."""


def fit_space(
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    embedder: Embedder | None = None,
    *,
    once: bool = False,
) -> Space:
    """Learn the mean of each language, what to hold back, and how far the guide may be trusted here.

    The guide sorts by what service is about; a file of one language, grouped ``once``, is heard for itself.
    """
    columns, groups = evidence.concepts(), groups_of(segments)
    guide = None if embedder is None else learn(embedder, columns)
    means = language_means(segments, vectors, None if guide is None else guide.means)
    away = np.asarray(vectors, np.float32) - means[groups]
    scale, axes, damping = evened(away, embedder)
    space = Space(
        means=means, concepts=columns, weight=UNGUIDED, sure=0.0, scale=scale, axes=axes, damping=damping,
        guide=np.zeros((vectors.shape[1], len(columns)), np.float32),
    )  # fmt: skip
    if guide is None:
        return space
    near = None if embedder is None else kin.of(embedder)
    trust = guide.trust(unit(away)) if near is None else near.trust(away)
    weight = STRANGE + trust * (GUIDED - STRANGE)
    return replace(
        space, guide=snap(guide.matrix), sure=guide.sure, home=weight >= AT_HOME, kin=near.learned if near else "",
        weight=STRANGE if once and not bilingual(groups) else round(weight, 4),
    )  # fmt: skip


def reading_today(space: Space, near: kin.Kin | None) -> Space:
    """Return the space read with today's lessons, or by the guide alone, where those it was made with are kept no more.

    Old and new lessons speak of the same concepts on the same scale, so that topics stay where they are; read by the
    guide alone instead, segments would be measured with one rule and topics with another.
    """
    return replace(space, kin=near.learned if near else "") if kin.gone(space.kin) else space


def bilingual(groups: NDArray[np.int64]) -> bool:
    """Tell whether both languages speak here: what joins them costs sharpness where only one does."""
    return bool(np.bincount(groups, minlength=2).min() >= max(_BOTH * len(groups), _HANDFUL))


def language_means(
    segments: Sequence[SegmentInput], vectors: Vectors, usual: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return the mean vectors of zh and en; a rare language leans on where its sentences usually lie."""
    groups = groups_of(segments)
    leaning = usual if usual is not None else np.stack([vectors.mean(axis=0)] * 2)
    means = [
        (vectors[groups == g].sum(axis=0) + _PRIOR * leaning[g]) / (np.sum(groups == g) + _PRIOR)
        for g in (0, 1)
    ]
    return np.stack(means).astype(np.float32)


def features(space: Space, segments: Sequence[SegmentInput], vectors: Vectors) -> NDArray[np.float32]:
    """Return (n, dim + concepts) features; the dot product of two rows is their similarity."""
    away = centred(space, segments, vectors)
    parts = [
        even(space, away) * np.float32(np.sqrt(1 - space.weight)),
        concepts(space, segments, away) * np.float32(np.sqrt(space.weight)),
    ]
    return snap(np.concatenate(parts, axis=1))


def centred(space: Space, segments: Sequence[SegmentInput], vectors: Vectors) -> NDArray[np.float32]:
    """Return the vectors without their language."""
    return np.asarray(vectors, np.float32) - space.means[groups_of(segments)]


def concepts(
    space: Space, segments: Sequence[SegmentInput], away: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return what each segment speaks of: the lexicon's reading and the lessons', at most one long."""
    read = evidence.evidence(segments, space.concepts)
    if space.sure <= 0 or space.weight <= 0:
        return read
    both = _spoken(space, away) + np.float32(_WORDS) * read
    length = np.sqrt(np.sum(both * both, axis=1, keepdims=True))
    return (both / np.maximum(length, 1.0)).astype(np.float32)


def _spoken(space: Space, away: NDArray[np.float32]) -> NDArray[np.float32]:
    near = kin.named(space.kin)
    if near is not None:
        return near.spoken(near.scores(away), space.concepts)
    scores = dots(snap(unit(away)), space.guide.T)
    best = scores.max(axis=1, keepdims=True)
    choice = np.exp(_SHARP * (scores - best))
    choice = choice / choice.sum(axis=1, keepdims=True) - 1.0 / len(space.concepts)
    sureness = np.clip(best / space.sure, 0.0, 1.0).astype(np.float32)
    return unit(choice.astype(np.float32)) * sureness
