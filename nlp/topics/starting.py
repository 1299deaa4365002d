"""Where clusters may begin: what the lessons, or the guide, read in the segments of a corpus of their kind."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.topics import evidence, guidance, kin
from nlp.topics.exact import dots, snap, unit
from nlp.topics.registry import SegmentInput, Space
from nlp.topics.space import AT_HOME, centred

_BOLD = 11.0
"""How boldly the lessons' first reading of a segment is believed over the topics around it, in units of a fair answer."""


def starts(space: Space, segments: Sequence[SegmentInput], vectors: Vectors) -> NDArray[np.int64] | None:
    """Return the clusters to begin with (-1: none), or None where the guide is not at home in the corpus.

    The first fit and the witness of every refit begin alike: what one of them makes one topic, the other does not
    take for two.
    """
    if space.sure <= 0 or space.weight < AT_HOME:
        return None
    away, near = centred(space, segments, vectors), kin.named(space.kin)
    if near is not None:
        return guidance.by_guide(near.scores(away), near.fair, bold=_BOLD)
    scores = dots(snap(unit(away)), space.guide.T)
    found = guidance.by_guide(scores, space.sure)
    return guidance.earned(found, scores, evidence.evidence(segments, space.concepts))
