"""Names that a person can read, in both languages, from a topic's own segments; never blank, never twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.topics import evidence

_SHARE = 0.22
"""Share of a topic's segments that must speak of a service concept before the topic takes its name."""
_LIFT = 2.0
_SPOKEN = 0.35
"""Strength from which a segment counts as speaking of a concept."""
_TWICE = 2
_USED = 0.06
"""Share of a topic's segments of one language that must use a word before it may describe the topic."""
_ZH_MIN, _ZH_MAX = 2, 10
_EN_MAX = 34
LAST_RESORT = ("其他意见", "other comments")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a name is made of: weighted words of each language and the shares of concepts in the topic."""

    words_zh: tuple[str, ...]
    words_en: tuple[str, ...]
    concepts: tuple[str, ...]
    """Telling concepts of the topic, the most telling first."""


def split_words(words: Iterable[tuple[str, float]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide weighted words into Chinese and English ones, leaving out what cannot stand in a name."""
    listed = [word for word, _ in words]
    zh = tuple(w for w in listed if _has_han(w) and len(w) >= _ZH_MIN)
    en = tuple(w for w in listed if w.isascii() and len(w) > 2 and any(c.isalpha() for c in w))
    return zh, en


def common(words: Iterable[tuple[str, float]], tokens: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Rank telling words by how many of a topic's segments use them; what hardly any uses is left out.

    c-TF-IDF loves what is rare elsewhere, a single guest's odd word too; a name needs what people share.
    """
    counts = Counter(word for spoken in tokens for word in set(spoken))
    han = max(1, sum(any(_has_han(word) for word in spoken) for spoken in tokens))
    latin = max(1, len(tokens) - han)
    ranked: list[tuple[float, str]] = []
    for word, weight in words:
        used = counts[word]
        share = used / (han if _has_han(word) else latin)
        if used >= _TWICE and share >= _USED:
            ranked.append((-weight * share**0.5, word))
    return [(word, -weight) for weight, word in sorted(ranked)] or list(words)


def concept_shares(spoken: NDArray[np.float32], columns: Sequence[str]) -> Counter[str]:
    """Count the segments that speak of each concept before all others."""
    if not len(spoken):
        return Counter()
    best, strength = spoken.argmax(axis=1), spoken.max(axis=1)
    spoken_of: list[int] = best[strength >= _SPOKEN].tolist()
    return Counter(columns[i] for i in spoken_of)


def telling(inside: Counter[str], size: int, everywhere: Counter[str], total: int) -> tuple[str, ...]:
    """Return the concepts that mark a topic: frequent in it, and clearly more than elsewhere."""
    ranked: list[tuple[float, str]] = []
    for concept, count in inside.items():
        share, usual = count / max(size, 1), everywhere[concept] / max(total, 1)
        if share >= _SHARE and share >= _LIFT * usual:
            ranked.append((-share * (share / max(usual, 1e-6)) ** 0.5, concept))
    return tuple(concept for _, concept in sorted(ranked))


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
    words = list(draft.words_zh) or _translated(draft.words_en, han=True)
    return _offers(base, words, joiner="·", longest=_ZH_MAX)


def _offers_en(draft: Draft) -> list[str]:
    base = [names[1] for names in _concept_names(draft)]
    words = list(draft.words_en) or _translated(draft.words_zh, han=False)
    return _offers(base, words, joiner=", ", longest=_EN_MAX)


def _offers(base: Sequence[str], words: Sequence[str], *, joiner: str, longest: int) -> list[str]:
    """List possible names, best first: a concept's, one with the most telling word added, then words alone."""
    offers = list(base[:1])
    offers += [
        f"{base[0]}{joiner}{word}" for word in words[:8] if base and word.lower() not in base[0].lower()
    ]
    offers += base[1:]
    offers += [f"{a}{joiner}{b}" for a, b in pairwise(words) if a not in b and b not in a]
    offers += words
    return [offer for offer in offers if len(offer) <= longest] + offers[:1]


def _concept_names(draft: Draft) -> list[tuple[str, str]]:
    table = {starter.id: (starter.zh, starter.en) for starter in evidence.starters()}
    return [table[concept] for concept in draft.concepts if concept in table]


def _translated(words: Sequence[str], *, han: bool) -> list[str]:
    """Return the other language's words for the words of a topic that only one language speaks of."""
    table = evidence.translations()
    found = [table[word.lower()] for word in words if word.lower() in table]
    return [word for word in dict.fromkeys(found) if _has_han(word) == han] or list(words[:4])


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
