"""Dates as exports write them, brought to the day of the customer's own time zone.

The order of 3/5/2026 is decided once over a whole column, never cell by cell: half a file in March and half
in May would be worse than any single mistake.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from flows.messages import say

Order = Literal["day", "month"]
Moment = tuple[date, datetime | None]

_YEARS = (1990, 2100)
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's clock has no zone
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_CLOCK = r"(?:(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)"
_AFTER = (
    r"(?:[\sT,]*(?P<half_zh>上午|下午|中午|晚上|凌晨|早上)?\s*" + _CLOCK + r"\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?)?(?:\s*\(?[A-Z]{2,5}\)?)?)?\s*$"
)
_WEEKDAY = r"^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR_FIRST = re.compile(
    r"^\s*(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号號]?"
    r"\s*(?:[(]?(?:星期|周|週)[一二三四五六日天][)]?)?" + _AFTER,
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"^\s*(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?Z?)?\s*$"
)
_YEAR_LAST = re.compile(
    r"^\s*(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})" + _AFTER, re.IGNORECASE
)
_NAMED_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<mon>[a-z]{3})[a-z]*\.?,?[\s-]+(?P<y>\d{4}|\d{2})"
    + _AFTER,
    re.IGNORECASE,
)
_NAMED_MONTH_FIRST = re.compile(
    _WEEKDAY + r"(?P<mon>[a-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})" + _AFTER,
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*\d{4,19}(?:\.\d+)?\s*$")


class DateError(ValueError):
    """A cell that is no date, with what would be one."""


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the cells of one column: its zone, the order of its 3/5/2026, the format a person gave."""

    zone: ZoneInfo
    order: Order | None = None
    pattern: str | None = None

    def read(self, cell: object) -> Moment | None:
        """Return the day in the customer's zone, with the moment where the cell tells a time; empty is None.

        Raises:
            DateError: the cell is no date.
        """
        if cell is None or cell == "" or cell != cell:
            return None
        if isinstance(cell, datetime):
            return self._moment(cell)
        if isinstance(cell, date):
            return cell, None
        text = unicodedata.normalize("NFKC", str(cell)).strip()
        return self._text(text) if text else None

    def _text(self, text: str) -> Moment:
        if self.pattern:
            return self._patterned(text, self.pattern)
        found = _parsed(text, self.order or "day")
        if found is None:
            raise DateError(self._expected())
        return (found, None) if not isinstance(found, datetime) else self._moment(found)

    def _patterned(self, text: str, pattern: str) -> Moment:
        try:
            parsed = datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is added below
        except ValueError:
            msg = say("source.date_format", "both", pattern=pattern)
            raise DateError(msg) from None
        return self._moment(parsed) if re.search("%[HIcX]", pattern) else (parsed.date(), None)

    def _moment(self, moment: datetime) -> Moment:
        """Bring a moment to the customer's zone; one without a zone was written there. Midnight is no time."""
        if moment.tzinfo is None:
            if moment.time() == time():
                return moment.date(), None
            moment = moment.replace(tzinfo=self.zone)
        try:
            moment = moment.astimezone(self.zone)
        except OverflowError:
            raise DateError(self._expected()) from None
        return moment.date(), moment

    def _expected(self) -> str:
        key = {"day": "source.date_day", "month": "source.date_month"}.get(self.order or "", "source.date")
        return say(key, "both", examples="2026-03-05, 2026/3/5 14:11, 2026年3月5日")


def reader_for(
    cells: Callable[[], Iterable[object]], zone: ZoneInfo, pattern: str | None, peek: list[object]
) -> DateReader:
    """Make the reader of a column. ``cells`` gives the whole column; it is looked through only if it must be."""
    sample = _pairs(peek)
    if pattern or not sample:
        return DateReader(zone, pattern=pattern)
    order = _decided(sample) or _decided(pairs := _pairs(cells())) or _likelier(pairs, zone)
    return DateReader(zone, order)


_Pair = tuple[int, int, int, str, bool]


