"""A file falls into as many topics as its halves agree about, not into as many as it could."""

import numpy as np
import pytest

from nlp.topics import discover
from nlp.topics.exact import unit
from nlp.topics.granularity import COUNTS, granularity


def heaps(count, each=40, wide=0.5):
    dice = np.random.default_rng(count)
    middles = unit(dice.normal(size=(count, 32)).astype(np.float32))
    rows = np.repeat(middles, each, axis=0) + dice.normal(0, wide / 32**0.5, (count * each, 32))
    return unit(rows.astype(np.float32))


@pytest.mark.parametrize(("count", "most"), [(6, 60), (12, 60), (25, 80)])
def test_about_as_many_as_there_are(count, most):
    assert count <= granularity(heaps(count), most=most) <= 1.25 * count


def test_never_more_than_asked_for():
    assert granularity(heaps(25), most=10) <= 10


def test_the_same_rows_give_the_same_answer():
    rows = heaps(8)
    assert granularity(rows, most=60) == granularity(rows, most=60)


def test_a_handful_of_rows_is_not_halved():
    assert granularity(heaps(3, each=8), most=2) in (2, COUNTS[0])


@pytest.mark.parametrize("tongue", ["zh-Hans", "en"])
def test_a_small_file_looked_into_once_falls_into_the_topics_of_the_taxonomy(tongue, make_world, letters):
    spoken = [segment for segment in make_world(each=6)[0] if segment.language == tongue]
    found = discover(spoken, letters.embed([s.text for s in spoken]), embedder=letters, once=True)
    assert {"早餐", "停车"} <= {topic.label_zh for topic in found.topics}
