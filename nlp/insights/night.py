"""What a night knows before it is folded, and the voices in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nlp.insights.decisions import Decisions
from nlp.records import (
    Alert,
    Comment,
    Counts,
    MapPoint,
    Names,
    Placement,
    Posting,
    Reading,
    Rejection,
    Topic,
    TopicEvent,
    TrackRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A comment that counts, with its reading and the topic of each of its segments."""

    comment: Comment
    reading: Reading
    placed: tuple[str | None, ...]

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """The topics the comment speaks about, each once, in the order of its segments."""
        return tuple(dict.fromkeys(t for t in self.placed if t))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The thresholds of the fold: how long the period is, who may be shown."""

    period_days: int = 30
    employee_threshold: int = 8
    display_confidence: float = 0.97
    count_confidence: float = 0.75
    all_consented: bool = False
    approval: bool = False
    """Nothing new goes onto the wall without a reviewer's yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Everything the fold needs, as the earlier stages left it."""

    day: date
    names: Names
    counts: Counts
    comments: Sequence[Comment]
    readings: Mapping[str, Reading]
    placements: Sequence[Placement] = ()
    floods: frozenset[str] = frozenset()
    spots: Sequence[MapPoint] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict[str, Topic])
    called: Mapping[str, float] = field(default_factory=dict[str, float])
    """How well topics are called, as far as can be told."""
    events: Sequence[TopicEvent] = ()
    alerts: Sequence[Alert] = ()
    track: TrackRecord = field(default_factory=TrackRecord)
    roster: Sequence[Posting] = ()
    consent: Mapping[str, bool] = field(default_factory=dict[str, bool])
    decisions: Decisions = field(default_factory=Decisions)
    rejections: Sequence[Rejection] = ()
    rules: Rules = Rules()

    @property
    def period(self) -> tuple[date, date]:
        """The days that clouds, wall and tables cover, both ends included."""
        return self.day - timedelta(days=self.rules.period_days - 1), self.day

    @property
    def before(self) -> tuple[date, date]:
        """The equally long stretch before the period, to compare with."""
        start = self.period[0]
        return start - timedelta(days=self.rules.period_days), start - timedelta(days=1)


def voices_of(night: Night) -> list[Voice]:
    """Return the comments that count, up to the night's day, oldest first.

    Boilerplate, adverts, blanks and the copies of a flood are kept in the store and never counted here.
    """
    placed: dict[str, dict[int, str | None]] = {}
    for placement in night.placements:
        placed.setdefault(placement.comment_id, {})[placement.segment] = placement.topic_id
    voices = [
        _voice(comment, night.readings[comment.id], placed.get(comment.id, {}))
        for comment in night.comments
        if comment.id in night.readings and comment.id not in night.floods
    ]
    counted = [v for v in voices if v.reading.is_voice and _until(v, night.day)]
    return sorted(counted, key=lambda v: (v.comment.day or date.min, v.comment.id))


def _voice(comment: Comment, reading: Reading, placed: Mapping[int, str | None]) -> Voice:
    topics = tuple(placed.get(i) for i in range(len(reading.segments)))
    return Voice(comment=comment, reading=reading, placed=topics)


def _until(voice: Voice, day: date) -> bool:
    return voice.comment.day is None or voice.comment.day <= day


def within(voices: Sequence[Voice], span: tuple[date, date]) -> list[Voice]:
    """Keep the voices of a stretch of days; an undated comment counts in every period that ends today."""
    return [v for v in voices if v.comment.day is not None and span[0] <= v.comment.day <= span[1]]


def current(voices: Sequence[Voice], span: tuple[date, date]) -> list[Voice]:
    """Keep the voices of the night's own period; undated ones belong to it."""
    return [v for v in voices if v.comment.day is None or span[0] <= v.comment.day <= span[1]]
