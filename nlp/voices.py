# pyright: basic
"""Tell a voice from what only fills the column: platform boilerplate, blanks, adverts, floods of copies.

Nothing is thrown away: such comments are kept and marked, and never counted as what people say.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from ahocorasick import Automaton
from numpy.typing import NDArray

from nlp import lexicons
from nlp.text.sieve import Sieve
from nlp.text.simple import simplified

_SPAM, _SHORT, _STORY = 2.0, 60, 400
_CONTENT = re.compile(
    r"[^\W\d_]|[\u2600-\u27bf\U0001f300-\U0001faff]|6{2,}|\d\s*/\s*\d|\d\s*[%+]"
    r"|[:;=][-'^]?[)(DPpOo3\]\[|/]|<3|\+1|\^_\^"
)
_SCORE = re.compile(r"\s*[-+]?(?:100|\d{1,2})(?:[.,]\d{1,2})?[\s.。!！、,，;；]*$")
_CONTACT = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|cn|net|top|xyz|vip|cc|ru)\b|1[3-9]\d{9}|[qQ]{2}[:：号群\s]*\d{5,}|\+\d[\d -]{8,}"
    r"|(?:微信|薇信|vx|wx|v信)[号:：\s]*[A-Za-z0-9_-]{5,}|t\.me/",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")


def marks(text: str) -> tuple[str, ...]:
    """Say why a repaired comment is no voice: of ``empty``, ``number``, ``boilerplate``, ``spam``; mostly nothing.

    A bare number answers a question on a scale: somebody said something, though nothing that can be read as words.

    >>> marks("此用户没有填写评价。"), marks("N/A"), marks("……"), marks("9"), marks("前台很好"), marks("👍")
    (('boilerplate',), ('boilerplate',), ('empty',), ('number',), (), ())
    """
    if not _CONTENT.search(text):
        return ("boilerplate" if _is_boilerplate(text) else "number" if _SCORE.match(text) else "empty",)
    if _is_boilerplate(text):
        return ("boilerplate",)
    return ("spam",) if _is_advert(text) else ()


def _is_boilerplate(text: str) -> bool:
    """Because: only the whole comment counts; "没有建议，服务很好" is a voice."""
    if len(text) > 80:
        return False
    plain = simplified(_bare(text))
    return bool(plain) and (plain in _boilerplate() or any(p.fullmatch(plain) for p in _patterns()))


def _is_advert(text: str) -> bool:
    """Because: one cue may be a guest's own word (兼职, crypto); two of them, or one beside a contact, are not.

    A long story collects cues by chance, an advert comes to the point: the bar rises with the length.
    """
    plain = text.lower()
    weights = {cue: weight for _, (cue, weight) in _cues().iter(plain)}
    total = sum(
        weight
        for cue, weight in weights.items()
        if not any(cue in other and cue != other for other in weights)
    )
    spoken = _spoken(text)
    contact = bool((total or spoken) and _CONTACT.search(text))
    if total + contact >= _SPAM + len(text) / _STORY:
        return True
    return spoken + contact >= _SPAM + max(0, len(text) - _SHORT) / _STORY


def _spoken(text: str) -> float:
    """Weigh how it speaks: what strangers sell, each kind once, and that they ask to get in touch."""
    speech, text = _speech(), text[:_STORY]
    may = speech.may(text)
    if "sure" in may and speech.patterns["sure"].search(text):
        return _SPAM + 1
    if "offer" not in may:
        return 0
    offers = {found.group().lower() for found in speech.patterns["offer"].finditer(text)}
    return len(offers) + bool(offers and speech.patterns["call"].search(text))


def _bare(text: str) -> str:
    """Drop case, width, blanks and punctuation."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in plain if char.isalnum())


@cache
def _boilerplate() -> frozenset[str]:
    return frozenset(simplified(_bare(line)) for line in lexicons.words("shared/boilerplate"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in lexicons.rows("shared/boilerplate_patterns"))


@dataclass(frozen=True, slots=True)
class _Speech:
    """How adverts speak: one pattern for each kind, and a sieve of the rows that it is made of."""

    patterns: dict[str, re.Pattern[str]]
    kinds: tuple[str, ...]
    sieve: Sieve

    def may(self, text: str) -> set[str]:
        """Return the kinds that may be found in a text."""
        return {self.kinds[row] for row in self.sieve.may(text)}


@cache
def _speech() -> _Speech:
    rows = lexicons.rows("shared/advert_patterns")
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row["pattern"])
    patterns = {kind: re.compile("|".join(every), re.IGNORECASE) for kind, every in kinds.items()}
    sieve = Sieve([re.compile(row["pattern"], re.IGNORECASE) for row in rows])
    return _Speech(patterns, tuple(row["kind"] for row in rows), sieve)


