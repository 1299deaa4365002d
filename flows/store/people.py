"""What people decide: edits on the review sheet, and who may be shown."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal, Protocol

import sqlalchemy as sa

from flows.store import tables
from flows.store.keeper import Keeper, Row, day_of, iso

ReviewKind = Literal[
    "rename", "merge", "hide", "not_praise", "wrong_person", "wrong_sentiment", "close_alert", "approve"
]
WITHHOLDING = ("not_praise", "wrong_person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One edit of a person. ``target`` is the topic, comment or alert, ``value`` the new name, topic or employee.

    ``status`` tells whether it was applied or refused, ``answer`` why, for the next night's sheet.
    """

    day: date
    kind: ReviewKind
    target: str
    value: str | None = None
    reviewer: str | None = None
    note: str | None = None
    status: Literal["waiting", "applied", "refused"] = "waiting"
    answer: str | None = None

    @property
    def id(self) -> str:
        """The same edit, dropped into the inbox twice, is one edit."""
        parts = (self.day.isoformat(), self.kind, self.target, self.value or "", self.reviewer or "")
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


class ConsentLine(Protocol):
    """A line of the consent list, whoever read it."""

    @property
    def employee_id(self) -> str:
        """Whose answer it is."""
        ...

    @property
    def display(self) -> bool:
        """Yes or no to being shown."""
        ...

    @property
    def start(self) -> date | None:
        """The first day of this answer."""
        ...

    @property
    def end(self) -> date | None:
        """The last day of this answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConsent:
    """A line of the consent list as it was last kept."""

    employee_id: str
    display: bool
    start: date | None = None
    end: date | None = None


class PeopleKeeper(Keeper):
    """Keeps reviews and consent."""

    def add_reviews(self, reviews: Iterable[Review]) -> int:
        """Keep edits that are not known yet; returns how many were new."""
        known = {row["id"] for row in self._rows(sa.select(tables.reviews.c.id))}
        fresh = {review.id: review for review in reviews if review.id not in known}
        self._replace(tables.reviews, [_row(review) for review in fresh.values()], "id")
        return len(fresh)

    def answer_review(self, review: Review, status: Literal["applied", "refused"], answer: str) -> Review:
        """Keep what became of an edit, with the reason in words."""
        answered = replace(review, status=status, answer=answer)
        self._replace(tables.reviews, [_row(answered)], "id")
        return answered

    def reviews(self, status: str | None = None) -> list[Review]:
        """Return edits in the order of their days, all or those of one status."""
        query = sa.select(tables.reviews).order_by(tables.reviews.c.day, tables.reviews.c.id)
        if status is not None:
            query = query.where(tables.reviews.c.status == status)
        return [_review(row) for row in self._rows(query)]

    def withheld(self) -> frozenset[tuple[str, str]]:
        """Return (comment id, employee id) pairs that a reviewer called not praise or the wrong person."""
        found = (r for r in self.reviews() if r.kind in WITHHOLDING and r.status != "refused")
        return frozenset((r.target, r.value) for r in found if r.value)

    def save_consent(self, lines: Sequence[ConsentLine]) -> None:
        """Keep the consent list as it is now; what it said before is gone, as a withdrawal asks."""
        rows = [
            {
                "number": i,
                "employee_id": line.employee_id,
                "display": int(line.display),
                "start_day": iso(line.start),
                "end_day": iso(line.end),
            }
            for i, line in enumerate(lines)
        ]
        self._replace_all(tables.consent, rows)

    def consent(self) -> list[KeptConsent]:
        """Return the consent list as last kept, in its own order."""
        return [
            KeptConsent(
                employee_id=row["employee_id"],
                display=bool(row["display"]),
                start=day_of(row["start_day"]),
                end=day_of(row["end_day"]),
            )
            for row in self._rows(sa.select(tables.consent).order_by("number"))
        ]


def _row(review: Review) -> dict[str, object]:
    return {**asdict(review), "day": review.day.isoformat(), "id": review.id}


def _review(row: Row) -> Review:
    values = {name: value for name, value in row.items() if name != "id"}
    return Review(**{**values, "day": date.fromisoformat(row["day"])})
