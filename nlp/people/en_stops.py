"""Whether an English name is, or is part of, a brand, a place, a drink or a show."""

import re
from functools import cache

from nlp.people import en_sides

_AROUND = re.compile(r"(?<!\w)[\w.&'’-]+(?= |$|[.,!?])")


def stopped(text: str, span: tuple[int, int], stop: frozenset[str], somebody: bool) -> bool:
    """Tell whether the name is, or is part of, a brand, a place or a drink: Chris in Ruth's Chris.

    Where ``somebody`` is addressed or met, a word that a brand has too is a name: Mr Abercrombie.
    """
    start, end = span
    name = text[start:end]
    if text[end : end + 2] in {"'s", "’s"} and name + "'s" in stop:
        return True
    brand = name in stop or name.title() in stop
    brand |= name.lower() not in en_sides.given_names() and name.lower() in _small(stop)
    if brand and not somebody:
        return True
    around = text[max(0, start - 24) : end + 24]
    at = start - max(0, start - 24)
    phrases = _by_first(stop)
    for match in _AROUND.finditer(around):
        if match.start() > at:
            return False
        own = phrases.get(match.group().lower())
        rest = around[match.start() :].replace("’", "'") if own else ""
        if own and any(_begins(rest, at - match.start(), phrase) for phrase in own):
            return True
    return False


def _begins(rest: str, at: int, phrase: str) -> bool:
    """Tell whether the phrase stands at the front of ``rest`` and reaches over position ``at``."""
    return (
        len(phrase) > at
        and rest[: len(phrase)].lower() == phrase.lower()
        and not rest[len(phrase) : len(phrase) + 1].isalnum()
    )


@cache
def _small(stop: frozenset[str]) -> frozenset[str]:
    """Return brands in small letters, because people write them as they like: Jetblue."""
    return frozenset(word.lower() for word in stop)


@cache
def _by_first(stop: frozenset[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for phrase in stop:
        if " " in phrase:
            grouped.setdefault(phrase.split(" ")[0].lower().rstrip(","), []).append(phrase)
    return {first: tuple(sorted(phrases)) for first, phrases in grouped.items()}
