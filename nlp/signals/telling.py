"""Turn a case into the Signal that people are told: numbers, place, reasons, comments, chart."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import AlertKind, Signal
from nlp.signals import casefile
from nlp.signals.budget import once_in_days
from nlp.signals.bundles import totals
from nlp.signals.cases import Case, Entry
from nlp.signals.chances import usual_range
from nlp.signals.episodes import people
from nlp.signals.labels import Background, keywords, label_of, named, phrases_of, said_of
from nlp.signals.names import written
from nlp.signals.observations import Stream, copies
from nlp.signals.panel import knowledge

Ints = NDArray[np.int64]

CHART_DAYS = 56
CENTRAL, NEWEST, SHOWN = 3, 2, 50
ONE_SITE, MORE_THAN_ITS_SHARE = 0.75, 0.25
UNHEARD_OF = 0.5
"""A week's expectation below this many comments makes a finding new rather than worse."""
YOUNG_DAYS = 28
PRAISE, NO_ISSUE = 0.6, 0.8
"""Parts of positive comments from which a finding is said to be mostly praise, and from which it is no issue; what is
new in meaning is none from the first on."""
CROSS = 3
"""Comments that are not content, below which what is mostly praise is no issue either."""
OF_WORDS = {"topic", "term", "spread", "novelty"}
OFTENER = 1.5
"""Times its usual number from which something is said more often."""
REASONS = {
    "topic": "share", "term": "term", "sentiment": "negative", "harsher": "harsher", "spread": "sites",
    "volume": "volume", "kpi": "kpi", "novelty": "new",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was seen and owed at the level that explains the case."""

    site: int
    observed: float
    expected: float
    variance: float
    total: int
    places: Ints


def reasons(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return in which ways it is worse, the plainest first."""
    found = [n.rule or REASONS[e.key.family] for e, n in entries]
    if "share" in found and any(_more_often(e) for e in entries if e[0].key.family == "topic"):
        found.insert(0, "count")
    return tuple(dict.fromkeys(found))


def _more_often(entry: Entry) -> bool:
    """Tell whether it is said more often, not only a larger part of fewer comments (four weeks before)."""
    episode, night = entry
    before = episode.bundle.series.y[episode.row, max(0, night.start - CHART_DAYS // 2) : night.start]
    usual = float(before.mean()) * night.window if len(before) else 0.0
    return night.observed >= max(OFTENER * usual, 1.0)


def is_praise(case: Case, column: int, stream: Stream) -> bool:
    """Tell whether those who speak of it are content: what is praised more often is no issue, until somebody isn't."""
    episode, night = case.current(column)[0]
    content, n = _positive(night.places, stream), len(night.places)
    few = content >= PRAISE and (1.0 - content) * n < CROSS - 0.5
    enough = PRAISE if episode.key.family == "novelty" else NO_ISSUE
    return episode.key.family in OF_WORDS and (content >= enough or few)


def _positive(places: Ints, stream: Stream) -> float:
    where: list[int] = places.tolist()
    return sum(stream.observations[p].label == "positive" for p in where) / max(len(where), 1)


def tell(case: Case, column: int, told: Background) -> Signal:
    """Say what is known of the case on one night."""
    entries = case.current(column)
    episode, night = entries[0]
    figures = _figures(entries[0], told.stream)
    words = keywords(figures.places, column, told)
    said = said_of(entries[0], figures.places, told)
    labels = label_of(case, entries[0], said, told)
    phrases = phrases_of(entries[0], said, labels)
    stream = told.stream
    strength = max(n.log10e - n.bar for _, n in entries)
    usual = casefile.usual_of(entries[0])
    today, week = casefile.spans(entries[0], column, usual)
    before, after = casefile.shares(entries[0], figures.observed, figures.total, usual)
    caveats = _caveats(entries[0], column, told)
    case.called = labels
    kin = case.kin if case.kin and case.kin.told >= 0 else None
    return Signal(
        id=_name(case, stream), day=stream.date_of(column), kind=_kind(entries[0], stream),
        family=episode.key.family, label_zh=labels[0], label_en=labels[1], observed=round(figures.observed, 1),
        expected=round(figures.expected, 2), interval=usual_range(figures.expected, figures.variance),
        topic_id=_topic_of(entries, told), site=stream.sites[figures.site] if figures.site >= 0 else None,
        audience=episode.key.audience, tongue=episode.key.tongue, keywords=written(words, said),
        why=reasons(entries),
        since=stream.date_of(night.start), until=stream.date_of(column),
        once_in_days=round(once_in_days(strength, told.budget), 1),
        comment_ids=_comments(figures.places, words, told), history=_history(entries[0], column, stream),
        phrase_zh=phrases[0], phrase_en=phrases[1], total=figures.total, authors=people(stream, figures.places), caveats=caveats,
        today=today, week=week, share_before=before, share_after=after,
        together=casefile.together(entries, named(told.topics), stream),
        excluded=casefile.excluded(
            figures.places, entries[0], _usual_total(entries[0], stream),
            _window_total(entries[0], stream, episode.key.site), "holiday" in caveats, stream,
        ),
        kin=_name(kin, stream) if kin else None, kin_names=kin.called if kin else ("", ""),
    )  # fmt: skip


def _name(case: Case, stream: Stream) -> str:
    key = case.first[0].key
    raw = f"{key.family}|{key.subject}|{key.audience}|{key.site}|{stream.date_of(case.opened)}"
    return "S" + hashlib.blake2b(raw.encode(), digest_size=5).hexdigest()


def _window_total(entry: Entry, stream: Stream, site: int) -> int:
    episode, night = entry
    exposure = episode.bundle.series.exposure[episode.bundle.series.group[episode.row]]
    if episode.key.family in {"volume", "spread", "kpi"} or site != episode.key.site:
        a = stream.audiences.index(episode.key.audience)
        where = totals(stream).get((a, site), np.zeros(0, int))
        days = stream.day[where]
        return int(((days >= night.start) & (days <= night.column)).sum())
    return int(exposure[night.start : night.column + 1].sum())


def _figures(entry: Entry, stream: Stream) -> Figures:
    """Roll down to one site where nearly all of it comes from there, though that site is not all there is."""
    episode, night = entry
    total = _window_total(entry, stream, episode.key.site)
    wide = Figures(
        site=episode.key.site, observed=night.observed, expected=night.expected, variance=night.variance,
        total=total, places=night.places,
    )  # fmt: skip
    sites = stream.site[night.places]
    known = sites[sites >= 0]
    if (
        wide.site >= 0
        or episode.key.tongue
        or not len(known)
        or episode.key.family not in {"topic", "term", "novelty"}
    ):
        return wide
    here: list[int] = known.tolist()
    site, count = Counter(here).most_common(1)[0]
    there = _window_total(entry, stream, site)
    part = there / max(total, 1)
    if count < ONE_SITE * len(sites) or count / len(sites) - part < MORE_THAN_ITS_SHARE:
        return wide
    return Figures(
        site=site, observed=float(count), expected=night.expected * part, variance=night.variance * part,
        total=there, places=night.places[sites == site],
    )  # fmt: skip


def _usual_total(entry: Entry, stream: Stream) -> float:
    """Return how many comments a stretch as long as the window usually brings (four weeks before)."""
    episode, night = entry
    exposure = episode.bundle.series.exposure[episode.bundle.series.group[episode.row]]
    before = exposure[max(0, night.start - 28) : night.start]
    return float(before.mean() * night.window) if len(before) else 0.0


def _kind(entry: Entry, stream: Stream) -> AlertKind:
    episode, night = entry
    if episode.key.family == "novelty":
        return "new"
    if episode.key.family not in {"topic", "term"}:
        return "worse"
    members = episode.bundle.members[episode.row]
    young = stream.day[members[0]] >= max(night.column - YOUNG_DAYS, YOUNG_DAYS)
    return "new" if young or night.expected / night.window * 7.0 < UNHEARD_OF else "worse"


def _topic_of(entries: Sequence[Entry], told: Background) -> str | None:
    return next((e.key.subject for e, _ in entries if e.key.subject in told.topics), None)


def _comments(places: Ints, words: Sequence[str], told: Background) -> tuple[str, ...]:
    """Return the comments to show: the most central, the newest, then the rest; one an author, no copies."""
    where: list[int] = places.tolist()
    numbers: list[int] = copies([told.stream.observations[p].text for p in where]).tolist()
    seen: set[tuple[str, int]] = set()
    single: list[int] = []
    for place, number in zip(where, numbers, strict=True):
        marks = {("author", int(told.stream.author[place])), ("copy", number)}
        marks = {m for m in marks if m[1] >= 0}
        if not marks & seen:
            single.append(place)
        seen |= marks
    wanted = {part for w in words for part in w.split()}
    overlap = {p: len(wanted & set(told.tokens[p])) / (3.0 + len(told.tokens[p])) for p in single}
    central = sorted(single, key=lambda p: (-overlap[p], -p))[:CENTRAL]
    newest = [p for p in reversed(single) if p not in central][:NEWEST]
    first = [*central, *newest]
    rest = [p for p in reversed(single) if p not in first]
    return tuple(told.stream.observations[p].comment_id for p in [*first, *rest][:SHOWN])


def _history(entry: Entry, column: int, stream: Stream) -> tuple[tuple[date, float, float], ...]:
    """Return the last eight weeks, day by day: seen, and owed by what was known when it began."""
    episode, night = entry
    bundle = episode.bundle
    rate = knowledge(bundle.engine, bundle.series, np.array([episode.row]))[0, :, 0]
    exposure = bundle.series.exposure[bundle.series.group[episode.row]]
    y = bundle.series.y[episode.row]
    days = range(max(0, column - CHART_DAYS + 1), column + 1)
    frozen = max(0, night.start - 1)
    return tuple(
        (stream.date_of(t), float(y[t]), round(float(rate[max(0, min(t - 1, frozen))] * exposure[t]), 2))
        for t in days
    )


def _caveats(entry: Entry, column: int, told: Background) -> tuple[str, ...]:
    episode, night = entry
    stream = told.stream
    days = {stream.date_of(t) for t in range(night.start, column + 1)}
    usual = _usual_total(entry, stream)
    total = _window_total(entry, stream, episode.key.site)
    found = {
        "short_history": column < 2 * YOUNG_DAYS,
        "holiday": bool(days & told.holidays),
        "volume_fell": episode.key.family == "topic" and total < 0.6 * usual,
        "volume_rose": episode.key.family != "volume" and total > 2.0 * usual > 0,
        "late": casefile.late(column, stream),
        "new_channel": casefile.from_young(night.places, column, stream.channel, stream),
        "new_site": len(stream.sites) > 1 and casefile.from_young(night.places, column, stream.site, stream),
        "few_authors": people(stream, night.places) < max(4, len(night.places) // 2),
        "mostly_praise": _positive(night.places, stream) >= PRAISE,
        "association": True,
    }
    return tuple(name for name, holds in found.items() if holds)
