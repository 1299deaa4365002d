"""One table of everything a person sees, in Chinese and English; Traditional Chinese by conversion.

``messages.tsv`` holds ``key  zh  en``. A message is a ``str.format`` pattern whose fields are given by name.
Dates and numbers are written the way readers of that language write them, and ``{n:s}`` is the English plural:
``{n} comment{n:s}``.
"""

import string
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.settings import ScreenLanguage

if TYPE_CHECKING:
    from opencc import OpenCC

Tongue = Literal["zh", "zh-Hant", "en"]
TABLE = Path(__file__).with_name("messages.tsv")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MessageError(Exception):
    """The message table is broken, or a message was asked for that it does not hold."""


class Both(str):
    """A text in two languages, "zh · en", that knows its halves: inside another message each half goes to its own."""

    zh: str
    en: str

    @classmethod
    def of(cls, zh: str, en: str) -> "Both":
        """Set two languages side by side.

        >>> say("note.head", "both", team=Both.of("前台", "Desk"), day=date(2026, 11, 20)).count("Desk")
        1
        """
        text = cls(f"{zh} · {en}")
        text.zh, text.en = zh, en
        return text


@cache
def table(path: Path = TABLE) -> dict[str, tuple[str, str]]:
    """Read the message table: key -> (zh, en)."""
    entries: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith(("#", "key\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells) or cells[0] in entries:
            msg = f"{path.name} line {number}: expected a new key, zh and en between tabs, got {line!r}"
            raise MessageError(msg)
        entries[cells[0]] = (cells[1], cells[2])
    return entries


def tongues(language: ScreenLanguage) -> tuple[Tongue, ...]:
    """List the languages to write: two for ``both``, else the one asked for.

    >>> tongues("both")
    ('zh', 'en')
    """
    return ("zh", "en") if language == "both" else (language,)


def say(key: str, language: ScreenLanguage, **values: object) -> str:
    """Return a message, filled; ``both`` gives "zh · en" (once where the two are the same).

    >>> say("audience.customer", "both")
    '顾客 · Customers'
    """
    return join([_say_one(key, tongue, values) for tongue in tongues(language)])


def choose(zh: str, en: str, language: ScreenLanguage) -> str:
    """Pick from a text that comes in both languages, with the other one standing in where one is empty.

    >>> choose("排队", "waiting", "en"), choose("排队等候", "", "zh-Hant")
    ('waiting', '排隊等候')
    """
    texts = {"zh": zh or en, "en": en or zh, "zh-Hant": traditional(zh or en)}
    return join([texts[tongue] for tongue in tongues(language)])


def join(texts: list[str]) -> str:
    """Set the languages of one message side by side, equal ones once."""
    different = list(dict.fromkeys(texts))
    return Both.of(*different) if len(different) == 2 else " · ".join(different)


def write_day(day: date, language: ScreenLanguage, *, year: bool = True) -> str:
    """Write a day as people do.

    >>> write_day(date(2026, 11, 20), "zh"), write_day(date(2026, 11, 20), "en", year=False)
    ('2026年11月20日', '20 Nov')
    """
    head, tail = (f"{day.year}年", f" {day.year}") if year else ("", "")
    forms = {"zh": f"{head}{day.month}月{day.day}日", "en": f"{day.day} {MONTHS[day.month - 1]}{tail}"}
    return join([forms["en" if tongue == "en" else "zh"] for tongue in tongues(language)])


def traditional(text: str) -> str:
    """Convert Simplified to Traditional Chinese.

    >>> traditional("今晚的听见")
    '今晚的聽見'
    """
    return _converter("s2t").convert(text)


def simplified(text: str) -> str:
    """Convert Traditional to Simplified Chinese.

    >>> simplified("聽見")
    '听见'
    """
    return _converter("t2s").convert(text)


@cache
def _converter(name: str) -> "OpenCC":
    from opencc import OpenCC

    return OpenCC(name)


class _Filler(string.Formatter):
    """``str.format`` that writes dates as people do and knows the English plural."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue: Tongue = tongue

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Both):
            value = value.en if self.tongue == "en" else value.zh
        if isinstance(value, date):
            return write_day(value, self.tongue, year=format_spec != "short")
        if format_spec == "s" and not isinstance(value, str):
            return "" if value == 1 else "s"
        return super().format_field(value, format_spec)


def _say_one(key: str, tongue: Tongue, values: dict[str, object]) -> str:
    try:
        zh, en = table()[key]
    except KeyError as error:
        near = ", ".join(get_close_matches(key, table(), n=3)) or "none"
        msg = f"messages.tsv has no {key!r} (near it: {near})"
        raise MessageError(msg) from error
    pattern = en if tongue == "en" else zh if tongue == "zh" else traditional(zh)
    try:
        return _Filler(tongue).vformat(pattern, (), values)
    except KeyError as error:
        msg = f"message {key!r} needs {error}, got {sorted(values)}"
        raise MessageError(msg) from error
