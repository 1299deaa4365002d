"""Everything that flows from one room to the next, as frozen records that refuse nonsense.

Offsets are Python ``str`` offsets into the comment's text as it came in, unless a field says otherwise.
Scores lie in [-1, 1], confidences and shares in [0, 1]. A finding carries its evidence.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from nlp.answers import Answer, Done

Language = Literal["zh-Hans", "zh-Hant", "en", "mixed", "other"]
Label = Literal["positive", "negative", "neutral", "mixed"]
Stance = Literal["praise", "complaint", "neutral"]
Audience = Literal["customer", "employee"]
AlertKind = Literal["new", "worse"]
Verdict = Literal["real", "known", "noise"]
Span = tuple[float, float, float, float]
Family = Literal["topic", "term", "novelty", "sentiment", "harsher", "spread", "volume", "kpi"]
Tier = Literal["display", "review"]
Addressee = Literal["organisation", "anyone", "customers"]


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        msg = f"{name} must lie in [{low}, {high}], got {value}"
        raise ValueError(msg)


def _span(start: int, end: int) -> None:
    if not 0 <= start < end:
        msg = f"a span needs 0 <= start < end, got {start}..{end}"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A verbatim: one answer of one respondent to one question, as it came in."""

    id: str
    source: str
    source_id: str
    text: str
    row: int = 0
    question: str | None = None
    day: date | None = None
    at: datetime | None = None
    site: str | None = None
    touchpoint: str | None = None
    channel: str | None = None
    audience: Audience = "customer"
    author: str | None = None
    speaker: str | None = None
    rating: float | None = None
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            msg = "a comment needs an id"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A row, or a whole file (row 0), that could not be read, and what would have been right."""

    source: str
    file: str
    row: int
    column: str | None
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that moved a score: where they stand, which rule, lexicon entry or model says so, how much."""

    text: str
    source: str
    weight: float = 0.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """How someone feels: four labels, five levels (-2..2), a score and how sure we are."""

    label: Label
    level: int
    score: float
    confidence: float
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        _within("level", self.level, -2, 2)
        _within("score", self.score, -1, 1)
        _within("confidence", self.confidence, 0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The sentence or clause that carries one opinion; ``text`` is repaired and masked."""

    start: int
    end: int
    text: str
    language: Language
    sentiment: Sentiment

    def __post_init__(self) -> None:
        _span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person named in a comment: who it may be, and how the author speaks of them."""

    start: int
    end: int
    surface: str
    name: str
    role: str | None = None
    staff: bool = True
    employee_id: str | None = None
    candidates: tuple[str, ...] = ()
    stance: Stance = "neutral"
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    praised_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _span(self.start, self.end)
        _within("confidence", self.confidence, 0, 1)
        if self.end - self.start != len(self.surface):
            msg = f"surface {self.surface!r} does not fill {self.start}..{self.end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A span that asks the organisation to change something, or a tip: for anyone who reads, for other customers."""

    start: int
    end: int
    text: str
    confidence: float = 0.5
    to: Addressee = "organisation"

    def __post_init__(self) -> None:
        _span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Praise that belongs to a team or to a process rather than to one named person."""

    kind: Literal["team", "process"]
    start: int
    end: int
    text: str
    praised_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one comment says; ``masked`` is repaired, without personal data of customers: safe to show."""

    comment_id: str
    language: Language
    sentiment: Sentiment
    masked: str
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    credits: tuple[Credit, ...] = ()
    tips: tuple[Suggestion, ...] = ()
    """What is not asked of the organisation: tips for anyone, advice to other customers."""
    marks: tuple[str, ...] = ()
    """Of ``boilerplate spam flood empty unread effort goal experience obstacle``: why it is no voice, what else it tells."""

    @property
    def is_voice(self) -> bool:
        """Tell whether it counts: boilerplate, adverts, floods and blanks are kept but never counted."""
        return not {"boilerplate", "spam", "flood", "empty", "unread"} & set(self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One line of the roster: an employee at one site for one stretch of time."""

    employee_id: str
    name: str
    english_name: str | None = None
    aliases: tuple[str, ...] = ()
    title: str | None = None
    department: str | None = None
    site: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    consent: bool | None = None

    def active_on(self, day: date | None) -> bool:
        """Tell whether the posting holds on ``day``; an unknown day or an open end counts as active."""
        if day is None:
            return True
        after = self.active_from is None or self.active_from <= day
        return after and (self.active_to is None or day <= self.active_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject people talk about, with an id for life and a name in both languages."""

    id: str
    label_zh: str
    label_en: str
    keywords_zh: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    state: Literal["active", "retired", "hidden"] = "active"
    parent: str | None = None
    born: date | None = None
    heading_zh: str = ""
    heading_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEvent:
    """One line of a topic's life: birth, split, merge, drift, retirement or a person's edit, in words."""

    day: date | None
    topic_id: str
    kind: Literal["birth", "split", "merge", "drift", "retirement", "edit"]
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Which topic one segment of one comment belongs to; ``topic_id`` is None where none fits."""

    comment_id: str
    segment: int
    topic_id: str | None
    confidence: float


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


# What a night found: the border between thinking and showing. Publishing gets ``Insights`` and nothing else.


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
    """One topic in the period: its size, its mood, how its share changed, and what people say."""

    topic: Topic
    tally: Tally
    share: float
    share_before: float
    change_interval: tuple[float, float]
    sites: int
    voices_by_audience: tuple[tuple[Audience, int], ...]
    quotes: tuple[Quote, ...] = ()


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
