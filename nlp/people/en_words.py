"""Which English words are everyday words, which a dictionary has, and which stand inside names."""

from collections.abc import Iterator
from functools import cache, lru_cache
from string import ascii_lowercase

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


@lru_cache(maxsize=4096)
def misspelt(low: str) -> bool:
    """Tell whether a long word that no list has is an English one but for a letter: felxible, superivsor, emplayee."""
    long = len(low) >= _LONG_ENOUGH and low.isascii() and low.isalpha()
    return long and any(word in _dictionary() for word in _one_letter_off(low))


_LONG_ENOUGH = 8
"""Shorter family names stand a letter beside a word too often: Boateng, Merrit, Abbott."""


def _one_letter_off(word: str) -> Iterator[str]:
    """Yield what the word becomes with one letter less, more, changed, or two in the other order."""
    for i in range(len(word)):
        front, rest = word[:i], word[i:]
        yield front + rest[1:]
        yield front + rest[1:2] + rest[:1] + rest[2:]
        yield from (front + letter + rest[skip:] for letter in ascii_lowercase for skip in (0, 1))


@cache
def _dictionary() -> frozenset[str]:
    return lexicons.words("en/dictionary.txt") | ordinary() | tables.by_kind("en/person_cues.tsv")["verb"]
