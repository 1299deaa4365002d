"""What an alert is called where no topic names it: a phrase that its comments share, else a short quote of one of them.

A phrase stands in the comments as written here: words that are neighbours only once the small words between them are
gone ("desk", "master") are no name. Each language gets its own, else the other's, translated where every word is known.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.lexicons import rows, words
from nlp.records import Language
from nlp.signals.pieces import Cut, Piece, pieces, runs, unaddressed
from nlp.signals.usual import is_calendar
from nlp.words import lemma

Ints = NDArray[np.int64]
QUOTED = {"zh": (4, 20), "en": (12, 60)}
"""Letters of a quote."""
WHOLE = {"zh": 40, "en": 110}
"""Letters up to which a comment is quoted whole as an example."""
SHARED, SHARED_TERM, SHARED_WORD = 0.4, 0.6, 0.7
"""Part of the comments that must hold a phrase that is to name them; more where the sentence counts a word; and most
for a single word, which says less than a quote does."""
LEAST, MANY = 2, 8
"""Comments that hold a phrase, at least; from this many comments on one more."""
COMMON, SPEAKS = 2.5, 0.3
"""Rarity (one comment in twelve) up to which a word names nothing; part that a language must have written to name."""
BAD, BOTH = -0.3, 1.6
"""Valence of what is wrong, and what a phrase is worth more that names it and a thing."""
READ = 40
"""Comments read for a name."""
_TAKEN_OUT = re.compile(r"\s{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Comments that want a name: texts with their languages, the words known of all comments, and how to cut."""

    texts: Sequence[tuple[str, Language]]
    cut: Cut
    rarity: Callable[[str], float]
    """How rare a word is among all comments so far: the log of one in so many."""
    middle: Sequence[float] = ()
    """How well each comment stands for the others, where that is known."""


def name_of(said: Said, term: str | None = None, longest: Mapping[str, int] | None = None) -> tuple[str, str]:
    """Return a name in Chinese and one in English; a quote stands in quotation marks.

    Args:
        said: the comments.
        term: the word or pair that is counted, which the name must hold.
        longest: letters of a comment that is quoted whole, in each language, where more is wanted than a name.
    """
    limits = longest or {tongue: high for tongue, (_, high) in QUOTED.items()}
    own = {tongue: _own(said, tongue, term, limits[tongue]) for tongue in ("zh", "en")}
    zh = own["zh"] or _abroad(own["en"], "zh")
    en = own["en"] or _abroad(own["zh"], "en")
    return zh or "…", en or "…"


def written(terms: Sequence[str], said: Said) -> tuple[str, ...]:
    """Return words and pairs as the comments write them; of a pair that nobody wrote side by side, its rarer word."""
    surfaces = _surfaces([p for tongue in ("zh", "en") for p in _pieces(said, tongue)])
    found: dict[str, None] = {}
    written_as: dict[str, Counter[str]] = {}
    for keys, counts in surfaces.items():
        written_as.setdefault(" ".join(keys), Counter()).update(counts)
    for term in terms:
        known = written_as.get(term, Counter[str]())
        surface, times = known.most_common(1)[0] if known else ("", 0)
        side_by_side = times >= LEAST or len(surface.split()) <= len(term.split())
        said_so = surface if surface and side_by_side else max(term.split(), key=said.rarity)
        if not any(said_so.lower() in other.lower() for other in found):
            found[said_so] = None
    return tuple(found)


def _own(said: Said, tongue: str, term: str | None, longest: int) -> str:
    """Return the name that one language gives; empty where it hardly speaks."""
    found = _pieces(said, tongue)
    holding = len({p.comment for p in found})
    if not found or holding < max(LEAST, SPEAKS * len(said.texts)):
        return ""
    return _phrase(found, holding, said, term) or _quote(found, said, term, tongue, longest)


def _pieces(said: Said, tongue: str) -> list[Piece]:
    return pieces(said.texts[:READ], tongue, said.cut)


def _surfaces(found: Sequence[Piece]) -> dict[tuple[str, ...], Counter[str]]:
    """Return how often each run of content words is written how; each comment counts once."""
    seen: dict[tuple[str, ...], dict[int, str]] = {}
    for piece in found:
        for keys, text in runs(piece):
            seen.setdefault(keys, {}).setdefault(piece.comment, text)
    return {keys: Counter(by_comment.values()) for keys, by_comment in seen.items()}


