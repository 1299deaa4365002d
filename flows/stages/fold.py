"""Fold: everything the night found into one Insights record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from flows import assemble
from flows.reviews import decisions_of
from flows.stages.group import Grouped
from flows.stages.job import Job
from flows.stages.take_in import Taken
from flows.stages.watch import latest
from flows.store.alerts import Decision, State
from nlp import insights, signals
from nlp.insights.decisions import corrected
from nlp.insights.night import Night, Rules, Voice
from nlp.insights.quotes import quote, showable
from nlp.records import Alert, Counts, Insights, Names, Reading, Signal, TopicEvent, TrackRecord, Verdict
from nlp.words import Words

QUOTES = 5
QUIET_DAYS = 7
OPEN = ("open", "reopened", "acknowledged")


def night_of(job: Job, taken: Taken, grouped: Grouped, day: date) -> Night:
    """Set out what the night knows, so far without its alerts."""
    settings = job.settings
    rejected = len(taken.rejections)
    rules = Rules(
        period_days=settings.screen.period_days, employee_threshold=settings.employee_threshold,
        display_confidence=settings.people.display_confidence, all_consented=settings.people.all_consented,
        approval=settings.wall.approval,
    )  # fmt: skip
    counts = Counts(
        taken_in=taken.read + rejected, read=taken.read, rejected=rejected, new=taken.new,
        unvoiced=sum(not r.is_voice or r.comment_id in grouped.floods for r in grouped.readings.values()),
        languages=_languages(grouped.readings.values()), segments=len(grouped.placements),
        unassigned_segments=sum(p.topic_id is None for p in grouped.placements),
    )  # fmt: skip
    decisions = decisions_of(job.store.reviews(), day)
    return Night(
        day=day, names=assemble.names(settings), counts=counts, comments=grouped.comments,
        readings=corrected(grouped.comments, grouped.readings, decisions), placements=grouped.placements, floods=grouped.floods, spots=grouped.spots,
        topics={t.id: t for t in grouped.registry.topics}, called=grouped.called, events=_told(grouped.registry.events),
        roster=taken.roster, consent=taken.consent, decisions=decisions,
        rejections=(*taken.rejections, *taken.side_rejections), rules=rules,
    )  # fmt: skip


def _told(events: Sequence[TopicEvent]) -> tuple[TopicEvent, ...]:
    """Leave out the births of the day on which the registry was founded: then everything is new."""
    founded = min((e.day for e in events if e.day), default=None)
    return tuple(e for e in events if e.kind != "birth" or e.day != founded)


def _languages(readings: Iterable[Reading]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for r in readings:
        if {"empty", "number"} & set(r.marks):
            continue
        counts[r.language] = counts.get(r.language, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def with_alerts(job: Job, night: Night, found: Sequence[Signal], voices: Sequence[Voice]) -> Night:
    """Add the alerts of the period to the night, and how often alerts were right so far."""
    night = replace(night, track=track_of(job, found))
    return replace(night, alerts=alerts_of(job, night, found, voices))


def alerts_of(job: Job, night: Night, found: Sequence[Signal], voices: Sequence[Voice]) -> tuple[Alert, ...]:
    """Tell the signals of the period, those still going on first, kin together; what people decided about them stays.

    One that has been quiet for a week is closed by itself; one that comes back is opened again, also when somebody
    had closed it, unless they called it noise or known already.
    """
    decided = job.store.decisions()
    shown = {v.comment.id: v for v in showable(voices, night)}
    known = {v.comment.id: v for v in voices}
    days = days_told(found)
    told = [
        _alert(signal, _state_of(days[first], decided.get(first), night.day), night, shown, known)
        for first, signal in latest(found).items()
        if signal.day >= night.period[0]
    ]
    return in_order(told)


def in_order(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """Sort alerts: those still going on first, the newest first, and after each what may be the same thing."""
    known = {a.signal.update_of or a.signal.id: a for a in alerts}

    def place(first: str) -> tuple[bool, int, str]:
        signal = known[first].signal
        return known[first].state not in OPEN, -signal.day.toordinal(), signal.id

    def among(first: str) -> tuple[bool, tuple[bool, int, str], bool, tuple[bool, int, str]]:
        eldest = _eldest(first, known)
        return place(first)[0], place(eldest), first != eldest, place(first)

    return tuple(known[first] for first in sorted(known, key=among))


def _eldest(first: str, known: Mapping[str, Alert]) -> str:
    """Return the first of the alerts that one belongs with, from kin to kin."""
    met = [first]
    while (kin := known[met[-1]].signal.kin) and kin in known and kin not in met:
        met.append(kin)
    return met[-1]


def days_told(found: Sequence[Signal]) -> dict[str, list[date]]:
    """Return the nights on which each issue was told, in order, by the id of its first telling."""
    days: dict[str, list[date]] = {}
    for signal in found:
        days.setdefault(signal.update_of or signal.id, []).append(signal.day)
    return {first: sorted(each) for first, each in days.items()}


def _state_of(days: Sequence[date], decided: Decision | None, day: date) -> tuple[State, Verdict | None]:
    verdict = decided.verdict if decided else None
    if decided and decided.state != "closed":
        return decided.state, verdict
    if decided:
        back = decided.known_until is not None and days[-1] > decided.known_until
        return ("reopened" if back and verdict not in {"noise", "known"} else "closed"), verdict
    if days[-1] < day - timedelta(days=QUIET_DAYS):
        return "closed", None
    back = any((b - a).days > QUIET_DAYS for a, b in pairwise(days))
    return ("reopened" if back else "open"), None


def track_of(job: Job, found: Iterable[Signal]) -> TrackRecord:
    """Count what people said of all that was told so far."""
    decided = job.store.decisions()
    firsts = dict.fromkeys(s.update_of or s.id for s in found)
    return signals.track_record(decided[first].verdict for first in firsts if first in decided)


def _alert(
    signal: Signal,
    decided: tuple[State, Verdict | None],
    night: Night,
    shown: Mapping[str, Voice],
    known: Mapping[str, Voice],
) -> Alert:
    state, verdict = decided
    voices = [shown[c] for c in signal.comment_ids if c in shown]
    authors = {v.comment.author or v.comment.id for c in signal.comment_ids if (v := known.get(c))}
    return Alert(
        signal=signal, sentence_zh=signals.sentence(signal, "zh", sites=_called(night.names, 1)),
        sentence_en=signals.sentence(signal, "en", sites=_called(night.names, 2)),
        caveats_zh=tuple(signals.caveats(signal, "zh")), caveats_en=tuple(signals.caveats(signal, "en")),
        facts_zh=_facts(signal, night, "zh"), facts_en=_facts(signal, night, "en"),
        quotes=tuple(quote(v) for v in voices[:QUOTES]), authors=len(authors),
        state=state, verdict=verdict,
    )  # fmt: skip


def _facts(signal: Signal, night: Night, language: str) -> tuple[str, ...]:
    track = signals.track_sentence(night.track, language)
    return (*signals.facts(signal, language), *([track] if track else []))


def _called(names: Names, tongue: int) -> dict[str, str]:
    return {site[0]: site[tongue] for site in names.sites}


def fold(night: Night) -> Insights:
    """Fold the night; the same night gives the same record."""
    return insights.fold(night, Words())
