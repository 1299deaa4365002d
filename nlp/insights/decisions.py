"""What people have decided, laid over what the models read: a correction outlives every night and every refit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nlp.answers import Answer, Done
from nlp.records import Comment, Label, Mention, Reading, Segment, Sentiment

_SCORE: dict[Label, tuple[int, float]] = {
    "positive": (1, 0.6), "negative": (-1, -0.6), "neutral": (0, 0.0), "mixed": (0, 0.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Whom a comment praises, put right: ``employee_id`` is who it truly is, None that it is no praise at all.

    ``key`` is the employee or the name as it was shown; without ``comment_id`` it is about every comment up to
    ``until``, the day on which the reviewer saw them.
    """

    key: str
    comment_id: str | None = None
    employee_id: str | None = None
    until: date | None = None

    def about(self, comment: Comment) -> bool:
        """Tell whether it speaks about a comment."""
        if self.comment_id is not None:
            return comment.id == self.comment_id
        return self.until is None or comment.day is None or comment.day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything that people have decided up to a night; keys of ``hidden`` and ``approved`` are ``gate`` keys."""

    corrections: Sequence[Correction] = ()
    labels: Mapping[str, Label] = field(default_factory=dict[str, Label])
    hidden: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    done: tuple[Done, ...] = ()
    answers: tuple[Answer, ...] = ()


def sentence_key(person: str, comment_id: str) -> str:
    """Return the key of what one comment says about one person."""
    return f"{person}|{comment_id}"


def process_key(kind: str, text: str) -> str:
    """Return the key of praise for a team or a process."""
    return f"{kind}|{text}"


def corrected(
    comments: Iterable[Comment], readings: Mapping[str, Reading], decisions: Decisions
) -> dict[str, Reading]:
    """Return the readings as people have put them right; the models' own stay in the store."""
    if not decisions.corrections and not decisions.labels:
        return dict(readings)
    fixed = dict(readings)
    for comment in comments:
        if reading := fixed.get(comment.id):
            fixed[comment.id] = _one(comment, reading, decisions)
    return fixed


def _one(comment: Comment, reading: Reading, decisions: Decisions) -> Reading:
    about = [c for c in decisions.corrections if c.about(comment)]
    if about and reading.mentions:
        reading = replace(reading, mentions=tuple(_right(m, about) for m in reading.mentions))
    if label := decisions.labels.get(comment.id):
        segments = tuple(_felt(s, label) for s in reading.segments)
        reading = replace(reading, sentiment=_feeling(reading.sentiment, label), segments=segments)
    return reading


def _right(mention: Mention, corrections: Iterable[Correction]) -> Mention:
    for each in corrections:
        if each.key not in {mention.employee_id, mention.name} or mention.stance != "praise":
            continue
        if each.employee_id is None:
            mention = replace(mention, stance="neutral")
        else:
            mention = replace(mention, employee_id=each.employee_id, candidates=(), confidence=1.0)
    return mention


def _feeling(was: Sentiment, label: Label) -> Sentiment:
    """Return a feeling as a person names it; the strength stays where the model had the same direction."""
    if was.label == label:
        return was
    level, score = _SCORE[label]
    return replace(was, label=label, level=level, score=score, confidence=1.0)


def _felt(segment: Segment, label: Label) -> Segment:
    """Let a part of a comment follow its whole; where the whole is mixed, the parts stay as they were."""
    return segment if label == "mixed" else replace(segment, sentiment=_feeling(segment.sentiment, label))
