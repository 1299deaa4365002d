"""What makes somebody of a capital word in an English text whatever the scorer thinks: a title, a rank, a question, a job behind."""

from collections.abc import Mapping


def addressed(found: Mapping[str, float]) -> bool:
    """Tell whether a title or a rank makes a person of a capital word, whatever the word: Mr Maitland, Captain Mbeki."""
    if _whole(found) or _busy(found):
        return True
    if not (found.get("capital") and found.get("one")) or any(found.get(k) for k in _NOT_TOLD):
        return False
    if found.get("titled"):
        return bool(found.get("model")) or not (found.get("sentence_start") and found.get("ordinary"))
    if found.get("asked") or (found.get("apposed") and not found.get("given_beside")):
        return bool(found.get("known") or found.get("name_word")) and not (
            found.get("left_the") or found.get("noun_of_people")
        )
    return bool(found.get("ranked") and (found.get("unknown") or found.get("known")))


def _busy(found: Mapping[str, float]) -> bool:
    """Tell whether a given name that is no word does what people do, to something or somebody: Umar mixes the best drinks."""
    if not (found.get("known") and found.get("one") and found.get("capital")):
        return False
    if any(found.get(k) for k in (*_NOT_TOLD, *_NOT_BUSY)):
        return False
    return any(found.get(k) for k in _DEEDS)


_DEEDS = ("does_now", "does_to", "manner_behind")
_NOT_BUSY = (
    "ordinary_known",
    "left_article",
    "left_the",
    "flown",
    "eatery",
    "title_of",
    "likened",
    "model_place",
    "model_thing",
    "owned",
    "noun_of_people",
)


def _whole(found: Mapping[str, float]) -> bool:
    """Tell whether two or three words that model and lists know for a person begin a sentence or do something: Wanda W. Wojcik signed."""
    if found.get("one") or not (found.get("known_model") and found.get("capital")):
        return False
    spoken = (
        found.get("known_verb") or found.get("asked") or (found.get("run_more") and found.get("left_start"))
    )
    return bool(spoken) and not any(found.get(k) for k in _NOT_WHOLE)


_NOT_WHOLE = ("stop", "cut", "headline", "right_thing", "left_thing", "ordinary_last", "left_article")
LEAST = 0.8
_NOT_TOLD = ("stop", "cut", "headline", "titled_brand", "right_thing", "name_continues", "title_loud")
"""What stays doubtful with a title before it: Mr Kipling pies, MS Edge."""
