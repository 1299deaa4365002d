"""The night's calendar: which days are run after an outage."""

from datetime import date

import pytest

from flows.nightly import missed_days

# last night that ran, last night that is due -> the nights to run, oldest first
CALENDAR = [
    (None, "2026-10-31", ["2026-10-31"]),
    ("2026-10-30", "2026-10-31", ["2026-10-31"]),
    ("2026-10-28", "2026-10-31", ["2026-10-29", "2026-10-30", "2026-10-31"]),
    ("2026-10-31", "2026-10-31", ["2026-10-31"]),
    ("2026-11-02", "2026-10-31", ["2026-10-31"]),
    ("2026-02-27", "2026-03-01", ["2026-02-28", "2026-03-01"]),
    ("2026-09-29", "2026-10-31", ["2026-10-31"]),
]


@pytest.mark.parametrize(("last", "due", "expected"), CALENDAR)
def test_every_missed_day_has_its_own_night(last, due, expected):
    days = missed_days(date.fromisoformat(last) if last else None, date.fromisoformat(due))
    assert [d.isoformat() for d in days] == expected


def test_an_outage_of_31_days_is_caught_up_and_32_are_not():
    due = date(2026, 10, 31)
    assert len(missed_days(date(2026, 9, 30), due)) == 31
    assert len(missed_days(date(2026, 9, 29), due)) == 1
