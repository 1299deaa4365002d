"""What must be introduced to count as somebody in an English text: unknown words, places, shops, sayings.

The scorer weighs everything at once; these few doubts ask for one clear sign that a person is meant.
"""

import re
from collections.abc import Mapping
from functools import cache

from nlp.people import tables

_LONGEST = 16
_ROUTE = re.compile("[A-Z]{2,4}-[A-Z]{2,4}")
"""From one airport to another: MIA-SFO."""
_CODE = re.compile("[A-Z]{3}")
_FUNCTION = frozenset(
    {"my", "so", "an", "in", "all", "no", "is", "on", "as", "if", "or", "at", "to", "by", "her", "his"}
)
_HELD = "manager|staff|attendant|host|hostess|service|lead|server|supervisor|agent|clerk|team|tender"
_SIGNS = (
    *("left_thanks", "left_naming", "left_meet", "left_role", "left_agent", "titled", "roster", "neighbour"),
    *("right_place", "right_role", "who_behind", "seconded"),
)
_OF_SMALL = (
    *("known_verb", "word_verb", "right_do", "right_possessive", "right_culture", "manner_behind", "does_to"),
    *("left_prep", "pronoun_behind", "at_behind", "sentence_start", "left_start", "left_kin", "left_author"),
)
"""What speaks for a name in small letters, which else is a bath mat or a black jack."""
_INTRODUCED = ("left_naming", "left_meet", "roster")
_DID = ("unknown_verb", "known_verb", "word_verb")


@cache
def _behind() -> re.Pattern[str]:
    words = tables.alternatives(tables.by_kind("en/name_places.tsv")["behind"])
    machine = r",? (?:the|their|your|our|a|an) (?:[\w'’]+ ){0,2}(?:chatbot|bot|robot|virtual assistant)\b"
    return re.compile(rf"(?:['’]s)? (?:{words})\b(?! (?:\w+ )?(?:{_HELD}))|{machine}", re.I)


@cache
def _before() -> re.Pattern[str]:
    words = tables.alternatives(tables.by_kind("en/name_places.tsv")["before"])
    return re.compile(rf"(?<![\w'’])(?:{words})[ (:\"“'‘]{{1,2}}$", re.I)


@cache
def _ends() -> frozenset[str]:
    return tables.by_kind("en/name_places.tsv")["behind"] | tables.by_kind("en/name_places.tsv")["last"]


def sides(text: str, start: int, end: int) -> dict[str, float]:
    """Tell whether a place, a make or a saying is named: Clark county, Pete's sake, San Juan, chatbot Bella."""
    words = text[start:end].lower().split()
    return {
        "right_thing": float(bool(_behind().match(text, end)) or (len(words) > 1 and words[-1] in _ends())),
        "left_thing": float(bool(_before().search(text[max(0, start - _LONGEST) : start]))),
        "my_first": float(len(words) > 1 and words[0] in _FUNCTION),
        "three_capitals": float(bool(_CODE.fullmatch(text, start, end))),
        "route": float(bool(_ROUTE.fullmatch(text, start, end))),
        "dear": float(text[max(0, start - 5) : start].lower() == "dear "),
    }


def doubtful(found: Mapping[str, float]) -> bool:
    """Tell whether this is no person unless something says that it is, and nothing does."""
    if _any(found, ("dear", "titled_brand", "my_first", "route")) or _word_after_all(found):
        return True
    thing = _any(found, ("right_thing", "left_thing")) and not found.get("right_culture")
    if thing and not _any(found, _INTRODUCED):
        return True
    if _code(found) or _small(found):
        return True
    return not _any(found, _SIGNS) and _alone(found)


def _code(found: Mapping[str, float]) -> bool:
    """Tell whether an airport is meant by three capitals: from OMA to SAN."""
    code = found.get("three_capitals") and found.get("left_prep") and found.get("model_thing")
    return bool(code) and not _any(found, (*_SIGNS, *_DID))


def _small(found: Mapping[str, float]) -> bool:
    """Tell whether a word in small letters is only a word: nothing says that somebody is called so."""
    if found.get("lower") and not _any(found, ("model", *_SIGNS, *_OF_SMALL)):
        return True
    cued = ("left_naming", "left_thanks", "neighbour", "roster")
    return bool(found.get("lower_word")) and not _any(found, cued)


def _word_after_all(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence takes a name for a thing or a deed: the Margherita, Josh around all you want."""
    if found.get("left_article"):
        return not _any(found, ("at_behind", "right_place", "right_role", "titled", "roster", "who_behind"))
    return bool(found.get("sentence_start") and found.get("next_particle"))


def _alone(found: Mapping[str, float]) -> bool:
    """Tell whether a name that nothing introduces is too doubtful by itself."""
    if found.get("lower"):
        return not (found.get("known") and not found.get("lower_word"))
    if _acts(found):
        return False
    if found.get("at_behind") and (found.get("known") or found.get("model")):
        return False
    if found.get("model_place") or found.get("model_number") or found.get("model_time"):
        return not (found.get("left_prep") and found.get("known"))
    if found.get("model_thing"):
        return not found.get("known") or bool(found.get("right_none"))
    did = _any(found, _DID) and (found.get("model") or found.get("pronoun_behind"))
    return bool(found.get("unknown")) and not did


def _acts(found: Mapping[str, float]) -> bool:
    """Tell whether somebody known does what only people do, whatever the model says: Amadou turned up, Dusty gave."""
    if found.get("stop") or not (found.get("capital") or found.get("shouting")):
        return False
    word = found.get("word_verb") and _any(found, ("next_verb", "does_to", "pronoun_behind"))
    return bool(word) or _any(found, ("known_verb", "deed_of_one"))


def _any(found: Mapping[str, float], names: tuple[str, ...]) -> bool:
    return any(found.get(name) for name in names)
