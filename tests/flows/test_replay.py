"""The replay command's function: one object per alert, each day seeing only what had arrived by then."""

from datetime import date, timedelta

import pytest

from flows.replay import item, periods, replay
from nlp.records import Topic
from tests.builders import signal

DAY = date(2026, 1, 1)
TOPIC = Topic(id="T1", label_zh="前台排队", label_en="waiting")


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def test_an_alert_is_written_as_the_interface_says():
    told = signal(
        id="S1", day=day(3), kind="worse", topic_id="T1", label_zh="前台排队", label_en="waiting", observed=19,
        expected=4.1, interval=(1, 9), why=("count", "share"), comment_ids=("c", "a"), site=None,
    )  # fmt: skip
    written = item(told, {"a": 1, "b": 2, "c": 3})
    assert written["day"] == "2026-01-04"
    assert written["rows"] == [1, 3]
    assert written["interval"] == [1, 9]
    assert written["why"] == ["count", "share"]
    assert "update_of" not in written
    assert item(signal(update_of="S1"), {})["update_of"] == "S1"
    assert "kin" not in written
    assert item(signal(kin=("S7",)), {})["kin"] == ["S7"]


def test_nothing_in_nothing_out():
    assert list(replay([], {}, {"T1": TOPIC})) == []


@pytest.mark.parametrize(
    ("a_day", "nights", "fits"),
    [
        (1, 40, []),  # never sixty comments: words alone are watched
        (5, 40, [11]),  # sixty comments came by the eleventh day
        (5, 90, [11, 39, 67]),  # again every four weeks while there is more to learn
        (5, 380, [11, 39, 67, 95, 134, 188, 264, 370]),  # later only once there is much more
    ],
)
def test_topics_are_fitted_on_the_days_before(a_day, nights, fits):
    days = [day(n) for n in range(nights) for _ in range(a_day)]
    plan = periods(days, day(0), day(nights - 1))
    assert [(p.known - DAY).days for p in plan if p.known] == fits
    assert all(p.known is None or p.known < p.start for p in plan)
    assert [p.start for p in plan[1:]] == [p.end + timedelta(days=1) for p in plan[:-1]]
