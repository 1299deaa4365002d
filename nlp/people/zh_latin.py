# pyright: basic
"""What a name in Latin letters inside a Chinese text looks like."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from nlp import lexicons
from nlp.people import tables, zh_sides

_LETTERS = re.compile(rf"{zh_sides.LATIN}+")
_ODD = re.compile("[a-z][A-Z]{2}|[a-z][A-Z][a-z]?$|^(?i:[^aeiouyà-ÿ]{3,})$")
_NO_HAN = re.compile("[^㐀-鿿]")


@cache
def latin_names() -> frozenset[str]:
    """Return given names in Latin letters, in lower case."""
    listed = lexicons.words("en/given_names.txt") | lexicons.words("en/given_names_world.txt")
    return frozenset(name.lower() for name in listed)


@cache
def romanised() -> frozenset[str]:
    """Return Chinese family names in every spelling of Latin letters, in lower case."""
    tables_of = ("shared/cantonese.tsv", "shared/wade_giles.tsv")
    written = {
        w.lower()
        for t in tables_of
        for row in lexicons.rows(t)
        if row.get("kind", "surname") == "surname"
        for w in row["spellings"].split()
    }
    from pypinyin import lazy_pinyin

    return frozenset(written | {lazy_pinyin(s)[0] for s in tables.surnames() if len(s) == 1})


@cache
def _english_words() -> frozenset[str]:
    return lexicons.words("en/ordinary_words.txt") - latin_names()


@cache
def _dictionary() -> frozenset[str]:
    """Return what an English dictionary has and nobody is called: pancake, barista."""
    return lexicons.words("en/dictionary.txt") - latin_names()


def acronym(word: str) -> bool:
    """Tell a job or a desk in capitals from a name in capitals: HR, IT, VIP, and not AMY."""
    return word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM and word.lower() not in latin_names()


_LONGEST_ACRONYM = 5


@lru_cache(maxsize=2048)
def latin(word: str) -> Mapping[str, float]:
    """Describe a candidate that begins or ends in Latin letters."""
    letters = _LETTERS.findall(word)
    first = letters[0] if letters else ""
    han = _NO_HAN.sub("", word)
    return {
        "latin": 1.0,
        "latin_known": float(first.lower() in latin_names()),
        "latin_title": float(first[:1].isupper() and first[1:].islower() and len(first) > 2),
        "latin_lower": float(first.islower()),
        "latin_upper": float(first.isupper()),
        "latin_short": float(len(first) < 3),
        "latin_two": float(len(letters) == 2),
        "latin_three": float(len(letters) > 2),
        "latin_capitals": float(
            len(letters) > 1 and all(w[:1].isupper() and w[1:].islower() for w in letters)
        ),
        "latin_surname": float(any(w.lower() in romanised() for w in letters)),
        "latin_second": float(len(letters) > 1 and letters[1].lower() in latin_names()),
        "latin_odd": float(bool(_ODD.search(first)) and first.lower() not in latin_names()),
        "latin_word": float(first.lower() in _english_words()),
        "latin_dictionary": float(first.lower() in _dictionary() or first.lower()[:-1] in _dictionary()),
        "latin_han": float(bool(han)),
        "latin_han_long": float(len(han) > 1 and han[0] not in "小老阿啊" and han[:1] in tables.surnames()),
    }
