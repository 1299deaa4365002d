"""People in a list: run together and counted behind, 谢谢|米诺|江帆|沈蔓|三位, or one to an item, 陆瑶、方圆、江南."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from nlp.people import tables, zh_sides
from nlp.people.zh_given import given

_HAN = re.compile(f"[{zh_sides.HAN}]")
_COUNT: Final = re.compile(
    "[这那]?(?:([两二三四五])(?:位|名|个[小大姑女男同]|姐妹|兄弟)|([俩仨]|姐妹|兄弟|夫妻|师徒|母女|父子))"
)
_MANY: Final = {"两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
_LIST: Final = frozenset("和与跟及、同")
_JOINTS: Final = _LIST | {"/", "&", "."}
_MARKS: Final = _JOINTS | frozenset("，,：:；;。！! ")
_SMALLS: Final = re.compile(rf"(?:[小老阿][{zh_sides.HAN}]){{2,}}")
_ITEM: Final = re.compile(rf"(?<=[、/&.])[{zh_sides.HAN}]{{2,3}}(?=[、/&和与跟及都,，。！ ]|$)")
_LENGTHS: Final = (3, 2)
Spans = tuple[tuple[int, int], ...]


def features(text: str, start: int, end: int) -> dict[str, float]:
    """Say whether a candidate is one of several that are counted, and whether it is the last of a counted list."""
    last = (
        text[start - 1 : start] in _LIST and bool(_COUNT.match(text, end)) and 1 < end - start <= _LENGTHS[0]
    )
    return {
        "counted": float((start, end) in spans(text)),
        "counted_last": float(last),
        "list_item": float(_item(text, start, end)),
    }


def _item(text: str, start: int, end: int) -> bool:
    """Tell whether this is all of an item of a list that is one by its marks, not by commas alone."""
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    whole = (not left or left in _MARKS) and (not right or right in _MARKS or right == "都")
    return whole and bool({left, right} & _JOINTS)


@lru_cache(maxsize=1024)
def spans(text: str) -> frozenset[tuple[int, int]]:
    """Return where the names of counted people stand."""
    counted = (span for count in _COUNT.finditer(text) for span in _names(text, count))
    return frozenset([*counted, *(span for run in _SMALLS.finditer(text) for span in _smalls(run))])


def _smalls(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield 小郑|小董|小纪, if all of them are families and one is no word."""
    families = run.group()[1::2]
    if all(c in tables.surnames() for c in families) and set(families) - tables.word_surnames():
        yield from ((at, at + 2) for at in range(run.start(), run.end(), 2))


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the counted names, and the items of a list that begin like a family: 2.|舒展, 、|江南."""
    yield from spans(text)
    yield from (m.span() for m in _ITEM.finditer(text) if m.group()[0] in tables.surnames())


def _names(text: str, count: re.Match[str]) -> Spans:
    many = _MANY.get(count.group(1) or count.group(2), 2)
    every = [one for one in _cut(text, count.start(), many) if _begins(text, one[0][0])]
    return max(every, key=lambda one: sum(_likely(text[a:b]) for a, b in one), default=())


def _cut(text: str, end: int, many: int) -> Iterator[Spans]:
    """Yield every way to cut so many names off the characters before ``end``."""
    if not many:
        yield ()
        return
    for length in _LENGTHS:
        start = end - length
        if start >= 0 and _name(text[start:end]):
            yield from ((*rest, (start, end)) for rest in _cut(text, start, many - 1))


def _name(word: str) -> bool:
    families = tables.surnames()
    small = len(word) == _LENGTHS[1] and word[0] in "小老阿"
    first = small or word[0] in families
    rest = all(_HAN.match(c) and c not in _NEVER for c in word)
    return first and rest and (small or all(c in given() for c in word[1:]))


_NEVER: Final = frozenset("的是了在这那和与跟我你他她们谢")


def _begins(text: str, at: int) -> bool:
    """Tell whether a list of people may begin here: at the start, behind a mark, a thanks, a job."""
    return zh_sides.left_kind(text, at) not in {"none", "guest", "author"}


@lru_cache(maxsize=4096)
def _likely(word: str) -> float:
    family = math.log10(tables.surnames().get(word[0], 300.0) + 1.0)
    return family + sum(math.log10(given().get(c, 0.0) + 0.1) for c in word[1:]) / (len(word) - 1)