@cache
def _cues() -> Automaton:
    automaton = Automaton()
    for row in lexicons.rows("shared/adverts"):
        cue = row["cue"].lower()
        automaton.add_word(cue, (cue, float(row["weight"])))
    automaton.make_automaton()
    return automaton


# Floods: the same words again and again, with a number or a sign changed.

_LEAST = 16
"""Shorter comments (in Chinese characters; three letters count as one) may agree by chance: 服务很好."""
_LEAST_OF_ONE_AUTHOR = 4
_ALIKE = 0.7
"""Share of common four-character pieces from which on two comments are copies."""
_CROWD = 3
"""Copies are a flood from this many on; exact copies of a comment half as long again from two on."""
_BANDS, _ROWS = 12, 2
_PRIME = np.uint64((1 << 31) - 1)
_FACTORS = np.random.default_rng(20).integers(1, 1 << 31, (2, _BANDS * _ROWS), dtype=np.uint64)


def find_floods(texts: Sequence[str], authors: Sequence[str | None] | None = None) -> set[int]:
    """Return the places of copies beyond the first, in a batch of thousands, in time near its length.

    One author who says the same twice is one voice, however short the words.

    >>> find_floods([f"Cheap rooms near the beach, ask me for my price list number {n} today" for n in range(3)] + ["好"] * 9)
    {1, 2}
    """
    plain = [_shape(text) for text in texts]
    who = authors if authors is not None else [None] * len(texts)
    by_author = _same((f"{name}\n{text}" if name and _width(text) >= _LEAST_OF_ONE_AUTHOR else None)
                      for name, text in zip(who, plain, strict=True))  # fmt: skip
    long = [text if _width(text) >= _LEAST else None for text in plain]
    exact = _same(text if text and _width(text) >= 1.5 * _LEAST else None for text in long)
    return {place for group in [*by_author, *exact, *_near(long)] for place in group[1:]}


def _shape(text: str) -> str:
    """Return what stays the same when a spammer changes numbers, signs and case."""
    return re.sub(r"\d+", "0", _bare(text))


def _width(text: str) -> int:
    han = len(_HAN.findall(text))
    return han + (len(text) - han) // 3


def _same(keys: Iterable[str | None]) -> list[list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key:
            groups[key].append(place)
    return [group for group in groups.values() if len(group) > 1]


def _near(texts: Sequence[str | None]) -> list[list[int]]:
    """Gather comments that share most of their pieces: MinHash proposes, the pieces themselves decide."""
    pieces = [_pieces(text) if text else frozenset[int]() for text in texts]
    first = list(range(len(texts)))
    buckets: dict[tuple[int, int, int], int] = {}
    for place, own in enumerate(pieces):
        if not own:
            continue
        keys = _band_keys(own)
        leaders = dict.fromkeys(first[buckets[key]] for key in keys if key in buckets)
        first[place] = next((n for n in leaders if _likeness(pieces[n], own) >= _ALIKE), place)
        for key in keys:
            buckets.setdefault(key, first[place])
    groups = _same(str(leader) for leader in first)
    return [group for group in groups if len(group) >= _CROWD]


def _pieces(text: str) -> frozenset[int]:
    return frozenset(crc32(text[i : i + 4].encode()) for i in range(max(1, min(len(text), 800) - 3)))


def _band_keys(pieces: frozenset[int]) -> list[tuple[int, int, int]]:
    values: NDArray[np.uint64] = np.fromiter(pieces, np.uint64, len(pieces)) & np.uint64((1 << 31) - 1)
    least = ((values[:, None] * _FACTORS[0] + _FACTORS[1]) % _PRIME).min(axis=0)
    return [(band, int(least[band * _ROWS]), int(least[band * _ROWS + 1])) for band in range(_BANDS)]


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
