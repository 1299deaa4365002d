"""What says that an English name is of somewhere else: an eatery, a title, a flight, a likeness, a drawn-out shout."""

import re
from functools import cache, lru_cache
from typing import Final

from nlp.people import tables

_NEAR: Final = 80
_SHORT: Final = 32
_TITLE: Final = re.compile(r"[^.!?\n\s]\s+(?P<head>[A-Z][a-z]{2,}) of (?:the )?$")
"""A capital word and of, in the middle of a sentence: the Binding of Isaac, the Port of Nadia."""
_LIKE: Final = re.compile(
    r"\b(?:fe(?:el|els|lt|eling)|look(?:s|ed|ing)?|dress(?:ed|es)?|sound(?:s|ed)?|smell(?:s|ed)?) like (?:an? |the )?$",
    re.I,
)
_FLOWN: Final = re.compile(
    r"\b(?:fl(?:y|ying|ew|own|ight|ights|t|ts|ies)|fares?|travell?(?:ed|ing)|dr(?:ove|iving)|layovers?|connect(?:ion|ions|ing)"
    r"|depart(?:s|ed|ing|ure)?|land(?:s|ed|ing)?|arriv(?:e|es|ed|ing)|rebooked|rerouted|diverted|stuck|stranded|route)\b[^.!?\n]{0,60}"
    r"\b(?:from|to|out of|into|in|via|through|surrounding|near|between|leaving) $",
    re.I,
)
_ONWARD: Final = re.compile(
    r"\s*(?:to|-|/|and on to|via|airport|layover|tomorrow|today|tonight|yesterday|for tomorrow|\d|[A-Z]{3}\b|[.,!?]|$)"
)
_HOUSE: Final = re.compile(
    r"['’]s(?=\s+[A-Z][a-z]|\s*(?:$|[.,;:!?)]|(?:on|in|at|across|next|near|inside|down|off|around|by|is|was|are|and|or|which|where|instead|because|but|too|for"
    r"|(?:food|coffee|pizza|burgers?|steaks?|pasta|breakfast|lunch|dinner|brunch|buffet|menu|patio|takeout|drive|locations?|franchise|place))\b))"
)
_WENT: Final = re.compile(
    r"\b(?:(?:go|goes|went|going|gone|walk|walked|proceeded|over|back|headed|head|came|come|run|ran|drove|switched) (?:over |back |down |up )?to"
    r"|(?:eat|eats|ate|eating|dine|dined|dining|lunch|dinner|breakfast|brunch|drinks|meal|food|pizza|burgers|coffee|reservations?|stop|stopped|shop|shopped) (?:at|from|in)"
    r"|(?:next|close|opposite|near|nearby|behind|beside|across from|across the street from)(?: to)?|try|tried|visit|visited|recommend|order(?:ed)? from|bought (?:it )?(?:at|from)) $",
    re.I,
)
_LASTS: Final = frozenset({
    "of", "like", "a", "an", "the", "from", "to", "into", "in", "via", "through", "surrounding", "near",
    "between", "leaving", "at", "next", "close", "opposite", "nearby", "behind", "beside", "try", "tried", "visit", "visited", "recommend",
})  # fmt: skip
"""The last words before a name that any of these can end with."""
_CONTAINER: Final = re.compile(
    r"\b(?:cans?|cups?|glass(?:es)?|bottles?|box(?:es)?|bags?|packs?|packets?|bowls?|plates?|slices?|pairs?|jars?|pieces?|shots?|pints?|orders?|brands?|sorts?|kinds?|types?|tins?|tubes?|rolls?|sticks?|tubs?) of $",
    re.I,
)
_LIKED: Final = re.compile(
    r"\b(?:lov(?:e|es|ed)|recommend(?:ed)?|appreciated?|mention|(?:is|was|are|it's|it’s|that's|play(?:s|ed)?|works?|anything|something|nothing|much|more|games?|if you|because you) like) $",
    re.I,
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.? ?(?:-|–|to|thru|through|and|&|/|,) ?$",
    re.I,
)
_DAY: Final = frozenset({"sun", "mon", "sat", "wed", "tue", "thu", "fri"})
_TO_DO: Final = re.compile(r"\b(?:to|and|you|i|we|they) $", re.I)
_OBJECT: Final = re.compile(r" (?:the|an?|my|your|this|that|it|them)\b")
_ARE: Final = re.compile(r"\s+(?:are|aren['’]t)\b")
_JOINED: Final = re.compile(r"(?:\b(?:and|or|nor|n)|[&,+/]) $", re.I)
_SERVES: Final = re.compile(
    r" (?:(?:did|does) )?(?:have|has|had|serves?|served|offers?|offered|sells?|sold) (?:(?:some|the|an?|really|very|good|great|best|amazing|nice|awesome|cheap|delicious|excellent|better|worst) ){0,4}"
    r"(?:\w+ )?(?:food|menu|burgers?|pizzas?|coffee|steaks?|sushi|tacos?|fajitas?|wings|breakfast|brunch|lunch|dinner|drinks?|cocktails?|beers?|wine|desserts?|salads?|sandwich(?:es)?|seafood|noodles?|ramen|buffet|prices|parking)\b"
)
_RUN_ON: Final = re.compile(
    r"(?:did|does|do|was|were|is|are|can|could|would|should|have|has|had|will)(?:not|nt)", re.I
)
_FIRM: Final = re.compile(
    r"\s*(?:&|and|n) (?:Sons?|Co|Company|Daughters?|Bros|Brothers|Partners|Associates)\b"
    r"|['’]s (?:inside the|(?:is|was) (?:the only (?:place|restaurant|bar|shop|one) |closed|shut|open|packed|fully booked|overpriced|next door|around the corner))"
)
"""A firm or a bar goes on so: Danny & Sons, Danny's was closed."""
_FABLE: Final = re.compile(
    r"\b(?:(?:the|a|my|main|playable) (?:characters?|hero|heroine|villain|protagonist),?|(?:boss )?fight (?:with|against)|(?:story|tale) (?:about|of)"
    r"|play(?:ed|ing)? as|my main is|like an? (?:young|old|little|real|modern)|corner of|(?:left|right) (?:on|onto|at)|exit at|junction of"
    r"|(?:switched|migrated|upgraded) from|building|hall) $",
    re.I,
)
"""What stands before a hero, a street and a building: played as Dorian, the corner of Lucie."""
_DRAWN: Final = re.compile(r"([A-Za-z])\1\1")


