"""Names that a person can read, in both languages, from a topic's own segments; never blank, never twice."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.topics import evidence, glossary

_SHARE = 0.22
"""Share of a topic's segments that must speak of a service concept before the topic takes its name."""
_LIFT = 2.0
_SPOKEN = 0.35
"""Strength from which a segment counts as speaking of a concept."""
_TWICE = 2
_USED = 0.06
"""Share of a topic's segments of one language that must use a word before it may describe the topic."""
_ALONE = 2
"""With fewer words of its own a language borrows from the other."""
_MINOR = 0.25
_CENTRAL = 1.3
_ABROAD = 0.3
_SAID = 0.05
_FAINT = 0.2
_ALIKE = 0.5
"""A concept must be said in so many of a topic's segments, unless so large a share speaks of it anyhow."""
_ZH_MIN, _ZH_MAX = 2, 12
_EN_MAX = 34
_JOINER = "·"
LAST_RESORT = ("其他意见", "other comments")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a name is made of: weighted words of each language and the shares of concepts in the topic."""

    words_zh: tuple[str, ...]
    words_en: tuple[str, ...]
    concepts: tuple[str, ...]
    """Telling concepts of the topic, the most telling first."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Chinese words that are mostly said with one other, and what both make together."""

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


def _earned(read: float, said: float, most: float, *, at_home: bool) -> bool:
    """Tell whether so much of a topic reads and says a concept; nothing is read between lines that say another."""
    if said >= _ABROAD or not at_home:
        return said >= _ABROAD
    drowned = most >= _ABROAD and said < _FAINT * most
    return (said >= _SAID or read >= _ALIKE) and read >= _SHARE and not drowned


def _share(everywhere: Shares, concept: str, *, at_home: bool) -> float:
    size = max(everywhere.size, 1)
    return max(everywhere.read[concept] if at_home else 0, everywhere.said[concept]) / size


def by_its_words(concepts: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts whose own name holds one of a topic's first words: abroad, "menu" is no taste of food."""
    named = {starter.id: f"{starter.zh} {starter.en}".lower() for starter in evidence.starters()}
    first = [word.lower() for word in words]
    return tuple(
        concept
        for concept in concepts
        if any(
            word in (named.get(concept, "") if _has_han(word) else named.get(concept, "").split())
            for word in first
        )
    )


def name_all(drafts: Sequence[Draft], taken: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    """Name every topic, the first come first: no two share a name in either language, none is blank."""
    used_zh = {zh for zh, _ in taken}
    used_en = {en.lower() for _, en in taken}
    names: list[tuple[str, str]] = []
    for draft in drafts:
        zh = _free(_offers_zh(draft), used_zh, LAST_RESORT[0])
        en = _free(_offers_en(draft), used_en, LAST_RESORT[1])
        used_zh.add(zh)
        used_en.add(en.lower())
        names.append((zh, en))
    return names


def _offers_zh(draft: Draft) -> list[str]:
    base = [names[0] for names in _concept_names(draft)]
    words = list(draft.words_zh)
    if len(words) < _ALONE:
        borrowed = glossary.in_chinese(draft.words_en, draft.concepts)
        words += [word for word in borrowed if _has_han(word) or not draft.words_zh]
    return _offers(base, glossary.telling_first(_whole(words, draft)), joiner=_JOINER, longest=_ZH_MAX)


def _whole(words: Sequence[str], draft: Draft) -> list[str]:
    """Put phrases where their words stand; a word that an earlier phrase holds is not said again."""
    known, said = dict(draft.phrases), list[str]()
    for word in words:
        offer = known.get(word, word)
        if not any(offer in other for other in said):
            said.append(offer)
    return said


def _offers_en(draft: Draft) -> list[str]:
    base = [names[1] for names in _concept_names(draft)]
    words = list(draft.words_en)
    if len(words) < _ALONE:
        words += glossary.in_english(draft.words_zh)
    return _offers(base, glossary.telling_first(words), joiner=", ", longest=_EN_MAX)


def _offers(base: Sequence[str], words: Sequence[str], *, joiner: str, longest: int) -> list[str]:
    """List possible names, best first: a concept's, one with the most telling word added, then words alone."""
    offers = list(base[:1])
    offers += [
        f"{base[0]}{joiner}{word}" for word in words[:8] if base and not _alike(word.lower(), base[0].lower())
    ]
    offers += base[1:]
    offers += [f"{a}{joiner}{b}" for a, b in pairwise(words) if a not in b and b not in a]
    offers += words
    return [offer for offer in offers if _width(offer) <= longest] + offers[:1]


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _width(name: str) -> float:
    """Return how wide a name is, in Chinese characters where it has any, else in letters."""
    return (
        sum(0.5 if char.isascii() else 1.0 for char in name)
        if _JOINER in name or _has_han(name)
        else len(name)
    )


def _concept_names(draft: Draft) -> list[tuple[str, str]]:
    table = {starter.id: (starter.zh, starter.en) for starter in evidence.starters()}
    return [table[concept] for concept in draft.concepts if concept in table]


def _free(offers: Sequence[str], used: set[str], last: str) -> str:
    for offer in [*offers, last]:
        if offer and offer.lower() not in used:
            return offer
    number = 2
    while f"{(offers or [last])[0]} {number}".lower() in used:
        number += 1
    return f"{(offers or [last])[0]} {number}"


def _has_han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
