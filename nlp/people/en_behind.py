"""What kind of word stands right behind a name in an English text: Hunter sold me, Rusty water, Mark my words.

A word that is a name too is told from the mere word by what follows it: people did something to somebody.
"""

import re
from collections.abc import Mapping
from functools import cache

from nlp.people import tables

_NEXT = re.compile(r"(?:,? (?:and|&|n) [A-Z][\w'’-]+)?(?:,|\s*\([^)]{1,30}\))?\s+([A-Za-z]+(?:['’][a-z]+)?)")
_PAST = re.compile(r"[a-z]{2,}ed$")
_REACH = 80


@cache
def _kinds() -> dict[str, str]:
    """Return the kind of each small word: auxiliary, object, preposition, adverb or the verb of a person."""
    cues = tables.by_kind("en/person_cues.tsv")
    order = ("verb", "adverb", "auxiliary", "object", "of", "at", "particle")
    return {word: kind for kind in order for word in cues[kind]}


@cache
def _manner() -> re.Pattern[str]:
    """Return how only people are: was rude, is so knowledgeable, was no help."""
    manner = tables.alternatives(tables.by_kind("en/person_cues.tsv")["manner"])
    jobs = tables.alternatives(tables.by_kind("en/roles.tsv")["job"])
    return re.compile(
        rf"\s+(?:was|is|were|are|seemed|seems|remains)\s+(?:(?:\w+ly|so|very|super|extra|always|just|not|such|beyond|more than)\s+){{0,2}}"
        rf"(?:(?:{manner})\b|on (?:nights|days|duty|shift|call|the (?:late|early|night) shift)\b|(?:an?|the|our|my|your)\s+(?:\w+\s+){{0,2}}(?:{jobs})\b)",
        re.IGNORECASE,
    )


@cache
def _to_somebody() -> re.Pattern[str]:
    """Return a deed done to somebody: sold me, kindly took our bags."""
    verbs = tables.alternatives(tables.by_kind("en/person_cues.tsv")["verb"])
    return re.compile(
        rf"\s+(?:\w+ly\s+)?(?:[a-z]{{2,}}ed|{verbs})\s+(?:me|us|my|our|him|her|everyone|everybody|all of us)\b",
        re.IGNORECASE,
    )


@cache
def nouns() -> frozenset[str]:
    """Return names that mean anybody: lady, miss, guy."""
    return tables.by_kind("en/person_cues.tsv")["noun"]


def features(text: str, start: int, end: int, found: Mapping[str, float]) -> dict[str, float]:
    """Describe the word behind a candidate, and whether only people are or do so."""
    tail = text[end : end + _REACH]
    kind = _next(tail)
    word = "first_word" if found["start_word"] else "word" if found["name_word"] else ""
    manner = kind == "auxiliary" and bool(_manner().match(tail))
    does_to = kind in _DEEDS and bool(_to_somebody().match(tail))
    return {
        f"next_{kind}": 1.0,
        **({f"{word}_next_{kind}": 1.0} if word else {}),
        "manner_behind": float(manner),
        "does_to": float(does_to),
        "deed_of_one": float((manner or does_to) and bool(found["known"] or found["name_word"])),
        "does_now": float(bool(_NOW.match(tail))),
        "noun_of_people": float(text[start:end].lower() in nouns()),
    }


_NOW = re.compile(
    r"\s+(?:\w+ly |always |never |just |only |also |still )?[a-z]{2,}(?<![sui])s\s+"
    r"(?:the|an?|my|our|his|her|their|your|me|us|you|it|him|them|how|what|why|every|everyone|everybody|everything|nobody|nothing|no|all|like|to|that)\b"
)
"""What somebody does every day, and to what: mixes the best drinks, knows his wines."""
_DEEDS = frozenset({"verb", "past", "adverb", "auxiliary"})


def _next(tail: str) -> str:
    match = _NEXT.match(tail)
    if not match:
        return "none"
    word = match.group(1)
    low = word.lower().replace("’", "'")
    known = _kinds().get(low)
    if known:
        return known
    if word[0].isupper():
        return "capital"
    if _PAST.fullmatch(low):
        return "past"
    return "adverb" if low.endswith("ly") else "word"