def sides(text: str, start: int, end: int) -> dict[str, float]:
    """Tell whether the words around a candidate, or its letters, say that no one of here is named."""
    title, like, flown, went = _left(text[max(0, start - _NEAR) : start])
    return {
        "title_of": float(title),
        "likened": float(like),
        "flown": float(flown and bool(_ONWARD.match(text, end))),
        "eatery": float(went and bool(_HOUSE.match(text, end))),
        "drawn_out": float(bool(_DRAWN.search(text, start, end))),
        "run_on": float(bool(_RUN_ON.fullmatch(text, start, end))),
        **_of_words(text, start, end),
    }


def _of_words(text: str, start: int, end: int) -> dict[str, float]:
    """Tell a box of Pringles, roulette that is loved, a weekday, rooms that are dirty and a bar that serves food."""
    before = text[max(0, start - _SHORT) : start]
    small = text[start].islower()
    return {
        "contained": float(before.endswith(" of ") and bool(_CONTAINER.search(before))),
        "liked": float(bool(_LIKED.search(before))),
        "weekday": float(text[start:end].lower() in _DAY and bool(_WEEKDAY.search(before))),
        "to_do": float(small and bool(_TO_DO.search(before)) and bool(_OBJECT.match(text, end))),
        "many": float(bool(_ARE.match(text, end)) and not _JOINED.search(before)),
        "serves": float(bool(_SERVES.match(text, end))),
        "firm": float(bool(_FIRM.match(text, end))),
        "fabled": float(bool(_FABLE.search(before))),
    }


@lru_cache(maxsize=4096)
def _left(before: str) -> tuple[bool, bool, bool, bool]:
    """Look at what stands before alone; several candidates begin at one place."""
    last = before[:-1].rpartition(" ")[2].lower()
    if not before.endswith(" ") or last not in _LASTS:
        return False, False, False, False
    title = _TITLE.search(before)
    return (
        bool(title and title.group("head").lower() not in _jobs()),
        bool(_LIKE.search(before)),
        bool(_FLOWN.search(before)),
        bool(_WENT.search(before)),
    )


@cache
def _jobs() -> frozenset[str]:
    return tables.everything("en/roles.tsv")
