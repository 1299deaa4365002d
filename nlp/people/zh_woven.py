"""Names from other tongues in Chinese characters, known by what they are made of: 古丽|米热, 次仁|多吉, 买买提|江."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nlp.people import tables

_LEAST = 3


@cache
def _made() -> re.Pattern[str]:
    kinds = tables.by_kind("zh/foreign_parts.tsv")
    part, end = tables.opening(kinds["part"] | kinds["whole"]), tables.opening(kinds["end"])
    return re.compile(rf"(?:{part}){{1,3}}(?:{end})?")


@lru_cache(maxsize=256)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where such names stand; two characters alone are left to the tagger.

    >>> places("前台古丽米热服务热情")
    ((2, 6),)
    """
    return tuple(_places(text))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _made().finditer(text):
        if match.end() - match.start() >= _LEAST:
            yield match.span()


def features(text: str, start: int, end: int) -> dict[str, float]:
    """Tell whether the candidate [start, end) is such a name, or only a piece of one."""
    over = [p for p in places(text) if p[0] < end and start < p[1]]
    whole = (start, end) in over
    return {"woven": float(whole), "woven_part": float(bool(over) and not whole)}
