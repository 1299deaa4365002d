"""What becomes of an alert: open, quiet, back again, and what people said of it."""

from datetime import date, timedelta

import pytest

from flows.stages.fold import _state_of, days_told, in_order
from flows.store.alerts import Decision
from tests.builders import alert, signal

DAY = date(2026, 3, 1)


def on(*days: int) -> list[date]:
    return [DAY + timedelta(days=n) for n in days]


def said(state, verdict=None, until=5) -> Decision:
    return Decision(state=state, verdict=verdict, known_until=DAY + timedelta(days=until))


@pytest.mark.parametrize(
    ("told", "decided", "state"),
    [
        ([1, 5], None, "open"),
        ([1], None, "open"),  # nine days later it would be closed: see below
        ([1, 12], None, "reopened"),
        ([-9], None, "closed"),
        ([1, 5], said("acknowledged"), "acknowledged"),
        ([1, 5], said("closed", "real"), "closed"),
        ([1, 5, 12], said("closed", "real"), "reopened"),
        ([1, 5, 12], said("closed"), "reopened"),
        ([1, 5, 12], said("closed", "noise"), "closed"),
        ([1, 5, 12], said("closed", "known"), "closed"),
    ],
)
def test_states(told, decided, state):
    night = DAY + timedelta(days=max(told[-1], 5))
    assert _state_of(on(*told), decided, night)[0] == state


def test_quiet_for_a_week_is_closed():
    assert _state_of(on(1), None, DAY + timedelta(days=9))[0] == "closed"


def test_days_are_told_by_the_first_telling():
    told = [signal(id="S1", day=DAY), signal(id="S1.1", update_of="S1", day=DAY + timedelta(days=9))]
    assert days_told(told) == {"S1": on(0, 9)}


def test_what_may_be_the_same_thing_stands_under_it():
    def told(name: str, day: int, kin: str | None = None, state="open"):
        return alert(signal=signal(id=name, day=DAY + timedelta(days=day), kin=kin), state=state)

    rows = [told("A", 1), told("B", 3), told("C", 5, kin="A"), told("D", 4), told("E", 6, kin="C")]
    assert [a.signal.id for a in in_order(rows)] == ["D", "B", "A", "E", "C"]
    assert [
        a.signal.id for a in in_order([told("F", 7, kin="G"), told("G", 2, state="closed"), *rows[:2]])
    ] == ["B", "A", "F", "G"]
    assert [a.signal.id for a in in_order([told("H", 1, kin="I"), told("I", 2, kin="H")])] == ["H", "I"]
