# pyright: basic
"""The small learned scorer: named features, one hidden layer, one set of weights a language.

Several fits stand side by side in the hidden layer and are averaged: alone each leans on what the others doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from safetensors import safe_open

FOLDER: Final = Path(__file__).resolve().parent.parent / "weights"
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The columns of the features, a hidden layer, what it adds up to, and the straight way past it."""

    version: str
    columns: Mapping[str, int]
    into: np.ndarray
    bias: np.ndarray
    out: np.ndarray
    past: np.ndarray
    rest: float


@cache
def weights(language: str) -> Weights:
    """Read the weights of a language, once."""
    with safe_open(FOLDER / f"people_{language}.safetensors", framework="numpy") as file:
        about = file.metadata()
        names = about["features"].split(" ")
        found = {key: file.get_tensor(key).astype(np.float32) for key in file.keys()}  # noqa: SIM118
    columns = {name: i for i, name in enumerate(names)}
    return Weights(
        about["version"],
        columns,
        found["into"],
        found["bias"],
        found["out"],
        found["past"],
        float(found["rest"][0]),
    )


def probabilities(language: str, rows: Sequence[Features]) -> list[float]:
    """Return how likely each candidate is a person's name, 0 to 1."""
    if not rows:
        return []
    w = weights(language)
    x = np.zeros((len(rows), len(w.columns)), np.float32)
    for i, features in enumerate(rows):
        for name, value in features.items():
            if value and (column := w.columns.get(name)) is not None:
                x[i, column] = value
    z = np.tanh(x @ w.into + w.bias) @ w.out + x @ w.past + w.rest
    chances = (1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0)))).tolist()
    sure = _SURE[language]
    return [min(c, _AT_MOST) if c < sure and _stopped(f) else c for c, f in zip(chances, rows, strict=True)]


_AT_MOST = 0.3
_SURE = {"zh": 0.65, "en": 1.1}
"""From where on the network is believed against the lists; the English one, taught less of this, never is."""


def _stopped(features: Features) -> bool:
    """Tell whether this is a word, or on a list of what is no person, and nobody is introduced by job, title or roster."""
    if features.get("plain_word"):
        return True
    if features.get("small") and any(features.get(k) for k in _SMALL_SAID):
        return False
    return bool(features.get("stop")) and not any(features.get(k) for k in _INTRODUCED)


_SMALL_SAID = ("acts", "neighbour")
"""What makes somebody of 小高, which is the beginning of a word elsewhere."""


_INTRODUCED = (
    "roster",
    "left_job",
    "left_deed",
    "left_naming",
    "name_word_role",
    "titled",
    "courtesy",
    "deed_of_one",
)


def identity(language: str) -> str:
    """Name the weights, for the reader's id."""
    return f"scorer-{weights(language).version}"
