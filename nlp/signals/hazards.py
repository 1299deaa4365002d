"""What can go wrong anywhere: known kinds of trouble, each counted as one subject though each word of it is rare."""

import re
from collections.abc import Mapping
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


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for row in rows(TABLE):
        chinese = [re.escape(phrase) for phrase in row["zh"].split("|")]
        english = "|".join(re.escape(phrase) for phrase in row["en"].split("|"))
        found[MARK + row["key"]] = re.compile("|".join([*chinese, rf"\b(?:{english})\b"]), re.IGNORECASE)
    return found


@cache
def hazard_names() -> Mapping[str, tuple[str, str]]:
    """Return the names (zh, en) of each kind of trouble by its subject."""
    return {MARK + row["key"]: (row["label_zh"], row["label_en"]) for row in rows(TABLE)}


def hazards_of(text: str) -> tuple[str, ...]:
    """Return the kinds of trouble that a text names.

    >>> hazards_of("因为疫情退订了"), hazards_of("They were all disabled overnight")
    (('hazard:illness', 'hazard:refund'), ('hazard:outage',))
    """
    return tuple(key for key, pattern in _patterns().items() if pattern.search(text))


def by_hazard(stream: Stream) -> dict[tuple[str, int], Ints]:
    """Return the places of the comments by (kind of trouble, audience), where there are enough of them to speak."""
    found: dict[tuple[str, int], list[int]] = {}
    for i, o in enumerate(stream.observations):
        for key in hazards_of(o.text):
            found.setdefault((key, int(stream.audience[i])), []).append(i)
    return {key: np.array(places) for key, places in sorted(found.items()) if len(places) >= LEAST}
