"""The small learned scorer: a logistic regression over named features, one set of weights a language."""

import json
import logging
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_log = logging.getLogger(__name__)
_FOLDER = Path(__file__).resolve().parent.parent / "weights"


@cache
def _weights(language: str) -> dict[str, float]:
    path = _FOLDER / f"people_{language}.json"
    return {name: float(value) for name, value in json.loads(path.read_text("utf-8"))["weights"].items()}


def probability(
    language: str, features: Mapping[str, float], at_best: Mapping[str, float] | None = None
) -> float:
    """Return how likely a candidate is a person's name, 0 to 1; ``at_best``: features that may come and help."""
    weights = _weights(language)
    total = 0.0
    for name, value in features.items():
        if value and name in weights:
            total += weights[name] * value
    total += sum(max(0.0, weights.get(name, 0.0) * value) for name, value in (at_best or {}).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def identity(language: str) -> str:
    """Name the weights, for the reader's id."""
    path = _FOLDER / f"people_{language}.json"
    return f"scorer-{json.loads(path.read_text('utf-8'))['version']}"
