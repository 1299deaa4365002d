# pyright: basic
"""Measure, once, the ranges of the numbers that flow through the embedding model.

``python -m nlp.embed.ranges nlp/weights/e5_ranges.safetensors`` writes them again from the gauge sentences
(``lexicons/shared/gauge.txt``) and the packaged weights, byte for byte.
"""

import sys
from pathlib import Path

import numpy as np

from nlp.embed import graph, packed, tokens

LOUD = 6.0
"""An input is tamed when it is this many times louder than the middle one of its layer (tried 2, 3, 6)."""
FILE = Path(__file__).parents[1] / "weights" / "e5_ranges.safetensors"


def measure(texts: list[str], weights: packed.Packed, prefix: str = tokens.PREFIX) -> dict[str, np.ndarray]:
    """Return for every multiplication its range after taming, and the taming factor of each input."""
    import onnxruntime

    rows = tokens.keep(weights)
    model = graph.build(weights, rows, None)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()][1:]
    lows: dict[str, list[np.ndarray]] = {name: [] for name in names}
    highs: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for ids in tokens.Pieces(tokens.build(weights, rows), 128, prefix).ids(texts):
        outputs = session.run(names, {"ids": np.array([ids])})
        for name, values in zip(names, map(np.asarray, outputs), strict=True):
            lows[name].append(values.min(axis=(0, 1)))
            highs[name].append(values.max(axis=(0, 1)))
    made: dict[str, np.ndarray] = {}
    for name in names:
        made.update(_summary(name.removeprefix("tap."), np.array(lows[name]), np.array(highs[name])))
    return made


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
