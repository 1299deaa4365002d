"""What people decided on the review sheet, as it is shown again: what became of an edit, which wish was met."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one line of a review sheet: ``applied``, or not, and why, in both languages."""

    night: date
    about: str
    """The kind of thing corrected: alert, person, sentence, process, words, topic, suggestion, comment."""
    target: str
    label: str
    action: str
    value: str | None
    applied: bool
    zh: str
    en: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A suggestion that was carried out: "you said, we did"; what was done is a reviewer's sentence."""

    key: str
    asked: str
    did_zh: str
    did_en: str
    day: date
