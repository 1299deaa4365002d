# pyright: basic
"""Readings and the vectors of their segments, one pair of files per batch, kept apart by the parts that read."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from flows.put import put_text
from flows.store.codec import from_json, to_json_bytes
from flows.store.errors import StoreError
from flows.store.shelf import Shelf
from nlp.parts import Vectors
from nlp.records import Reading

SCHEMA = pa.schema(
    [
        ("comment_id", pa.string()),
        ("language", pa.string()),
        ("label", pa.string()),
        ("level", pa.int8()),
        ("score", pa.float64()),
        ("confidence", pa.float64()),
        ("masked", pa.string()),
        ("is_voice", pa.bool_()),
        ("marks", pa.list_(pa.string())),
        ("segments", pa.int32()),
        ("mentions", pa.int32()),
        ("suggestions", pa.int32()),
        ("record", pa.string()),
    ]
)


class Readings:
    """What one set of parts has read. Vectors are written first: a reading never stands without its vectors."""

    def __init__(self, folder: Path, part_id: str) -> None:
        name = hashlib.sha256(part_id.encode()).hexdigest()[:16]
        self.part_id = part_id
        self.texts = Shelf(folder / "readings" / name, SCHEMA)
        self.vectors = Shelf(folder / "vectors" / name)
        self._ids: set[str] | None = None

    def ids(self) -> set[str]:
        """Return the comments that these parts have read."""
        if self._ids is None:
            self._ids = {id_ for column in self.texts.column("comment_id") for id_ in column}
        return self._ids

    def add(self, readings: Sequence[Reading], vectors: Sequence[Vectors] | None) -> int:
        """Keep readings, and one (segments, dim) array for each; those already kept are passed over."""
        if vectors is not None and len(vectors) != len(readings):
            msg = f"{len(readings)} readings came with {len(vectors)} arrays of vectors; each needs its own"
            raise StoreError(msg)
        fresh = [i for i, reading in enumerate(readings) if reading.comment_id not in self.ids()]
        if not fresh:
            return 0
        new = [readings[i] for i in fresh]
        name = self.texts.next_name("".join(reading.comment_id for reading in new))
        self._name_part()
        if vectors is not None:
            self.vectors.put(name, _vector_table(new, [vectors[i] for i in fresh]))
        self.texts.put(name, _table(new))
        self.ids().update(reading.comment_id for reading in new)
        return len(new)

    def batches(self) -> Iterator[list[tuple[Reading, Vectors]]]:
        """Yield (reading, its segments' vectors) in order of arrival; (0, 0) arrays where none were kept."""
        for file in self.texts.files():
            table = self.texts.read(file)
            readings = [from_json(Reading, text) for text in table["record"].to_pylist()]
            yield list(zip(readings, self._dealt(file, readings), strict=True))

    def _dealt(self, file: Path, readings: Sequence[Reading]) -> list[Vectors]:
        kept = self.vectors.folder / file.name
        if not kept.exists():
            return [np.zeros((0, 0), np.float32)] * len(readings)
        table = self.vectors.read(kept, ["comment_id", "vector"])
        rows = table["vector"].combine_chunks()
        dim = rows.type.list_size
        flat = rows.flatten().to_numpy(zero_copy_only=False).astype(np.float32).reshape(-1, dim)
        ends = np.cumsum([len(reading.segments) for reading in readings])
        if len(flat) != (ends[-1] if len(ends) else 0):
            return self._by_id(table["comment_id"].to_pylist(), flat, readings)
        return np.split(flat, ends[:-1])

    def _by_id(self, ids: list[str], flat: Vectors, readings: Sequence[Reading]) -> list[Vectors]:
        """Deal by comment where rows were deleted from one of the two files only."""
        places: dict[str, list[int]] = {}
        for i, id_ in enumerate(ids):
            places.setdefault(id_, []).append(i)
        return [flat[places.get(reading.comment_id, [])] for reading in readings]

    def _name_part(self) -> None:
        """Leave the full id of the parts beside their files, for whoever looks into the folder."""
        self.texts.folder.mkdir(parents=True, exist_ok=True)
        label = self.texts.folder / "part.txt"
        if not label.exists():
            put_text(label, self.part_id)


def _table(readings: Sequence[Reading]) -> pa.Table:
    return pa.table(
        {
            "comment_id": [r.comment_id for r in readings],
            "language": [r.language for r in readings],
            "label": [r.sentiment.label for r in readings],
            "level": [r.sentiment.level for r in readings],
            "score": [r.sentiment.score for r in readings],
            "confidence": [r.sentiment.confidence for r in readings],
            "masked": [r.masked for r in readings],
            "is_voice": [r.is_voice for r in readings],
            "marks": [list(r.marks) for r in readings],
            "segments": [len(r.segments) for r in readings],
            "mentions": [len(r.mentions) for r in readings],
            "suggestions": [len(r.suggestions) for r in readings],
            "record": [to_json_bytes(r).decode() for r in readings],
        },
        schema=SCHEMA,
    )


def _vector_table(readings: Sequence[Reading], vectors: Sequence[Vectors]) -> pa.Table:
    """Return one row per segment: its comment, its number, a hash of its text, its vector in half precision."""
    for reading, rows in zip(readings, vectors, strict=True):
        if len(rows) != len(reading.segments):
            msg = f"comment {reading.comment_id} has {len(reading.segments)} segments but {len(rows)} vectors"
            raise StoreError(msg)
    dim = next((rows.shape[1] for rows in vectors if len(rows)), 1)
    filled = [rows for rows in vectors if len(rows)]
    flat = np.concatenate(filled).astype(np.float16).ravel() if filled else np.zeros(0, np.float16)
    segments = [(r.comment_id, i, s.text) for r in readings for i, s in enumerate(r.segments)]
    return pa.table(
        {
            "comment_id": pa.array([id_ for id_, _, _ in segments], pa.string()),
            "segment": pa.array([i for _, i, _ in segments], pa.int32()),
            "text_hash": pa.array([_hash(text) for _, _, text in segments], pa.string()),
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(flat), dim),
        }
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
