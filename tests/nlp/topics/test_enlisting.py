"""A young topic holds what founded it, and leaves what was said before where people read it yesterday."""

from datetime import date

import numpy as np
import pytest

from nlp.topics import SegmentInput, assign
from nlp.topics.enlisting import Knot, Said, enlist_all
from nlp.topics.space import features
from tests.nlp.topics.conftest import ROBOT, robot, vector

DAY = date(2026, 3, 14)
EARLIER, MAY = 40, 3


def said(registry, texts, vectors):
    segments = [
        SegmentInput(comment_id=f"{text}{i}", index=0, text=text, language="zh-Hans")
        for i, text in enumerate(texts)
    ]
    rows = np.stack(vectors)
    return Said(segments, rows, features(registry.space, segments, rows))


def between(turn, share):
    """Return a segment about an old subject that leans so far towards the new one."""
    both = (1 - share) * vector(0, 0, turn) + share * robot(turn)
    return (both / np.linalg.norm(both)).astype(np.float32)


@pytest.mark.parametrize(("leaning", "would_take"), [(0.0, 0), (0.5, 8), (0.55, 12)])
def test_a_young_topic_takes_little_of_what_was_said_before(registry, leaning, would_take):
    founders = said(registry, ROBOT, [robot(turn) for turn in range(len(ROBOT))])
    earlier = said(registry, ["又要排队"] * EARLIER, [between(100 + i, leaning) for i in range(EARLIER)])
    before = homes(registry, earlier)
    knot = Knot(np.arange(len(ROBOT)))
    bold, later = (enlist_all(registry, founders, [knot], past, DAY) for past in (None, earlier))
    assert moved(before, homes(bold, earlier)) >= would_take
    assert moved(before, homes(later, earlier)) <= MAY
    assert homes(later, founders) == [later.topics[-1].id] * len(ROBOT)


def homes(registry, said):
    return [p.topic_id for p in assign(registry, said.segments, said.vectors)]


def moved(before, after):
    return sum(a is not None and a != b for a, b in zip(before, after, strict=True))
