"""Fairness: equal counts have equal size, nobody is dropped in silence, seats last, the same input gives the same."""

from math import sqrt

import pytest

from flows.publish.seats import NOBODY, Before, Guest, Room, pages, plan, size_of

ROOM = Room(width=1728, height=810, floor=18, ceiling=220)


def guests(count: int, thanks=lambda i: 1 + i % 7, start: int = 0) -> list[Guest]:
    return [
        Guest(key=f"E{i:03d}", text="名" * (2 + i % 3), count=thanks(i), width=2.0 + i % 3)
        for i in range(start, start + count)
    ]


FEW = lambda i: 1 + i % 4  # noqa: E731


def boxes(seats):
    return [
        (
            s.x - s.guest.width * s.size / 2,
            s.y - s.size / 2,
            s.x + s.guest.width * s.size / 2,
            s.y + s.size / 2,
        )
        for s in seats
    ]


def test_25_equal_counts_have_equal_size():
    seats = plan(guests(25, lambda _: 4), ROOM).seats
    assert len(seats) == 25
    assert len({seat.size for seat in seats}) == 1


def test_size_follows_the_square_root_of_the_count():
    seated = plan(guests(40, lambda i: 1 + i % 9), ROOM)
    for seat in seated.seats:
        assert abs(seat.size - seated.scale * sqrt(seat.guest.count)) <= 0.5


@pytest.mark.parametrize("count", [1, 2, 25, 300, 900])
def test_everybody_is_seated_or_counted(count):
    seated = plan(guests(count), ROOM)
    assert len(seated.seats) + len(seated.left_out) == count


def test_300_names_are_all_drawn():
    assert plan(guests(300, lambda i: 1 + i % 4), ROOM).left_out == ()


def test_below_the_floor_they_are_handed_back_not_shrunk():
    room = Room(width=400, height=300, floor=40, ceiling=200)
    seated = plan(guests(100, lambda _: 1), room)
    assert seated.left_out
    assert {seat.size for seat in seated.seats} == {40}


@pytest.mark.parametrize("count", [25, 60, 300])
def test_names_do_not_overlap_and_stay_inside(count):
    rects = boxes(plan(guests(count), ROOM).seats)
    for i, a in enumerate(rects):
        assert a[0] >= 0
        assert a[1] >= 0
        assert a[2] <= ROOM.width
        assert a[3] <= ROOM.height
        for b in rects[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("count", [40, 120, 300])
def test_nine_of_ten_returning_names_keep_their_place(count):
    before = plan(guests(count, FEW), ROOM)
    old = Before(scale=before.scale, places=before.places())
    after = plan([*guests(count, FEW)[10:], *guests(10, FEW, start=1000)], ROOM, old)
    here, there = after.places(), before.places()
    stay = sum(here.get(guest.key) == there[guest.key] for guest in guests(count)[10:])
    assert stay >= 0.9 * (count - 10)


def test_a_quarter_of_the_counts_grow_and_most_still_keep_their_place():
    before = plan(guests(60), ROOM)
    old = Before(scale=before.scale, places=before.places())
    grown = guests(60, lambda i: 1 + i % 7 + (1 if i % 4 == 0 else 0))
    here, there = plan(grown, ROOM, old).places(), before.places()
    assert sum(abs(here[k][0] - there[k][0]) < 0.03 for k in there) >= 0.85 * 60


def test_the_same_guests_in_another_order_sit_the_same():
    assert plan(guests(50), ROOM).places() == plan(guests(50)[::-1], ROOM).places()


def test_pages_hold_everybody_once_at_one_scale_above_the_floor():
    room = Room(width=1728, height=736, floor=64, ceiling=240)
    wall = pages(guests(150), room)
    keys = [seat.guest.key for page in wall for seat in page.seats]
    assert sorted(keys) == sorted(guest.key for guest in guests(150))
    assert len({page.scale for page in wall}) == 1
    assert min(seat.size for page in wall for seat in page.seats) >= 64


def test_a_night_without_names_is_an_empty_plan():
    assert plan([], ROOM, NOBODY).seats == ()
    assert [page.seats for page in pages([], ROOM)] == [()]


def test_size_is_stated_as_a_function_of_the_count():
    assert [size_of(count, 20.0) for count in (1, 4, 9)] == [20, 40, 60]
