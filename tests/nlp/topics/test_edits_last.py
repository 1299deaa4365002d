"""What people decide about topics outlives five nights, a refit, a restart after each, and can then be undone."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from nlp.topics import Edit, Registry, SegmentInput, assign, births, discover, edit

DAY = date(2026, 3, 12)
NIGHTS = 5


def restarted(registry):
    """Write the registry and read it back, as the next morning does."""
    state, arrays = registry.to_state()
    return Registry.from_state(json.loads(json.dumps(state)), arrays)


def strangers(day):
    """Eight segments of a subject that nobody has spoken of before."""
    rows = np.random.default_rng(99).normal(0, 0.12, (8, 24))
    rows[:, 12] += 1.0
    rows[:, -1] += 2.0
    said = [f"送餐机器人第{turn}回{'撞摔堵翻丢停倒卡'[turn]}了" for turn in range(8)]
    segments = [
        SegmentInput(comment_id=f"n{i}", index=0, text=text, language="zh-Hans", day=day)
        for i, text in enumerate(said)
    ]
    return segments, (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def lived(registry, corpus, make_world):
    """Live through five nights, something new in the third, then a refit over everything, and one night more."""
    segments, vectors = [replace(s, day=DAY - timedelta(days=9)) for s in corpus[0]], corpus[1]
    for night in range(1, NIGHTS + 2):
        day = DAY + timedelta(days=night)
        new, rows = make_world(start=100 + 10 * night, each=4)
        if night == 3:
            more, known = strangers(day)
            new, rows = [*new, *more], np.concatenate([rows, known])
        segments = [*segments, *(replace(s, day=day) for s in new)]
        vectors = np.concatenate([vectors, rows])
        registry = births(registry, segments, vectors, assign(registry, segments, vectors), day=day)
        registry = restarted(registry)
        if night == NIGHTS:
            registry = restarted(discover(segments, vectors, previous=registry, day=day))
    return registry


def where(registry, corpus):
    """Return the topic of each comment."""
    return {p.comment_id: p.topic_id for p in assign(registry, *corpus)}


def home(registry, corpus, subject):
    """Return the topic that most segments of a subject are in."""
    found = Counter(t for c, t in where(registry, corpus).items() if c.startswith(f"{subject}-") and t)
    return found.most_common(1)[0][0]


@pytest.fixture(scope="module")
def ids(registry, corpus):
    return [home(registry, corpus, subject) for subject in range(4)]


def one(corpus):
    """Return a sentence about waiting, and its vector."""
    return [corpus[0][0]], corpus[1][:1]


def label(registry, topic):
    found = registry.topics[registry.row(topic)]
    return found.label_zh, found.label_en


EDITS = {
    # what is done -> the edit, what is looked at, what it shows from then on
    "rename": (
        lambda ids: Edit(kind="rename", topic_id=ids[0], label_zh="等太久", label_en="long waits"),
        lambda r, ids, corpus: label(r, ids[0]),
        lambda ids: ("等太久", "long waits"),
    ),
    "rename in one language": (
        lambda ids: Edit(kind="rename", topic_id=ids[1], label_en="morning food"),
        lambda r, ids, corpus: label(r, ids[1]),
        lambda ids: ("早餐", "morning food"),
    ),
    "merge": (
        lambda ids: Edit(kind="merge", topic_id=ids[0], into=ids[1]),
        lambda r, ids, corpus: (home(r, corpus, 0), home(r, corpus, 1)),
        lambda ids: (ids[1], ids[1]),
    ),
    "split": (
        lambda ids: Edit(
            kind="split", topic_id=ids[1], cues=("煎蛋", "omelette"), label_zh="煎蛋", label_en="eggs"
        ),
        lambda r, ids, corpus: (eggs(r, corpus), home(r, corpus, 1)),
        lambda ids: (("煎蛋", "eggs"), ids[1]),
    ),
    "move": (
        lambda ids: Edit(kind="move", topic_id=ids[2], into=ids[3]),
        lambda r, ids, corpus: r.topics[r.row(ids[2])].parent,
        lambda ids: ids[3],
    ),
    "pin": (
        lambda ids: Edit(kind="pin", topic_id=ids[2], text="第0次说到排队的事"),
        lambda r, ids, corpus: assign(r, *one(corpus))[0].topic_id,
        lambda ids: ids[2],
    ),
    "forbid": (
        lambda ids: Edit(kind="forbid", topic_id=ids[0], text="第0次说到排队的事"),
        lambda r, ids, corpus: assign(r, *one(corpus))[0].topic_id == ids[0],
        lambda ids: False,
    ),
    "hide": (
        lambda ids: Edit(kind="hide", topic_id=ids[3]),
        lambda r, ids, corpus: r.topics[r.row(ids[3])].state,
        lambda ids: "hidden",
    ),
}


def eggs(registry, corpus):
    """Return the name of the topic in which most segments about omelettes are."""
    segments, vectors = corpus
    rows = [i for i, s in enumerate(segments) if "煎蛋" in s.text or "omelette" in s.text]
    found = assign(registry, [segments[i] for i in rows], vectors[rows])
    return label(registry, Counter(p.topic_id for p in found if p.topic_id).most_common(1)[0][0])


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_holds_for_five_nights_a_refit_and_restarts(kind, registry, corpus, make_world, ids):
    make, look, wanted = EDITS[kind]
    kept = edit(registry, replace(make(ids), day=DAY, by="test"))
    assert look(kept, ids, corpus) == wanted(ids)
    later = lived(kept, corpus, make_world)
    assert look(later, ids, corpus) == wanted(ids)
    assert [e.kind for e in later.edits] == [make(ids).kind]
    assert any(t.id not in {one.id for one in kept.topics} for t in later.topics), "the new subject was born"


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_can_still_be_undone_after_all_that(kind, registry, corpus, make_world, ids):
    make, look, wanted = EDITS[kind]
    before = look(registry, ids, corpus)
    later = lived(edit(registry, replace(make(ids), day=DAY)), corpus, make_world)
    back = lived(edit(later, Edit(kind="undo", day=DAY)), corpus, make_world)
    assert look(back, ids, corpus) == before != wanted(ids)
    assert back.edits == ()


def test_all_edits_together_hold(registry, corpus, make_world, ids):
    kept, kinds = registry, ("rename", "split", "move", "pin", "forbid")
    for kind in kinds:
        kept = edit(kept, EDITS[kind][0](ids))
    later = lived(lived(kept, corpus, make_world), corpus, make_world)
    for kind in kinds:
        _, look, wanted = EDITS[kind]
        assert look(later, ids, corpus) == wanted(ids), kind
