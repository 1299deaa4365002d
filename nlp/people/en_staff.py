"""Who of those named in an English text serves here: not companions, performers or whoever signs."""

import re
from collections.abc import Mapping

from nlp.people import tables
from nlp.people.en_features import EnCandidate


def is_staff(text: str, one: EnCandidate, found: Mapping[str, float]) -> bool:
    """Tell who serves here from companions, performers, celebrities and the author's signature."""
    if any(found.get(k) for k in ("left_kin", "left_author", "right_culture")) or _famous_on(text, one):
        return False
    if any(found.get(k) for k in _INTRODUCED):
        return True
    if found.get("left_meet"):
        return not (_famous(text, one) and " " in text[one.start : one.end])
    before = text[: one.title_start]
    if _famous(text, one) or _BESIDE_ME.search(before) or _QUOTED.search(before):
        return False
    if re.match(r" (?:and|&) I\b(?!['’])", text[one.end :]) or re.search(
        r"\bpatient, $", text[: one.title_start]
    ):
        return False
    return not _signed(text, one)


_INTRODUCED = ("left_role", "left_naming", "right_place", "right_role")
"""What makes staff even of a first name that somebody famous has, and of one beside me: served by Ellen."""
_QUOTED = re.compile(r"[\"”] ?[-–—~]+ ?$")
"""Whose words are quoted: "Never again!" ~ Dorian Vane."""
_BESIDE_ME = re.compile(r"(?<!\w)(?:me|myself) (?:and|&|n) $", re.IGNORECASE)


def _famous(text: str, one: EnCandidate) -> bool:
    famous = tables.everything("shared/celebrities.tsv")
    name = text[one.start : one.end]
    return name in famous or name.title() in famous


def _famous_on(text: str, one: EnCandidate) -> bool:
    """Tell whether the name is only the front of somebody famous: Michael in Michael Jackson songs."""
    behind = _SURNAME.match(text, one.end)
    whole = text[one.start : behind.end()] if behind else ""
    return whole in tables.everything("shared/celebrities.tsv")


_SURNAME = re.compile(r" [A-Z][\w'’-]+")


_ENDS = r"(?<!\besp)(?<!\bincl)(?<!\bexcl)[.!?\n)]\s+"
_STOPS = tuple(re.compile(rf"{_ENDS}|\s{{{gap},}}", re.IGNORECASE) for gap in (2, 3))
"""Where the last sentence begins, or the last line: a gap stands for a line that was lost."""


_CLOSING = re.compile(
    r"(?:(?:thanks|thank you|thx|cheers)[,.!]*(?:\s*\n\s*|\s{2,})|(?:thanks|thank you)(?: (?:all|again|so much|very much))? (?:from|in advance)[,.!]*\s+)(?:- ?)?$",
    re.IGNORECASE,
)
"""How a letter ends before the author's own name on the last line: Thank you, and a new line; Thanks in advance."""


_WISHES = re.compile(
    r"\b(?:(?:best|kind|kindest|warm|warmest|many|with)? ?(?:regards|wishes)|(?:(?<=[.!?\n] )|(?<=[.!?\n])|(?<=  ))best|sincerely|respectfully|yours(?: (?:truly|faithfully))?|many thanks"
    r"|(?:thanks|thank you) (?:kindly|in advance|for (?:any|your) (?:help|assistance|time|advice|support)))\s*[,:.!-]*\s+$",
    re.IGNORECASE,
)
_THANKING = re.compile(
    r"(?:^|[.!?\n]\s*|\s{2,})(?:thanks|thank you|thx|cheers)(?: (?:so|very) much)?\s*[,:.!-]+\s*$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|\b(?:please|pls|plz) (?:help|advise|fix|reply|respond|let|tell|send|call|contact|look|can|could|make|bring|add)\b|\b(?:can|could) (?:someone|somebody|anyone|you)\b"
    r"|\b(?:any (?:help|ideas?|suggestions?|advice)|how (?:do|can|to)|help me|i need|need help)\b",
    re.IGNORECASE,
)
"""Who asks for something and closes with a thanks signs: Please help me. Thank you, Dorian."""
_LAST = re.compile(r"[\s.!~]*(?:\([\w .]{2,20}\)|(?:\s{2,}|\n).*)?\s*$", re.DOTALL)
_REACH = 64
_BARE_THANKS = re.compile(r"(?:[.!?\n~]\s*|\s{2,})(?:thanks|thank you|thx|cheers) $", re.IGNORECASE)
_LATELY = 160
"""A thanks without a comma signs only where the request stands close before: Could somebody help? Thanks Dorian."""


def _signed(text: str, one: EnCandidate) -> bool:
    """Tell whether the author signs here: nothing but names behind the last full stop or line."""
    whole = text.rstrip(" .!~\n")
    if _CLOSING.search(text[: one.title_start]) and not text[one.end :].strip(" .!~\n"):
        return True
    return _closed(text, one) or any(_only_names(text, whole, stop.split(whole)[-1], one) for stop in _STOPS)


def _closed(text: str, one: EnCandidate) -> bool:
    """Tell whether wishes, or a thanks behind a request, close a letter right before the last name."""
    before = text[: one.title_start]
    if not _LAST.match(text, one.end):
        return False
    near = before[-_REACH:]
    if _WISHES.search(near) or (_THANKING.search(near) and _ASKING.search(before)):
        return True
    bare = "!" not in text[one.end :] and _BARE_THANKS.search(near)
    return bool(bare and _ASKING.search(before[-_LATELY:]))


def _only_names(text: str, whole: str, tail: str, one: EnCandidate) -> bool:
    if text.rfind(tail) > one.title_start or tail == whole:
        return False
    alone = re.fullmatch(r"\W*(\w+)\W*", tail)
    if alone and alone.group(1) == text[one.start : one.end]:
        return True
    bidden = re.match(r"\W*(\w+) ", tail)
    if bidden and bidden.group(1).lower() in _BIDDEN:
        return False
    return bool(re.fullmatch(r"\W*(?:[A-Z][\w'’-]+\W*|and\W+|&\W*){1,5}", tail))


_BIDDEN = frozenset(
    {
        "keep",
        "promote",
        "ask",
        "thank",
        "thanks",
        "bravo",
        "kudos",
        "go",
        "love",
        "hire",
        "see",
        "meet",
        "clone",
        "reward",
    }
)
"""What a last sentence of capitals bids, so that nobody signs there: Keep Fiona!"""
