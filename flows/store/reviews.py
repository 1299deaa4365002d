"""Edits on the review sheet: each line is kept once, in the order in which it was read, with its answer."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

import sqlalchemy as sa

from flows.store import tables
from flows.store.keeper import Keeper, Row, iso

Status = Literal["waiting", "applied", "refused"]
SLOTS = {
    "rename": "name", "merge": "life", "hide": "life", "show": "life",
    "acknowledge": "state", "close": "state", "known": "state", "noise": "state", "reopen": "state",
    "approve": "person", "withhold": "person", "restore": "person", "not_praise": "person", "wrong_person": "person",
}  # fmt: skip
"""Edits of one slot overrule each other; those of different slots stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One line of a review sheet: ``kind`` is the correction, ``about`` and ``target`` what is corrected.

    ``day`` is the night that the workbook shows, ``night`` the one that read it. ``status`` tells whether it was
    applied or refused, the answers why. ``label`` is what the sheet showed beside it.
    """

    day: date
    kind: str
    target: str
    about: str = ""
    label: str = ""
    value: str | None = None
    reviewer: str | None = None
    note: str | None = None
    status: Status = "waiting"
    answer: str | None = None
    answer_en: str | None = None
    night: date | None = None
    turn: int = 0
    slot: str = ""

    @property
    def id(self) -> str:
        """The line of a workbook, in the order in which it was read."""
        return hashlib.sha256(f"{self.slot}\0{self.turn}".encode()).hexdigest()[:16]


class ReviewKeeper(Keeper):
    """Keeps edits."""

    def add_reviews(self, reviews: Iterable[Review]) -> list[Review]:
        """Keep the edits that are new and return them, each with its turn.

        A workbook that lies there night after night is read once; a line of it that was changed since is a new edit.
        """
        kept = self.reviews()
        latest = {review.slot: (review.kind, review.value) for review in kept}
        turn = max((review.turn for review in kept), default=0)
        seen: dict[str, int] = {}
        fresh: list[Review] = []
        for review in reviews:
            slot = _slot(review)
            seen[slot] = seen.get(slot, 0) + 1
            placed = replace(review, slot=f"{slot}|{seen[slot]}", turn=turn + len(fresh) + 1)
            if latest.get(placed.slot) != (placed.kind, placed.value):
                fresh.append(placed)
        self._replace(tables.reviews, [_row(review) for review in fresh], "id")
        return fresh

    def answer_review(
        self, review: Review, status: Literal["applied", "refused"], zh: str, en: str
    ) -> Review:
        """Keep what became of an edit, with the reason in words."""
        answered = replace(review, status=status, answer=zh, answer_en=en)
        self._replace(tables.reviews, [_row(answered)], "id")
        return answered

    def reviews(self, status: Status | None = None) -> list[Review]:
        """Return edits in the order in which they were read, all or those of one status."""
        query = sa.select(tables.reviews).order_by(tables.reviews.c.turn, tables.reviews.c.id)
        if status is not None:
            query = query.where(tables.reviews.c.status == status)
        return [_review(row) for row in self._rows(query)]


def _slot(review: Review) -> str:
    kind = SLOTS.get(
        review.kind, f"{review.kind} {review.value or ''}" if review.kind == "split" else review.kind
    )
    return "|".join((review.day.isoformat(), review.about, review.target, kind))


def _row(review: Review) -> dict[str, object]:
    return {**asdict(review), "day": review.day.isoformat(), "night": iso(review.night), "id": review.id}


def _review(row: Row) -> Review:
    values = {name: value for name, value in row.items() if name != "id" and value is not None}
    days = {name: date.fromisoformat(values[name]) for name in ("day", "night") if name in values}
    return Review(**{**values, **days})
