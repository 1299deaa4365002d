"""What can go wrong anywhere: known kinds of trouble, each counted as one subject though each word of it is rare."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.lexicons import rows
from nlp.signals.observations import Stream

Ints = NDArray[np.int64]
TABLE = "shared/hazards.tsv"
MARK = "hazard:"
"""What the subject of such a series begins with."""
LEAST = 3
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What names each kind of trouble: Chinese phrases, and English ones by the word that they begin with."""

    keys: tuple[str, ...]
    chinese: tuple[tuple[str, str], ...]
    """(phrase, kind)."""
    english: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


@cache
def _signs() -> Signs:
    chinese: list[tuple[str, str]] = []
    english: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in rows(TABLE):
        key = MARK + row["key"]
        chinese += [(phrase, key) for phrase in row["zh"].split("|")]
        for phrase in row["en"].split("|"):
            pattern = re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE)
            english.setdefault(WORD.findall(phrase)[0], []).append((pattern, key))
    keys = tuple(MARK + row["key"] for row in rows(TABLE))
    return Signs(
        keys=keys, chinese=tuple(chinese), english={word: tuple(found) for word, found in english.items()}
    )


@cache
def hazard_names() -> Mapping[str, tuple[str, str]]:
    """Return the names (zh, en) of each kind of trouble by its subject."""
    return {MARK + row["key"]: (row["label_zh"], row["label_en"]) for row in rows(TABLE)}


def hazards_of(text: str) -> tuple[str, ...]:
    """Return the kinds of trouble that a text names.

    >>> hazards_of("因为疫情退订了"), hazards_of("They were all disabled overnight")
    (('hazard:illness', 'hazard:refund'), ('hazard:outage',))
    """
    signs = _signs()
    begun = signs.english.keys() & set(WORD.findall(text.lower()))
    found = {key for word in begun for pattern, key in signs.english[word] if pattern.search(text)}
    if not text.isascii():
        found.update(key for phrase, key in signs.chinese if phrase in text)
    return tuple(key for key in signs.keys if key in found)


def by_hazard(stream: Stream) -> dict[tuple[str, int], Ints]:
    """Return the places of the comments by (kind of trouble, audience), where there are enough of them to speak."""
    found: dict[tuple[str, int], list[int]] = {}
    for i, o in enumerate(stream.observations):
        for key in hazards_of(o.text):
            found.setdefault((key, int(stream.audience[i])), []).append(i)
    return {key: np.array(places) for key, places in sorted(found.items()) if len(places) >= LEAST}
