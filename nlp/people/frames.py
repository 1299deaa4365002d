"""What goes into this room and what comes out of it, and what passes between its parts."""

from dataclasses import dataclass
from datetime import date

from nlp.records import Credit, Language, Mention


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the comment (the reader's segment) and how it feels, -1 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContext:
    """One comment as this room needs it; ``text`` is repaired, offsets count in it."""

    text: str
    language: Language = "zh-Hans"
    site: str | None = None
    day: date | None = None
    touchpoint: str | None = None
    question: str | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFound:
    """Who is named in one comment, and the praise that belongs to a team or a process."""

    mentions: tuple[Mention, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A span that names a person, before anyone asks who it is and how the author speaks of them."""

    start: int
    end: int
    name: str
    role: str | None = None
    title: str | None = None
    department: str | None = None
    """What stands before the name, as written: narrows the roster even where the title is the role."""
    staff: bool = True
    score: float = 0.5
    """How sure the spotter is that a person is named here, 0 to 1."""
    sources: tuple[str, ...] = ()
    """Which layers say so, such as ``lac``, ``title``, ``cue``, ``list``."""
    badge: bool = False
    """A badge number instead of a name: counts only where the roster knows it."""
