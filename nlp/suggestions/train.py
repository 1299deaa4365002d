# pyright: basic
"""Train the packaged head: ``python -m nlp.suggestions.train --models FOLDER --out FILE``.

It learns only from the sentences written for this project, ``lexicons/zh|en/suggestion_sentences.tsv``: the encoder
was taught most of them (``nlp.tuning``), and how much its verdict and the rules weigh is fitted on those held out.
Same inputs and versions, same bytes.
"""

import argparse
from pathlib import Path

import numpy as np

from nlp import lexicons
from nlp.embed import tuned
from nlp.parts import Embedder
from nlp.suggestions.cues import cues
from nlp.suggestions.head import SIDES, inputs

C, ROUNDS = 0.3, 3000


def examples() -> list[tuple[str, str]]:
    """Return the taught sentences with the side that each is on."""
    rows = [row for one in ("zh", "en") for row in lexicons.rows(f"{one}/suggestion_sentences")]
    for row in rows:
        if row["to"] not in SIDES:
            msg = f"suggestion_sentences: {row['text']!r} is for {row['to']!r}; expected one of {', '.join(SIDES)}"
            raise lexicons.LexiconError(msg)
    return [(row["text"], row["to"]) for row in rows]


def fit(taught: list[tuple[str, str]], embedder: Embedder) -> dict[str, np.ndarray]:
    """Fit one line of weights for each side; rare sides count as much as frequent ones."""
    from sklearn.linear_model import LogisticRegression

    aside = [(text, to) for text, to in taught if tuned.held_out(text)]
    texts, line = [text for text, _ in aside], tuned.line("sides")
    table = inputs(embedder.embed(texts), [cues(text).numbers() for text in texts], line)
    sides = np.array([SIDES.index(to) for _, to in aside])
    model = LogisticRegression(C=C, max_iter=ROUNDS, class_weight="balanced").fit(table, sides)
    arrays = {
        "weight": model.coef_,
        "bias": model.intercept_,
        "vector.weight": line[0],
        "vector.bias": line[1],
    }
    return {n: np.ascontiguousarray(values, np.float32).round(5) for n, values in sorted(arrays.items())}


def main() -> None:
    """Train from ``lexicons/`` and write the head."""
    from safetensors.numpy import save_file

    from nlp import embed

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder in which the embedder is built")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    embedder = embed.load("e5-tuned", folder=given.models)
    save_file(fit(examples(), embedder), given.out, metadata={"embedding": embedder.id})


if __name__ == "__main__":
    main()
