"""Dates as people and programs write them, brought to the customer's day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.sources.dates import DateError, DateReader, reader_for

SHANGHAI, DENVER = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Denver")
FIFTH = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("2026-03-05", None), ("2026/3/5", None), ("2026.3.5", None), ("2026年3月5日", None), ("2026年3月5号", None),
        ("２０２６年３月５日", None), ("20260305", None), ("5.3.2026", None), ("5/3/2026", None), ("5-3-26", None),
        ("5 Mar 2026", None), ("March 5th, 2026", None), ("Mar 5, 2026", None), ("5-Mar-2026", None), ("05-MAR-26", None),
        ("Thu, 5 March 2026", None), ("2026-03-05 00:00:00", None), ("2026年3月5日(星期四)", None), ("2026-03-05 14:11", "14:11"),
        ("2026/3/5 14:11:09", "14:11"), ("2026年3月5日 下午2:11", "14:11"), ("2026-03-05 上午9:05", "09:05"),
        ("5/3/2026 2:11 PM", "14:11"), ("5.3.2026 14:11", "14:11"), ("5/3/2026 12:05 am", "00:05"), ("5/3/2026 12:05 pm", "12:05"),
        ("2026-03-05T14:11:00", "14:11"), ("2026-03-05T14:11:00.123456", "14:11"), ("Mar 5, 2026 2:11:00 PM", "14:11"),
        ("Thu, 05 Mar 2026 06:11:00 +0000", "14:11"), ("2026-03-05T06:11:00Z", "14:11"), ("2026-03-04 22:11:00 -0800", "14:11"),
        ("2026-03-05 14:11:00+08:00", "14:11"), ("20260305141100", "14:11"), (1772691060, "14:11"), ("1772691060", "14:11"),
        (1772691060000, "14:11"), ("1772691060.5", "14:11"), (46086, None), ("46086", None), (46086.59097222222, "14:11"),
        (date(2026, 3, 5), None), (datetime(2026, 3, 5), None), (datetime(2026, 3, 5, 6, 11, tzinfo=UTC), "14:11"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_one_day_written_in_many_ways(cell, time):
    day, at = DateReader(SHANGHAI).read(cell) or (None, None)
    assert day == FIFTH
    assert (at.strftime("%H:%M") if at else None) == time


def test_a_moment_belongs_to_the_day_of_the_customers_own_zone():
    written = "2026-03-05T20:30:00Z"
    assert DateReader(SHANGHAI).read(written)[0] == date(2026, 3, 6)  # type: ignore[index]
    assert DateReader(DENVER).read(written)[0] == date(2026, 3, 5)  # type: ignore[index]


@pytest.mark.parametrize("cell", [None, "", "   ", float("nan")])
def test_an_empty_cell_is_no_date(cell):
    assert DateReader(SHANGHAI).read(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "morning",
        "昨天",
        "2026-13-05",
        "2026-02-30",
        "31/2/2026",
        "0000-00-00",
        "2026-03",
        "3000-01-01",
        "12",
        "99999999999999999",
        "-5",
        True,
    ],
)
def test_what_is_no_date_is_refused_with_an_example(cell):
    with pytest.raises(DateError, match="2026-03-05"):
        DateReader(SHANGHAI).read(cell)


@pytest.mark.parametrize(
    ("column", "zone", "first"),
    [
        (["3/5/2026", "3/25/2026"], SHANGHAI, date(2026, 3, 5)),
        (["3/5/2026", "25/5/2026"], SHANGHAI, date(2026, 5, 3)),
        (["3/5/2026", *["1/2/2026"] * 600, "25/5/2026"], SHANGHAI, date(2026, 5, 3)),
        (["3/5/2026", "25/5/2026", "26/5/2026", "5/27/2026"], SHANGHAI, date(2026, 5, 3)),
        (["3/5/2026", "3/6/2026", "3/7/2026"], SHANGHAI, date(2026, 3, 5)),
        (["3/5/2026", "4/5/2026", "5/5/2026"], SHANGHAI, date(2026, 5, 3)),
        (["3/5/2026"], SHANGHAI, date(2026, 5, 3)),
        (["3/5/2026"], DENVER, date(2026, 3, 5)),
        (["3/5/2026 2:11 PM"], SHANGHAI, date(2026, 3, 5)),
        (["3.5.2026"], DENVER, date(2026, 5, 3)),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_whole_column(column, zone, first):
    reader = reader_for(lambda: iter(column), zone, None, column[:500])
    assert reader.read(column[0])[0] == first  # type: ignore[index]


def test_a_format_a_person_gave_counts():
    reader = reader_for(lambda: iter([]), SHANGHAI, "%d|%m|%Y %H.%M", [])
    assert reader.read("5|3|2026 14.11") == (FIFTH, datetime(2026, 3, 5, 14, 11, tzinfo=SHANGHAI))
    with pytest.raises(DateError, match="date_format"):
        reader.read("2026-03-05")
