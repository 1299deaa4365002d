"""What must be introduced to count as somebody in an English text: unknown words, places, shops, sayings.

The scorer weighs everything at once; these few doubts ask for one clear sign that a person is meant.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from nlp.people import tables

_LONGEST = 16
_ROUTE = re.compile("[A-Z]{2,4}-[A-Z]{2,4}")
"""From one airport to another: MIA-SFO."""
_CODE = re.compile("[A-Z]{2,3}")
_WEB = re.compile(
    r"\.(?:com|net|org|gov|edu|io|co|uk|de|fr|es|eu|info|biz|html?|php|aspx?|js|json|xml|exe|dll|zip|pdf|png|jpe?g|txt)(?![a-z])|\.[a-z_]+\.[a-z_]|\.\w*\d",
    re.I,
)
"""A name of a site, a file or an account goes on so: usync.html, dom.event.clipboard, dorian.v21."""
_PREFIXED = re.compile(
    r"(?:add|all|anti|check|co|e|ex|half|in|log|mid|multi|non|off|on|opt|over|part|plug|pop|post|pre|re|self|semi|sign|sub|t|up|wi|x)-\w+",
    re.I,
)
"""A word with a small word before it: in-house, Co-op, Wi-Fi."""
_CALLED = re.compile(
    r"\b(?:feature|program|file|folder|site|website|page|extension|add-?on|plug-?in|app|application|software|browser|tool|script"
    r"|virus|malware|game|show|movie|film|song|album|band|book|brand|product|company|store|shop|restaurant|bar|pub|club|cafe|diner"
    r"|place|hotel|resort|casino|town|city|street|area|drink|cocktail|dish|ride|channel|something|thing|things)"
    r" (?:that(?:'s| is| was) |which (?:is|was) |is |was )?(?:called|named|titled|by the name of) [\"“'‘]?$",
    re.I,
)
"""What is called so is no person: a feature called, a place named."""
_ASKED = re.compile(r"\b(?:ask(?:ed|ing)?|call(?:s|ed)? (?:him|her|them)) $", re.I)
"""Who is asked or called so is somebody: Ask Ginger about the specials, we call him Tiny."""
_SMALL_WORDS = frozenset(
    {
        *("so", "my", "see", "do", "be", "go", "an", "no", "oh", "us", "tell", "ok", "approx", "etc"),
        *("in", "else", "made", "many", "soon", "numbers", "ha", "ai"),
    }
)
"""Function words that stand in lists of names: So went down, See attached."""
MONTHS = frozenset(
    {
        "april",
        "june",
        "summer",
        "autumn",
        "melody",
        "ginger",
        "hazel",
        "olive",
        "amber",
        "ruby",
        "daisy",
        "jasmine",
    }
)
"""Names that are words, and after a thanks in small letters hardly anything else: thank you april."""
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
_NAMED_SMALL = (
    "model",
    "titled",
    "roster",
    "neighbour",
    "left_naming",
    "left_agent",
    "left_thanks",
    "who_behind",
)
"""What makes a name of small letters that no list has: our nurse was agnieszka; the gym facilities are none."""
_ADDRESSED = ("left_naming", "left_role", "left_thanks", "titled", "roster", "neighbour", "right_place")
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
        **_left_sides(text[max(0, start - _FARTHEST) : start]),
        "my_first": float(len(words) > 1 and words[0] in _FUNCTION),
        "three_capitals": float(bool(_CODE.fullmatch(text, start, end))),
        "route": float(bool(_ROUTE.fullmatch(text, start, end))),
        "web": float(bool(_WEB.match(text, end)) or text[max(0, start - 1) : start] == "\\"),
        "small_word": float(len(words) == 1 and words[0] in _SMALL_WORDS),
        "prefixed": float(bool(_PREFIXED.match(text, start, end))),
    }


@lru_cache(maxsize=4096)
def _left_sides(before: str) -> dict[str, float]:
    """Look at the words before alone; several candidates begin at one place."""
    near = before[-_LONGEST:]
    called = before.rstrip(" \"“'‘").lower().endswith(("called", "named", "titled", "by the name of"))
    return {
        "left_thing": float(bool(_before().search(near))),
        "thing_called": float(called and bool(_CALLED.search(before))),
        "asked": float(bool(_ASKED.search(near))),
        "dear": float(before[-5:].lower() == "dear "),
    }


_FARTHEST = 48


def doubtful(found: Mapping[str, float]) -> bool:
    """Tell whether this is no person unless something says that it is, and nothing does."""
    if _any(found, ("dear", "titled_brand", "my_first", "route", "web", "thing_called", "prefixed")):
        return True
    if _word_after_all(found) or _small_word(found) or _elsewhere(found):
        return True
    thing = _any(found, ("right_thing", "left_thing")) and not found.get("right_culture")
    if thing and not _any(found, _INTRODUCED):
        return True
    if _code(found) or _small(found):
        return True
    return not _any(found, _SIGNS) and _alone(found)


def _elsewhere(found: Mapping[str, float]) -> bool:
    """Tell whether a place, a title or a likeness is named: over to Danny's, Binding of Isaac, flew from Chi to Eri."""
    if _any(found, _NO_PERSON) or (found.get("likened") and not _any(found, (*_DID, "does_now"))):
        return True
    if _any(found, _SELDOM) and not _any(found, _ADDRESSED_HERE):
        return True
    if (found.get("misspelt") and not _any(found, _OF_ODD)) or _made_up(found):
        return True
    return bool(found.get("unknown")) and _unheard(found)


