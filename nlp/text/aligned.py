"""A text that remembers, through any number of edits, which raw characters each of its characters came from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Match, Pattern

Edit = tuple[int, int, str]
"""Replace ``text[start:end]`` by a string; ``start < end``."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """``starts[i]:ends[i]`` is the raw span of ``text[i]``, never empty, never going back.

    Both are None as long as nothing was edited: most comments are clean and pay nothing.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def edited(self, edits: Iterable[Edit]) -> "Aligned":
        """Apply edits, which must be in order and must not overlap, in one pass."""
        pending = list(edits)
        if not pending:
            return self
        old_starts = self.starts if self.starts is not None else range(len(self.text))
        old_ends = self.ends if self.ends is not None else range(1, len(self.text) + 1)
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new in pending:
            pieces += (self.text[done:start], new)
            starts.extend(old_starts[done:start])
            ends.extend(old_ends[done:start])
            if len(new) == end - start:
                starts.extend(old_starts[start:end])
                ends.extend(old_ends[start:end])
            else:
                starts.extend([old_starts[start]] * len(new))
                ends.extend([old_ends[end - 1]] * len(new))
            done = end
        pieces.append(self.text[done:])
        starts.extend(old_starts[done:])
        ends.extend(old_ends[done:])
        return Aligned("".join(pieces), starts, ends)

    def replaced(self, pattern: Pattern[str], new: Callable[[Match[str]], str | None]) -> "Aligned":
        """Replace each match by what ``new`` says; None leaves it as it is."""
        return self.edited(
            (match.start(), match.end(), text)
            for match in pattern.finditer(self.text)
            if (text := new(match)) is not None and text != match.group()
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Lead a span of the text back to the raw text."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]
