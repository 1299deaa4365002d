"""Fold: everything the night found into one Insights record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from flows import assemble
from flows.reviews import decisions_of
from flows.stages.group import Grouped
from flows.stages.job import Job
from flows.stages.take_in import Taken
from flows.stages.watch import latest
from nlp import insights, signals
from nlp.insights.decisions import corrected
from nlp.insights.night import Night, Rules, Voice
from nlp.insights.quotes import quote, showable
from nlp.records import Alert, Counts, Insights, Names, Reading, Signal, TopicEvent
from nlp.words import Words

QUOTES = 5
QUIET_DAYS = 7
OPEN = ("open", "reopened", "acknowledged")
State = Literal["open", "acknowledged", "closed", "reopened"]
Verdict = Literal["real", "known", "noise"]


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
        topics={t.id: t for t in grouped.registry.topics}, events=_told(grouped.registry.events),
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
        counts[r.language] = counts.get(r.language, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def alerts_of(job: Job, night: Night, found: Sequence[Signal], voices: Sequence[Voice]) -> tuple[Alert, ...]:
    """Tell the signals of the period, those still going on first; what people decided about them stays.

    One that has been quiet for a week is closed by itself, unless someone has said something else.
    """
    states = job.store.alert_states()
    shown = {v.comment.id: v for v in showable(voices, night)}
    known = {v.comment.id: v for v in voices}
    told = [
        _alert(signal, states.get(first) or (_by_itself(signal, night.day), None), night.names, shown, known)
        for first, signal in latest(found).items()
        if signal.day >= night.period[0]
    ]
    return tuple(sorted(told, key=lambda a: (a.state not in OPEN, -a.signal.day.toordinal(), a.signal.id)))


def _by_itself(signal: Signal, day: date) -> State:
    return "open" if signal.day >= day - timedelta(days=QUIET_DAYS) else "closed"


def _alert(
    signal: Signal,
    decided: tuple[State, Verdict | None],
    names: Names,
    shown: Mapping[str, Voice],
    known: Mapping[str, Voice],
) -> Alert:
    state, verdict = decided
    voices = [shown[c] for c in signal.comment_ids if c in shown]
    authors = {v.comment.author or v.comment.id for c in signal.comment_ids if (v := known.get(c))}
    return Alert(
        signal=signal, sentence_zh=signals.sentence(signal, "zh", sites=_called(names, 1)),
        sentence_en=signals.sentence(signal, "en", sites=_called(names, 2)),
        caveats_zh=tuple(signals.caveats(signal, "zh")), caveats_en=tuple(signals.caveats(signal, "en")),
        quotes=tuple(quote(v) for v in voices[:QUOTES]), authors=len(authors),
        state=state, verdict=verdict,
    )  # fmt: skip


def _called(names: Names, tongue: int) -> dict[str, str]:
    return {site[0]: site[tongue] for site in names.sites}


def fold(night: Night) -> Insights:
    """Fold the night; the same night gives the same record."""
    return insights.fold(night, Words())
