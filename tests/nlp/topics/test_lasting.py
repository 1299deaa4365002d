"""What people decided and how topics stand under one another outlives the nights, and another model's vectors."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from nlp.topics import Edit, SegmentInput, assign, births, discover, edit
from nlp.topics.carrying import carried
from nlp.topics.seeding import planted
from tests.nlp.topics.conftest import ROBOT, robot

DAY = date(2026, 3, 12)


def home(registry, corpus, subject):
    """Return the topic that most segments of a subject are in."""
    found = {p.comment_id: p.topic_id for p in assign(registry, *corpus)}
    return Counter(t for c, t in found.items() if c.startswith(f"{subject}-") and t).most_common(1)[0][0]


@pytest.fixture(scope="module")
def other(corpus, seeing):
    """The same segments, as another model sees them."""
    segments, _ = corpus
    return segments, seeing.embed([s.text for s in segments])


def test_edits_find_their_topics_again_in_another_models_vectors(registry, corpus, other, seeing):
    breakfast, noise = home(registry, corpus, 1), home(registry, corpus, 3)
    kept = edit(
        registry, Edit(kind="rename", topic_id=breakfast, label_zh="早上吃的", label_en="morning food")
    )
    kept = edit(kept, Edit(kind="hide", topic_id=noise))
    later = discover(*other, previous=kept, embedder=seeing, day=DAY)
    named = later.topics[later.row(home(later, other, 1))]
    assert (named.label_zh, named.label_en) == ("早上吃的", "morning food")
    assert later.topics[later.row(home(later, other, 3))].state == "hidden"
    assert [e.kind for e in later.edits] == ["rename", "hide"]


def test_an_edit_whose_topic_is_lost_is_left_out(registry, seeing):
    empty = discover([], np.zeros((0, 24), np.float32))
    kept = edit(registry, Edit(kind="hide", topic_id="T0001"))
    assert carried(empty, kept, seeing) == empty


@pytest.mark.parametrize(
    ("seeds", "parents"),
    [
        ({"早餐 / breakfast": ["早餐"], " ": ["空"]}, {}),
        ({"餐饮 / food > 早餐 / breakfast": ["早餐"]}, {"早餐 / breakfast": "餐饮 / food"}),
        ({"住 > 房间 > 噪音": ["吵"], "住": ["住宿"]}, {"房间": "住", "噪音": "房间"}),
    ],
)
def test_seeds_stand_under_one_another(seeds, parents):
    assert planted(seeds).parents == parents


def test_a_seed_under_another_is_a_topic_under_another(corpus):
    seeded = discover(*corpus, seeds={"等候 / waiting > 叫号 / queue numbers": ["叫号", "line"]})
    above, below = seeded.topics[:2]
    assert (above.label_zh, below.label_zh) == ("等候", "叫号")
    assert below.parent == above.id
    assert above.parent is None


def slow(days, copies=9):
    """Return a new subject of which one or two speak every day, and what was said in the month before."""
    segments, vectors = [], []
    for turn in range(copies):
        day = DAY - timedelta(days=turn % days)
        segments.append(
            SegmentInput(comment_id=f"n{turn}", index=0, text=ROBOT[turn], language="zh-Hans", day=day)
        )
        vectors.append(robot(turn))
    return segments, np.stack(vectors)


def month(make_world):
    """Return what is said in any month, in turn on its days."""
    segments, vectors = make_world(start=40, each=60)
    return [replace(s, day=DAY - timedelta(days=8 + i % 25)) for i, s in enumerate(segments)], vectors


def test_what_comes_slowly_is_born_within_the_week_and_only_once(registry, make_world):
    before, known = month(make_world)
    new, vectors = slow(6)
    segments, rows = [*before, *new], np.concatenate([known, vectors])
    later = births(registry, segments, rows, assign(registry, segments, rows), day=DAY)
    assert len(later.topics) == len(registry.topics) + 1
    again = births(later, segments, rows, assign(later, segments, rows), day=DAY + timedelta(days=1))
    assert len(again.topics) == len(later.topics)


@pytest.mark.parametrize(("founded", "born"), [(40, 1), (10, 1), (3, 0)])
def test_what_the_first_fit_has_heard_is_no_news(registry, make_world, founded, born):
    first = DAY - timedelta(days=founded)
    known = replace(registry, topics=tuple(replace(topic, born=first) for topic in registry.topics))
    before, vectors = month(make_world)
    new, others = slow(6)
    segments, rows = [*before, *new], np.concatenate([vectors, others])
    later = births(known, segments, rows, assign(known, segments, rows), day=DAY)
    assert len(later.topics) == len(registry.topics) + born
