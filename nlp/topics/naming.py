"""Names that a person can read, in both languages, from a topic's own segments; never blank, never twice."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.topics import evidence, glossary
from nlp.topics.choosing import Choice, Spoken, choices

_SHARE = 0.22
"""Share of a topic's segments that must speak of a service concept before the topic takes its name."""
_LIFT = 2.0
_SPOKEN = 0.35
"""Strength from which a segment counts as speaking of a concept."""
_TWICE = 2
_USED = 0.06
"""Share of a topic's segments of one language that must use a word before it may describe the topic."""
_MINOR = 0.25
_CENTRAL = 1.3
_ABROAD = 0.3
_SAID = 0.05
_FAINT = 0.2
_ALIKE = 0.5
"""A concept must be said in so many of a topic's segments, unless so large a share speaks of it anyhow."""
_CLEAR, _NEARLY, _BOTH = 0.45, 0.55, 0.1
"""A concept so strong names a topic alone; a weaker one not, if another is nearly as strong, both said and read."""
_SURE, _FIRST = 2, 3
"""So many first words of a language may give a topic abroad its name: alone, or with another that calls for the same."""
_ZH_MIN, _ZH_MAX = 2, 12
_EN_MAX = 34
JOINER = "·"
_AND = " and "
LAST_RESORT, OVERALL = ("其他意见", "other comments"), ("总体评价", "overall impression")
"""What is called so has no word that as many as one in sixteen of its segments use."""

Name = tuple[str, str]
"""In Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a name is made of: weighted words of each language and the shares of concepts in the topic."""

    words_zh: tuple[str, ...]
    words_en: tuple[str, ...]
    concepts: tuple[str, ...]
    """Telling concepts of the topic, the most telling first."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Words that are mostly said with one other, and what both make together."""
    said: tuple[tuple[str, float], ...] = ()
    """The share of the topic's segments of its language that use a word."""
    also: str = ""
    """A second concept that so much of the topic is about that the first alone would be too wide a name."""
    english: float | None = None
    """The share of its segments that are English; where nobody knows, the language with more words speaks."""

    @property
    def first_words(self) -> tuple[str, ...]:
        """The words that a name is made of first, in the language that has more of them."""
        words = self.words_zh if len(self.words_zh) >= len(self.words_en) else self.words_en
        return tuple(glossary.telling_first(words))


