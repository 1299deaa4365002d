"""What people talk about: topics, what became of them, and which segments belong to them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


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
