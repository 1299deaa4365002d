"""What early warning counts: one line per comment, with copies and loud authors counted once."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from nlp.records import Audience, Label, Language

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

COPY_DAYS = 30
"""A text that came in these last days already is a copy."""
AUTHOR_DAYS = 7
"""An author counts once in a series over this many days."""
COPY_LENGTH = 12
"""Shorter texts ("很好", "good") are alike because people are alike, not because they were copied."""
BANDS, ROWS, GRAM = 10, 3, 4
ALIKE = 0.6
"""Share of equal places in two sketches from which a text is a copy."""
EDGES = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One comment as early warning sees it; ``text`` is repaired and masked."""

    comment_id: str
    day: date
    site: str | None = None
    audience: Audience = "customer"
    language: Language = "en"
    topic_ids: tuple[str, ...] = ()
    score: float = 0.0
    label: Label = "neutral"
    text: str = ""
    author: str | None = None
    channel: str | None = None
    """The survey, question or channel it came through: what is asked shapes what is said."""
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    """One row a sentence, where known: what it means, in whatever words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The comments that count, oldest first, as columns of equal length, on a calendar of ``days``."""

    observations: tuple[Observation, ...]
    first: date
    days: int
    day: Ints
    site: Ints
    sites: tuple[str, ...]
    audience: Ints
    audiences: tuple[Audience, ...]
    author: Ints
    channel: Ints
    """Author and channel are -1 where unknown."""

    def date_of(self, column: int) -> date:
        """Return the date of a column of the calendar."""
        return self.first + timedelta(days=int(column))

    def column_of(self, day: date) -> int:
        """Return the column of a date; it may lie outside the calendar."""
        return (day - self.first).days


def prepare(observations: Iterable[Observation], *, end: date) -> Stream | None:
    """Order what had come in by ``end`` and leave copies out; None where nothing had."""
    seen = sorted((o for o in observations if o.day <= end), key=lambda o: (o.day, o.comment_id))
    if not seen:
        return None
    first = seen[0].day
    day = np.array([(o.day - first).days for o in seen])
    kept = ~repeats(copies([o.text for o in seen]), day, COPY_DAYS)
    voices = tuple(o for o, keep in zip(seen, kept, strict=True) if keep)
    sites = tuple(sorted({o.site for o in voices if o.site is not None}))
    audiences: tuple[Audience, ...] = tuple(sorted({o.audience for o in voices}))
    authors = _numbered([o.author for o in voices])
    places = {name: i for i, name in enumerate(sites)}
    return Stream(
        observations=voices, first=first, days=(end - first).days + 1, day=day[kept],
        site=np.array([places.get(o.site or "", -1) for o in voices]), sites=sites,
        audience=np.array([audiences.index(o.audience) for o in voices]), audiences=audiences, author=authors,
        channel=_numbered([o.channel for o in voices]),
    )  # fmt: skip


def _numbered(names: Sequence[str | None]) -> Ints:
    known: dict[str, int] = {}
    return np.array([-1 if name is None else known.setdefault(name, len(known)) for name in names], int)


def repeats(key: Ints, day: Ints, within: int, series: Ints | None = None) -> Bools:
    """Tell which entries repeat an earlier one of the same key (and series) at most ``within`` days before.

    Because: a campaign, a copied advert or one person who writes daily is one voice, however often it speaks.
    Entries with key -1 are nobody's and never repeat.
    """
    group = np.zeros_like(key) if series is None else series
    order = np.lexsort((np.arange(len(key)), day, key, group))
    k, g, d = key[order], group[order], day[order]
    again = np.zeros(len(key), bool)
    again[order[1:]] = (k[1:] == k[:-1]) & (g[1:] == g[:-1]) & (d[1:] - d[:-1] <= within) & (k[1:] >= 0)
    return again


def copies(texts: Sequence[str]) -> Ints:
    """Number texts so that near copies share the number of the first of them; -1 for short texts.

    Earlier texts decide, later ones never change what an earlier one was taken for.
    """
    numbers = np.full(len(texts), -1)
    whole: dict[str, int] = {}
    buckets: dict[tuple[int, int], int] = {}
    sketches: dict[int, NDArray[np.uint64]] = {}
    for i, text in enumerate(texts):
        plain = EDGES.sub("", text.lower())
        if len(plain) < COPY_LENGTH:
            continue
        if plain not in whole:
            whole[plain] = _nearest(i, _sketch(plain), buckets, sketches)
        numbers[i] = whole[plain]
    return numbers


def _nearest(
    i: int,
    sketch: NDArray[np.uint64],
    buckets: dict[tuple[int, int], int],
    sketches: dict[int, NDArray[np.uint64]],
) -> int:
    """Return the number of an earlier text that shares most of the sketch, else enter this one as ``i``."""
    bands = [(n, hash(tuple(row.tolist()))) for n, row in enumerate(sketch.reshape(BANDS, ROWS))]
    for band in bands:
        other = buckets.get(band)
        if other is not None and (sketches[other] == sketch).mean() >= ALIKE:
            return other
    sketches[i] = sketch
    for band in bands:
        buckets.setdefault(band, i)
    return i


def _sketch(plain: str) -> NDArray[np.uint64]:
    """Sketch a text by the smallest hashes of its 4-grams (MinHash): equal places estimate what is shared."""
    raw = np.frombuffer(plain[:600].encode("utf-32-le"), np.uint32).astype(np.uint64)
    grams = np.zeros(len(raw) - GRAM + 1, np.uint64)
    for i in range(GRAM):
        grams = grams * np.uint64(0x100000001B3) + raw[i : len(raw) - GRAM + 1 + i]
    mixed = (grams[:, None] ^ _SHIFT) * _ODD
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _ODD[::-1]).min(0)


def _stream_of(seed: bytes, n: int) -> NDArray[np.uint64]:
    raw = b"".join(hashlib.blake2b(seed + bytes([i]), digest_size=8).digest() for i in range(n))
    return np.frombuffer(raw, np.uint64).copy()


_ODD = _stream_of(b"odd", BANDS * ROWS) | np.uint64(1)
_SHIFT = _stream_of(b"shift", BANDS * ROWS)
