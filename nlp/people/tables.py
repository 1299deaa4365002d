# pyright: basic
"""The word lists of this room, read once: what a name, a title, a role and a cue look like."""

import re
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

from nlp import lexicons


@cache
def by_kind(name: str) -> dict[str, frozenset[str]]:
    """Return the first column of a table grouped by its ``kind`` column."""
    grouped: dict[str, set[str]] = {}
    for row in lexicons.rows(name):
        key = next(iter(row.values()))
        grouped.setdefault(row["kind"], set()).add(key)
    return {kind: frozenset(words) for kind, words in grouped.items()}


@cache
def everything(name: str) -> frozenset[str]:
    """Return the first column of a table, whatever its kind."""
    return frozenset(next(iter(row.values())) for row in lexicons.rows(name))


@cache
def surnames() -> dict[str, float]:
    """Return Chinese family names with their relative frequency."""
    return {row["surname"]: float(row["weight"]) for row in lexicons.rows("zh/surnames.tsv")}


@cache
def word_surnames() -> frozenset[str]:
    """Return family names that are everyday words too: 高, 方, 时."""
    return frozenset(row["surname"] for row in lexicons.rows("zh/surnames.tsv") if row["word"] == "1")


def alternatives(words: frozenset[str] | set[str]) -> str:
    """Return a regex that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def branches(words: Iterable[str]) -> str:
    """Return the same regex as a tree, what begins alike together: that asks far less where none of many matches.

    It takes the same word as ``alternatives`` wherever case counts.

    >>> branches({"王", "王芳", "王方", "李"})
    '李|王(?:方|芳|)'
    """
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[:1], set()).add(word[1:])
    made = [re.escape(first) + _bound(branches(rests[first])) for first in sorted(rests) if first]
    return "|".join([*made, *([""] if "" in rests else [])])


def _bound(rest: str) -> str:
    return f"(?:{rest})" if "|" in rest else rest


def opening(words: Iterable[str]) -> str:
    """Return ``branches`` as one group behind a look at the first character, for where no search skips ahead."""
    every = sorted(words)
    firsts = "".join(sorted({re.escape(word[0]) for word in every}))
    return f"(?=[{firsts}])(?:{branches(every)})"


def _simplified(character: str) -> str:
    new = str(_converter().convert(character))
    return new if len(new) == 1 else character


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def plain(text: str) -> str:
    """Return the text in simplified, half-width characters, one for one, so that offsets stay."""
    return text if text.isascii() else text.translate(_PLAIN)


def _plain_character(character: str) -> str:
    code = ord(character)
    if 0xFF21 <= code <= 0xFF5A or 0xFF10 <= code <= 0xFF19:
        return chr(code - 0xFEE0)
    return _simplified(character) if code > 0x2E80 else character


class _Plain(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain_character(chr(code))
        return found


class _Folded(dict[int, str]):
    """The same in lower case, where that is one character too."""

    def __missing__(self, code: int) -> str:
        found = _plain_character(chr(code))
        low = found.lower()
        self[code] = found = low if len(low) == 1 else found
        return found


_PLAIN, _FOLDED = _Plain(), _Folded()
_CANTONESE = str.maketrans("嘅係唔冇喺佢咗啲嚟俾畀搵睇嗰咁佬", "的是不没在他了些来给给找看那这人")


def spoken(text: str) -> str:
    """Return ``plain`` text with Cantonese particles as a tagger of Mandarin knows them, one for one."""
    return plain(text).translate(_CANTONESE)


def folded(text: str) -> str:
    """Return ``plain`` text in lower case, still one for one."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)
