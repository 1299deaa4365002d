"""What the lessons read in a vector: the kept file, its grid, and that nobody else's file is believed."""

import numpy as np
import pytest
from safetensors import safe_open

from nlp.topics import evidence, kin
from nlp.topics.registry import Space
from nlp.topics.space import reading_today


@pytest.fixture(scope="module")
def near() -> kin.Kin:
    with safe_open(str(kin.FILE), "numpy") as opened:
        learned = (opened.metadata() or {})["learned"]
    found = kin.named(learned)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def away(near: kin.Kin) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(1_500, near.axes.shape[0])).astype(np.float32)


@pytest.mark.parametrize("name", ["", "another", "0" * 64])
def test_what_was_learned_from_other_lessons_is_not_believed(name: str):
    assert kin.named(name) is None


def test_every_topic_read_is_one_of_the_taxonomy(near: kin.Kin):
    assert set(near.topics) <= set(evidence.concepts())


def test_a_segment_is_read_the_same_alone_in_any_batch_and_in_any_order(near: kin.Kin, away: np.ndarray):
    together = near.scores(away)
    assert np.array_equal(together[::-1], near.scores(away[::-1].copy()))
    for row in (0, 999, 1_000, 1_499):
        assert np.array_equal(together[row], near.scores(away[row : row + 1])[0])


def test_nothing_to_read_is_read_as_nothing(near: kin.Kin):
    assert near.scores(np.zeros((0, near.axes.shape[0]), np.float32)).shape == (0, len(near.topics))
    assert near.trust(np.zeros((0, near.axes.shape[0]), np.float32)) == 0.0


def test_noise_is_strange(near: kin.Kin, away: np.ndarray):
    assert near.trust(away) == 0.0


def test_what_a_segment_speaks_of_is_at_most_one_long(near: kin.Kin, away: np.ndarray):
    spoken = near.spoken(near.scores(away), evidence.concepts())
    assert spoken.shape == (len(away), len(evidence.concepts()))
    assert np.linalg.norm(spoken, axis=1).max() <= 1.0 + 1e-5


def test_both_parts_of_a_vector_count_alike():
    rows = kin.halved(np.array([[3.0, 0.0, 0.0, 0.001]], np.float32), 2)
    assert np.allclose(rows, [[0.5**0.5, 0, 0, 0.5**0.5]], atol=1e-4)


OTHER_LESSONS = [
    # what the registry was read with  |  read with today's lessons from now on
    ("lessons of last year", True),
    ("today's", True),
    ("", False),
]


@pytest.mark.parametrize(("remembered", "todays"), OTHER_LESSONS)
def test_a_registry_read_with_lessons_that_are_gone_is_read_with_todays(
    near: kin.Kin, remembered: str, todays: bool
):
    width, concepts = 4, evidence.concepts()
    space = Space(
        means=np.zeros((2, width), np.float32), concepts=concepts, weight=0.5, sure=1.0,
        guide=np.zeros((width, len(concepts)), np.float32), kin=near.learned if remembered == "today's" else remembered,
    )  # fmt: skip
    assert kin.gone(space.kin) == (remembered == "lessons of last year")
    assert (reading_today(space, near).kin == near.learned) == todays
    assert not kin.gone(reading_today(space, None).kin), "or it would be fitted again every night"
