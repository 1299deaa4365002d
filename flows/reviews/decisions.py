"""From the edits that were carried out to what a night has to respect."""

from collections.abc import Sequence
from datetime import date, timedelta

from flows.reviews.apply import label_of
from flows.reviews.sheet import UNDATED
from flows.reviews.topics import names
from flows.store import Review
from nlp.answers import Answer, Done
from nlp.insights.decisions import Correction, Decisions
from nlp.records import Label

SHOWN_DAYS = 30
"""How long an answer stays on the sheet of answers."""
WORDS = " · "
"""Between the words of the line that lets words onto the wall."""


def decisions_of(reviews: Sequence[Review], day: date) -> Decisions:
    """Fold all edits into the decisions that stand, the later one over the earlier one."""
    applied = [r for r in reviews if r.status == "applied"]
    stands = _standing(applied)
    shown = [r for r in stands if r.about in {"person", "sentence", "process", "words"}]
    labels: dict[str, Label] = {}
    for r in stands:
        if r.about == "comment" and (label := label_of(r.value or "")):
            labels[r.target] = label
    return Decisions(
        corrections=[_correction(r) for r in shown if r.kind in {"not_praise", "wrong_person"}],
        labels=labels,
        hidden=frozenset(r.target for r in shown if r.kind == "withhold"),
        approved=frozenset(key for r in shown if r.kind == "approve" for key in _keys(r)),
        done=tuple(_done(r) for r in stands if r.about == "suggestion" and r.kind == "done"),
        answers=tuple(_answer(r) for r in reversed(reviews) if _recent(r, day)),
    )


def _standing(applied: Sequence[Review]) -> list[Review]:
    """Drop what was overruled: a later yes or no about showing, a restore, a second sentence for a suggestion.

    Corrections of who was praised build upon each other, so all of them stand until they are restored.
    """
    stands: list[Review] = []
    for review in applied:
        stands = [r for r in stands if not _overrules(review, r)]
        if review.kind != "restore":
            stands.append(review)
    return stands


def _overrules(later: Review, earlier: Review) -> bool:
    if (later.about, later.target) != (earlier.about, earlier.target) or later.about in {
        "topic",
        "alert",
        "words",
    }:
        return False
    corrections = {"not_praise", "wrong_person"}
    return later.kind == "restore" or not ({later.kind, earlier.kind} & corrections)


def _correction(review: Review) -> Correction:
    key, _, comment = review.target.partition("|")
    right = review.value if review.kind == "wrong_person" else None
    if comment:
        return Correction(key=key, comment_id=comment, employee_id=right)
    return Correction(key=key, employee_id=right, until=review.night if review.day == UNDATED else review.day)


def _keys(review: Review) -> list[str]:
    """Return what a yes is about: the person, sentence or process itself, or each word of the line."""
    if review.about == "words":
        return [f"word|{word}" for word in review.label.split(WORDS)]
    return [review.target]


def _done(review: Review) -> Done:
    zh, en = names(review.value or "")
    return Done(
        key=review.target, asked=review.label, did_zh=zh or en or "", did_en=en or zh or "",
        day=review.night or review.day,
    )  # fmt: skip


def _recent(review: Review, day: date) -> bool:
    return review.night is not None and day - timedelta(days=SHOWN_DAYS) < review.night <= day


def _answer(review: Review) -> Answer:
    return Answer(
        night=review.night or review.day, about=review.about, target=review.target, label=review.label,
        action=review.kind, value=review.value, applied=review.status == "applied", zh=review.answer or "",
        en=review.answer_en or "", by=review.reviewer,
    )  # fmt: skip
