"""The store on real files: each comment once, everything back as it was kept."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from flows.settings import Settings
from flows.store import Store, StoreError
from nlp.records import Comment, Evidence, Reading, Segment, Sentiment

HAPPY = Sentiment(
    label="positive",
    level=1,
    score=0.5,
    confidence=0.75,
    evidence=(Evidence(text="耐心", source="lexicon", weight=0.5, start=0, end=2),),
)


def comment(id_: str, text: str = "柜台的王芳特别耐心", **more) -> Comment:
    return Comment(id=id_, source="survey", source_id=id_, text=text, **more)


def reading(id_: str, segments: int = 1) -> Reading:
    pieces = tuple(
        Segment(start=i, end=i + 1, text="好", language="zh-Hans", sentiment=HAPPY) for i in range(segments)
    )
    return Reading(
        comment_id=id_, language="zh-Hans", sentiment=HAPPY, masked="好" * segments, segments=pieces
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(outputs=tmp_path)


@pytest.fixture
def store(settings: Settings):
    with Store.open(settings) as opened:
        yield opened


def everything(store: Store, **days) -> list[Comment]:
    return [c for batch in store.comments(**days) for c in batch]


def test_comments_come_back_as_they_were_kept(store: Store):
    full = comment(
        "a1",
        "Great service 很好！\r\n",
        row=3,
        question="您最喜欢什么？",
        day=date(2026, 3, 5),
        at=datetime(2026, 3, 5, 14, 11, tzinfo=UTC),
        site="上海一店",
        touchpoint="check-in",
        channel="app",
        audience="employee",
        author="u1",
        speaker="店长",
        rating=4.5,
        attributes=(("班次", "夜班"), ("mode", "hybrid")),
    )
    bare = comment("a2")
    assert store.add_comments([full, bare]) == 2
    assert everything(store) == [full, bare]


def test_the_same_comments_again_change_nothing(store: Store, settings: Settings):
    kept = [comment("a1"), comment("a2")]
    assert store.add_comments([*kept, kept[0]]) == 2
    files = sorted((settings.store / "comments").iterdir())
    assert store.add_comments(kept) == 0
    with Store.open(settings) as again:
        assert again.add_comments(kept) == 0
        assert everything(again) == kept
    assert sorted((settings.store / "comments").iterdir()) == files


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, "a b c none"),
        (None, date(2026, 3, 5), "a b none"),
        (date(2026, 3, 5), None, "b c none"),
        (date(2026, 3, 5), date(2026, 3, 5), "b none"),
        (date(2026, 4, 1), None, "none"),
    ],
)
def test_days_are_inclusive_and_undated_comments_come_along(store: Store, start, end, found):
    days = {"a": date(2026, 3, 4), "b": date(2026, 3, 5), "c": date(2026, 3, 6), "none": None}
    store.add_comments([comment(id_, day=day) for id_, day in days.items()])
    assert " ".join(c.id for c in everything(store, start=start, end=end)) == found
    assert store.newest_day() == date(2026, 3, 6)


def test_many_comments_stream_in_batches_in_the_order_they_came(store: Store):
    ids = [f"c{i:05d}" for i in range(4_500)]
    store.add_comments([comment(id_) for id_ in reversed(ids)])
    batches = list(store.comments())
    assert [len(batch) for batch in batches] == [2_000, 2_000, 500]
    assert [c.id for batch in batches for c in batch] == ids[::-1]


def test_only_what_these_parts_have_not_read_is_unread(store: Store):
    store.add_comments([comment("a"), comment("b")])
    store.add_readings("v1", [reading("a")], [np.ones((1, 4), np.float32)])
    assert [[c.id for c in batch] for batch in store.unread("v1")] == [["b"]]
    assert store.count_unread("v1") == 1
    assert store.count_unread("v2") == 2
    store.add_readings("v1", [reading("b")], [np.ones((1, 4), np.float32)])
    assert list(store.unread("v1")) == []
    assert store.parts() == ["v1"]


def test_readings_come_back_with_the_vectors_of_their_segments(store: Store, settings: Settings):
    readings = [reading("a", 2), reading("b", 0), reading("c", 1)]
    vectors = [np.full((r.segments.__len__(), 4), i + 0.25, np.float32) for i, r in enumerate(readings)]
    assert store.add_readings("v1", readings, vectors) == 3
    assert store.add_readings("v1", readings, vectors) == 0
    with Store.open(settings) as again:
        ((*pairs,),) = again.readings("v1")
    assert [r for r, _ in pairs] == readings
    for (_, kept), given in zip(pairs, vectors, strict=True):
        assert kept.dtype == np.float32
        np.testing.assert_array_equal(kept, given)


def test_vectors_must_fit_the_segments(store: Store):
    with pytest.raises(StoreError, match="2 segments but 1 vectors"):
        store.add_readings("v1", [reading("a", 2)], [np.ones((1, 4), np.float32)])


def test_a_half_written_file_does_not_count(store: Store, settings: Settings):
    store.add_comments([comment("a")])
    (settings.store / "comments" / ".000002-deadbeef.77.tmp").write_bytes(b"PAR1 half")
    with Store.open(settings) as again:
        assert [c.id for c in everything(again)] == ["a"]


def test_a_damaged_file_is_named(store: Store, settings: Settings):
    store.add_comments([comment("a")])
    (file,) = (settings.store / "comments").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:100])
    with Store.open(settings) as again, pytest.raises(StoreError, match=file.name):
        everything(again)


def test_a_deleted_comment_is_gone_everywhere(store: Store, settings: Settings):
    store.add_comments([comment("a"), comment("b")])
    store.add_readings(
        "v1", [reading("a", 2), reading("b", 1)], [np.zeros((2, 4), np.float32), np.ones((1, 4), np.float32)]
    )
    assert store.delete_comments(["a"]) == 1
    assert [c.id for c in everything(store)] == ["b"]
    ((pair,),) = store.readings("v1")
    assert pair[0].comment_id == "b"
    np.testing.assert_array_equal(pair[1], np.ones((1, 4)))
    assert store.query("SELECT count(*) AS n FROM readings") == [{"n": 1}]
    assert store.delete_comments(["a"]) == 0


def test_questions_in_sql(store: Store):
    assert store.query("SELECT * FROM comments") == []
    assert store.query("SELECT * FROM readings") == []
    store.add_comments(
        [comment("a", site="H01", day=date(2026, 3, 5)), comment("b", site="H01"), comment("c")]
    )
    store.add_readings("v1", [reading("a"), replace(reading("b"), marks=("spam",))])
    asked = """
        SELECT site, count(*) AS n, sum(is_voice::INT) AS voices, avg(score) AS mean
        FROM comments JOIN readings ON id = comment_id WHERE site = ? GROUP BY site
    """
    assert store.query(asked, ["H01"]) == [{"site": "H01", "n": 2, "voices": 1, "mean": 0.5}]
    with pytest.raises(StoreError, match="cannot be answered"):
        store.query("SELECT nonsense FROM comments")


def test_a_second_night_is_refused_and_named(store: Store, settings: Settings):
    with store.only_one(), Store.open(settings) as second:
        with pytest.raises(StoreError, match="another night is running"), second.only_one():
            pass
        assert second.add_comments([]) == 0
    with store.only_one():
        pass


def test_vectors_left_by_a_crash_are_never_dealt(store: Store, settings: Settings):
    store.add_comments([comment("a"), comment("b")])
    store.add_readings("v1", [reading("a")], [np.ones((1, 4), np.float32)])
    (texts,) = (settings.store / "readings").glob("*/*.parquet")
    texts.unlink()
    with Store.open(settings) as again:
        assert again.count_unread("v1") == 2
        again.add_readings("v1", [reading("b")], [np.full((1, 4), 2, np.float32)])
        ((pair,),) = again.readings("v1")
    assert pair[0].comment_id == "b"
    np.testing.assert_array_equal(pair[1], np.full((1, 4), 2))


def test_a_night_that_was_killed_leaves_no_lock(store: Store, settings: Settings):
    program = (
        "import sys, time; from pathlib import Path; from flows.store.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    lock = str(settings.store / "night.lock")
    with subprocess.Popen([sys.executable, "-c", program, lock], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {other.pid}"), store.only_one():
            pass
        other.kill()
    with store.only_one():
        pass
