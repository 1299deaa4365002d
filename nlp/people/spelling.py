# pyright: basic
"""How one name may be written: scripts, homophones, pinyin in both orders, Cantonese, Wade-Giles, nicknames."""

import re
from functools import cache
from itertools import product
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin

from nlp import lexicons
from nlp.people import tables

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_MOST = 24


def zh_key(name: str) -> str:
    """Return a Chinese name in simplified characters without spaces and middle dots; Latin in lower case."""
    return re.sub(r"[\s·•.,'’-]", "", tables.plain(name)).lower()


def latin_key(name: str) -> str:
    """Return only the letters of a name, in lower case, accents off."""
    import unicodedata

    bare = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z]", "", bare.lower())


def is_han(name: str) -> bool:
    """Tell whether a name is written in Chinese characters, all of it."""
    bare = re.sub(r"[\s·•]", "", name)
    return bool(bare) and all(_HAN.match(c) for c in bare)


def split(name: str) -> tuple[str, str]:
    """Split a Chinese name into surname and given name; the compound surname wins."""
    key = zh_key(name)
    if len(key) > 2 and key[:2] in tables.surnames():
        return key[:2], key[2:]
    return key[:1], key[1:]


@cache
def _surname_readings() -> dict[str, list[str]]:
    return {row["surname"]: row["pinyin"].split() for row in lexicons.rows("shared/pinyin_surnames.tsv")}


@cache
def _cantonese() -> dict[tuple[str, str], list[str]]:
    return {
        (r["character"], r["kind"]): r["spellings"].lower().split()
        for r in lexicons.rows("shared/cantonese.tsv")
    }


@cache
def _others() -> dict[str, list[str]]:
    return {r["surname"]: r["spellings"].lower().split() for r in lexicons.rows("shared/wade_giles.tsv")}


@cache
def surname_pinyin(surname: str) -> frozenset[str]:
    """Return the readings of a family name: 单 is Shan, 覃 Qin or Tan."""
    known = _surname_readings().get(surname)
    return frozenset(known or ["".join(lazy_pinyin(surname))])


@cache
def surname_spellings(surname: str) -> frozenset[str]:
    """Return every Latin spelling of a family name: 陈 is Chen, Chan, Tan."""
    found = set(surname_pinyin(surname))
    found.update(_cantonese().get((surname, "surname"), ()))
    found.update(_others().get(surname, ()))
    return frozenset(latin_key(s) for s in found)


@cache
def _given_readings(given: str) -> frozenset[str]:
    options = [
        sorted({*r, *(_umlaut(s) for s in r)})[:3] for r in pinyin(given, style=Style.NORMAL, heteronym=True)
    ]
    return frozenset("".join(p) for p in list(product(*options))[:_MOST])


def _umlaut(syllable: str) -> str:
    return syllable.replace("v", "u") if "v" in syllable else syllable.replace("ü", "v")


@cache
def homophones(name: str) -> frozenset[str]:
    """Return how a Chinese name sounds, surname readings and all: equal sound, perhaps the same person."""
    surname, given = split(name)
    return frozenset(f"{s}|{g}" for s in surname_pinyin(surname) for g in _given_readings(given))


@cache
def romanised(name: str) -> frozenset[str]:
    """Return the Latin spellings of a Chinese name, in both orders, by every table."""
    surname, given = split(name)
    if not given:
        return surname_spellings(surname)
    given_forms = _given_readings(given) | {_wade(g) for g in [lazy_pinyin(given)]} | _cantonese_given(given)
    forms = {(s, g) for s in surname_spellings(surname) for g in given_forms}
    return frozenset(latin_key(x) for s, g in forms for x in (s + g, g + s))


@cache
def romanised_given(name: str) -> frozenset[str]:
    """Return the Latin spellings of the given name alone."""
    given = split(name)[1]
    return (
        frozenset(latin_key(g) for g in _given_readings(given) | _cantonese_given(given))
        if given
        else frozenset()
    )


def _cantonese_given(given: str) -> frozenset[str]:
    options = [_cantonese().get((c, "given"), []) for c in given]
    return frozenset("".join(p) for p in list(product(*options))[:_MOST]) if all(options) else frozenset()


_INITIALS = (
    ("zh", "ch"),
    ("j", "ch"),
    ("q", "ch"),
    ("x", "hs"),
    ("z", "ts"),
    ("c", "ts"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("r", "j"),
)


def _wade(syllables: list[str]) -> str:
    """Spell pinyin as in Taiwan, without marks: zhi-ming is chihming."""
    return "".join(_wade_syllable(s) for s in syllables)


def _wade_syllable(syllable: str) -> str:
    s = re.sub("ong$", "ung", syllable)
    s = re.sub("ian$", "ien", s)
    s = re.sub("ie$", "ieh", s)
    s = re.sub("^(zh|ch|sh|r)i$", r"\1ih", s)
    if s.startswith(("ch", "sh")):
        return s
    return next((new + s[len(old) :] for old, new in _INITIALS if s.startswith(old)), s)


@cache
def _nicknamer() -> Any:  # noqa: ANN401 (the package has no types)
    try:
        from nicknames import NickNamer

        return NickNamer()
    except (ImportError, OSError):
        return None


@cache
def nicknames(first: str) -> frozenset[str]:
    """Return the short forms of an English first name, and the full forms it may stand for."""
    namer = _nicknamer()
    if namer is None:
        return frozenset()
    low = first.lower()
    return frozenset(namer.nicknames_of(low) | namer.canonicals_of(low)) - {low}


@cache
def respelled(first: str) -> str:
    """Return a rough sound of an English first name: Kris and Chris are one, Catherine and Katherine too."""
    s = latin_key(first)
    for old, new in (
        ("ph", "f"),
        ("ck", "k"),
        ("ch", "k"),
        ("c", "k"),
        ("y", "i"),
        ("ie", "i"),
        ("ee", "i"),
        ("ah", "a"),
        ("th", "t"),
        ("h", ""),
        ("z", "s"),
        ("v", "f"),
    ):
        s = s.replace(old, new)
    s = re.sub(r"(.)\1+", r"\1", s)
    return re.sub(r"e$", "", s)
