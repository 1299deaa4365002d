"""One comment through text, privacy, sentiment, people, suggestions: Comment -> Reading.

A reading is a pure function of the comment and of the parts' ids: the same comment reads the same alone or in
any batch. Whether a comment is one of a flood of copies depends on its neighbours, so the night decides that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from nlp import privacy, voices
from nlp.parts import Embedder, SentimentScorer, Vectors
from nlp.people import Clause, PeopleFound, PeopleReader, PersonContext
from nlp.records import (
    LONGEST,
    Comment,
    Credit,
    Evidence,
    Language,
    Mention,
    Reading,
    Segment,
    Sentiment,
    Suggestion,
)
from nlp.sentiment import RatingPrior, Said, feel, told
from nlp.sentiment.asked import agreed
from nlp.sentiment.marks import Marker
from nlp.sentiment.signs import is_sign
from nlp.suggestions import Suggester
from nlp.text import Repaired, cut, language_of, repair

Span = tuple[int, int]
_Spanned = TypeVar("_Spanned", Suggestion, Credit)
NAMED, WHOLE = 10_000, 4_000
"""Characters in which people are looked for, each of whom costs as much as a short comment; and those that are weighed
in one piece, beside the segments: the time grows with the square of both."""
_UNSCORED = Sentiment(label="neutral", level=0, score=0.0, confidence=0.0)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A comment on its way: what is known before the models look at it."""

    comment: Comment
    repaired: Repaired
    language: Language
    masked: str
    spans: tuple[Span, ...]
    marks: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        return [self.masked[start:end] for start, end in self.spans]

    @property
    def is_read(self) -> bool:
        """Tell whether its feeling can be told: in the languages that are known, and where signs speak alone."""
        return self.language != "other" or is_sign(self.masked)


class Reader:
    """Read comments in batches. Every part comes in by the same door and can be swapped."""

    def __init__(
        self,
        *,
        embedder: Embedder,
        scorer: SentimentScorer,
        people: PeopleReader | None,
        suggester: Suggester,
        ratings: RatingPrior | None = None,
        also: str = "",
    ) -> None:
        """Take the parts; ``also`` names what else readings depend on: lexicons, the roster, the code's version."""
        self._embedder = embedder
        self._scorer = scorer
        self._people = people
        self._suggester = suggester
        self._marker = Marker(embedder)
        self._ratings = ratings or RatingPrior()
        parts = [
            embedder.id,
            scorer.id,
            people.id if people else "nobody",
            suggester.id,
            self._ratings.id,
            also,
        ]
        self.id = " + ".join(part for part in parts if part)

    def read(self, comments: Sequence[Comment]) -> list[Reading]:
        """Read a batch; one reading for every comment, in the same order. What is said twice is read once."""
        alike = [
            replace(c, id="same", source="", source_id="", row=0, at=None, author=None) for c in comments
        ]
        first = dict(zip(reversed(alike), reversed(comments), strict=True))
        read = {r.comment_id: r for r in self._read(list(first.values()))}
        return [replace(read[first[one].id], comment_id=c.id) for one, c in zip(alike, comments, strict=True)]

    def _read(self, comments: Sequence[Comment]) -> list[Reading]:
        drafts = [_draft(comment) for comment in comments]
        feelings = self._feelings(drafts)
        people = self._found([_context(d, parts) for d, (parts, _) in zip(drafts, feelings, strict=True)])
        asks = self._suggester.find(
            [d.masked for d in drafts], [d.language for d in drafts], [d.spans for d in drafts]
        )
        marks = self._marker.find(
            [d.masked for d in drafts], [d.language for d in drafts], [d.texts for d in drafts]
        )
        return [
            self._rated(_reading(*read), read[0].comment)
            for read in zip(drafts, feelings, people, asks, marks, strict=True)
        ]

    def _rated(self, reading: Reading, comment: Comment) -> Reading:
        """Let the rating speak, where the settings ask for it."""
        moved = self._ratings.move(reading.sentiment, comment.rating)
        return reading if moved is reading.sentiment else replace(reading, sentiment=moved)

    def _found(self, contexts: Sequence[PersonContext]) -> list[PeopleFound]:
        """Find people, where somebody wants to know; early warning does not."""
        return self._people.read(contexts) if self._people else [PeopleFound() for _ in contexts]

    def vectors(self, reading: Reading) -> Vectors:
        """Return one topic vector for every segment of a reading."""
        return self._embedder.embed([segment.text for segment in reading.segments])

    def _feelings(self, drafts: Sequence[_Draft]) -> list[tuple[list[Sentiment], Sentiment]]:
        """Score the segments of all drafts in one batch, and each draft; other languages are not scored."""
        scored = iter(feel(self._scorer, [_said(d) for d in drafts if d.is_read]))
        return [next(scored) if d.is_read else ([_UNSCORED for _ in d.spans], _UNSCORED) for d in drafts]


