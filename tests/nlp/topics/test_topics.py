"""One topic for both languages, the same tomorrow: without a model, on a world small enough to see through."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from nlp.topics import (
    Edit,
    EditError,
    Registry,
    SegmentInput,
    assign,
    births,
    discover,
    edit,
    hide_named,
    layout,
)
from tests.nlp.topics.conftest import ROBOT, robot

DAY = date(2026, 3, 12)


def placed(registry, segments, vectors):
    return {p.comment_id: p.topic_id for p in assign(registry, segments, vectors)}


def home(registry, corpus, subject):
    """The topic that most segments of a subject are in."""
    found = placed(registry, *corpus)
    return Counter(t for c, t in found.items() if c.startswith(f"{subject}-") and t).most_common(1)[0][0]


def test_both_languages_of_a_subject_are_one_topic(registry, corpus):
    found = placed(registry, *corpus)
    for subject in range(4):
        zh = Counter(t for c, t in found.items() if c.startswith(f"{subject}-0-")).most_common(1)[0][0]
        en = Counter(t for c, t in found.items() if c.startswith(f"{subject}-1-")).most_common(1)[0][0]
        assert zh == en is not None


@pytest.mark.parametrize(
    ("subject", "zh", "en"),
    [
        (0, "排队等候", "waiting in line"),
        (1, "早餐", "breakfast"),
        (2, "停车", "parking"),
        (3, "噪音隔音", "noise"),
    ],
)
def test_topics_have_names_a_person_would_give(registry, corpus, subject, zh, en):
    topic = registry.topics[registry.row(home(registry, corpus, subject))]
    assert (topic.label_zh, topic.label_en) == (zh, en)


def test_names_are_never_blank_and_never_shared(registry):
    for names in ([t.label_zh for t in registry.topics], [t.label_en for t in registry.topics]):
        assert all(names)
        assert len(set(names)) == len(names)


def test_rows_in_another_order_give_the_same_registry(registry, corpus):
    segments, vectors = corpus
    order = np.random.default_rng(7).permutation(len(segments))
    again = discover([segments[i] for i in order], vectors[order])
    assert again.topics == registry.topics
    assert np.array_equal(again.centroids, registry.centroids)


def test_a_segment_is_placed_the_same_alone_and_in_any_batch(registry, corpus):
    segments, vectors = corpus
    together = assign(registry, segments, vectors)
    alone = [assign(registry, [s], vectors[i : i + 1])[0] for i, s in enumerate(segments)]
    assert alone == together


def test_most_segments_have_a_topic(registry, corpus):
    topics = list(placed(registry, *corpus).values())
    assert sum(t is not None for t in topics) >= 0.8 * len(topics)


def test_what_fits_nowhere_stays_unassigned(registry):
    strange = np.zeros((1, 24), np.float32)
    strange[0, 10] = 1.0
    segment = SegmentInput(comment_id="x", index=0, text="xyzzy", language="en")
    assert assign(registry, [segment], strange)[0].topic_id is None


def test_spam_is_never_placed(registry, corpus):
    segments, vectors = corpus
    spam = SegmentInput(comment_id="s", index=0, text=segments[0].text, language="zh-Hans", voice=False)
    assert assign(registry, [spam], vectors[:1])[0].topic_id is None


def test_the_registry_survives_being_written(registry, corpus):
    state, arrays = edit(registry, Edit(kind="hide", topic_id="T0001", day=DAY)).to_state()
    again = Registry.from_state(json.loads(json.dumps(state)), arrays)
    assert again.to_state()[0] == state
    assert placed(again, *corpus) == placed(registry, *corpus)


def test_a_refit_keeps_ids(registry, corpus):
    segments, vectors = corpus
    kept = np.random.default_rng(3).permutation(len(segments))[: int(len(segments) * 0.95)]
    later = discover([segments[i] for i in kept], vectors[kept], previous=registry, day=DAY)
    before, after = placed(registry, *corpus), placed(later, *corpus)
    carried = [c for c, t in before.items() if t is not None]
    assert sum(before[c] == after[c] for c in carried) >= 0.97 * len(carried)


def test_another_model_starts_anew_and_gives_no_id_twice(registry, corpus, letters):
    later = discover(*corpus, previous=registry, embedder=letters, day=DAY)
    assert later.embedding == "tiny"
    assert not {t.id for t in later.topics} & {t.id for t in registry.topics}
    assert later.events[: len(registry.events)] == registry.events


@pytest.mark.parametrize("name", ["早餐", "Breakfast"])
def test_topics_that_the_settings_never_want_are_hidden(registry, corpus, name):
    shown = [t.label_zh for t in hide_named(registry, [name]).topics if t.state == "active"]
    assert "早餐" not in shown
    assert len(shown) == len(registry.topics) - 1


def test_what_was_said_as_often_before_is_not_new(registry):
    segments, vectors = planted()
    before, rows = planted()
    old = [
        replace(
            s,
            comment_id=f"{s.comment_id}-{k}",
            text=f"{s.text}{'啊呢吧呀嘛'[k % 5]}{k}",
            day=DAY - timedelta(days=9),
        )
        for k in range(40)
        for s in before
    ]
    told = [replace(s, day=DAY) for s in segments]
    every, stacked = [*told, *old], np.concatenate([vectors, *[rows] * 40])
    again = births(registry, every, stacked, assign(registry, every, stacked), day=DAY)
    assert len(again.topics) == len(registry.topics)


def test_vectors_of_another_model_are_refused(registry, corpus):
    segments, _ = corpus
    with pytest.raises(ValueError, match="start a new registry"):
        discover(segments, np.ones((len(segments), 8), np.float32), previous=registry)


def planted(copies=8, *, same=False, voice=True):
    """Segments of a subject that nobody has spoken of before."""
    segments, vectors = [], []
    for turn in range(copies):
        text = ROBOT[0 if same else turn]
        segments.append(
            SegmentInput(comment_id=f"n{turn}", index=0, text=text, language="zh-Hans", voice=voice)
        )
        vectors.append(robot(0 if same else turn))
    return segments, np.stack(vectors)


@pytest.mark.parametrize(
    ("copies", "options", "new"),
    [(8, {}, 1), (5, {}, 1), (4, {}, 0), (8, {"same": True}, 0), (8, {"voice": False}, 0)],
)
def test_a_new_subject_is_born_and_floods_are_not(registry, copies, options, new):
    segments, vectors = planted(copies, **options)
    later = births(registry, segments, vectors, assign(registry, segments, vectors), day=DAY)
    assert len(later.topics) - len(registry.topics) == new
    if new:
        event = later.events[-1]
        assert event.kind == "birth"
        assert "3月12日" in event.reason_zh
        assert "12 March" in event.reason_en
        assert set(placed(later, segments, vectors).values()) == {later.topics[-1].id}


def test_people_rename_and_the_refit_remembers(registry, corpus):
    named = edit(
        registry, Edit(kind="rename", topic_id="T0001", label_zh="等得太久", label_en="long waits", day=DAY)
    )
    later = discover(*corpus, previous=named, day=DAY)
    topic = later.topics[later.row("T0001")]
    assert (topic.label_zh, topic.label_en) == ("等得太久", "long waits")
    assert edit(later, Edit(kind="undo")).topics[0].label_zh == registry.topics[0].label_zh


def test_merged_topics_count_as_one_and_come_apart_again(registry, corpus):
    a, b = home(registry, corpus, 0), home(registry, corpus, 1)
    merged = edit(registry, Edit(kind="merge", topic_id=a, into=b))
    assert home(merged, corpus, 0) == b
    assert home(discover(*corpus, previous=merged), corpus, 0) == b
    assert home(edit(merged, Edit(kind="undo")), corpus, 0) == a


def test_split_by_cue_words_pin_and_forbid(registry, corpus):
    segments, vectors = corpus
    topic = home(registry, corpus, 1)
    parted = edit(registry, Edit(kind="split", topic_id=topic, cues=("煎蛋", "omelette")))
    found = assign(parted, segments, vectors)
    eggs = [p.topic_id for s, p in zip(segments, found, strict=True) if "煎蛋" in s.text and p.topic_id]
    assert set(eggs) == {parted.topics[-1].id}
    one, other = segments[0], home(registry, corpus, 2)
    pinned = edit(registry, Edit(kind="pin", topic_id=other, text=one.text))
    assert assign(pinned, [one], vectors[:1])[0].topic_id == other
    own = assign(registry, [one], vectors[:1])[0].topic_id
    banned = edit(registry, Edit(kind="forbid", topic_id=own, text=one.text))
    assert assign(banned, [one], vectors[:1])[0].topic_id != own


def test_hide_and_move(registry):
    hidden = edit(registry, Edit(kind="hide", topic_id="T0001"))
    assert hidden.topics[0].state == "hidden"
    moved = edit(registry, Edit(kind="move", topic_id="T0001", into="T0002"))
    assert moved.topics[0].parent == "T0002"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Edit(kind="rename", topic_id="T0001"), "label_zh"),
        (Edit(kind="rename", topic_id="T9999", label_zh="新"), "no topic"),
        (Edit(kind="merge", topic_id="T0001", into="T0001"), "already one"),
        (Edit(kind="pin", topic_id="T0001"), "text"),
        (Edit(kind="undo"), "nobody"),
    ],
)
def test_edits_that_cannot_be_made_say_why(registry, change, why):
    with pytest.raises(EditError, match=why):
        edit(registry, change)


def test_seeds_make_topics_with_the_names_given(corpus):
    seeded = discover(*corpus, seeds={"等候问题 / long waits": ["叫号", "line"]})
    topic = seeded.topics[0]
    assert (topic.label_zh, topic.label_en) == ("等候问题", "long waits")
    found = placed(seeded, *corpus)
    assert {t for c, t in found.items() if c in ("0-0-2", "0-1-2")} == {topic.id}


def test_a_handful_of_comments_uses_the_starter_taxonomy(make_world):
    segments, vectors = make_world(each=5)
    few = discover(segments, vectors)
    assert {t.label_zh for t in few.topics} == {"排队等候", "早餐", "停车", "噪音隔音"}


def test_nothing_at_all_is_an_empty_registry():
    empty = discover([], np.zeros((0, 24), np.float32))
    assert empty.topics == ()
    assert layout(empty) == {}


def test_the_map_places_every_topic_inside_the_square(registry):
    places = layout(registry)
    assert set(places) == {t.id for t in registry.topics}
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places.values())
