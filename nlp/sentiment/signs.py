"""What needs no language: a mark (10/10, ★★☆☆☆), a thumb, a row of hearts."""

import re
from functools import cache

from nlp import lexicons
from nlp.sentiment.hits import find
from nlp.text.simple import simplified

_LETTER = re.compile(r"[^\W\d_]")
_ENDS = " \t\n。.!！~～"
_STYLES = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
"""What only says how an emoji is drawn."""
_STARS = 5.0


def worth(text: str) -> float | None:
    """Return what a comment is worth that is nothing but a mark, from -1 to 1; None for all others.

    >>> worth("10/10"), worth("★☆☆☆☆"), worth("3 stars"), worth("3 stars, nice")
    (1.0, -1.0, 0.0, None)
    """
    if len(text) > 20:
        return None
    plain = _STYLES.sub("", simplified(text).strip(_ENDS).lower())
    found = ((pattern.fullmatch(plain), told) for pattern, told in _marks())
    return next((_part(match) if told == "part" else float(told) for match, told in found if match), None)


def is_sign(text: str) -> bool:
    """Tell whether a text has no letters and still says how somebody feels: a mark, emoji that the lists know.

    >>> is_sign("👍👍"), is_sign(":("), is_sign("12345"), is_sign("好👍")
    (True, True, False, False)
    """
    return not _LETTER.search(text) and bool(worth(text) is not None or find(text, "en").hits)


def _part(match: re.Match[str]) -> float:
    """Place what was given between the least and the most that can be given."""
    groups = match.groupdict()
    if groups.get("filled"):
        given, best = float(len(groups["filled"])), float(len(groups["filled"] + groups["empty"]))
    else:
        given, best = float(groups["given"]), float(groups.get("best") or _STARS)
    return max(-1.0, min(1.0, 2 * (given - 1) / (best - 1) - 1))


@cache
def _marks() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["worth"]) for row in lexicons.rows("shared/grades"))
