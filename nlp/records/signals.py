"""What early warning is given and what it tells."""

from dataclasses import dataclass, field
from datetime import date

from nlp.records.kinds import AlertKind, Audience, Family, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One measured value of one site on one day, as an outside system gave it."""

    name: str
    site: str
    day: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something new or worse; an *alert* once someone is told. One issue is one signal, updated."""

    id: str
    day: date
    kind: AlertKind
    family: Family
    label_zh: str
    label_en: str
    observed: float
    expected: float
    interval: tuple[float, float]
    topic_id: str | None = None
    site: str | None = None
    audience: Audience | None = None
    tongue: str | None = None
    """zh or en, where only comments of that language show it."""
    keywords: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    once_in_days: float | None = None
    comment_ids: tuple[str, ...] = ()
    history: tuple[tuple[date, float, float], ...] = field(default=())
    """(day, observed, expected) of up to eight weeks, for the chart."""
    update_of: str | None = None
    total: int | None = None
    """Comments that could have carried it over the same days."""
    authors: int = 0
    """Different people behind it; a comment without an author counts as one."""
    caveats: tuple[str, ...] = ()
    """Keys of what it may not mean (``lexicons/shared/alert_sentences.tsv``)."""
    today: Span | None = None
    """Seen, expected, and the range of 95 in 100 usual days: on the night itself; ``week``: on the last seven."""
    week: Span | None = None
    share_before: float | None = None
    share_after: float | None = None
    """Part of the comments that could have carried it: as was usual, and since it began."""
    together: tuple[tuple[str, str], ...] = ()
    """Other series that moved with it, as (zh, en)."""
    excluded: tuple[str, ...] = ()
    """Keys of what it is not."""
    first_told: date | None = None
    times_told: int = 1
    phrase_zh: str = ""
    phrase_en: str = ""
    """What these comments say, where the label doesn't: a phrase that they share, or one of them in quotation marks."""
    kin: str | None = None
    """Id of an alert told before that may be the same thing: their comments are close in meaning."""
    kin_names: tuple[str, str] = ("", "")
    """What that one was called, as (zh, en)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """What people have said of the alerts so far, and how often alerts are right by that."""

    real: int = 0
    known: int = 0
    noise: int = 0
    interval: tuple[float, float] = (0.0, 1.0)
    """95 % interval of the part that was right (real, or known already)."""

    @property
    def judged(self) -> int:
        """Alerts that somebody has judged."""
        return self.real + self.known + self.noise

    @property
    def right(self) -> int:
        """Alerts that told of something that was so."""
        return self.real + self.known
