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
    r"[不没未别无非甭][^，。！？；,;!?]{0,8}$"
    r"|(?:\bnot|n't|\bnever|\bno|\bnobody|\bnothing|\bwithout|\bhardly|\bshould be|\bmust be)\b[^,.;!?]{0,30}$"
)
"""What stands before a saying, in its clause, and takes it back."""
_HEARD = re.compile(
    r"以为|听说|据说|说是|号称|都说|担心|生怕|\b(?:says?|said|thought|expect\w*|claim\w*|promised|heard|feared|told|if|until)\b"
)
"""What stands anywhere before it and makes it somebody's expectation."""
_TURNED = re.compile(
    r"最后|结果|后来|终于|好在|还好|幸好|这家|这次|\b(?:but|until|finally|then|luckily|except)\b"
)
"""What stands after it and tells how it went on."""
_ASKS = re.compile(r"[?？]\s*$")
_MOCKS = re.compile(r"真是.{1,10}[呢哦喔呵]+[。！!~～]*$|才怪|鬼才|呵呵|\byeah,? right\b")
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
        if (m := pattern.search(plain)) and not _taken_back(plain, m.start())
    ]  # fmt: skip
    one_sided = len({one.weight > 0 for one in found}) == 1
    return found[0] if one_sided and not _TURNED.search(plain, found[0].end or 0) else None


def _taken_back(plain: str, at: int) -> bool:
    """Tell whether what stands before a saying denies it, or puts it into somebody else's mouth."""
    return bool(_DENIED.search(plain, 0, at) or _HEARD.search(plain, 0, at))


@cache
def _sayings(language: str) -> tuple[tuple[tuple[re.Pattern[str], float], ...], Sieve]:
    rows = lexicons.rows(f"{language}/sayings")
    patterns = tuple((re.compile(row["pattern"]), float(row["valence"])) for row in rows)
    return patterns, Sieve([pattern for pattern, _ in patterns])
