"""Fair seats for words on a picture: equal counts get equal size, nobody is dropped in silence, seats last.

Every size is ``scale x sqrt(count)``, so that the area of a name follows its count. The scale is the largest
at which everybody fits; only below a readable floor are some left out, and they are handed back to be
counted. Who sat somewhere yesterday sits there today if the place is free; ties are ordered by a hash
of the key, so that no name is favoured for its first letter. Nothing here is left to chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from flows.publish.shapes import BOX, outside

LINE = 1.12
"""Height of a line in em: Han characters fill one em, Latin letters hang a little below it."""
AIR = 0.34
"""Free space beside a word, in em."""
INK_ABOVE = 0.38
"""From the middle of a seat down to the baseline, in em."""
FULL = 0.8
"""Share of the picture that seats may cover at most; denser ones are hard to read."""
ROOMY = 0.55
"""Yesterday's scale is kept while it covers at least this share of what today's could."""
COLUMNS = 320
"""Cells across a picture: seats are found on this grid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A word that wants a seat: its key for life, its text (a long name on two lines), its count, its width in em."""

    key: str
    text: str
    count: int
    width: float

    @property
    def lines(self) -> int:
        """Count the lines of the text."""
        return self.text.count("\n") + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A word with its size and its middle, in px."""

    guest: Guest
    size: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The picture: its size in px, the smallest and the largest letter, the least air around a word."""

    width: int
    height: int
    floor: int
    ceiling: int
    shape: str = BOX
    columns: int = COLUMNS

    @property
    def cells(self) -> tuple[int, int]:
        """How many cells the picture is divided into, down and across."""
        side = max(self.width, self.height) / self.columns
        return int(self.height / side), int(self.width / side)

    @property
    def area(self) -> float:
        """The room inside the shape, in px."""
        return self.width * self.height * float(1 - outside(self.shape, *self.cells).mean())


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Where words sat the night before: the scale, and the middle of each as shares of the picture."""

    scale: float = 0.0
    places: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All seats of one picture, the scale (px at a count of one), and who found no seat."""

    room: Room
    scale: float
    seats: tuple[Seat, ...]
    left_out: tuple[Guest, ...]

    def places(self) -> dict[str, tuple[float, float]]:
        """Return what tomorrow needs to know."""
        return {
            seat.guest.key: (round(seat.x / self.room.width, 5), round(seat.y / self.room.height, 5))
            for seat in self.seats
        }


NOBODY = Before(places={})


def size_of(count: int, scale: float) -> int:
    """Return the letter height in px: the scale times the square root of the count."""
    return round(scale * sqrt(count))


def plan(guests: Sequence[Guest], room: Room, before: Before = NOBODY, limit: float | None = None) -> Plan:
    """Give every guest a seat at the largest common scale that fits (at most ``limit``)."""
    if not guests:
        return Plan(room=room, scale=0.0, seats=(), left_out=())
    lowest = min(room.floor / sqrt(_least(guests)), _widest(guests, room))
    most = max(min(highest(guests, room), limit or np.inf), lowest)
    steady = min(before.scale, most)
    if steady >= lowest and steady**2 >= ROOMY * most**2:
        kept = _seat(guests, room, steady, before)
        if not kept.left_out:
            return kept
        most = steady
    return _largest(guests, room, before, (lowest, most))


def pages(guests: Sequence[Guest], room: Room, before: Sequence[Before] = ()) -> list[Plan]:
    """Spread the guests over as few pictures as the floor allows, all at one scale."""
    count = max(1, ceil(_area(guests, room.floor / sqrt(_least(guests))) / (FULL * room.width * room.height)))
    while True:
        groups = _groups(guests, count, before)
        olds = [*before, *[NOBODY] * count][:count] if len(before) == count else [NOBODY] * count
        plans = [plan(group, room, old) for group, old in zip(groups, olds, strict=True)]
        if not any(each.left_out for each in plans) or count >= max(len(guests), 1):
            break
        count += 1
    common = min((each.scale for each in plans if each.seats), default=0.0)
    again = [plan(group, room, old, limit=common) for group, old in zip(groups, olds, strict=True)]
    return (
        again
        if len({each.scale for each in again}) == 1
        else plans
        if count == 1
        else _level(again, groups, room)
    )


def _level(plans: list[Plan], groups: list[list[Guest]], room: Room) -> list[Plan]:
    """Seat all pages anew at the smallest scale of any, so that sizes can be compared across pages."""
    common = min(each.scale for each in plans)
    return [
        _seat(group, room, common, Before(scale=common, places=each.places()))
        for each, group in zip(plans, groups, strict=True)
    ]


def _least(guests: Sequence[Guest]) -> int:
    return min((guest.count for guest in guests), default=1)


def _groups(guests: Sequence[Guest], count: int, before: Sequence[Before]) -> list[list[Guest]]:
    """Deal the guests out to pages: back to yesterday's page, newcomers to the emptiest one."""
    groups: list[list[Guest]] = [[] for _ in range(count)]
    home = (
        {key: page for page, old in enumerate(before) for key in old.places} if len(before) == count else {}
    )
    fill = [0.0] * count
    for guest in sorted(_ordered(guests), key=lambda guest: guest.key not in home):
        page = home.get(guest.key, fill.index(min(fill)))
        groups[page].append(guest)
        fill[page] += _area([guest], 1.0)
    return groups


