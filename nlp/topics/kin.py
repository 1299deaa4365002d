# pyright: basic
"""What a segment is likest to among all sentences that were taught: kernel ridge over the lessons themselves.

A straight line from vectors to topics forgets the single sentence; "they moved me three times and then lost me" is
near one or two lessons on appointments and far from the mean of all. So every lesson stays and is asked, each as far
as it is near. Measured on 1,338 sentences on 107 topics that nobody learned from: the straight line finds .39 of the
topics, straight with columns of one length .40, a network .41, this .46. Beside hand-written comments of 73 subjects
in both languages, eight samples of 24: subjects joined .72 -> .83 and .63 -> .85, wrong joins .19 -> .05, .30 -> .13.

It is kept for the default embedder alone (``python -m nlp.topics.kin FOLDER``): other embedders have the guide. The
numbers lie on a grid on which products are exact, so that a segment's answer is the same in any batch.
"""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.embed.wrap import Joined
from nlp.parts import Embedder
from nlp.topics import guide
from nlp.topics.exact import unit

FILE = Path(__file__).parents[1] / "weights" / "topic_kin.safetensors"
_WIDTH = 224
"""Directions of the lessons that are kept: with 128 of them a fiftieth is lost, with all nothing won."""
_NARROW = 2.0
"""How fast a lesson's say fades with distance."""
_RIDGE = 0.3
_FOLD = 10
"""One lesson in so many is asked of the others: how loud is a fair answer?"""
_GRID, _FINE = 256.0, 65536.0
_BLOCK = 1_000
_STRANGE, _HOME = 0.76, 0.86
"""A corpus whose usual score is this share of a fair answer is strange / at home: hand-written comments on service .91
to 1.04, comments on goods .74, questions to a bank .68, headlines .58, whole reviews of hotels .50, of a browser .46."""
_ALOUD = 6.0
"""How sharply the scores turn into a choice of topics, in units of a fair answer."""


