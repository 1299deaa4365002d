"""What kind of word a word is: whether it tells a passer-by something alone, beside another word, or not at all.

A thing (早餐, breakfast), a quality (干净, friendly) and a deed of service (退房, refund) tell something alone; a shade
(大, late) only beside one of them; what anybody does, names, places and words that no dictionary knows tell nothing.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from nlp import lexicons
from nlp.text.simple import simplified
from nlp.words import kinds_in_jieba, weak

Kind = Literal["thing", "quality", "deed", "shade", "act", "none"]
ALONE: frozenset[Kind] = frozenset({"thing", "quality", "deed"})
_DENIED = re.compile(r"not |没有|不|没|無|无|冇|唔|沒有|沒")
_NOT_SO = ("不", "唔")
"""They deny a quality, never a thing: 不通知 is no 通知."""
_DEGREE = re.compile(r"很|太|挺|更|最|超|蛮|真")
_HEIGHTENED = "很太挺"
_NAMES = {"nr", "ns", "nt", "nrt", "nrfg"}
_FRONT = 2
_LETTERS = 3
"""An English word of fewer letters is a stump or a unit (t2, xp, mb)."""


class Kinds:
    """Tell the kinds of words; ``said`` is every word that will be asked for, ``hushed`` tells nothing here."""

    def __init__(self, said: Iterable[str], hushed: Iterable[str] = ()) -> None:
        """Look all Chinese words up in one reading of jieba's dictionary; ``hushed``: brand and sites."""
        plain = {simplified(word) for word in said if not word.isascii()}
        ends = {_undenied(word) for word in plain} | {word[_FRONT:] for word in plain}
        self._tags = kinds_in_jieba(plain | ends)
        self._hushed = frozenset(word.casefold() for word in hushed) - _known()
        self._kept: dict[str, Kind] = {}

    def of(self, word: str) -> Kind:
        """Return the kind of a word or of a denied one: 没有热水 is a thing, "not clean" a quality."""
        if word not in self._kept:
            self._kept[word] = self._kind(word.casefold() if word.isascii() else simplified(word))
        return self._kept[word]

    def within(self, word: str) -> str:
        """Return what is left of a Chinese word without the house in front, which is everywhere: 酒店设施 is 设施."""
        front, rest = word[:_FRONT], word[_FRONT:]
        whole = word.isascii() or len(rest) < _FRONT or front not in _list("cloud_stopwords")
        return word if whole or self.of(rest) != "thing" else rest

    def is_name(self, text: str) -> bool:
        """Tell whether a word or a pair is a place, a make or a given name: "new york" is no york that is new."""
        return text.casefold() in _named()

    def _kind(self, word: str) -> Kind:
        if word in _list("shades"):
            return "shade"
        if word in _list("cloud_stopwords") or word in self._hushed or weak(word) or word in _calendar():
            return "none"
        bare = _undenied(word)
        if bare != word and word not in _table() and word not in _known():
            kind = self._kind(bare)
            return kind if kind == "quality" or (kind == "thing" and not word.startswith(_NOT_SO)) else "none"
        if word[0] in _HEIGHTENED and len(word) == _FRONT and word not in _table():
            return "shade"
        found = _table().get(word) or (self._english(word) if word.isascii() else self._chinese(word))
        if found == "act" and word in _known():
            return "deed"
        return "none" if found == "other" else found

    def _chinese(self, word: str) -> Kind | Literal["other"]:
        """Ask jieba's dictionary; a word that neither it nor a table knows is a stump (人住) or a name."""
        tag = self._tags.get(word, "")
        if len(word) < _FRONT:
            return "none"
        if word in _known():
            return "quality" if tag[:1] == "a" else "deed" if tag == "v" else "thing"
        if tag in _NAMES or not tag:
            return "none"
        if tag[0] == "n" or tag in ("vn", "an"):
            return "thing"
        return "quality" if tag[0] == "a" or tag == "z" else "act" if tag[0] == "v" else "other"

    def _english(self, word: str) -> Kind | Literal["other"]:
        """Go by dictionary and ending; a word that no dictionary knows is a name or a slip."""
        if word in _known():
            return "thing"
        if len(word) < _LETTERS or self.is_name(word) or word not in _dictionary():
            return "none"
        return "other" if word.endswith("ly") else "act" if word.endswith(("ing", "ed")) else "thing"


def _undenied(word: str) -> str:
    """Take off what denies or heightens a word: 不干净 is 干净, 很干净 too."""
    for front in (_DENIED, _DEGREE):
        met = front.match(word)
        if met and len(word) - met.end() > 1:
            return word[met.end() :]
    return word


@cache
def _list(name: str) -> frozenset[str]:
    return lexicons.words(f"zh/{name}") | lexicons.words(f"en/{name}")


@cache
def _calendar() -> frozenset[str]:
    return lexicons.words("shared/calendar_words")


@cache
def _table() -> dict[str, Kind | Literal["other"]]:
    tables = ("zh/word_kinds", "en/word_kinds")
    return {row["word"]: row["kind"] for table in tables for row in lexicons.rows(table)}  # pyright: ignore[reportReturnType]


@cache
def _known() -> frozenset[str]:
    """Return the words and phrases that people wrote down as what service and working life are about."""
    rows = lexicons.rows("shared/service_terms")
    return _list("phrases") | {row[tongue].casefold() for row in rows for tongue in ("zh", "en")}


@cache
def _dictionary() -> frozenset[str]:
    return lexicons.words("en/dictionary") | lexicons.words("en/ordinary_words")


@cache
def _named() -> frozenset[str]:
    """Return places, makes and given names that are no ordinary words besides."""
    rows = lexicons.rows("shared/not_people")
    told = {row["word"].casefold() for row in rows if row["kind"] in ("place", "brand")}
    given = {name.casefold() for name in lexicons.words("en/given_names")}
    return frozenset(told | (given - lexicons.words("en/ordinary_words")))