def _ordered(guests: Sequence[Guest]) -> list[Guest]:
    """Order by the room they need, for large things pack best first; ties by a hash of the key."""
    return sorted(guests, key=lambda guest: (-_area([guest], 1.0), sha256(guest.key.encode()).hexdigest()))


def _area(guests: Sequence[Guest], scale: float) -> float:
    return sum(guest.count * scale**2 * (guest.width + AIR) * LINE * guest.lines for guest in guests)


def _widest(guests: Sequence[Guest], room: Room) -> float:
    """Return the scale at which the widest name just fits."""
    return min(0.98 * room.width / (sqrt(guest.count) * (guest.width + AIR)) for guest in guests)


def highest(guests: Sequence[Guest], room: Room) -> float:
    """Return the largest scale that the picture's area, its width and its largest letter allow."""
    by_area = sqrt(FULL * room.area / _area(guests, 1.0))
    return min(by_area, _widest(guests, room), room.ceiling / sqrt(max(guest.count for guest in guests)))


def _largest(guests: Sequence[Guest], room: Room, before: Before, between: tuple[float, float]) -> Plan:
    low, high = between
    best = _seat(guests, room, high, before)
    if not best.left_out:
        return best
    best = _seat(guests, room, low, before)
    if best.left_out:
        return best
    for _ in range(7):
        middle = (low + high) / 2
        tried = _seat(guests, room, middle, before)
        low, high, best = (low, middle, best) if tried.left_out else (middle, high, tried)
    return best


def _seat(guests: Sequence[Guest], room: Room, scale: float, before: Before) -> Plan:
    """Seat those with a place of yesterday first, then the others from the middle outwards."""
    floor = _Floor(room)
    seats: list[Seat] = []
    left_out: list[Guest] = []
    for guest in sorted(_ordered(guests), key=lambda guest: guest.key not in before.places):
        size = size_of(guest.count, scale)
        place = floor.take(
            (guest.width + AIR) * size, LINE * guest.lines * size, before.places.get(guest.key)
        )
        if place is None:
            left_out.append(guest)
        else:
            seats.append(Seat(guest=guest, size=size, x=place[0], y=place[1]))
    return Plan(room=room, scale=scale, seats=tuple(seats), left_out=tuple(left_out))


class _Floor:
    """Which cells of the picture are taken, with sums that answer for every box at once."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.cell = max(room.width, room.height) / room.columns
        self.shape = room.cells
        self.taken = outside(room.shape, *self.shape).astype(np.int32)
        self.sums: NDArray[np.int32] = np.zeros((self.shape[0] + 1, self.shape[1] + 1), np.int32)
        self.sums[1:, 1:] = self.taken.cumsum(0).cumsum(1)

    def take(
        self, width: float, height: float, wish: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        """Take the free box nearest to the wish (the middle of the picture without one); None if full."""
        rows, columns = ceil(height / self.cell), ceil(width / self.cell)
        if rows > self.shape[0] or columns > self.shape[1]:
            return None
        sums = self.sums
        busy = (
            sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
        )
        free = busy == 0
        if not free.any():
            return None
        down, right = np.ogrid[0 : free.shape[0], 0 : free.shape[1]]
        wished_x, wished_y = wish or (0.5, 0.5)
        away_y = (down + rows / 2) * self.cell / self.room.height - wished_y
        away_x = (right + columns / 2) * self.cell / self.room.width - wished_x
        distance = np.where(free, np.round(away_x**2 + away_y**2, 9), np.inf)
        row, column = divmod(int(distance.argmin()), free.shape[1])
        self.taken[row : row + rows, column : column + columns] = 1
        self.sums[1:, 1:] = self.taken.cumsum(0).cumsum(1)
        found = ((column + columns / 2) * self.cell, (row + rows / 2) * self.cell)
        return self._same(found, wish) if wish else found

    def _same(self, found: tuple[float, float], wish: tuple[float, float]) -> tuple[float, float]:
        """Return yesterday's very place where the found one differs by less than the grid's step."""
        wished = (wish[0] * self.room.width, wish[1] * self.room.height)
        near = all(abs(a - b) <= self.cell for a, b in zip(found, wished, strict=True))
        return wished if near else found
