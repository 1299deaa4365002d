"""Personal data of customers: find it and hide it, in both languages.

Names of employees are not personal data here (people are read from them), nor are prices, dates, room numbers
or the number on a badge: they are what comments are about.
"""

from dataclasses import dataclass
from functools import cache

from nlp.privacy.rules import RULES, windows
from nlp.text.sieve import Sieve

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {ord(wide): ord(plain) for wide, plain in zip("＋－＠．　–—＿", "+-@. --_", strict=True)}


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """Where personal data stand, and of which kind."""

    start: int
    end: int
    kind: str


def find_personal(text: str) -> list[PersonalSpan]:
    """Return the spans to hide, in order, none overlapping.

    >>> [(span.kind, span.start, span.end) for span in find_personal("请打138-0013-8000找我，房号1208")]
    [('phone', 2, 15)]
    """
    plain = text.translate(_WIDE)
    stretches = list(windows(plain))
    rules = [RULES[n] for n in _sieve().may(plain)] if stretches else []
    found = [
        PersonalSpan(*match.span(rule.group), rule.kind)
        for start, end in stretches
        for rule in rules
        for match in rule.pattern.finditer(plain, start, end)
        if rule.accepts(match)
    ]
    return _apart(sorted(found, key=lambda span: (span.start, -span.end)))


def mask(text: str, spans: list[PersonalSpan]) -> str:
    """Hide spans behind as many ``*``, so that every offset keeps its meaning.

    >>> mask("mail me: a.b@mail.com", find_personal("mail me: a.b@mail.com"))
    'mail me: ************'
    """
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : span.start], "*" * (span.end - span.start))
        done = span.end
    return "".join([*pieces, text[done:]])


@cache
def _sieve() -> Sieve:
    return Sieve([rule.pattern for rule in RULES])


def _apart(spans: list[PersonalSpan]) -> list[PersonalSpan]:
    """Keep the longer of two that overlap, the earlier of equals."""
    kept: list[PersonalSpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = PersonalSpan(kept[-1].start, span.end, span.kind)
        elif span.end > kept[-1].end:
            kept[-1] = PersonalSpan(kept[-1].start, span.end, kept[-1].kind)
    return kept
