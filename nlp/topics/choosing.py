"""Which of a topic's words stand in its name, each said in both languages, so that both names say the same.

A name is made in the language that most of a topic is said in, and carried over word by word. What it is about
comes before how people like it, a word that both languages use before one that a single one does, and of several
words that say the same (plane, aircraft; 舒适, 舒服) the first is enough.
"""

from collections.abc import Collection
from dataclasses import dataclass

from nlp.topics import glossary

_FIRST = 10
"""So many words of a topic are looked at."""
_ALOUD = 0.5
"""Share of the segments that make a word without a counterpart a name: a house, a product, a town."""
_BLAND, _WEAK, _MOOD, _STRANGE, _SHARED = 100.0, 30.0, 1.5, 2.5, -1.5
"""How many places a word loses that says nothing, little, only a mood, or has no counterpart; and one wins that both languages use."""
_GOOD = 2.0
"""Words that lose no more can stand beside another."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a topic, the most telling first, and how they are said."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    phrases: tuple[Pair, ...] = ()
    """Words that are mostly said with one other, and what both make together."""
    said: tuple[tuple[str, float], ...] = ()
    """The share of the segments of its language that use a word."""
    english: float | None = None
    """The share of the segments that are English."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word in both languages; ``good``: it can stand beside another."""

    zh: str
    en: str
    good: bool
    empty: bool = False
    """Whether it says nothing: a name is better counted than made of it."""


def choices(spoken: Spoken) -> list[Choice]:
    """Return the words of a name in both languages, best first, none that says what an earlier one said."""
    english = _english(spoken)
    words = spoken.en if english else spoken.zh
    ranked = sorted(
        (place + _penalty(word, spoken, english=english), place, word)
        for place, word in enumerate(words[:_FIRST])
    )
    found: list[Choice] = []
    for rank, place, word in ranked:
        zh, en = _both(word, spoken, english=english)
        if not any(_same(zh, other.zh) or _same(en, other.en) for other in found):
            found.append(Choice(zh, en, rank - place <= _GOOD and rank < _WEAK, rank >= _BLAND))
    return found


def _english(spoken: Spoken) -> bool:
    if spoken.english is None or not (spoken.zh and spoken.en):
        return len(spoken.en) > len(spoken.zh)
    return spoken.english > 0.5


def _penalty(word: str, spoken: Spoken, *, english: bool) -> float:
    """Return how many places a word loses on its way into a name."""
    if glossary.bland(word):
        return _BLAND
    other = _counterpart(word, spoken, english=english)
    little = glossary.weak(word) and not (english and glossary.told(word, spoken.en))
    lost = _WEAK if little else _MOOD if glossary.mood(word) else 0.0
    if other is None:
        return lost + (0.0 if dict(spoken.said).get(word, 0.0) >= _ALOUD else _STRANGE)
    return lost + (_SHARED if other in (spoken.zh if english else spoken.en) else 0.0)


def _both(word: str, spoken: Spoken, *, english: bool) -> Pair:
    """Return a word, or the phrase it stands in, in Chinese and in English."""
    whole = dict(spoken.phrases).get(word, word)
    other = _counterpart(whole, spoken, english=english)
    if other is None and not (glossary.bland(word) or glossary.weak(word)):
        alone = _counterpart(word, spoken, english=english)
        whole, other = (word, alone) if alone else (whole, None)
    if english:
        return other or whole, whole
    return whole, other or glossary.spelled(whole)


def _counterpart(word: str, spoken: Spoken, *, english: bool) -> str | None:
    return glossary.chinese_of(word, spoken.concepts, spoken.en) if english else glossary.english_of(word)


def _same(one: str, other: str) -> bool:
    """Tell whether one of two words holds the other."""
    if one.isascii() and other.isascii():
        a, b = set(_stems(one)), set(_stems(other))
        return a <= b or b <= a
    return one in other or other in one


def _stems(phrase: str) -> Collection[str]:
    return [part.removesuffix("s") for part in phrase.lower().split()]
