"""Listening gaps: whom the night did not hear, so that silence is not read as content.

A survey that broke and a site that has nothing to complain about look the same in every other table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from nlp.insights.night import Night, Voice, current
from nlp.records import Gap

MEMORY_DAYS = 180
"""How far back a habit is learned: long enough for monthly surveys, short enough to follow a site that changed."""
CHANCE = 1e-4
"""A gap is told when it would come about by chance less often than this: with 100 groups, one false in 100 nights."""
SPREAD = 2.0
"""Comments come in bunches, so gaps are wider than independent writers would leave them: days count half."""
FEWEST = 5
"""Below so many days with comments there is no habit that could be broken."""

Days = Counter[date]
"""Comments by day."""
Key = TypeVar("Key")


def gaps(voices: Sequence[Voice], night: Night) -> tuple[Gap, ...]:
    """Return whom the night did not hear, the most surprising silence first."""
    found = [
        *_silences(voices, night.day),
        *_never(voices, night),
        *_hushed(voices, night),
        *_unread(voices, night),
    ]
    order = ("silent", "never", "hushed", "unread")
    return tuple(
        sorted(
            found, key=lambda g: (order.index(g.kind), -g.expected, g.source, g.site or "", g.audience or "")
        )
    )


def _silences(voices: Sequence[Voice], day: date) -> Iterable[Gap]:
    """Find who used to write and stopped: everybody, or else a source, or a site in one of its audiences."""
    dated = [v for v in voices if v.comment.day and v.comment.day > day - timedelta(days=MEMORY_DAYS)]
    everybody = _by_day(dated)
    if not everybody:
        return
    latest = max(everybody)
    if silence := _silence(everybody, day):
        yield Gap(kind="silent", since=latest, expected=silence)
    for source, group in _grouped(dated, lambda v: v.comment.source).items():
        if silence := _silence(_by_day(group), latest):
            yield Gap(kind="silent", source=source, since=max(_by_day(group)), expected=silence)
    for (site, audience), group in _grouped(dated, lambda v: (v.comment.site, v.comment.audience)).items():
        if site and (silence := _silence(_by_day(group), latest)):
            yield Gap(
                kind="silent", site=site, audience=audience, since=max(_by_day(group)), expected=silence
            )


def _grouped(voices: Iterable[Voice], key: Callable[[Voice], Key]) -> dict[Key, list[Voice]]:
    groups: dict[Key, list[Voice]] = {}
    for v in voices:
        groups.setdefault(key(v), []).append(v)
    return groups


def _by_day(voices: Iterable[Voice]) -> Days:
    return Counter(v.comment.day for v in voices if v.comment.day)


def _silence(heard: Days, until: date) -> float | None:
    """Return how many comments are missing at the usual pace; None where the silence may be an accident."""
    first, last = min(heard), max(heard)
    quiet, before = (until - last).days, (last - first).days + 1
    if len(heard) < FEWEST or chance_of_silence(len(heard), before, quiet) >= CHANCE:
        return None
    return round(sum(heard.values()) / before * quiet, 1)


def chance_of_silence(heard_days: int, days: int, quiet: int) -> float:
    """Return how likely ``quiet`` days in a row without a comment are, after ``heard_days`` of ``days`` had some.

    The share of days with a comment is uncertain, so it is averaged over what the past allows (the beta-binomial
    chance of no hit); bunching is answered by counting the quiet days half (``SPREAD``).

    >>> chance_of_silence(60, 60, 14) < 1e-4 < chance_of_silence(6, 60, 14)
    True
    """
    chance = 1.0
    for step in range(int(quiet / SPREAD)):
        chance *= (days - heard_days + 1 + step) / (days + 2 + step)
    return chance


def _never(voices: Iterable[Voice], night: Night) -> Iterable[Gap]:
    """Find the sites of the settings that nobody ever wrote about."""
    spoken = {v.comment.site for v in voices}
    return (Gap(kind="never", site=key) for key, _, _ in night.names.sites if key not in spoken)


def _hushed(voices: Sequence[Voice], night: Night) -> Iterable[Gap]:
    """Count the sites where employees wrote too few comments in the period for their words to be shown."""
    wrote = Counter(
        v.comment.site
        for v in current(voices, night.period)
        if v.comment.audience == "employee" and v.comment.site
    )
    few = {site: n for site, n in wrote.items() if n < night.rules.employee_threshold}
    if few:
        yield Gap(kind="hushed", audience="employee", n=sum(few.values()), sites=len(few))


def _unread(voices: Sequence[Voice], night: Night) -> Iterable[Gap]:
    """Count the period's comments in languages that are kept but not scored."""
    n = sum(v.reading.language == "other" for v in current(voices, night.period))
    if n:
        yield Gap(kind="unread", n=n)
