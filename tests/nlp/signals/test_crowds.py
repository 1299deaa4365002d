"""A crowd that is carried on as the months pass is the crowd that is made at once; nobody is asked about themselves."""

from itertools import pairwise

import numpy as np
import pytest

from nlp.signals.crowds import MOST, Spoken, crowd, drawn


def said(comments, seed=3, since=0):
    """Comments of one to five sentences; those before ``since`` are kept no more."""
    rng = np.random.default_rng(seed)
    sentences = rng.integers(1, 6, comments)
    vectors = rng.normal(size=(int(sentences.sum()), 24)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    start = np.cumsum([0, *sentences])
    return Spoken(vectors=vectors[start[since] :], start=np.maximum(start - start[since], 0))


def test_a_crowd_is_what_the_closest_of_those_asked_come_to():
    some = said(120)
    seen = crowd(some, 10, 90, 120)
    at = [some.vectors[a:b] for a, b in pairwise(some.start)]
    assert seen.asked.tolist() == list(range(10, 90))
    close = max((at[100] @ at[p].T).max() for p in range(10, 90))
    assert seen.around()[100 - 10] == pytest.approx(close)
    assert seen.around().max() < 1.0, "a comment would be closest to itself"


@pytest.mark.parametrize("since", [0, 60])
def test_carrying_on_gives_what_is_made_at_once(since):
    everything = said(2_400)
    known = crowd(everything, 0, 1_500, 1_900)
    for low, edge, end in [(60, 1_600, 2_000), (60, 1_600, 2_050), (300, 1_900, 2_300), (320, 1_910, 2_400)]:
        known = crowd(said(2_400, since=since), low, edge, end, known)
        at_once = crowd(everything, low, edge, end)
        assert known.asked.tolist() == at_once.asked.tolist()
        assert np.allclose(known.close, at_once.close, atol=1e-6)
        assert (known.first, known.end) == (low, end)


def test_what_is_known_of_another_time_is_not_used():
    everything = said(400)
    for other in (crowd(everything, 200, 300, 400), crowd(everything, 0, 20, 40)):
        known = crowd(everything, 100, 200, 300, other)
        assert np.allclose(known.close, crowd(everything, 100, 200, 300).close, atol=1e-6)


@pytest.mark.parametrize("before", [MOST - 1, MOST, MOST + 1, 3 * MOST, 20 * MOST])
def test_those_asked_are_as_many_as_wanted_and_spread(before):
    asked = drawn(1_000, 1_000 + before)
    assert abs(len(asked) - min(before, MOST)) <= 0.01 * MOST
    assert np.diff(asked).max() <= 3 * max(1, before / MOST)


def test_those_asked_stay_mostly_the_same_as_the_months_move_on():
    asked = drawn(1_000, 7_000)
    later = drawn(1_280, 7_260)
    assert len(np.intersect1d(asked, later)) >= 0.9 * len(later)
