# pyright: basic
"""The learned stance: what the encoder says of the words about a person, and what the tables say, into three odds."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from nlp.parts import Embedder
from nlp.people import stance, stance_grams, stance_sure
from nlp.people.stance import Verdict, Weighed
from nlp.records import Evidence, Stance

FILE: Final = Path(__file__).parents[1] / "weights" / "people_stance.safetensors"
STANCES: Final[tuple[Stance, ...]] = ("praise", "complaint", "neutral")
Numbers = NDArray[np.float64]


class StanceError(Exception):
    """The weights do not fit the embedder."""


def taught_on() -> str:
    """Return the id of the embedder that the packaged weights fit."""
    with safe_open(str(FILE), "numpy") as opened:
        return _notes(opened.metadata()).get("embedding", "")


def _notes(metadata: dict[str, str] | None) -> dict[str, str]:
    """Return what the weights say of themselves: one text, because several would be written in any order."""
    return json.loads((metadata or {}).get("notes", "{}"))


def table_numbers(weighed: Weighed) -> dict[str, float]:
    """Return the numbers of one mention: signed phrase weights, turns of speech, and kinds of clause."""
    plus = sum(w for w, _ in weighed.reasons if w > 0)
    minus = -sum(w for w, _ in weighed.reasons if w < 0)
    return weighed.numbers | {
        "total": math.tanh(weighed.total / 2),
        "total_strong": float(weighed.total > 1.1) - float(weighed.total < -1.1),
        "plus": math.tanh(plus / 2),
        "minus": math.tanh(minus / 2),
        "both": float(plus > 0 and minus > 0),
        "none": float(not weighed.reasons),
        "turned": math.tanh(weighed.turned / 2),
    }


def by_words(weighed: Sequence[Weighed]) -> Numbers:
    """Return what explicit words add to the logits (n, 3).

    Because the sentences learned from are hard on purpose: in plain feedback such words are right far more often.
    """
    totals = np.array([min(_MOST, max(-_MOST, w.total)) for w in weighed])
    return _WORDS * np.column_stack([np.maximum(totals, 0), np.maximum(-totals, 0), np.zeros(len(totals))])


_WORDS = 0.5
_MOST = 3.0


def counted(weighed: Sequence[Weighed], names: Sequence[str]) -> Numbers:
    """Return the numbers of every mention (n, names)."""
    rows = [table_numbers(w) for w in weighed]
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], np.float64).reshape(
        -1, len(names)
    )


def told(weighed: Sequence[Weighed], embedder: Embedder, line: tuple[Numbers, Numbers]) -> Numbers:
    """Return what the encoder says of the words about each person (n, 3) where they stand, by the line it was taught with.

    Those of one list share one scene, and it is read once.
    """
    scenes = [(w.scene.text, w.scene.about) for w in weighed]
    number = {scene: i for i, scene in enumerate(dict.fromkeys(scenes))}
    vectors = embedder.embed_within([text for text, _ in number], [about for _, about in number])
    every = np.asarray(vectors, np.float64)[[number[scene] for scene in scenes]]
    return every @ line[0].T + line[1]


class LearnedStance:
    """Weights of one embedder, applied with numpy."""

    def __init__(self, embedder: Embedder, file: Path = FILE) -> None:
        """Read the packaged weights; they fit one embedder only."""
        with safe_open(str(file), "numpy") as opened:
            self._arrays = {k: np.asarray(opened.get_tensor(k), np.float64) for k in opened.keys()}  # noqa: SIM118
            notes = _notes(opened.metadata())
        if notes.get("embedding") != embedder.id:
            msg = f"the learned stance was taught on {notes.get('embedding')}, the embedder is {embedder.id}"
            raise StanceError(msg)
        self._embedder = embedder
        self._names = notes["names"].split()
        self.id = f"stance-{notes['version']}"

    def logits(self, weighed: Sequence[Weighed]) -> Numbers:
        """Return the leanings (n, 3) in the order of ``STANCES``."""
        a = self._arrays
        said = told(weighed, self._embedder, (a["vector.weight"], a["vector.bias"]))
        tables = counted(weighed, self._names) @ a["weight"].T + a["bias"]
        tables += stance_grams.leanings([w.about[0] for w in weighed], a["runs"])
        return np.hstack([said, tables]) @ a["both.weight"].T + a["both.bias"] + by_words(weighed)

    def sure(self, weighed: Sequence[Weighed], logits: Numbers) -> Numbers:
        """Return how likely the likeliest stance of every mention is right."""
        return stance_sure.chances(stance_sure.features(weighed, logits), self._arrays["sure"])

    def judge(self, weighed: Sequence[Weighed]) -> list[Verdict]:
        """Return the likeliest stance of every mention, with the chance that it is right as the confidence."""
        if not weighed:
            return []
        logits = self.logits(weighed)
        found = zip(weighed, logits.argmax(axis=1), self.sure(weighed, logits), strict=True)
        return [_verdict(w, STANCES[int(best)], float(sure)) for w, best, sure in found]


def _verdict(weighed: Weighed, best: Stance, sure: float) -> Verdict:
    found = stance.explained(weighed, best, round(sure, 4))
    start, end = weighed.where
    text = weighed.plain[start:end].rstrip()
    learned = Evidence(
        text=text,
        source="people.learned",
        weight=round(sure, 3),
        start=start,
        end=start + len(text),
    )
    if found.evidence or found.stance == "neutral":
        return found
    return Verdict(found.stance, found.confidence, (learned,), found.praised_for)