@dataclass(frozen=True, slots=True, eq=False)
class Kin:
    """The lessons in few directions, what each says of every topic, and how strong a fair answer is."""

    axes: NDArray[np.float32]
    rows: NDArray[np.float32]
    answers: NDArray[np.float64]
    """Whole numbers, so that they add up exactly; ``step`` is worth one of them."""
    step: float
    topics: tuple[str, ...]
    fair: float
    split: int
    """Where the first part of a joined vector ends: both parts count alike."""
    learned: str

    def scores(self, away: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return (n, topics) scores of vectors without their language; each row's answer is its own alone."""
        found = [self._scores(away[i : i + _BLOCK]) for i in range(0, len(away), _BLOCK)]
        return np.concatenate(found) if found else np.zeros((0, len(self.topics)))

    def _scores(self, away: NDArray[np.float32]) -> NDArray[np.float64]:
        alike = halved(away, self.split).astype(np.float64)
        placed = _on(np.round(alike * 4096) / 4096 @ self.axes.astype(np.float64), _GRID).astype(np.float32)
        near = np.exp(_NARROW * ((placed @ self.rows.T).astype(np.float64) - 1.0))
        return (_on(near, _FINE) @ self.answers) * self.step

    def trust(self, away: NDArray[np.float32]) -> float:
        """Return 0..1: how much of a corpus is the kind of talk that the lessons are about."""
        usual = float(np.median(self.scores(away).max(axis=1))) / self.fair if len(away) else 0.0
        return float(np.clip((usual - _STRANGE) / (_HOME - _STRANGE), 0.0, 1.0))

    def spoken(self, scores: NDArray[np.float64], columns: tuple[str, ...]) -> NDArray[np.float32]:
        """Return what each segment speaks of, in columns of concepts, at most one long."""
        best = scores.max(axis=1, keepdims=True)
        choice = np.exp(_ALOUD / self.fair * (scores - best))
        choice = choice / choice.sum(axis=1, keepdims=True) - 1.0 / len(self.topics)
        sureness = np.clip(best / self.fair, 0.0, 1.0)
        table = np.zeros((len(scores), len(columns)), np.float32)
        table[:, [columns.index(topic) for topic in self.topics]] = unit(choice.astype(np.float32)) * sureness
        return table


def halved(away: NDArray[np.float32], split: int) -> NDArray[np.float32]:
    """Return vectors whose two parts are of one length."""
    parts = [unit(away[:, :split]), unit(away[:, split:])]
    return (np.concatenate(parts, axis=1) / np.float32(np.sqrt(2))).astype(np.float32)


def _on(table: NDArray, grid: float) -> NDArray:
    return np.round(table * grid) / grid


def of(embedder: Embedder) -> Kin | None:
    """Return what is kept for an embedder; None where it was learned from other vectors or other lessons."""
    return named(_learned_from(embedder.id))


@cache
def named(learned: str) -> Kin | None:
    """Return what is kept under a name that a registry remembers; None where this program has another."""
    from safetensors import safe_open

    if not learned or not FILE.exists():
        return None
    with safe_open(str(FILE), "numpy") as opened:
        about = opened.metadata() or {}
        if about.get("learned") != learned:
            return None
        part = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118 - not a mapping
    fair, step, split = part["numbers"].tolist()
    return Kin(
        axes=part["axes"].astype(np.float32),
        rows=part["rows"].astype(np.float32) / np.float32(_GRID),
        answers=part["answers"].astype(np.float64),
        step=step,
        topics=tuple(about["topics"].split()),
        fair=fair,
        split=int(split),
        learned=learned,
    )


def gone(learned: str) -> bool:
    """Tell whether a registry remembers lessons that this program no longer has."""
    return bool(learned) and named(learned) is None


@cache
def _learned_from(embedding: str) -> str:
    return hashlib.sha256(repr((embedding, _lessons(), _WIDTH, _NARROW, _RIDGE)).encode()).hexdigest()


def _lessons() -> tuple[list[str], list[int], list[str]]:
    """Return the sentences that teach, their groups (0 zh, 1 en) and their topics; no single words."""
    told = [lesson for lesson in zip(*guide.lessons(every=True), strict=True) if lesson[3] == 1.0]
    texts, groups, topics, _ = zip(*told, strict=True)
    return list(texts), list(groups), list(topics)


def main(models: Path) -> None:
    """Learn from the lessons, as the default embedder sees them, and keep it."""
    from safetensors.numpy import save_file

    from nlp.embed import load

    embedder = load("e5-topics+use", folder=models)
    texts, groups, topics = _lessons()
    raw, split = embedder.embed(texts), embedder.first.dim if isinstance(embedder, Joined) else embedder.dim
    group = np.array(groups)
    means = np.stack([raw[group == g].mean(axis=0) for g in (0, 1)]).astype(np.float32)
    arrays = _fit(halved(raw - means[group], split), topics)
    arrays["numbers"] = np.array([*arrays["numbers"], split])
    about = {"learned": _learned_from(embedder.id), "topics": " ".join(sorted(set(topics)))}
    save_file({name: np.ascontiguousarray(part) for name, part in arrays.items()}, str(FILE), metadata=about)
    FILE.chmod(0o644)


def _fit(alike: NDArray[np.float32], topics: list[str]) -> dict[str, NDArray]:
    """Return the arrays that are kept: directions, lessons, answers, and (fair, step of the answers)."""
    _, wide = np.linalg.eigh((alike.T @ alike).astype(np.float64))
    axes = (np.round(wide[:, ::-1][:, :_WIDTH] * 4096) / 4096).astype(np.float32)
    rows = np.clip(np.round(alike @ axes * _GRID), -127, 127).astype(np.int8)
    placed = rows.astype(np.float32) / np.float32(_GRID)
    near = np.exp(_NARROW * (placed @ placed.T - 1.0)).astype(np.float64)
    names = sorted(set(topics))
    wanted = np.full((len(topics), len(names)), -1.0 / len(names))
    wanted[np.arange(len(topics)), [names.index(topic) for topic in topics]] += 1.0
    answers = _solved(near, wanted)
    aside = np.arange(len(topics)) % _FOLD == 0
    unseen = near[aside][:, ~aside] @ _solved(near[~aside][:, ~aside], wanted[~aside])
    step = float(np.abs(answers).max()) / 32_000
    kept = np.round(answers / step).astype(np.int16)
    return {
        "axes": axes.astype(np.float32),
        "rows": rows,
        "answers": kept,
        "numbers": np.array([float(np.median(unseen.max(axis=1))), step]),
    }


def _solved(near: NDArray, wanted: NDArray) -> NDArray:
    """Return each lesson's say of every topic; all topics speak equally loud, however many lessons they have."""
    from scipy.linalg import cho_factor, cho_solve

    told = cho_solve(cho_factor(near + _RIDGE * np.eye(len(near)), overwrite_a=True), wanted)
    return told / np.sqrt(np.einsum("ik,ik->k", told, near @ told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
