"""A file that is still being copied when the night reads it: what breaks off is set aside, and read once it is whole."""

import io
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STILL = 10.0
"""Seconds without a change after which a file counts as whole. Because: a copy under way pauses for less."""
_PAUSE = 0.2


class Watch:
    """A file as it was when it was opened: what it held then, and whether it has been written since."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened = path.stat()

    def text(self, encoding: str) -> io.TextIOWrapper:
        """Open what the file held, and no more: whatever is looked at twice is the same both times."""
        head = _Head(self.path.open("rb", buffering=0), self.opened.st_size)
        return io.TextIOWrapper(io.BufferedReader(head), encoding=encoding, errors="replace", newline="")

    def grows(self) -> bool:
        """Tell whether the file has changed since, or does so before it has been still for long enough.

        Waits only for a file that was written a moment ago; one from the future tells of a wrong clock.
        """
        while not self._changed():
            if abs(time.time() - self.opened.st_mtime) >= STILL:
                return False
            time.sleep(_PAUSE)
        return True

    def _changed(self) -> bool:
        now = self.path.stat()
        return (now.st_size, now.st_mtime_ns) != (self.opened.st_size, self.opened.st_mtime_ns)


class _Head(io.RawIOBase):
    """The first bytes of a file."""

    def __init__(self, raw: io.FileIO, size: int) -> None:
        self.raw = raw
        self.left = size

    def readable(self) -> bool:
        """Say yes: it is there to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer, but never from behind the end."""
        count = self.raw.readinto(memoryview(buffer)[: self.left]) or 0
        self.left -= count
        return count

    def close(self) -> None:
        """Let the file go."""
        self.raw.close()
        super().close()
