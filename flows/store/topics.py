"""Topics between nights: the registry as it was each night, its events, where every segment belongs."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from safetensors import numpy as safetensors

from flows.messages import say
from flows.put import put_bytes
from flows.store import tables
from flows.store.codec import from_json, to_json_bytes
from flows.store.errors import StoreError
from flows.store.keeper import Keeper, day_of, iso
from nlp.records import Placement, Topic, TopicEvent

if TYPE_CHECKING:
    from nlp.topics import Registry

_BATCH = 2_000


class Keepable(Protocol):
    """What a registry must tell to be kept; ``nlp.topics.Registry`` does."""

    @property
    def embedding(self) -> str:
        """The id of the vectors it was built on."""
        ...

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Its topics."""
        ...

    @property
    def events(self) -> tuple[TopicEvent, ...]:
        """Their lives, in order."""
        ...

    def to_state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.float32]]]:
        """Return values for JSON, and arrays."""
        ...


class TopicKeeper(Keeper):
    """Keeps registries, topics, events and placements."""

    folder: Path

    def save_registry(self, registry: Keepable, day: date) -> None:
        """Keep the registry as it was on ``day``; saving the same day again replaces it."""
        state, arrays = registry.to_state()
        self.save_state(state, arrays, day=day, embedding=registry.embedding)
        self._replace_all(tables.topics, [_topic_row(topic) for topic in registry.topics])
        self._replace_all(
            tables.topic_events, [_event_row(i, event) for i, event in enumerate(registry.events)]
        )

    def load_registry(self, before: date | None = None) -> "Registry | None":
        """Return the newest registry, or the newest of the nights before a day; None where there is none.

        Raises:
            StoreError: its arrays are gone or were changed, or another version of this program wrote it.
        """
        kept = self.load_state(before)
        if kept is None:
            return None
        from nlp.topics import Registry

        try:
            return Registry.from_state(*kept)
        except (KeyError, TypeError, ValueError) as error:
            msg = say("store.topics", "both", error=error)
            raise StoreError(msg) from error

    def save_state(
        self, state: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], *, day: date, embedding: str
    ) -> None:
        """Keep a registry's state: values in the database, arrays in a file named by its own hash."""
        row = {
            "day": day.isoformat(),
            "embedding": embedding,
            "state": json.dumps(state, ensure_ascii=False),
            "arrays": self._keep_arrays(arrays),
        }
        self._replace(tables.registries, [row], "day")

    def load_state(self, before: date | None = None) -> tuple[dict[str, Any], dict[str, NDArray[Any]]] | None:
        """Return the newest state, or the newest of the nights before a day."""
        query = sa.select(tables.registries).order_by(tables.registries.c.day.desc()).limit(1)
        if before is not None:
            query = query.where(tables.registries.c.day < before.isoformat())
        rows = self._rows(query)
        return (json.loads(rows[0]["state"]), self._load_arrays(rows[0]["arrays"])) if rows else None

    def _keep_arrays(self, arrays: Mapping[str, NDArray[Any]]) -> str:
        data = safetensors.save({name: np.ascontiguousarray(arrays[name]) for name in sorted(arrays)})
        digest = hashlib.sha256(data).hexdigest()
        target = self.folder / "arrays" / f"{digest}.safetensors"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            put_bytes(target, data)
        return digest

    def _load_arrays(self, digest: str) -> dict[str, NDArray[Any]]:
        path = self.folder / "arrays" / f"{digest}.safetensors"
        data = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(data).hexdigest() != digest:
            msg = say("store.array", "both", path=path)
            raise StoreError(msg)
        return safetensors.load(data)

    def topics(self) -> list[Topic]:
        """Return the topics as the last registry left them."""
        return [
            from_json(Topic, row["record"]) for row in self._rows(sa.select(tables.topics).order_by("id"))
        ]

    def events(self) -> list[TopicEvent]:
        """Return the life of all topics, in order."""
        rows = self._rows(sa.select(tables.topic_events).order_by("number"))
        return [TopicEvent(**{**row, "day": day_of(row["day"])}) for row in map(_without_number, rows)]

    def save_placements(self, placements: Sequence[Placement]) -> None:
        """Keep where segments belong; all earlier placements of the same comments are replaced."""
        rows = [
            {
                "comment_id": p.comment_id,
                "segment": p.segment,
                "topic_id": p.topic_id,
                "confidence": float(p.confidence),
            }
            for p in placements
        ]
        self._replace(tables.placements, rows, "comment_id")

    def placements(self) -> Iterator[list[Placement]]:
        """Yield all placements in batches, by comment and segment."""
        query = sa.select(tables.placements).order_by("comment_id", "segment")
        with self.engine.connect().execution_options(stream_results=True, yield_per=_BATCH) as connection:
            for rows in connection.execute(query).mappings().partitions():
                yield [Placement(**row) for row in rows]


def _topic_row(topic: Topic) -> dict[str, object]:
    return {
        "id": topic.id,
        "label_zh": topic.label_zh,
        "label_en": topic.label_en,
        "state": topic.state,
        "parent": topic.parent,
        "born": iso(topic.born),
        "record": to_json_bytes(topic).decode(),
    }


def _event_row(number: int, event: TopicEvent) -> dict[str, object]:
    return {
        "number": number,
        "day": iso(event.day),
        "topic_id": event.topic_id,
        "kind": event.kind,
        "reason_zh": event.reason_zh,
        "reason_en": event.reason_en,
    }


def _without_number(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "number"}
