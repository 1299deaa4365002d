"""A text on its way, and the reason why one did not arrive."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is sent. ``id`` is the same whenever the same letter is sent, so that receivers can drop a second copy."""

    id: str
    title: str
    text: str
    facts: Mapping[str, object] = field(default_factory=dict)
    """For machines: what the plain JSON address receives besides the text."""


class PostError(Exception):
    """A letter did not arrive. ``certain`` is false where it may have arrived and was not confirmed."""

    def __init__(self, reason: str, *, certain: bool = True) -> None:
        super().__init__(reason)
        self.certain = certain
