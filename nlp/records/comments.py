"""What came in, and what one comment says once it is read."""

from dataclasses import dataclass
from datetime import date, datetime

from nlp.records.feelings import Sentiment
from nlp.records.kinds import Addressee, Audience, Language, span
from nlp.records.people import Credit, Mention

LONGEST = 100_000
"""Characters. What is longer is no comment but a file that was pasted or a line that never ended: no row that comes in
is longer, and of one that an older store holds no more is read."""


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
class Segment:
    """The sentence or clause that carries one opinion; ``text`` is repaired and masked."""

    start: int
    end: int
    text: str
    language: Language
    sentiment: Sentiment

    def __post_init__(self) -> None:
        span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A span that asks the organisation to change something, or a tip: for anyone who reads, for other customers."""

    start: int
    end: int
    text: str
    confidence: float = 0.5
    to: Addressee = "organisation"

    def __post_init__(self) -> None:
        span(self.start, self.end)


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
    """Of ``boilerplate spam flood empty number unread effort goal experience obstacle``: why it is no voice, what else it tells."""

    @property
    def is_voice(self) -> bool:
        """Tell whether it counts: boilerplate, adverts, floods, blanks and bare numbers are kept but never counted."""
        return not {"boilerplate", "spam", "flood", "empty", "number", "unread"} & set(self.marks)