def _said(draft: _Draft) -> Said:
    parts: list[tuple[str, Language]] = [
        (text, _segment_language(text, draft.language)) for text in draft.texts
    ]
    return Said(draft.masked[:WHOLE], draft.language, parts, draft.comment.question)


def _draft(comment: Comment) -> _Draft:
    repaired = repair(comment.text[:LONGEST])
    text = repaired.text
    language = language_of(text)
    spans = tuple(cut(text, language))
    masked = privacy.mask(text, privacy.find_personal(text))
    marks = () if agreed(text, comment.question) else voices.marks(text)
    return _Draft(comment, repaired, language, masked, spans, tuple(marks))


def _segment_language(text: str, whole: Language) -> Language:
    """Tell the language of a segment; a mixed comment mostly falls into segments of one language."""
    return language_of(text) if whole == "mixed" else whole


def _context(draft: _Draft, feelings: Sequence[Sentiment]) -> PersonContext:
    clauses = tuple(
        Clause(start=start, end=end, score=feeling.score)
        for (start, end), feeling in zip(draft.spans, feelings, strict=True)
        if end <= NAMED
    )
    comment = draft.comment
    return PersonContext(
        text=draft.repaired.text[:NAMED], language=draft.language, site=comment.site, day=comment.day,
        touchpoint=comment.touchpoint, question=comment.question, clauses=clauses,
    )  # fmt: skip


def _reading(
    draft: _Draft,
    feelings: tuple[Sequence[Sentiment], Sentiment],
    people: PeopleFound,
    asks: Sequence[Suggestion],
    marks: tuple[str, ...],
) -> Reading:
    raw, repaired, comment = draft.comment.text, draft.repaired, draft.comment
    parts, whole = feelings
    segments = tuple(_segment(draft, span, feeling) for span, feeling in zip(draft.spans, parts, strict=True))
    return Reading(
        comment_id=comment.id,
        language=draft.language,
        sentiment=told(whole),
        masked=draft.masked,
        segments=segments,
        mentions=tuple(_raw_mention(m, repaired, raw) for m in people.mentions),
        suggestions=tuple(_raw_span(a, repaired) for a in asks if a.to == "organisation"),
        tips=tuple(_raw_span(a, repaired) for a in asks if a.to != "organisation"),
        credits=tuple(_raw_span(c, repaired) for c in people.credits),
        marks=draft.marks + marks,
    )


def _segment(draft: _Draft, span: Span, feeling: Sentiment) -> Segment:
    start, end = draft.repaired.raw_span(*span)
    evidence = tuple(_raw_evidence(e, draft.repaired, span[0]) for e in feeling.evidence)
    text = draft.masked[span[0] : span[1]]
    language = _segment_language(text, draft.language)
    sentiment = told(replace(feeling, evidence=evidence))
    return Segment(start=start, end=end, text=text, language=language, sentiment=sentiment)


def _raw_evidence(evidence: Evidence, repaired: Repaired, base: int) -> Evidence:
    if evidence.start is None or evidence.end is None or evidence.end <= evidence.start:
        return evidence
    start, end = repaired.raw_span(base + evidence.start, base + evidence.end)
    return Evidence(text=evidence.text, source=evidence.source, weight=evidence.weight, start=start, end=end)


def _raw_mention(mention: Mention, repaired: Repaired, raw: str) -> Mention:
    """Lead a mention back to the text as it came; its surface is what stands there."""
    start, end = repaired.raw_span(mention.start, mention.end)
    evidence = tuple(_raw_evidence(e, repaired, 0) for e in mention.evidence)
    return replace(mention, start=start, end=end, surface=raw[start:end], evidence=evidence)


def _raw_span(found: _Spanned, repaired: Repaired) -> _Spanned:
    start, end = repaired.raw_span(found.start, found.end)
    return replace(found, start=start, end=end)
