"""Whether a candidate does what only people do, or is the object of what is done to people alone: 小路没骂人, 冤枉小路."""

import re
from functools import cache, lru_cache

from nlp.people import tables, zh_sides

_GAP = r"[\s\"”’」』）)】\]]*"
_LETTER = re.compile(f"[{zh_sides.HAN}A-Za-z]")
_NEAR, _FAR = 5, 14


@lru_cache(maxsize=8192)
def acts(text: str, at: int) -> bool:
    """Tell whether what stands behind ``at`` is done by people alone; firms serve and promise too, and things are good."""
    return bool(_acts().match(text, at, at + _FAR))


@lru_cache(maxsize=8192)
def taken(text: str, at: int) -> bool:
    """Tell whether a verb that mostly takes a person ends at ``at``: 问了, 为难, 多亏."""
    return bool(_takes().search(text, max(0, at - _NEAR), at))


@cache
def _acts() -> re.Pattern[str]:
    kinds = tables.by_kind("zh/person_cues.tsv")
    manner, act = tables.opening(kinds["manner"]), tables.opening(kinds["act"])
    return re.compile(rf"{_GAP}(?:{manner}){{0,3}}(?:{act})")


@cache
def _takes() -> re.Pattern[str]:
    verbs = tables.branches(tables.by_kind("zh/person_cues.tsv")["takes"])
    return re.compile(rf"(?:{verbs})[“\"@ ]?$")


def features(text: str, start: int, end: int) -> dict[str, float]:
    """Say both of a candidate [start, end)."""
    clause = start == 0 or not _LETTER.match(text, start - 1)
    act = acts(text, end)
    return {"acts": float(act), "acts_first": float(act and clause), "taken": float(taken(text, start))}