def _pairs(cells: Iterable[object]) -> list[_Pair]:
    """Return (first, second, year, separator, has am/pm) of cells like 3/5/2026, repeats left out."""
    found: dict[_Pair, None] = {}
    for cell in cells:
        match = _YEAR_LAST.match(cell) if isinstance(cell, str) else None
        if match:
            half = match["half"] is not None
            found[(int(match["a"]), int(match["b"]), int(match["y"]), match["sep"], half)] = None
    return list(found)


def _decided(pairs: list[_Pair]) -> Order | None:
    """Decide by the numbers above twelve; a slip in a few cells does not outvote the column."""
    day_first = sum(1 for a, b, *_ in pairs if a > 12 >= b)
    month_first = sum(1 for a, b, *_ in pairs if b > 12 >= a)
    if day_first == month_first:
        return None
    return "day" if day_first > month_first else "month"


def _likelier(pairs: list[_Pair], zone: ZoneInfo) -> Order:
    """Guess where no number is above twelve: files are mostly in order of time and cover a short stretch."""
    if any(separator == "." for *_, separator, _ in pairs):
        return "day"
    leaps = {order: _leaps(pairs, order) for order in ("day", "month")}
    if leaps["day"] != leaps["month"]:
        return "day" if leaps["day"] < leaps["month"] else "month"
    american = zone.key.startswith("America/") or any(half for *_, half in pairs)
    return "month" if american else "day"


def _leaps(pairs: list[_Pair], order: str) -> int:
    """Return how many days one jumps about when walking down the column under this order."""
    keys = [
        (y * 372 + (b if order == "day" else a) * 31 + (a if order == "day" else b)) for a, b, y, *_ in pairs
    ]
    return sum(abs(after - before) for before, after in pairwise(keys))


@lru_cache(maxsize=20_000)
def _parsed(text: str, order: Order) -> date | datetime | None:
    try:
        return (
            _number(float(text))
            if _NUMBER.match(text) and not _COMPACT.match(text)
            else _written(text, order)
        )
    except (ValueError, OverflowError):
        return None


def _number(value: float) -> date | datetime | None:
    """Read Excel's days since 1900 and the seconds, milliseconds and microseconds since 1970."""
    if 32_874 <= value < 73_416:
        moment = _SERIAL_ZERO + timedelta(seconds=round(value * 86_400))
        return moment if value % 1 else moment.date()
    for scale in (1, 1_000, 1_000_000):
        if 631_152_000 <= value / scale < 4_102_444_800:
            return datetime.fromtimestamp(value / scale, UTC)
    return None


def _written(text: str, order: Order) -> date | datetime | None:
    for pattern in (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _NAMED_MONTH_FIRST, _NAMED_DAY_FIRST):
        if match := pattern.match(text):
            parts = match.groupdict()
            return _with_clock(_day(parts, order), parts)
    return None


def _day(parts: dict[str, str | None], order: Order) -> date:
    year = int(parts["y"] or 0)
    year += 2000 if year < 100 else 0
    if not _YEARS[0] <= year < _YEARS[1]:
        raise ValueError(year)
    if name := parts.get("mon"):
        return date(year, _MONTHS.get(name.lower(), 0), int(parts["d"] or 0))
    if first := parts.get("a"):
        pair = (int(first), int(parts["b"] or 0))
        day, month = pair if order == "day" else pair[::-1]
        return date(year, month, day)
    return date(year, int(parts["m"] or 0), int(parts["d"] or 0))


def _with_clock(day: date, parts: dict[str, str | None]) -> date | datetime:
    if not parts.get("h"):
        return day
    hour = _hour(int(parts["h"] or 0), (parts.get("half") or parts.get("half_zh") or "").lower())
    clock = time(
        0 if hour == 24 else hour,
        int(parts["mi"] or 0),
        int(parts.get("s") or 0),
        tzinfo=_zone(parts.get("zone")),
    )
    moment = datetime.combine(day, clock)
    return moment + timedelta(days=1) if hour == 24 else moment


def _hour(hour: int, half: str) -> int:
    if half.startswith("p") or half in {"下午", "晚上"}:
        return hour if hour >= 12 else hour + 12
    if half == "中午":
        return hour if hour >= 11 else hour + 12
    return 0 if half and hour == 12 else hour


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not digits:
        return UTC
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return timezone(timedelta(minutes=-minutes if digits[1] == "-" else minutes))
