"""Whether a long person of the tagger is two people run together: 李艳|冬艳两位护士, 米雪|柳青."""

import re

from nlp.people import tables
from nlp.people.zh_cores import Core
from nlp.people.zh_scene import Scene

_COUNTED = re.compile(
    r"\s?[这那]?(?:[两二俩三四五六几]\s?(?:位|个|名|人)|俩|[两二三四]+(?:大?美女|姐妹|兄弟))"
)
_PAIR, _FULL = 2, 3
_TWO_NAMES = 4


def split(scene: Scene, core: Core) -> dict[str, float]:
    """Describe a candidate that is a long person, or the front or the end of one."""
    over = [p for p in scene.people if p[0] <= core.start and core.end <= p[1] and p[1] - p[0] >= _TWO_NAMES]
    if not over or scene.text[core.start].isascii() or scene.text[core.end - 1].isascii():
        return {}
    start, end = over[0]
    if scene.text[start : start + _PAIR] in tables.surnames():
        return {}
    counted = bool(_COUNTED.match(scene.text, end))
    if (start, end) == (core.start, core.end):
        word = scene.text[start:end]
        splits = any(_name(word[:k]) and _name(word[k:]) for k in range(_PAIR, len(word) - 1))
        families = all(c in tables.surnames() for c in word[:_PAIR])
        return {
            "whole_splits": float(splits),
            "whole_counted": float(counted),
            "two_families": float(families and not splits),
        }
    rest = scene.text[start : core.start] or scene.text[core.end : end]
    half = core.start == start or core.end == end
    return {
        "half_fits": float(half and _name(rest) and _name(scene.text[core.start : core.end])),
        "half_counted": float(half and counted and _PAIR <= len(rest) <= _FULL),
    }


def _name(word: str) -> bool:
    """Tell whether a word is built like a name of two or three characters."""
    return _PAIR <= len(word) <= _FULL and (word[0] in tables.surnames() or word[0] in "小老阿")
