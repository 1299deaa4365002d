"""The lines of a night's findings, each with the comments behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.records.kinds import Audience, Label, Language, Tier
from nlp.records.signals import Signal
from nlp.records.topics import Topic

MIXED_BAG = 0.35
"""A name that fits a smaller share of a topic's sentences is told as fitting a part only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A comment as it may be shown: masked, blamed names hidden, with the way back to its source."""

    comment_id: str
    text: str
    language: Language
    label: Label
    score: float
    day: date | None = None
    site: str | None = None
    touchpoint: str | None = None
    audience: Audience = "customer"
    source: str = ""
    row: int = 0
    question: str | None = None
    topic_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many comments of a group are positive, negative, neutral and mixed, and their mean score."""

    n: int = 0
    positive: int = 0
    negative: int = 0
    neutral: int = 0
    mixed: int = 0
    mean: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """One topic in the period: its size, its mood, how its share changed, and what people say.

    ``called`` is the share of its sentences that its name fits better than any other topic's name does; None where
    nobody can tell.
    """

    topic: Topic
    tally: Tally
    share: float
    share_before: float
    change_interval: tuple[float, float]
    sites: int
    voices_by_audience: tuple[tuple[Audience, int], ...]
    quotes: tuple[Quote, ...] = ()
    called: float | None = None

    @property
    def mixed_bag(self) -> bool:
        """Whether the name tells too small a part of what is in it."""
        return self.called is not None and self.called < MIXED_BAG


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSite:
    """One cell of topic x site; ``tally`` is None where too few employees wrote to show it."""

    topic_id: str
    site: str
    audience: Audience
    tally: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWeek:
    """One week of one topic; ``tally`` is None where only employees wrote, and too few to show it."""

    topic_id: str
    week: date
    tally: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One segment on the map of topics, ``x`` and ``y`` about in [-1, 1]."""

    x: float
    y: float
    topic_id: str
    comment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One week of one audience at one site (None: everywhere); ``tally`` None below the threshold."""

    week: date
    audience: Audience
    site: str | None
    tally: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A signal as it is told: plain sentences in both languages, the comments behind it, its state."""

    signal: Signal
    sentence_zh: str
    sentence_en: str
    caveats_zh: tuple[str, ...] = ()
    caveats_en: tuple[str, ...] = ()
    facts_zh: tuple[str, ...] = ()
    facts_en: tuple[str, ...] = ()
    """The rest of the case file in sentences: today, the week, shares, what moved with it, what it is not, its history."""
    quotes: tuple[Quote, ...] = ()
    authors: int = 0
    state: Literal["open", "acknowledged", "closed", "reopened"] = "open"
    verdict: Literal["real", "known", "noise"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """One employee's thanks in the period. ``tier`` display passed every gate; ``held`` says why not."""

    employee_id: str | None
    name: str
    site: str | None
    department: str | None
    tier: Tier
    thanks: int
    mentions: int
    first_day: date | None
    last_day: date | None
    new: bool = False
    sites: tuple[str, ...] = ()
    praised_for: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    held: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    from_colleagues: int = 0
    """How many of the thanks are employees'; the wall says "our customers" only of the others."""
    pending: tuple[Quote, ...] = ()
    """Sentences that wait for a reviewer's yes."""
    consent: Literal["list", "roster", "house", ""] = ""
    """Where the person's yes stands: on the consent list, in the roster, or said by the house for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPraise:
    """Praise for a team or a process: the words, how often, one comment."""

    kind: Literal["team", "process"]
    text: str
    count: int
    quote: Quote
    held: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    """Where it was said: "Staff" alone names no team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """What authors ask for, gathered by topic, the newest first."""

    topic_id: str | None
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a cloud: in how many comments, and the mean score of those comments."""

    text: str
    count: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The words of one audience in one language (``site`` None: everywhere)."""

    audience: Audience
    language: Literal["zh", "en"]
    words: tuple[Word, ...]
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Somebody the night did not hear: silent since a day, never heard, too few to be shown, in a language not read.

    A silence is a site's, a source's, or everybody's (neither named). ``expected`` is how many comments the usual pace would have brought since; ``n`` how many there are, at ``sites``.
    """

    kind: Literal["silent", "never", "hushed", "unread"]
    site: str | None = None
    source: str = ""
    audience: Audience | None = None
    since: date | None = None
    expected: float = 0.0
    n: int = 0
    sites: int = 0
