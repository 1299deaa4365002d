"""The seat of a candidate in an English sentence: a job that no list has before, he or she behind, another name beside."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.people import en_sides
from nlp.people.en_words import ordinary

_NEAR: Final = 80
_ENDS: Final = r"er|or|ist|ian|ant|ent|man|men|woman|lady|guy|girl|boy|chap|gentleman|person|rep|host|ess|nurse|chef|coach|clerk|driver|guide|vet|gal|dude|lad|kid"
_NAMED: Final = "named|called|is|was"
_AGENT: Final = re.compile(
    r"\b(?:our|my|the|your|their|his|her|a|an|another|this|that) (?:[a-z]+ ){0,2}"
    rf"[a-z]*(?:{_ENDS})(?:,| \(|,? (?:{_NAMED}))? ?$",
    re.IGNORECASE,
)
_AGENT_ENDS: Final = (*_ENDS.split("|"), *_NAMED.split("|"))
_PRONOUN: Final = re.compile(r"\b(?:he|she|him|her|his|hers|they|s/he|he's|she's)\b", re.IGNORECASE)
_STOP: Final = re.compile(r"[.!?\n]")
_NEXT, _LAST = re.compile(r" ([^\W\d_]+)"), re.compile(r"([^\W\d_]+) $")
_DEFINITE: Final = re.compile(r"\b(?:the|a|an|our|my|your|this|that) $", re.IGNORECASE)
_WHO: Final = re.compile(r",? (?:who|whose)\b")
_AT: Final = re.compile(r" (?:at|in|from|with|on|behind|over at|down in) (?:the |our )?[a-z]")
_INNER: Final = re.compile(r"\w['’]\w")
_HUMP: Final = re.compile(r"[a-z][A-Z]")
_WORDY: Final = re.compile(r"\w")
_PAIR: Final = 2
_LONGEST: Final = 24


def seats(text: str, title_start: int, span: tuple[int, int], words: Sequence[str]) -> dict[str, float]:
    """Describe the seat of a candidate that consists of some words, a title before it or not."""
    start, end = span
    name, rest = text[start:end], text[end : end + _NEAR]
    before, behind = text[max(0, title_start - _NEAR) : title_start], rest[:24]
    stop = _STOP.search(rest)
    given, given_next = _given_beside(before, behind)
    return {
        "left_agent": float(_agent(before)),
        "left_the": float(before.endswith(" ") and bool(_DEFINITE.search(before))),
        "pronoun_behind": float(bool(_PRONOUN.search(rest[: stop.start()] if stop else rest))),
        "who_behind": float(bool(_WHO.match(behind))),
        "at_behind": float(bool(_AT.match(behind))),
        "again": float(_twice(text, name)),
        "given_beside": float(given),
        "given_next": float(given_next),
        "given_inside": float(any(w.lower() in en_sides.given_names() for w in words[2:])),
        "initial": float("." in name or (bool(words) and len(words[-1]) == 1)),
        "apostrophe": float(bool(_INNER.search(name))),
        "mixed_case": float(bool(words) and bool(_HUMP.search(words[0]))),
    }


def _agent(before: str) -> bool:
    """Tell whether somebody's job stands before, as it is built: our dog walker, a lady named."""
    last = before.rstrip(" (,\n").lower()
    return last.endswith(_AGENT_ENDS) and bool(_AGENT.search(before))


def _given_beside(before: str, behind: str) -> tuple[bool, bool]:
    """Tell whether another given name that is no everyday word stands right beside, and whether behind."""
    last, following = _LAST.search(before[-_LONGEST:]), _NEXT.match(behind)
    left = bool(last) and _given(last.group(1))
    right = bool(following) and _given(following.group(1))
    return left or right, right


def _given(word: str) -> bool:
    low = word.lower()
    return low in en_sides.given_names() and low not in ordinary()


def _twice(text: str, word: str) -> bool:
    """Tell whether a name stands in a text more than once, as a word of its own."""
    at, times = text.find(word), 0
    while at >= 0 and times < _PAIR:
        end = at + len(word)
        times += not _WORDY.match(text[at - 1 : at]) and not _WORDY.match(text[end : end + 1])
        at = text.find(word, end)
    return times == _PAIR
