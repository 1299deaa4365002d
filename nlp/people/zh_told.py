"""What makes a name of a candidate in a Chinese text whatever the scorer thinks of it, because it is introduced so plainly."""

from collections.abc import Mapping
from typing import Final

_TOLD: Final = 0.55
_BEHIND: Final = ("service_behind", "right_be", "right_do", "thanks_behind")
_AGAINST: Final = ("stop", "word", "word_inside", "inside_word", "cue_inside", "cut_left", "cut_right")


def told(found: Mapping[str, float], score: float) -> float:
    """Return the score, or more where a job and what staff do frame a name: 前台ivy超级耐心, 李艳冬艳两位护士."""
    plain = _english(found) or _small(found) or _half(found) or _counted(found)
    return max(score, _TOLD) if plain else score


def _english(found: Mapping[str, float]) -> bool:
    """Tell whether an English given name stands between a job and praise or a deed."""
    framed = _any(found, ("left_job", "left_role")) and _any(found, _BEHIND)
    return bool(found.get("latin_known")) and framed and not _any(found, ("stop", "latin_word", "latin_odd"))


def _small(found: Mapping[str, float]) -> bool:
    """Tell whether a job is followed by how colleagues call each other: 送奶工老黑."""
    return bool(found.get("small") and found.get("left_job")) and not _any(found, _AGAINST)


def _half(found: Mapping[str, float]) -> bool:
    """Tell whether two people run together are counted behind: 李艳|冬艳两位护士."""
    return bool(found.get("half_counted") and found.get("per_half") and found.get("length_2"))


def _counted(found: Mapping[str, float]) -> bool:
    """Tell whether this is one of several people: counted behind, 米诺江帆沈蔓三位, or an item beside somebody, 陆瑶、江南."""
    beside = found.get("neighbour") and not _any(found, ("cue_inside", "length_1"))
    item = found.get("list_item") and _any(found, ("surname", "doubled"))
    if beside and (found.get("counted_last") or item):
        return True
    return bool(found.get("counted")) and not _any(found, ("stop", "cue_inside"))


def _any(found: Mapping[str, float], names: tuple[str, ...]) -> bool:
    return any(found.get(name) for name in names)
