"""Who of those named in an English text serves here: not companions, performers or whoever signs."""

import re
from collections.abc import Mapping

from nlp.people import tables
from nlp.people.en_features import EnCandidate


def is_staff(text: str, one: EnCandidate, found: Mapping[str, float]) -> bool:
    """Tell who serves here from companions, performers, celebrities and the author's signature."""
    name = text[one.start : one.end]
    if name in tables.everything("shared/celebrities.tsv") or name.title() in tables.everything(
        "shared/celebrities.tsv"
    ):
        return False
    if any(found.get(k) for k in ("left_kin", "left_author", "right_culture")):
        return False
    if re.match(r" (?:and|&) I\b", text[one.end :]) or re.search(r"\bpatient, $", text[: one.title_start]):
        return False
    served = (
        "left_role",
        "left_naming",
        "left_thanks",
        "left_prep",
        "right_place",
        "right_role",
        "right_do",
        "neighbour",
        "titled",
        "right_possessive",
    )
    if any(found.get(k) for k in served) and not _signed(text, one):
        return True
    return not _signed(text, one)


def _signed(text: str, one: EnCandidate) -> bool:
    """Tell whether the author signs here: nothing but names behind the last full stop or line."""
    tail = re.split(r"[.!?\n]\s+|\s{3,}", text.rstrip(" .!~\n"))[-1]
    if text.rfind(tail) > one.title_start or tail == text.rstrip(" .!~\n"):
        return False
    return bool(re.fullmatch(r"\W*(?:[A-Z][\w'’-]+\W*|and\W+|&\W*){1,5}", tail))