_OF_ODD = (
    *("left_naming", "left_thanks", "titled", "roster", "neighbour"),
    *("who_behind", "does_to", "pronoun_behind"),
)
"""What speaks for a name that looks like a slip of the keys; a job before it does not: Store Superivsor."""
_NO_PERSON = ("eatery", "firm", "weekday", "to_do", "run_on", "contained")
_SELDOM = ("fabled", "flown", "title_of", "many", "serves")
"""What is said of people seldom, and then of one who is introduced."""
_ADDRESSED_HERE = (
    *("left_naming", "left_role", "titled", "roster", "neighbour", "right_place", "right_role", "who_behind"),
)


def _made_up(found: Mapping[str, float]) -> bool:
    """Tell whether a word that no list has, with capitals inside, is only met: a complaint about BofA."""
    return bool(found.get("camel") and found.get("unknown")) and not _any(found, (*_ADDRESSED, *_DID))


def _unheard(found: Mapping[str, float]) -> bool:
    """Tell whether a name that no list has is a shout, or something that is liked: Whoooo, I love roullette."""
    if found.get("drawn_out") and (found.get("lower") or not _any(found, _SIGNS)):
        return True
    return bool(found.get("liked")) and not _any(
        found, (*_ADDRESSED_HERE, "pronoun_behind", "at_behind", *_DID)
    )


def _code(found: Mapping[str, float]) -> bool:
    """Tell whether an airport, a state or a short form is meant by capitals: from OMA to SAN, stuck in DIA, still MIA."""
    if not found.get("three_capitals") or found.get("shouting") or found.get("model"):
        return False
    placed = found.get("left_prep") or found.get("left_place") or not _any(found, (*_DID, "at_behind"))
    return bool(placed) and not _any(found, _SIGNS)


def _small(found: Mapping[str, float]) -> bool:
    """Tell whether a word in small letters is only a word: nothing says that somebody is called so."""
    if found.get("lower") and not _any(found, ("model", *_SIGNS, *_OF_SMALL)):
        return True
    if found.get("lower") and found.get("unknown") and not _any(found, _NAMED_SMALL):
        return True
    cued = ("left_naming", "left_thanks", "neighbour", "roster")
    return bool(found.get("lower_word")) and not _any(found, cued)


def _small_word(found: Mapping[str, float]) -> bool:
    """Tell whether a function word is only that: So went down, I'd love to see; and hit or miss. Then comes no lady."""
    if found.get("titled_small") and _any(found, ("ordinary", "dictionary")):
        return True
    if found.get("noun_of_people") and not _any(
        found, ("left_naming", "titled", "roster", "left_role", "neighbour", "apposed")
    ):
        return True
    return bool(found.get("small_word")) and (bool(found.get("lower")) or not _any(found, _ADDRESSED))


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
    if found.get("at_behind") and (found.get("known") or (found.get("model") and not _merely_there(found))):
        return False
    if found.get("model_place") or found.get("model_number") or found.get("model_time"):
        return not (found.get("left_prep") and found.get("known"))
    if found.get("model_thing"):
        return not found.get("known") or bool(found.get("right_none"))
    did = _any(found, _DID) and (found.get("model") or found.get("pronoun_behind"))
    return bool(found.get("unknown")) and not did


def _merely_there(found: Mapping[str, float]) -> bool:
    """Tell whether a place behind says too little, because no list has the name: log in to Lasspass from the page."""
    return bool(found.get("unknown") and found.get("one") and not found.get("sentence_start"))


def _acts(found: Mapping[str, float]) -> bool:
    """Tell whether somebody known does what only people do, whatever the model says: Amadou turned up, Dusty gave."""
    if found.get("stop") or not (found.get("capital") or found.get("shouting")):
        return False
    word = found.get("word_verb") and _any(found, ("next_verb", "does_to", "pronoun_behind"))
    return bool(word) or _any(found, ("known_verb", "deed_of_one"))


def _any(found: Mapping[str, float], names: tuple[str, ...]) -> bool:
    return any(found.get(name) for name in names)
