"""Sayings mean one thing whatever their words are: 再来我是狗, used to be the best, left a lot to be desired.

A scorer that weighs words hears "best" in the second; ``lexicons/zh|en/sayings.tsv`` knows better.
"""

import re
from functools import cache

from nlp import lexicons
from nlp.records import Evidence
from nlp.text.sieve import Sieve
from nlp.text.simple import simplified

_DENIED = re.compile(
    r"(?:不|没有?|未|别|并非|不算|从不|\bnot|\bnever|n't|\bno|\bwithout|\bshould be|\bmust be)\s*(?:a |an |the |会|是|被)?$"
)
_ASKS = re.compile(r"[?？]\s*$")
_MOCKS = re.compile(r"真是.{1,10}[呢哦喔呵]+[。！!~～]*$")
_LONGEST = {"zh": 30, "en": 100}
"""In a longer text a saying is one of many things that are said."""


def saying(text: str, language: str) -> Evidence | None:
    """Return the saying that a text holds; nothing where it holds none, or sayings of both sides.

    >>> found = saying("我再来我是狗", "zh")
    >>> (found.text, found.weight) if found else None
    ('再来我是狗', -0.8)
    >>> saying("We were not taken for a ride", "en")
    """
    plain = simplified(text).lower().replace("’", "'")
    if not 0 < len(plain) == len(text) <= _LONGEST[language] or _ASKS.search(plain) or _MOCKS.search(plain):
        return None
    patterns, sieve = _sayings(language)
    found = [
        Evidence(text=text[m.start() : m.end()], source=f"{language}/sayings", weight=value, start=m.start(), end=m.end())
        for pattern, value in (patterns[number] for number in sieve.may(plain))
        if (m := pattern.search(plain)) and not _DENIED.search(plain, 0, m.start())
    ]  # fmt: skip
    return found[0] if len({one.weight > 0 for one in found}) == 1 else None


@cache
def _sayings(language: str) -> tuple[tuple[tuple[re.Pattern[str], float], ...], Sieve]:
    rows = lexicons.rows(f"{language}/sayings")
    patterns = tuple((re.compile(row["pattern"]), float(row["valence"])) for row in rows)
    return patterns, Sieve([pattern for pattern, _ in patterns])
