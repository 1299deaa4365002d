# pyright: basic
"""Measure, once, the ranges of the numbers that flow through the embedding model.

``python -m nlp.embed.ranges nlp/weights/e5_ranges.safetensors`` writes them again from the gauge sentences
(``lexicons/shared/gauge.txt``) and the packaged weights, byte for byte.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nlp.embed import graph, packed, tokens

LOUD = 6.0
"""An input is tamed when it is this many times louder than the middle one of its layer (tried 2, 3, 6)."""
FILE = Path(__file__).parents[1] / "weights" / "e5_ranges.safetensors"


def measure(texts: list[str], weights: packed.Packed, prefix: str = tokens.PREFIX) -> dict[str, np.ndarray]:
    """Return for every multiplication its range after taming, and the taming factor of each input."""
    lows: dict[str, list[np.ndarray]] = defaultdict(list)
    highs: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, values in flows(texts, weights, prefix):
        lows[name].append(values.min(axis=0))
        highs[name].append(values.max(axis=0))
    made: dict[str, np.ndarray] = {}
    for name in lows:
        made.update(_summary(name, np.array(lows[name]), np.array(highs[name])))
    return made


def flows(texts: list[str], weights: packed.Packed, prefix: str) -> Iterator[tuple[str, np.ndarray]]:
    """Give the input (tokens, inputs) of every multiplication, text by text, under the multiplication's name."""
    import onnxruntime

    rows = tokens.keep(weights)
    model = graph.build(weights, rows, None)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()][1:]
    for ids in tokens.Pieces(tokens.build(weights, rows), 128, prefix).ids(texts):
        for name, values in zip(names, session.run(names, {"ids": np.array([ids])}), strict=True):
            yield name.removeprefix("tap."), np.asarray(values)[0]


def loudest(texts: list[str], weights: packed.Packed, units: int, prefix: str) -> dict[str, np.ndarray]:
    """Choose of each layer the inner units that say most: how loud they are on average, times what is made of it."""
    loud: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(weights.feed))
    for name, values in flows(texts, weights, prefix):
        if name.endswith(".fo"):
            loud[name] += (values.astype(np.float64) ** 2).sum(axis=0)
    return {
        f"{name.removesuffix('.fo')}.kept": np.sort(
            np.argsort(-np.sqrt(total) * np.linalg.norm(weights.matrices[f"{name}.w"].dense(), axis=0))[
                :units
            ]
        ).astype(np.int16)
        for name, total in loud.items()
    }


def _summary(name: str, lows: np.ndarray, highs: np.ndarray) -> dict[str, np.ndarray]:
    low, high = np.percentile(lows, 1, axis=0), np.percentile(highs, 99, axis=0)
    loud = np.maximum(np.abs(low), np.abs(high))
    tame = np.maximum(1, loud / (LOUD * np.median(loud))).round(2)
    span = np.array([min((low / tame).min(), 0), max((high / tame).max(), 0)]).round(4)
    return {f"{name}.tame": tame.astype(np.float32), f"{name}.range": span.astype(np.float32)}


def load(file: Path = FILE) -> dict[str, np.ndarray]:
    """Read the measured ranges."""
    from safetensors.numpy import load_file

    return load_file(file)


def main(arguments: list[str]) -> None:
    """Measure and write the ranges file."""
    from safetensors.numpy import save_file

    save_file(measure(gauge(), packed.read(packed.locate())), arguments[0])


def gauge() -> list[str]:
    """Return the sentences that ranges are measured with."""
    from nlp import lexicons

    return sorted(lexicons.words("shared/gauge.txt"))


if __name__ == "__main__":
    main(sys.argv[1:])
