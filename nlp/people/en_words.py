"""Which English words are everyday words, which a dictionary has, and which stand inside names."""

from functools import cache

from nlp import lexicons
from nlp.people import tables

PARTICLES = frozenset(
    {"de", "la", "van", "von", "der", "del", "di", "da", "st", "mc", "bin", "al", "el", "le", "du"}
)


@cache
def ordinary() -> frozenset[str]:
    """Return everyday English words in lower case: capitalised, they are seldom a name."""
    return lexicons.words("en/ordinary_words.txt") | tables.everything("en/roles.tsv")


@cache
def dictionary_word(low: str) -> bool:
    """Tell whether an English dictionary has the word, or the word it is bent from."""
    words = _dictionary()
    stems = (low, *(low[: -len(end)] for end in ("s", "es", "d", "ed", "ing", "y") if low.endswith(end)))
    whole = (
        (low[:-3] + "e",)
        if low.endswith("ing")
        else (low[:-3] + "y",)
        if low.endswith(("ies", "ied"))
        else ()
    )
    return any(len(stem) > _SHORT and stem in words for stem in (*stems, *whole))


_SHORT = 2


@cache
def _dictionary() -> frozenset[str]:
    return lexicons.words("en/dictionary.txt") | ordinary() | tables.by_kind("en/person_cues.tsv")["verb"]
