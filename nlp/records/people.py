"""Who works here, who is named in a comment, and what else is thanked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.records.feelings import Evidence
from nlp.records.kinds import Stance, span, within


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
        span(self.start, self.end)
        within("confidence", self.confidence, 0, 1)
        if self.end - self.start != len(self.surface):
            msg = f"surface {self.surface!r} does not fill {self.start}..{self.end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Praise that belongs to a team or to a process rather than to one named person."""

    kind: Literal["team", "process"]
    start: int
    end: int
    text: str
    praised_for: tuple[str, ...] = ()


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
