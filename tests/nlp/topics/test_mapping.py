"""The map: every dot near its topic, the same every morning, nothing drawn for what has no topic."""

import numpy as np
import pytest

from nlp.topics import assign, layout, positions, sample


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 1), (1_500, 1_500), (40_000, 1_500)])
def test_a_map_holds_at_most_what_an_eye_can_tell_apart(count, drawn):
    chosen = sample(count)
    assert len(chosen) == drawn
    assert chosen == sorted(set(chosen))
    assert not chosen or (chosen[0], chosen[-1]) == (0, count - 1)


def test_every_dot_lies_nearest_to_its_own_topic_mostly_and_twice_the_same(registry, corpus):
    segments, vectors = corpus
    topics = [p.topic_id for p in assign(registry, segments, vectors)]
    places = positions(registry, vectors, topics)
    assert places == positions(registry, vectors, topics)
    centres = layout(registry)
    home = [
        min(centres, key=lambda t: np.hypot(centres[t][0] - place[0], centres[t][1] - place[1])) == topic
        for topic, place in zip(topics, places, strict=True)
        if topic and place
    ]
    assert len(home) > 0.8 * len(segments)
    assert sum(home) / len(home) > 0.9


def test_what_has_no_topic_has_no_place(registry, corpus):
    _, vectors = corpus
    assert positions(registry, vectors[:3], [None, "T9999", None]) == [None, None, None]