def split_words(words: Iterable[tuple[str, float]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide weighted words into Chinese and English ones, leaving out what cannot stand in a name."""
    listed = [word for word, _ in words]
    zh = tuple(w for w in listed if _has_han(w) and len(w) >= _ZH_MIN)
    en = tuple(w for w in listed if w.isascii() and len(w) > 2 and any(c.isalpha() for c in w))
    return zh, en


def common(
    words: Iterable[tuple[str, float]], tokens: Sequence[Sequence[str]], typical: Collection[str] = ()
) -> list[tuple[str, float]]:
    """Rank telling words by how many of a topic's segments use them; what hardly any uses is left out.

    c-TF-IDF loves what is rare elsewhere, a single guest's odd word too; a name needs what people share. A
    word counts among the segments of its own language, but a handful of those do not make it a word of the
    topic. ``typical`` words, those of the segments in the middle, count more.
    """
    counts = Counter(word for spoken in tokens for word in set(spoken))
    han = sum(any(_has_han(word) for word in spoken) for spoken in tokens)
    among = {True: max(han, _MINOR * len(tokens), 1), False: max(len(tokens) - han, _MINOR * len(tokens), 1)}
    ranked: list[tuple[float, str]] = []
    for word, weight in words:
        share = counts[word] / among[_has_han(word)]
        if counts[word] >= _TWICE and share >= _USED:
            ranked.append((-weight * share**0.5 * (_CENTRAL if word in typical else 1.0), word))
    return [(word, -weight) for weight, word in sorted(ranked)] or _most_used(words, counts)


def _most_used(words: Iterable[tuple[str, float]], counts: Counter[str]) -> list[tuple[str, float]]:
    return sorted(words, key=lambda pair: (-counts[pair[0]], -pair[1], pair[0]))


def said(
    tokens: Sequence[Sequence[str]], groups: NDArray[np.int64], words: Iterable[str]
) -> tuple[tuple[str, float], ...]:
    """Return for each word the share of the segments of its language (0 zh, 1 en) that use it."""
    counts = Counter(word for spoken in tokens for word in set(spoken))
    sizes = {group: max(1, int((groups == group).sum())) for group in (0, 1)}
    return tuple((word, counts[word] / sizes[int(not _has_han(word))]) for word in words)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of some segments speak of each concept: read between the lines, and said in words."""

    read: Counter[str]
    said: Counter[str]
    size: int


def shares(spoken: NDArray[np.float32], said: NDArray[np.float32], columns: Sequence[str]) -> Shares:
    """Count the segments that speak of each concept before all others, and those that use its words."""
    if not len(spoken):
        return Shares(Counter(), Counter(), 0)
    best, strength = spoken.argmax(axis=1), spoken.max(axis=1)
    read_of: list[int] = best[strength >= _SPOKEN].tolist()
    said_of: list[int] = np.nonzero(said)[1].tolist()
    return Shares(Counter(columns[i] for i in read_of), Counter(columns[i] for i in said_of), len(spoken))


def telling(inside: Shares, everywhere: Shares, *, at_home: bool) -> tuple[str, ...]:
    """Return the concepts that mark a topic: frequent in it, and clearly more than elsewhere.

    A concept must earn its place. Where the guide is at home it may read it between the lines, if a few
    segments say its words; where it is abroad, only a topic whose own words call for a concept has it.
    """
    most = max(inside.said.values(), default=0) / max(inside.size, 1)
    ranked: list[tuple[float, str]] = []
    for concept in {**inside.read, **inside.said} if at_home else inside.said:
        read, said = (part[concept] / max(inside.size, 1) for part in (inside.read, inside.said))
        share = max(read, said) if at_home else said
        usual = _share(everywhere, concept, at_home=at_home)
        if _earned(read, said, most, at_home=at_home) and share >= _LIFT * usual:
            ranked.append((-share * (share / max(usual, 1e-6)) ** 0.5, concept))
    return tuple(concept for _, concept in sorted(ranked))


def also(inside: Shares, first: str) -> str:
    """Return a second concept that a topic is about nearly as much as about its first; none where the first is clear.

    One half reads the concept, the other half says it: login and door codes are one topic, and not all of it is login.
    """
    size = max(inside.size, 1)
    strength = {
        one: (inside.read[one] + inside.said[one]) / (2 * size) for one in {**inside.read, **inside.said}
    }
    own = strength.pop(first, 0.0)
    second = max(strength, key=lambda one: (strength[one], one), default="")
    both = min(inside.read[second], inside.said[second]) >= _BOTH * size
    return second if both and own < _CLEAR and strength[second] >= _NEARLY * own else ""


def _earned(read: float, said: float, most: float, *, at_home: bool) -> bool:
    """Tell whether so much of a topic reads and says a concept; nothing is read between lines that say another."""
    if said >= _ABROAD or not at_home:
        return said >= _ABROAD
    drowned = most >= _ABROAD and said < _FAINT * most
    return (said >= _SAID or read >= _ALIKE) and read >= _SHARE and not drowned


def _share(everywhere: Shares, concept: str, *, at_home: bool) -> float:
    size = max(everywhere.size, 1)
    return max(everywhere.read[concept] if at_home else 0, everywhere.said[concept]) / size


def by_its_words(
    concepts: Sequence[str], words: Sequence[str], phrases: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the concepts whose own name holds one of a topic's first words: abroad, "menu" is no taste of food.

    Nor is every speed the speed of service: a word that is only a part of the name must be among the very first, or
    another of the topic's words must call for the concept too. A word that stands in a phrase of its own ("task
    manager") is that phrase.
    """
    named = {starter.id: (starter.zh, starter.en) for starter in evidence.starters()}
    sure, first = words[:_SURE], [word for word in words[:_FIRST] if word not in phrases]
    return tuple(
        concept
        for concept in concepts
        if any(
            _holds(named.get(concept, ("", "")), word)
            and (word in sure or sum(concept in evidence.calls(other) for other in set(words)) >= _TWICE)
            for word in first
        )
    )


def _holds(name: Name, word: str) -> bool:
    """Tell whether a name in either language holds a word."""
    zh, en = name[0].lower(), name[1].lower()
    return word.lower() in zh if _has_han(word) else word.lower() in en.split()


def name_all(drafts: Sequence[Draft], taken: Iterable[Name] = ()) -> list[Name]:
    """Name every topic, the first come first: no two share a name in either language, none is blank."""
    used = {name.lower() for pair in taken for name in pair}
    names: list[Name] = []
    for draft in drafts:
        name = _free(_offers(draft), used)
        used.update(one.lower() for one in name)
        names.append(name)
    return names


def _offers(draft: Draft) -> list[Name]:
    """List possible names, best first: a concept's, one with the most telling word added, then words alone."""
    base = _concept_names(draft)
    words = choices(
        Spoken(draft.words_zh, draft.words_en, draft.concepts, draft.phrases, draft.said, draft.english)
    )
    good = [word for word in words if word.good] or words
    if not base and draft.said and all(share < _USED for _, share in draft.said):
        return [LAST_RESORT, OVERALL]
    offers = [*_two(draft, base), *base[:1]]
    offers += [_joined(base[0], (word.zh, word.en)) for word in good if base and not _told(word, base[0])]
    offers += base[1:]
    offers += [_joined((a.zh, a.en), (b.zh, b.en)) for a, b in pairwise(good)]
    offers += [(word.zh, word.en) for word in good]
    offers += [
        _joined(offers[0], (word.zh, word.en)) for word in words if offers and not (word.good or word.empty)
    ]
    if base and good and draft.concepts[0] in _headings() and _AND in base[0][1] and _told(good[0], base[0]):
        own = [(word.zh, word.en) for word in good[:2]]
        offers = [_joined(*own) if len(own) > 1 else own[0], *offers]
    fitting = [offer for offer in offers if _width(offer[0]) <= _ZH_MAX and len(offer[1]) <= _EN_MAX]
    return fitting or offers[:1]


def _two(draft: Draft, base: Sequence[Name]) -> list[Name]:
    """Return the name of both concepts of a topic that is about two, shorter where it would be too long."""
    table = {starter.id: (starter.zh, starter.en) for starter in evidence.starters()}
    if not base or draft.also not in table:
        return []
    one, other = base[0], table[draft.also]
    short = [(zh, en.split(_AND)[0]) for zh, en in (one, other)]
    return [_joined(one, other), _joined(short[0], short[1])]


def _joined(one: Name, other: Name) -> Name:
    return f"{one[0]}{JOINER}{other[0]}", f"{one[1]}, {other[1]}"


def _told(word: Choice, name: Name) -> bool:
    """Tell whether a name says a word already, in one language or the other."""
    zh, en = word.zh.lower(), word.en.lower()
    return zh in name[0].lower() or name[0].lower() in zh or en in name[1].lower() or name[1].lower() in en


def _width(name: str) -> float:
    """Return how wide a name is, in Chinese characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in name)


def _concept_names(draft: Draft) -> list[Name]:
    table = {starter.id: (starter.zh, starter.en) for starter in evidence.starters()}
    return [table[concept] for concept in draft.concepts if concept in table]


def _headings() -> set[str]:
    return {starter.parent for starter in evidence.starters() if starter.parent}


def _free(offers: Sequence[Name], used: set[str]) -> Name:
    for zh, en in offers or [LAST_RESORT]:
        if zh and en and zh.lower() not in used and en.lower() not in used:
            return zh, en
    zh, en = (offers or [LAST_RESORT])[0]
    number = 2
    while f"{zh} {number}".lower() in used or f"{en} {number}".lower() in used:
        number += 1
    return f"{zh} {number}", f"{en} {number}"


def _has_han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
