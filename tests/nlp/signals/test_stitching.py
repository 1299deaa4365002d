"""One issue is one alert: though topics were fitted anew, late comments came, or it went away and came back."""

from datetime import date, timedelta

from nlp.signals import stitch, stitched
from tests.builders import signal

DAY = date(2026, 1, 1)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def found(name: str, n: int, comments: str, label: str = "排队", **fields):
    return signal(id=name, day=day(n), comment_ids=tuple(comments), label_zh=label, label_en=label, **fields)


FIRST = found("S1", 10, "abc")


def test_an_alert_goes_on_though_its_topic_was_fitted_anew():
    assert stitch(found("S9", 12, "bcd", "等候"), [FIRST]).update_of == "S1"
    assert stitch(found("S8", 12, "xyz", "门锁"), [FIRST]).update_of is None
    assert stitch(found("S7.1", 12, "xyz", "门锁", update_of="S7"), [FIRST]).update_of is None


def test_what_comes_back_within_two_weeks_is_the_same_issue():
    back = stitch(found("S2", 22, "xyz"), [FIRST])
    assert (back.update_of, back.first_told, back.times_told) == ("S1", day(10), 2)
    assert stitch(found("S2", 26, "xyz"), [FIRST]).update_of is None
    assert stitch(found("S2", 22, "xyz", site="S9"), [FIRST]).update_of is None
    assert stitch(found("S2", 22, "xyz", audience="employee"), [FIRST]).update_of is None


def test_a_late_comment_that_makes_an_alert_older_makes_no_second_alert():
    older = found("S0", 9, "abd")
    assert stitched([older], [FIRST]) == []
    again = found("S0.1", 12, "abde", update_of="S0")
    told = stitched([older, found("S5", 11, "abcd"), again], [FIRST])
    assert [s.update_of for s in told] == ["S1", "S1"]


def test_a_night_that_is_run_again_tells_the_same():
    told = stitched([FIRST, found("S1.1", 12, "abcd", update_of="S1")], [])
    assert stitched(told, told) == told


def test_what_was_told_in_parts_is_one_alert():
    told = [found("S1", 10, "abcdef"), found("S1.1", 13, "ghijkl", update_of="S1")]
    spoken = "abghxyzuvw"
    assert stitch(found("S9", 14, spoken, "等候"), told[:1]).update_of is None
    assert stitch(found("S9", 14, spoken, "等候"), told).update_of == "S1"


def test_a_topic_that_shows_in_another_way_is_the_same_issue():
    told = [found("S1", 10, "abc", topic_id="T1", family="topic")]
    assert stitch(found("S2", 20, "xyz", topic_id="T1", family="harsher"), told).update_of == "S1"
    assert stitch(found("S2", 20, "xyz", topic_id="T2", family="harsher"), told).update_of is None


def test_a_small_new_issue_is_not_hidden_in_a_wide_one():
    wide = found("S1", 10, "abcdefghijklmnopqrst", "态度")
    assert stitch(found("S2", 12, "abyz", "疫情"), [wide]).update_of is None
    assert stitch(found("S2", 12, "abcz", "投诉"), [wide]).update_of == "S1"
