"""What says that an English name is of somewhere else: an eatery, a title, a flight, a likeness, a drawn-out shout."""

import re
from functools import cache, lru_cache
from typing import Final

from nlp import lexicons
from nlp.people import tables

_NEAR: Final = 80
_SHORT: Final = 32
_TITLE: Final = re.compile(r"[^.!?\n\s]\s+(?P<head>[A-Z][a-z]{2,}) of (?:the )?$")
"""A capital word and of, in the middle of a sentence: the Binding of Isaac, the Port of Nadia."""
_FRAMES: Final = {
    "likened": (r"\b(?:{like}) like (?:an? |the )?$", re.I),
    "flown": (r"\b(?:{flown})\b[^.!?\n]{0,60}\b(?:{bound}) $", re.I),
    "onward": (r"\s*(?:{onward}|\d|[A-Z]{3}\b|[.,!?]|$)", 0),
    "house": (r"['’]s(?=\s+[A-Z][a-z]|\s*(?:$|[.,;:!?)]|(?:{house}|(?:{house_thing}))\b))", 0),
    "went": (
        r"\b(?:(?:{go}) (?:over |back |down |up )?to|(?:{eat}) (?:at|from|in)|(?:{near})(?: to)?|{visit}) $",
        re.I,
    ),
    "contained": (r"\b(?:{container}) of $", re.I),
    "liked": (r"\b(?:{liked}) $", re.I),
    "weekday": (r"\b(?:{weekday})(?:day)?\.? ?(?:-|–|to|thru|through|and|&|/|,) ?$", re.I),
    "serves": (
        r" (?:(?:did|does) )?(?:{serve}) (?:(?:{serve_how}) ){0,4}(?:\w+ )?(?:{served})\b",
        0,
    ),
    "firm": (r"\s*(?:&|and|n) (?:{firm})\b|['’]s (?:{firm_is})", 0),
    "fabled": (r"\b(?:{fabled}) $", re.I),
}
"""How the words of each kind in the table stand around a name."""
_TO_DO: Final = re.compile(r"\b(?:to|and|you|i|we|they) $", re.I)
_OBJECT: Final = re.compile(r" (?:the|an?|my|your|this|that|it|them)\b")
_ARE: Final = re.compile(r"\s+(?:are|aren['’]t)\b")
_JOINED: Final = re.compile(r"(?:\b(?:and|or|nor|n)|[&,+/]) $", re.I)
_RUN_ON: Final = re.compile(
    r"(?:did|does|do|was|were|is|are|can|could|would|should|have|has|had|will)(?:not|nt)", re.I
)
_DRAWN: Final = re.compile(r"([A-Za-z])\1\1")


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """Return the words of every kind in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicons.rows("en/elsewhere.tsv"):
        found[row["kind"]] = (*found.get(row["kind"], ()), row["pattern"])
    return found


@cache
def _made(name: str) -> re.Pattern[str]:
    pattern, flags = _FRAMES[name]
    for kind, words in _kinds().items():
        pattern = pattern.replace(f"{{{kind}}}", "|".join(words))
    return re.compile(pattern, flags)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_kinds()[kind])


def sides(text: str, start: int, end: int) -> dict[str, float]:
    """Tell whether the words around a candidate, or its letters, say that no one of here is named."""
    title, like, flown, went = _left(text[max(0, start - _NEAR) : start])
    return {
        "title_of": float(title),
        "likened": float(like),
        "flown": float(flown and bool(_made("onward").match(text, end))),
        "eatery": float(went and bool(_made("house").match(text, end))),
        "drawn_out": float(bool(_DRAWN.search(text, start, end))),
        "run_on": float(bool(_RUN_ON.fullmatch(text, start, end))),
        **_of_words(text, start, end),
    }


def _of_words(text: str, start: int, end: int) -> dict[str, float]:
    """Tell a box of Pringles, roulette that is loved, a weekday, rooms that are dirty and a bar that serves food."""
    before = text[max(0, start - _SHORT) : start]
    small = text[start].islower()
    return {
        "contained": float(before.endswith(" of ") and bool(_made("contained").search(before))),
        "liked": float(bool(_made("liked").search(before))),
        "weekday": float(text[start:end].lower() in _words("day") and bool(_made("weekday").search(before))),
        "to_do": float(small and bool(_TO_DO.search(before)) and bool(_OBJECT.match(text, end))),
        "many": float(bool(_ARE.match(text, end)) and not _JOINED.search(before)),
        "serves": float(bool(_made("serves").match(text, end))),
        "firm": float(bool(_made("firm").match(text, end))),
        "fabled": float(bool(_made("fabled").search(before))),
    }


@lru_cache(maxsize=4096)
def _left(before: str) -> tuple[bool, bool, bool, bool]:
    """Look at what stands before alone; several candidates begin at one place."""
    last = before[:-1].rpartition(" ")[2].lower()
    if not before.endswith(" ") or last not in _words("last"):
        return False, False, False, False
    title = _TITLE.search(before)
    return (
        bool(title and title.group("head").lower() not in _jobs()),
        bool(_made("likened").search(before)),
        bool(_made("flown").search(before)),
        bool(_made("went").search(before)),
    )


@cache
def _jobs() -> frozenset[str]:
    return tables.everything("en/roles.tsv")
