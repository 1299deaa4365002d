"""Candidates for a name in an English text, and a cheap look whether a sentence can hold one. Generous on purpose."""

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.people import en_doubt, en_sides
from nlp.people.en_features import EnCandidate, EnScene
from nlp.people.en_words import PARTICLES, dictionary_word, ordinary

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?=[\s,;:)]|$)|[A-Z]\.(?=,? [A-Za-z&])|[^\W\d_]+(?:['’-](?!s\b|S\b)[^\W\d_]+)*"
)
_ALONE = frozenset({"i", "i.", "o.k.", "p.s.", "u.s.", "a.m.", "p.m.", "u.k.", "a.c."})
_SLASHED = re.compile(r"(?<![\w/:.])[A-Z][a-z'’-]+/(?:[A-Z][a-z'’-]+/)*$")
"""A list of names with strokes between: Jerome/Tasha/Wendell."""
_CONTRACTED = re.compile(r"['’](?:ve|re|ll|d|m|t)$")


def may_name(sentence: str, known: frozenset[str] = frozenset()) -> bool:
    """Tell cheaply whether a sentence can hold a name: a capital that is no ordinary word, or a known name."""
    if _TITLED.search(sentence):
        return True
    for match in _WORD.finditer(sentence):
        word = match.group()
        kind = _kind(word)
        if kind == "name" or (known and word[0].isupper() and word.lower().rstrip(".") in known):
            return True
        if kind == "capital" and match.start() >= _EDGE:
            return True
        if kind == "small" and _possible(sentence, *match.span()):
            return True
        if kind == "month" and en_sides.left_kind(sentence, match.start()) == "thanks":
            return True
    return False


@lru_cache(maxsize=1 << 16)
def _kind(word: str) -> str:
    """Tell what a word may be wherever it stands: a name, a capital word, an unknown small one, a month after a thanks.

    A given name that is a word needs a capital or a thanks: thank you april.
    """
    low, upper = word.lower().rstrip("."), word[0].isupper()
    if upper and "." in word:
        return "name"
    if low in en_sides.given_names():
        if upper or low not in en_sides.name_words():
            return "name"
        return "month" if low in en_doubt.MONTHS else ""
    if upper and len(low) > 1 and low not in ordinary():
        return "capital" if dictionary_word(low) else "name"
    return "small" if word[0].islower() and _core(word) == "expected" else ""


_EDGE = 3
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]")


def candidates(scene: EnScene, start: int, end: int) -> Iterator[EnCandidate]:
    """Yield runs of one to three words that could be a name, with a courtesy title before them."""
    text = scene.text
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    for i, (first, last) in enumerate(words):
        if not _possible(text, first, last):
            continue
        title = en_sides.courtesy().search(text[max(0, first - 8) : first])
        title_start = first - len(title.group()) if title else first
        stop = last
        if text[stop - 1] != "." or last - first > _INITIAL:
            yield EnCandidate(first, stop, title_start)
        for a, b in words[i + 1 : i + 4]:
            if text[stop:a] not in {" ", "  "} or not _goes_on(text, first, (a, b)):
                break
            stop = b
            if text[a:b] == "I":
                break
            if text[a:b].lower() not in PARTICLES:
                yield EnCandidate(first, stop, title_start)


def _possible(text: str, start: int, end: int) -> bool:
    kind = _core(text[start:end])
    if not kind or (text[start - 1 : start] in _STUCK and not _SLASHED.search(text[:start])):
        return False
    return kind == "possible" or _expected(text, start)


_STUCK = frozenset({"@", "#", "_", "/"})


@lru_cache(maxsize=1 << 16)
def _core(word: str) -> str:
    """Tell whether a word may begin a name anywhere, or only where somebody is expected, or nowhere."""
    low = word.lower()
    if low in _ALONE or _CONTRACTED.search(low):
        return ""
    if word[0].isupper():
        return "possible" if len(word) > 1 else ""
    if low in en_sides.given_names():
        return "possible" if len(low) > _INITIAL else ""
    return "expected" if len(low) > _INITIAL and not dictionary_word(low) else ""


def _expected(text: str, at: int) -> bool:
    """Tell whether somebody must be named here, so that even a small unknown word is a name: mr lindqvist."""
    return (
        bool(en_sides.courtesy().search(text[max(0, at - 8) : at])) or en_sides.left_kind(text, at) in _STRONG
    )


_STRONG = frozenset({"naming", "role", "thanks", "meet"})
_INITIAL = 2


def _goes_on(text: str, first: int, word: tuple[int, int]) -> bool:
    """Tell whether a word may continue a name: a capital, a particle, or a small word after a small name."""
    low = text[word[0] : word[1]].lower()
    if _capital(text, word[0]) or low in PARTICLES:
        return True
    return (
        text[first].islower()
        and len(low) > _INITIAL
        and (low in en_sides.given_names() or not dictionary_word(low))
    )


def _capital(text: str, at: int) -> bool:
    return text[at].isupper()
