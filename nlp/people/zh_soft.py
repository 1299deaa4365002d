"""What the network says short of a verdict: how near a candidate is to a person, and who stands beside it."""

import math
import re

from nlp.people.zh_cores import Core
from nlp.people.zh_scene import Scene

_JOINT = re.compile(r"[、,，&/ +]{0,2}|\s?(?:和|与|及|跟|同|还有|以及)\s?")


def beside_person(scene: Scene, core: Core) -> bool:
    """Tell whether a person of the tagger stands beside, with nothing but a comma or an and between."""
    return any(
        (end <= core.start and core.start - end < _FAR and _JOINT.fullmatch(scene.text[end : core.start]))
        or (
            core.title_end <= start < core.title_end + _FAR
            and _JOINT.fullmatch(scene.text[core.title_end : start])
        )
        for start, end in scene.people
    )


_FAR = 4


def soft(scene: Scene, core: Core) -> dict[str, float]:
    """Say how near the network was to a person here, even where another tag won."""
    inside = [max(scene.begins[k], scene.goes_on[k]) for k in range(core.start, core.end)]
    before = scene.begins[core.start - 1] + scene.goes_on[core.start - 1] if core.start else 0.0
    behind = scene.goes_on[core.end] if core.end < len(scene.text) else 0.0
    first = _steps(scene.begins[core.start])
    return {
        "soft_first": first,
        "soft_least": _steps(min(inside)),
        "soft_mean": _steps(sum(inside) / len(inside)),
        "soft_before": _steps(before),
        "soft_behind": _steps(behind),
    }


def _steps(likely: float) -> float:
    """Return a likelihood on a scale of magnitudes: 0 at one in a thousand, 1 for sure."""
    return 1.0 + math.log10(max(likely, _RAREST)) / 3.0


_RAREST = 0.001
