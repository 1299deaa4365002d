"""The budget's proof: shuffled copies stay quiet, planted issues are found, short histories say so."""

import numpy as np
import pytest

from nlp.records import Topic
from nlp.signals import TooShortError, prove
from nlp.signals.proof import _history, planted, shuffled
from tests.nlp.signals.conftest import WAIT, quiet, spaces

TOPICS: dict[str, Topic] = {"T1": WAIT}


@pytest.fixture(scope="module")
def history():
    return _history(quiet(120, 15), spaces)


def test_a_shuffled_copy_keeps_every_day_and_every_comment(history):
    world, terms, _ = shuffled(history, 0)
    assert (world.day == history.stream.day).all()
    assert sorted(o.comment_id for o in world.observations) == sorted(
        o.comment_id for o in history.stream.observations
    )
    assert [o.comment_id for o in world.observations] != [o.comment_id for o in history.stream.observations]
    place = next(iter(terms.values()))[0]
    assert next(iter(terms)) in world.observations[place].text.lower()


def test_the_same_copy_is_the_same_every_time(history):
    first, again, other = (shuffled(history, n)[0] for n in (3, 3, 4))
    assert first.observations == again.observations != other.observations


def test_planted_issues_lie_within_a_week_and_speak_of_one_topic(history):
    world, _, issues = planted(history, 0, TOPICS)
    assert {i.size for i in issues} == {6, 10, 16}
    for issue in issues:
        places = np.array(sorted(issue.places))
        assert len(places) == issue.size
        assert world.day[places].min() == issue.start
        assert world.day[places].max() < issue.start + 7
        assert all("T1" in world.observations[p].topic_ids for p in places)


def test_larger_budgets_tell_more_and_larger_issues_are_told_sooner():
    steps: list[tuple[int, int]] = []
    proof = prove(
        quiet(120, 15), topics=TOPICS, tokens=spaces, tell=lambda done, of: steps.append((done, of))
    )
    assert [r.budget for r in proof.rows] == [0.5, 1, 2, 5]
    assert all(r.interval[0] <= r.false_a_week <= r.interval[1] for r in proof.rows)
    assert all(r.interval[0] <= r.budget for r in proof.rows)
    told = [[f.told / f.tries for f in r.found] for r in proof.rows]
    assert told[0][2] > told[0][0]
    assert all(np.diff([row[size] for row in told]).min() >= 0 for size in range(3))
    assert steps[-1] == (2 * proof.copies, 2 * proof.copies)


@pytest.mark.parametrize("observations", [[], quiet(20, 10), quiet(60, 1)])
def test_too_little_history_proves_nothing(observations):
    with pytest.raises(TooShortError):
        prove(observations, topics=TOPICS, tokens=spaces)
