"""The store: Parquet for the many, SQL for the few, opened together and closed together."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from flows.settings import Settings
from flows.store import comments as many
from flows.store.alerts import AlertKeeper
from flows.store.database import connect, look
from flows.store.lock import locked
from flows.store.messages import MessageKeeper
from flows.store.people import PeopleKeeper
from flows.store.pruning import prune
from flows.store.query import query
from flows.store.readings import Readings
from flows.store.reviews import ReviewKeeper
from flows.store.runs import RunKeeper
from flows.store.tables import placements
from flows.store.topics import TopicKeeper
from flows.vectors import forget
from nlp.parts import Vectors
from nlp.records import Comment, Reading


class Store(TopicKeeper, AlertKeeper, PeopleKeeper, ReviewKeeper, RunKeeper, MessageKeeper):
    """Everything that lasts from night to night. Use it as a context manager."""

    def __init__(self, folder: Path, engine: sa.Engine) -> None:
        self.folder = folder
        self.engine = engine
        self._comments = many.shelf_in(folder)
        self._known: set[str] | None = None
        self._readings: dict[str, Readings] = {}

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the store of an installation, making it where there is none yet.

        Raises:
            StoreError: the database cannot be opened, or a newer version wrote it.
        """
        settings.store.mkdir(parents=True, exist_ok=True)
        return cls(settings.store, connect(settings.database_url))

    @classmethod
    def look(cls, settings: Settings) -> Self:
        """Open the store only to look at it, for which the right to read is enough; what is kept is not changed.

        Raises:
            StoreError: as for ``open``.
        """
        return cls(settings.store, look(settings.database_url))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    def only_one(self) -> AbstractContextManager[None]:
        """Hold the store for one night: a second night is refused with a StoreError that names the first."""
        return locked(self.folder / "night.lock")

    def add_comments(self, comments: Sequence[Comment]) -> int:
        """Keep comments that are not known by id yet; returns how many were new."""
        known = self._known_ids()
        fresh = list({c.id: c for c in comments if c.id not in known}.values())
        for chunk in many.chunks(fresh):
            self._comments.put(self._comments.next_name("".join(c.id for c in chunk)), many.as_table(chunk))
            known.update(c.id for c in chunk)
        return len(fresh)

    def _known_ids(self) -> set[str]:
        if self._known is None:
            self._known = {id_ for column in self._comments.column("id") for id_ in column}
        return self._known

    def count_comments(self) -> int:
        """Return how many comments are kept."""
        return len(self._known_ids())

    def knows(self, comment_id: str) -> bool:
        """Tell whether a comment is kept."""
        return comment_id in self._known_ids()

    def comments(self, start: date | None = None, end: date | None = None) -> Iterator[list[Comment]]:
        """Yield comments of a stretch of days, both ends included, in order of arrival, at most 2,000 at a time.

        Undated ones always come along: nobody can say that they do not belong to it.
        """
        for file in self._comments.files():
            if found := many.as_comments(many.between(self._comments.read(file), start, end)):
                yield found

    def newest_day(self) -> date | None:
        """Return the day of the newest comment, None where none has a day."""
        days = (day for column in self._comments.column("day") for day in column if day)
        return max(days, default=None)

    def _of(self, part_id: str) -> Readings:
        return self._readings.setdefault(part_id, Readings(self.folder, part_id))

    def count_unread(self, part_id: str) -> int:
        """Return how many comments these parts have not read."""
        return len(self._known_ids() - self._of(part_id).ids())

    def unread(self, part_id: str) -> Iterator[list[Comment]]:
        """Yield comments that these parts have not read yet; readings may be added while it runs."""
        for file in self._comments.files():
            done = self._of(part_id).ids()
            if all(id_ in done for id_ in self._comments.read(file, ["id"]).column(0).to_pylist()):
                continue
            yield [c for c in many.as_comments(self._comments.read(file)) if c.id not in done]

    def add_readings(
        self, part_id: str, readings: Sequence[Reading], vectors: Sequence[Vectors] | None = None
    ) -> int:
        """Keep what these parts read, with one (segments, dim) array per comment; returns how many were new."""
        return self._of(part_id).add(readings, vectors)

    def readings(self, part_id: str) -> Iterator[list[tuple[Reading, Vectors]]]:
        """Yield (reading, vectors of its segments) in order of arrival."""
        return self._of(part_id).batches()

    def parts(self) -> list[str]:
        """Return the ids of all parts whose readings are kept."""
        return sorted(label.read_text("utf-8") for label in self.folder.glob("readings/*/part.txt"))

    def prune_readings(self, part_id: str, days: int) -> list[str]:
        """Drop the readings of parts that no night used for ``days`` days, never those of ``part_id``."""
        self._readings.clear()
        return prune(self.folder, part_id, days)

    def delete_comments(self, ids: Collection[str]) -> int:
        """Remove comments and everything drawn from them: readings, vectors, placements. Returns how many went."""
        with self.engine.begin() as connection:
            for id_ in ids:
                connection.execute(sa.delete(placements).where(placements.c.comment_id == id_))
        for part_id in self.parts():
            kept = self._of(part_id)
            kept.texts.remove_rows("comment_id", ids)
            kept.vectors.remove_rows("comment_id", ids)
        forget(self.folder)
        self._readings.clear()
        self._known = None
        return self._comments.remove_rows("id", ids)

    def query(self, statement: str, parameters: list[object] | None = None) -> list[dict[str, Any]]:
        """Answer one SELECT over the views ``comments`` and ``readings``."""
        return query(self.folder, statement, parameters)
