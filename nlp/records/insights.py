"""The one record of a night, from which everything is drawn."""

from dataclasses import dataclass, field
from datetime import date

from nlp.answers import Answer, Done
from nlp.records.comments import Rejection
from nlp.records.rows import (
    Alert,
    Gap,
    MapPoint,
    Praise,
    ProcessPraise,
    Quote,
    SuggestionRow,
    TopicRow,
    TopicSite,
    TopicWeek,
    TrendPoint,
    WordList,
)
from nlp.records.signals import TrackRecord
from nlp.records.topics import TopicEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The night's books: ``taken_in = read + rejected``, always. Unvoiced ones are read but never counted."""

    taken_in: int
    read: int
    rejected: int
    new: int
    unvoiced: int
    languages: tuple[tuple[str, int], ...]
    segments: int
    unassigned_segments: int

    def __post_init__(self) -> None:
        if self.taken_in != self.read + self.rejected:
            msg = f"in = read + rejected, got {self.taken_in} = {self.read} + {self.rejected}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the customer calls things: brand, sites and touchpoints by key, as (zh, en)."""

    brand_zh: str
    brand_en: str
    sites: tuple[tuple[str, str, str], ...] = ()
    touchpoints: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """One night, whole: everything that is shown can be drawn again from this record."""

    day: date
    period: tuple[date, date]
    names: Names
    counts: Counts
    summary_zh: tuple[str, ...]
    summary_en: tuple[str, ...]
    topics: tuple[TopicRow, ...]
    topic_sites: tuple[TopicSite, ...]
    trend: tuple[TrendPoint, ...]
    alerts: tuple[Alert, ...]
    praise: tuple[Praise, ...]
    processes: tuple[ProcessPraise, ...]
    suggestions: tuple[SuggestionRow, ...]
    words: tuple[WordList, ...]
    rejections: tuple[Rejection, ...]
    events: tuple[TopicEvent, ...]
    quotes: tuple[Quote, ...]
    """Every voice of the period as it may be shown (employees' only above the threshold): the drill-down."""
    employee_threshold: int = 8
    topic_weeks: tuple[TopicWeek, ...] = ()
    topic_map: tuple[MapPoint, ...] = ()
    answers: tuple[Answer, ...] = ()
    done: tuple[Done, ...] = ()
    track: TrackRecord = field(default_factory=TrackRecord)
    approved_words: tuple[str, ...] | None = None
    """Words that a reviewer has let onto the wall; None where no yes is needed."""
    gaps: tuple[Gap, ...] = ()
    """Whom the night did not hear."""
