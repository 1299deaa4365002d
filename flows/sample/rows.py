"""Sort the comments into the files a company would have, row by row."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import zip_longest
from typing import Final, Literal

from numpy.random import Generator

from flows.sample import company
from flows.sample.written import Placed

File = Literal["survey", "reviews", "chat", "employees"]

_SURVEY_ONLY: Final = frozenset({"empty", "bad_date", "flood", "boilerplate", "formula"})
_SCORES: Final = {"positive": (4, 5, 5), "negative": (1, 2, 2), "neutral": (3, 3, 4), "mixed": (3, 3, 2)}
_TOUCHPOINTS: Final = {
    "queue": "desk", "staff": "desk", "invoice": "billing", "price": "billing", "checkin": "checkin", "app": "app",
    "cafe": "cafe", "repair": "repair", "delivery": "delivery", "parking": "facilities", "gym": "facilities",
    "laundry": "facilities", "events": "community", "pets": "community", "location": "community", "safety": "building",
    "noise": "room", "clean": "room", "wifi": "room", "aircon": "room", "water": "room", "furniture": "room",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file: one answer, or the two answers of one respondent."""

    at: datetime
    site: str
    score: int
    first: Placed | None = None
    second: Placed | None = None

    @property
    def items(self) -> tuple[Placed, ...]:
        """The answers that were given."""
        return tuple(item for item in (self.first, self.second) if item is not None)

    @property
    def touchpoint(self) -> str:
        """The part of the service that the first answer is about."""
        return _TOUCHPOINTS.get(self.items[0].theme, "")

    @property
    def dirt(self) -> str:
        """What is wrong with the row, empty where nothing is."""
        return next((item.dirt for item in self.items if item.dirt), "")


def sort_into(items: Sequence[Placed], rng: Generator) -> dict[File, list[Row]]:
    """Return the rows of every file in order of time."""
    by_file: dict[File, list[Placed]] = defaultdict(list)
    for item in items:
        by_file[_file_of(item)].append(item)
    rows: dict[File, list[Row]] = {
        name: [_row(rng, item) for item in by_file[name]] for name in ("reviews", "chat", "employees")
    }
    rows["survey"] = _survey(by_file["survey"], rng)
    return {name: sorted(found, key=lambda row: (row.at, row.site)) for name, found in rows.items()}


def _file_of(item: Placed) -> File:
    """Choose by audience and region; the same text at the same site always goes the same way."""
    if item.audience == "employee":
        return "employees"
    english = company.script_of(item.site) == "en"
    if item.dirt == "mojibake":
        return "reviews" if english else "chat"
    main: File = "reviews" if english else "survey"
    if item.dirt in _SURVEY_ONLY or item.question:
        return main
    return "chat" if zlib.crc32(f"{item.site}{item.text}".encode()) % 100 < 30 else main


def _survey(items: Sequence[Placed], rng: Generator) -> list[Row]:
    """Pair what pleased with what should be better: at the same site, or of two comments free to move."""
    rows: list[Row] = []
    by_day: dict[object, list[Placed]] = defaultdict(list)
    for item in items:
        by_day[item.day].append(item)
    for _, found in sorted(by_day.items(), key=lambda pair: str(pair[0])):
        liked = [item for item in found if _is_first(item)]
        better = [item for item in found if not _is_first(item)]
        rows += _same_site(liked, better, rng)
        rows += _moved(liked, better, rng)
        rows += [_row(rng, item) for item in liked]
        rows += [_row(rng, None, item) for item in better]
    return rows


def _is_first(item: Placed) -> bool:
    return item.question == "1" or (item.question != "2" and item.mood == "positive")


def _same_site(liked: list[Placed], better: list[Placed], rng: Generator) -> list[Row]:
    rows: list[Row] = []
    for item in [item for item in liked if not item.dirt]:
        match = next((other for other in better if other.site == item.site and not other.dirt), None)
        if match:
            liked.remove(item)
            better.remove(match)
            rows.append(_row(rng, item, match))
    return rows


def _moved(liked: list[Placed], better: list[Placed], rng: Generator) -> list[Row]:
    first = [item for item in liked if not item.dirt and company.script_of(item.site) == "zh-Hans"]
    second = [item for item in better if len(item.parts) > 1 and company.script_of(item.site) == "zh-Hans"]
    rows: list[Row] = []
    for item, other in zip_longest(first[: len(first) // 2], second[: len(first) // 2]):
        if item is None or other is None:
            break
        liked.remove(item)
        better.remove(other)
        rows.append(_row(rng, item, other))
    return rows


def _row(rng: Generator, first: Placed | None, second: Placed | None = None) -> Row:
    item = first or second
    if item is None:
        msg = "a row needs at least one answer"
        raise ValueError(msg)
    clock = time(int(rng.integers(7, 24)), int(rng.integers(60)), int(rng.integers(60)))
    mood = "mixed" if first and second else item.mood
    score = int(rng.choice(_SCORES[mood]))
    return Row(at=datetime.combine(item.day, clock), site=item.site, score=score, first=first, second=second)
