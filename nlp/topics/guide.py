# pyright: basic
"""A guide from vectors to the starter topics, learned from sentences written for this project.

Hardly any words are shared by "standing for ages" and 站得腿都麻了. The guide is a ridge regression from an
embedder's vectors to the topics of the starter taxonomy, learned in seconds from ``topic_examples.tsv``, from the
lessons that speak of the same and from ``service_terms.tsv``, so it works for any embedder. Where a segment is like none of the examples, or a corpus
is about something else altogether, it holds its tongue.

What the default embedder learns is kept beside the weights: ``python -m nlp.topics.guide FOLDER`` writes it anew.
"""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp import lexicons
from nlp.parts import Embedder
from nlp.topics import evidence

FILE = Path(__file__).parents[1] / "weights" / "topic_guide.safetensors"
EXAMPLES = "shared/topic_examples.tsv"
STARTER = "starter"
"""The list of lessons whose topic is a starter topic itself: ``kin`` learns from them, a straight line has enough."""
_RIDGE = 10.0
_TERM_WEIGHT = 0.15
_STRANGE, _HOME = 0.90, 0.95
"""A corpus whose usual strength is this share of that of unseen examples is strange to the guide / at home."""


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """A linear map from centred unit vectors to the columns of concepts, and how strong a sure answer is."""

    matrix: NDArray[np.float32]
    sure: float
    means: NDArray[np.float32]
    """(2, dim): where the sentences of zh and of en lie, for a corpus that has hardly any of one."""
    fair: float
    """How strong the answer is for an example that the guide has not learned from."""

    def trust(self, centred: NDArray[np.float32]) -> float:
        """Return 0..1: how much of a corpus is the kind of talk that the guide knows."""
        usual = float(np.median((centred @ self.matrix).max(axis=1))) / self.fair if len(centred) else 0.0
        return float(np.clip((usual - _STRANGE) / (_HOME - _STRANGE), 0.0, 1.0))


@cache
def learn(embedder: Embedder, columns: tuple[str, ...]) -> Guide:
    """Return the guide of an embedder: as it is kept, where it was learned from the same, or learned now."""
    from safetensors import safe_open

    with safe_open(str(FILE), "numpy") as opened:
        if (opened.metadata() or {}).get("learned") == _learned_from(embedder, columns):
            found = {name: np.asarray(opened.get_tensor(name), np.float32) for name in opened.keys()}  # noqa: SIM118
            sure, fair = found["strengths"].tolist()
            return Guide(found["matrix"], sure, found["means"], fair)
    return _learned(embedder, columns)


def _learned_from(embedder: Embedder, columns: tuple[str, ...]) -> str:
    """Name everything that a guide depends on."""
    return hashlib.sha256(repr((embedder.id, columns, lessons(), _RIDGE)).encode()).hexdigest()


def _learned(embedder: Embedder, columns: tuple[str, ...]) -> Guide:
    """Learn the guide of an embedder from the project's own sentences and terms."""
    texts, languages, topics, weights = lessons()
    groups = np.array(languages)
    raw = embedder.embed(texts)
    means = np.stack([raw[groups == g].mean(axis=0) for g in (0, 1)]).astype(np.float32)
    vectors = _unit(raw - means[groups])
    place = {concept: i for i, concept in enumerate(columns)}
    wanted = np.full((len(texts), len(columns)), -1.0 / len(columns))
    for row, topic in zip(wanted, topics, strict=True):
        row[place[topic]] += 1.0
    weight = np.array(weights)[:, None]
    rows = vectors.astype(np.float64)
    inner = (rows * weight).T @ rows + _RIDGE * np.eye(rows.shape[1])
    matrix = np.linalg.solve(inner, (rows * weight).T @ wanted)
    length = np.maximum(np.sqrt(np.sum(matrix * matrix, axis=0)), 1e-9)
    spoken = np.array(weights) == 1.0
    told = rows[spoken] @ matrix
    hat = np.sum(rows[spoken] * np.linalg.solve(inner, rows[spoken].T).T, axis=1)[:, None]
    unseen = (told - hat * wanted[spoken]) / (1 - hat) / length
    matrix, told = matrix / length, told / length
    sure, fair = (float(np.median(scores.max(axis=1))) for scores in (told, unseen))
    return Guide(matrix.astype(np.float32), sure, means, fair)


def lessons(*, every: bool = False) -> tuple[list[str], list[int], list[str], list[float]]:
    """Return texts, their groups (0 zh, 1 en), their topics and how much each counts; ``every``: those for kin too."""
    told = [(row["text"], int(row["language"] == "en"), row["topic"], 1.0) for row in lexicons.rows(EXAMPLES)]
    told += _same(every=every)
    for row in lexicons.rows(evidence.TERMS):
        told += [
            (row["zh"], 0, row["concept"], _TERM_WEIGHT),
            (row["en"], 1, row["concept"], _TERM_WEIGHT),
        ]
    texts, languages, topics, weights = zip(*told, strict=True)
    return list(texts), list(languages), list(topics), list(weights)


def _same(*, every: bool) -> list[tuple[str, int, str, float]]:
    """Return the topic lessons that are examples of a starter topic as well."""
    starter = {
        (row["list"], row["topic"]): row["starter"] for row in lexicons.rows("shared/topic_lessons.tsv")
    }
    if every:
        starter |= {(STARTER, one.id): one.id for one in evidence.starters()}
    return [
        (row["text"], group, starter[row["list"], row["topic"]], 1.0)
        for group, language in enumerate(("zh", "en"))
        for table in ("topic_lessons", "guide_lessons")
        for row in lexicons.rows(f"{language}/{table}.tsv")
        if (row["list"], row["topic"]) in starter
    ]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.sqrt(np.sum(rows * rows, axis=1, keepdims=True))
    return rows / np.maximum(norms, 1e-9)


def main(models: Path) -> None:
    """Learn the guide of the default embedder, and keep it."""
    from safetensors.numpy import save_file

    from nlp.embed import load

    embedder, columns = load("e5-topics+use", folder=models), evidence.concepts()
    guide = _learned(embedder, columns)
    strengths = np.array([guide.sure, guide.fair], np.float32)
    arrays = {"matrix": np.ascontiguousarray(guide.matrix), "means": guide.means, "strengths": strengths}
    save_file(arrays, str(FILE), metadata={"learned": _learned_from(embedder, columns)})
    FILE.chmod(0o644)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
