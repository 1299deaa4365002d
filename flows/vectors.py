"""Vectors kept beside the store, so that reading it again after an edit of the lists or the roster is quick.

Embedding is three quarters of reading, and words do not change with a list of names. One small SQLite file a model:
several processes may share it, and it can be deleted at any time. It holds no texts, only hashes of them.
"""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flows.settings import Settings, cache_on
from nlp.parts import Embedder, Vectors

log = logging.getLogger("tingjian")
_BUSY = 30.0
_AT_ONCE = 500
_ROW = 64
"""What a row takes besides its vector, in bytes."""
_FILES = "embedded-*.db"


@dataclass(frozen=True, slots=True)
class Room:
    """A folder for vectors, and how many megabytes the vectors of one model may take there."""

    folder: Path
    megabytes: int

    @classmethod
    def beside(cls, settings: Settings) -> "Room | None":
        """Return the room beside an installation's store; None where caches are off or nothing may be kept."""
        megabytes = settings.models.keep_vectors
        return cls(settings.store, megabytes) if megabytes and cache_on() else None


class Kept(Embedder):
    """An embedder that remembers from night to night, as far as its room goes.

    When the room is full nothing more is kept: a store is read from its first comment to its last, and pushing out
    the oldest would push out each vector just before it is asked for.
    """

    def __init__(self, embedder: Embedder, room: Room) -> None:
        """Open the file of this model; vectors of another version of it are dropped."""
        self.embedder, self.id, self.dim = embedder, embedder.id, embedder.dim
        name = hashlib.sha256(embedder.id.split("/")[0].encode()).hexdigest()[:8]
        self._file = room.folder / f"embedded-{name}.db"
        self._most = room.megabytes * 2**20 // (4 * self.dim + _ROW)
        self._base: sqlite3.Connection | None = None
        self._trying(self._open)

    def _open(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._file, timeout=_BUSY, check_same_thread=False)
        part = int.from_bytes(hashlib.sha256(self.id.encode()).digest()[:3])
        with base:
            base.execute("BEGIN IMMEDIATE")
            if base.execute("PRAGMA user_version").fetchone()[0] != part:
                base.execute("DROP TABLE IF EXISTS vectors")
                base.execute("CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
                base.execute(f"PRAGMA user_version = {part}")
        self._base = base

    def _embed(self, texts: Sequence[str]) -> Vectors:
        found = np.empty((len(texts), self.dim), np.float32)
        keys = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        known = self._known(keys)
        for row, key in enumerate(keys):
            if key in known:
                found[row] = np.frombuffer(known[key], np.float32)
        new = [row for row, key in enumerate(keys) if key not in known]
        if new:
            found[new] = self.embedder.embed([texts[row] for row in new])
            self._trying(lambda: self._keep([(keys[row], found[row].tobytes()) for row in new]))
        return found

    def embed_within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """Embed stretches of texts; few are asked for, and none of them is kept."""
        return self.embedder.embed_within(texts, spans)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        known: dict[bytes, bytes] = {}
        self._trying(lambda: self._look_up(keys, known))
        return known

    def _look_up(self, keys: Sequence[bytes], known: dict[bytes, bytes]) -> None:
        if self._base is None:
            return
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            asked = self._base.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
            known.update((key, vector) for key, vector in asked if len(vector) == 4 * self.dim)

    def _keep(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        if self._base is None:
            return
        with self._base:
            kept = self._base.execute("SELECT max(rowid) FROM vectors").fetchone()[0] or 0
            self._base.executemany(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows[: max(0, self._most - kept)]
            )

    def _trying(self, step: Callable[[], None]) -> None:
        """Take a step; where the file cannot be used (disk full, harmed), go on without it and say so once."""
        try:
            step()
        except (sqlite3.Error, OSError) as error:
            log.warning("vectors are not kept from night to night: %s: %s", self._file, error)
            if self._base is not None:
                self._base.close()
            self._base = None
            if not isinstance(error, sqlite3.OperationalError | OSError):
                self._file.unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Drop all vectors kept in a folder, because nobody can tell which belong to a comment that must go."""
    for file in folder.glob(_FILES):
        file.unlink()
