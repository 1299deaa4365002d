"""Readings nobody uses any more go after a while; those in use, and those used lately, stay whole."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from flows.settings import Settings
from flows.store import Store
from nlp.records import Comment, Reading, Segment, Sentiment

DAY = 86_400
FEELING = Sentiment(level=2, score=0.9, label="positive", confidence=0.9)


def reading(id_: str) -> Reading:
    segment = Segment(start=0, end=2, text="很好", language="zh-Hans", sentiment=FEELING)
    return Reading(comment_id=id_, language="zh-Hans", sentiment=FEELING, masked="很好", segments=(segment,))


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(Settings(outputs=tmp_path)) as store:
        store.add_comments([Comment(id="c1", source="s", source_id="1", text="很好", row=1)])
        for part in ("now", "last week", "last month"):
            store.add_readings(part, [reading("c1")], [np.ones((1, 4), np.float32)])
        yield store


def age(store: Store, part: str, days: float) -> None:
    """Make it look as if no night had used what a part read for some days."""
    for label in store.folder.glob("readings/*/part.txt"):
        if label.read_text("utf-8") == part:
            os.utime(label, (time.time() - days * DAY,) * 2)


# days to keep -> parts still there
KEPT = [(14, ["last week", "now"]), (3, ["now"]), (60, ["last month", "last week", "now"])]


@pytest.mark.parametrize(("days", "left"), KEPT)
def test_what_no_night_used_for_so_long_goes(store: Store, days, left):
    age(store, "now", 90)
    age(store, "last week", 7)
    age(store, "last month", 30)
    store.prune_readings("now", days)
    assert store.parts() == left
    assert len(list(store.folder.glob("vectors/*"))) == len(left)
    ((kept, vectors),) = next(store.readings("now"))
    assert (kept.comment_id, vectors.shape) == ("c1", (1, 4))
    assert store.count_unread("now") == 0


def test_a_night_marks_what_it_used(store: Store):
    age(store, "now", 90)
    store.prune_readings("now", 14)
    store.prune_readings("last week", 14)
    assert "now" in store.parts()


def test_what_is_gone_is_read_again_when_it_is_needed(store: Store):
    age(store, "last month", 30)
    store.prune_readings("now", 14)
    assert store.count_unread("last month") == 1
    store.add_readings("last month", [reading("c1")], [np.ones((1, 4), np.float32)])
    assert [r.comment_id for batch in store.readings("last month") for r, _ in batch] == ["c1"]