def _phrase(found: Sequence[Piece], holding: int, said: Said, term: str | None) -> str:
    """Return the phrase that most of the comments share and others don't; empty where there is none."""
    best, most = "", 0.0
    floor = LEAST + (holding >= MANY)
    for keys, surfaces in sorted(_surfaces(found).items()):
        count = surfaces.total()
        if len(keys) > 1 and surfaces.most_common(1)[0][1] < max(LEAST, count / 2):
            continue
        share = SHARED_TERM if term else SHARED if len(keys) > 1 else SHARED_WORD
        if (
            count < max(floor, share * holding)
            or not _holds(keys, term)
            or any(map(_bland, (*keys[:1], *keys[-1:])))
        ):
            continue
        worth = sum(_rare(k, said) for k in dict.fromkeys(keys))
        score = count * worth * (BOTH if names_trouble(keys) else 1.0)
        if score > most:
            best, most = min(surfaces, key=lambda s: (-surfaces[s], len(s), s)), score
    return best


def _rare(word: str, said: Said) -> float:
    return max(said.rarity(word) - COMMON, 0.0)


def _holds(keys: Sequence[str], term: str | None) -> bool:
    return term is None or f" {term} " in f" {' '.join(keys)} "


def names_trouble(keys: Sequence[str]) -> bool:
    """Tell whether some words name a thing and others what is wrong with it.

    >>> names_trouble(["电梯", "坏了"]), names_trouble(["lift", "not work"]), names_trouble(["电梯"])
    (True, True, False)
    """
    bad = [_is_bad(key) for key in keys]
    return any(bad) and not all(bad)


def _is_bad(word: str) -> bool:
    denied = word.startswith("not ") or (len(word) > 1 and word[0] in "不没無无未冇唔")
    return denied or _valence().get(word, 0.0) <= BAD


def _bland(word: str) -> bool:
    """Tell whether a word says nothing of a subject, or only the season."""
    return word.lower() in words("shared/bland_words") or is_calendar(word)


def _quote(found: Sequence[Piece], said: Said, term: str | None, tongue: str, longest: int) -> str:
    """Return the stretch that says most of what the others say too, in quotation marks."""
    counts = Counter(key for _, key in {(p.comment, m[2]) for p in found for m in p.marks})
    low, high = QUOTED[tongue]

    def tells(piece: Piece) -> tuple[float, int]:
        keys = [m[2] for m in piece.marks]
        told = sum(_rare(k, said) * (counts[k] - 0.7) for k in set(keys) if not _bland(k))
        told *= BOTH if names_trouble(keys) else 1.0
        fits = low <= len(piece.text) <= high and (term is None or bool({*term.split(), term} & set(keys)))
        return told / (2.0 + len(keys)) * (1.0 if fits else 0.1), -len(piece.text)

    best = max(_in_the_middle(found, said), key=tells)
    whole = _legible(unaddressed(said.texts[best.comment][0])).strip(" .。,，")
    quoted = whole if len(whole) <= longest else _legible(best.text)
    short = quoted if len(quoted) <= max(high, longest) else quoted[: high - 1].rsplit(" ", 1)[0] + "…"
    return f"“{short.replace('“', '').replace('”', '')}”"


def _legible(text: str) -> str:
    """Put one blank where there were several, and dots where a word was taken out, as people's names are.

    >>> _legible("After that   kept  the key")
    'After that … kept the key'
    """
    return " ".join(_TAKEN_OUT.sub(" … ", text.strip()).split())


def _in_the_middle(found: Sequence[Piece], said: Said) -> Sequence[Piece]:
    """Return the pieces of the third of the comments that stand best for all."""
    if not said.middle:
        return found
    comments = sorted({p.comment for p in found}, key=lambda c: -said.middle[c])
    kept = set(comments[: max(1, round(len(comments) / 3))])
    return [p for p in found if p.comment in kept]


def _abroad(name: str, tongue: str) -> str:
    """Say a name in the other language where every word of it is known there, else as it is."""
    plain = name.lower()
    known = _dictionary()[tongue]
    if plain in known:
        return known[plain]
    parts = plain.split()
    if tongue == "zh" and parts and all(p in known or lemma(p) in known for p in parts):
        return "".join(known.get(p) or known[lemma(p)] for p in parts)
    return name


@cache
def _dictionary() -> Mapping[str, Mapping[str, str]]:
    zh: dict[str, str] = {}
    en: dict[str, str] = {}
    for table in ("shared/topic_words.tsv", "shared/service_terms.tsv"):
        for row in rows(table):
            zh.setdefault(row["en"].lower(), row["zh"])
            en.setdefault(row["zh"], row["en"])
    for row in rows("zh/topic_words.tsv"):
        en.setdefault(row["zh"], row["en"])
    return {"zh": zh, "en": en}


@cache
def _valence() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for table in ("zh/valence.tsv", "en/valence.tsv"):
        found |= {row["word"].lower(): float(row["valence"]) for row in rows(table)}
    return found
