"""Who of those named came along instead of serving here: guests, relatives, friends, and whoever is listed beside them.

A wall that thanks a guest's child, or a table that blames another guest, is trusted no more.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from nlp import lexicons
from nlp.people import tables
from nlp.people.frames import Spotted

SOURCE: Final = "companion"
_NAME: Final = "\x00"
_BEFORE, _BEHIND = 48, 48
_KIN_LEFT: Final = frozenset({"left_kin", "left_guest"})
_JOINT: Final = re.compile(
    r"\s*(?:[、,，&/+]|和|与|及|跟|同|还有|以及|\band\b|\bn\b)\s*(?:(?:and|&|和|还有)\b)?\s*", re.IGNORECASE
)


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    rows = lexicons.rows("shared/companions.tsv")
    words = {(r["kind"], r["language"]): r["pattern"] for r in rows if r["kind"] in {"kin", "guest"}}
    made = [
        r["pattern"]
        .replace("{kin}", words["kin", r["language"]])
        .replace("{guest}", words["guest", "en"])
        .replace("{name}", _NAME)
        for r in rows
        if r["kind"] == kind
    ]
    return re.compile("|".join(f"(?:{one})" for one in made))


def told_apart(text: str, people: Sequence[Spotted]) -> list[Spotted]:
    """Return the people of one comment in order, those who only came along marked as not staff."""
    found = sorted(people, key=lambda p: p.start)
    if not found:
        return found
    plain = tables.folded(tables.spoken(text))
    came = [bool(_KIN_LEFT & set(p.sources)) or _said("one", plain, p) for p in found]
    for i in range(1, len(found)):
        came[i] |= came[i - 1] and _beside(plain, found[i - 1], found[i]) and not _introduced(found[i])
    for i in reversed(range(len(found))):
        behind = i + 1 < len(found) and came[i + 1] and _said("all", plain, found[i + 1])
        if _said("all", plain, found[i]) or (behind and _beside(plain, found[i], found[i + 1])):
            came[i] = not _introduced(found[i])
    return [_marked(p) if c else p for p, c in zip(found, came, strict=True)]


def _said(kind: str, plain: str, person: Spotted) -> bool:
    """Tell whether the words around a name say that it is a companion."""
    before, behind = plain[max(0, person.start - _BEFORE) : person.start], plain[person.end :][:_BEHIND]
    match = _patterns(kind).search(before + _NAME + behind)
    return bool(match)


def _beside(plain: str, one: Spotted, two: Spotted) -> bool:
    return bool(_JOINT.fullmatch(plain, one.end, two.start))


def _introduced(person: Spotted) -> bool:
    """Tell whether somebody of a list has a job of their own: my husband Jim and Carla from housekeeping."""
    return bool(person.role)


def _marked(person: Spotted) -> Spotted:
    return replace(person, staff=False, role=None, sources=(*person.sources, SOURCE))
