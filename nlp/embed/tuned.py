# pyright: basic
"""The packaged e5 as it was taught: fewer layers, no prefix, each matrix moved by a low-rank update.

``nlp/weights/e5_tuned.safetensors`` reads feedback: it holds the update (LoRA, Hu et al. 2021: a matrix becomes
``w + b a``), the ranges of the numbers that flow through the moved layers, which inner units are kept, and the line of
weights that each task was taught with. ``python -m nlp.tuning.train`` writes it; it puts side by side what feels alike.
``e5_topics.safetensors``, by ``nlp.tuning.subjects``, puts side by side what is about the same thing.
"""

import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.embed.packed import Dense, Packed

FILE = Path(__file__).parents[1] / "weights" / "e5_tuned.safetensors"
TOPICS = FILE.with_name("e5_topics.safetensors")
LAYERS = 10
"""Of twelve: the last two cost a sixth of the time, and taught anew the first ten read as well."""
FEED = 1024
"""Of 1,536 inner units of each layer: those that stay speak most on feedback, and a fifth of the time is saved."""
SCALE = 10.0
"""What a unit vector is multiplied by before the lines weigh it."""
PARTS = ("q", "k", "v", "ao", "fi", "fo")
_ASIDE = 8
Arrays = dict[str, NDArray[np.float32]]


def held_out(text: str) -> bool:
    """Tell whether a text is never taught to the encoder: one in eight, for fitting what is weighed after it.

    >>> sum(held_out(str(n)) for n in range(8000))
    999
    """
    return zlib.crc32(text.encode()) % _ASIDE == 0


@cache
def load(file: Path = FILE) -> Arrays:
    """Read the update."""
    from safetensors.numpy import load_file

    return {name: np.asarray(values, np.float32) for name, values in load_file(file).items()}


def moved(packed: Packed, update: Arrays) -> Packed:
    """Return the packed weights narrowed, the update added, and the layers above the last one dropped."""
    packed = narrowed(packed, update)
    matrices = {
        name: Dense(
            np.asarray(matrix.dense() + update[f"{name[:-2]}.b"] @ update[f"{name[:-2]}.a"], np.float32)
        )
        for name, matrix in packed.matrices.items()
        if f"{name[:-2]}.a" in update
    }
    return replace(packed, layers=LAYERS, matrices={**packed.matrices, **matrices})


def narrowed(packed: Packed, update: Arrays) -> Packed:
    """Return the packed weights with the inner units of each layer that are kept, and all where nothing is said of it."""
    floats, matrices = dict(packed.floats), dict(packed.matrices)
    for name, values in update.items():
        if not name.endswith(".kept"):
            continue
        layer, units = name.removesuffix(".kept"), values.astype(np.int64)
        floats[f"{layer}.fi.b"] = packed.floats[f"{layer}.fi.b"][units]
        matrices[f"{layer}.fi.w"] = packed.matrices[f"{layer}.fi.w"].take(units)
        matrices[f"{layer}.fo.w"] = Dense(
            np.ascontiguousarray(packed.matrices[f"{layer}.fo.w"].dense()[:, units])
        )
    return replace(packed, floats=floats, matrices=matrices)


def ranges(update: Arrays) -> Arrays:
    """Return the ranges of the moved layers, as ``nlp.embed.ranges`` measures them."""
    return {name: values for name, values in update.items() if name.endswith((".range", ".tame"))}


def line(task: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what a task was taught with: weights (answers, 384) for unit vectors, and biases (answers,)."""
    update = load()
    weight = np.asarray(update[f"{task}.weight"], np.float64)
    return SCALE * weight, np.asarray(update[f"{task}.bias"], np.float64)
