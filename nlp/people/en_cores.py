"""Candidates for a name in an English text, and a cheap look whether a sentence can hold one. Generous on purpose."""

import re
from collections.abc import Iterator

from nlp.people import en_doubt, en_sides
from nlp.people.en_features import PARTICLES, EnCandidate, EnScene, dictionary_word, ordinary

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
        low = word.lower().rstrip(".")
        if word[0].isupper() and (low in known or "." in word):
            return True
        if (
            low[:1].islower()
            and word[0].islower()
            and low not in en_sides.given_names()
            and _possible(sentence, *match.span())
        ):
            return True
        if _given(sentence, match):
            return True
        if (
            word[0].isupper()
            and len(low) > 1
            and low not in ordinary()
            and not (match.start() < _EDGE and dictionary_word(low))
        ):
            return True
    return False


def _given(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether a given name stands here; one that is a word needs a capital or a thanks: thank you april."""
    low = match.group().lower().rstrip(".")
    if low not in en_sides.given_names():
        return False
    if match.group()[0].isupper() or low not in en_sides.name_words():
        return True
    return low in en_doubt.MONTHS and en_sides.left_kind(sentence, match.start()) == "thanks"


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
    low = text[start:end].lower()
    if text[start - 1 : start] in {"@", "#", "_", "/"} and not _SLASHED.search(text[:start]):
        return False
    if low in _ALONE or _CONTRACTED.search(low):
        return False
    if _capital(text, start):
        return end - start > 1
    if low in en_sides.given_names():
        return len(low) > _INITIAL
    return len(low) > _INITIAL and not dictionary_word(low) and _expected(text, start)


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
