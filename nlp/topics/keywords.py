# pyright: basic
"""BERTopic inside: our vectors, our clusters and our words go in, class-based TF-IDF keywords come out."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORDS = 30


def keywords(
    tokens: Sequence[Sequence[str]], rows: NDArray[np.float32], labels: NDArray[np.int64]
) -> list[list[tuple[str, float]]]:
    """Return the weighted words of every cluster, the most telling first.

    BERTopic runs with the clusters already found (its own embedding, reduction and clustering steps are
    swapped for ours), so its topics are ours and its c-TF-IDF speaks over jieba's and the English words.
    """
    if not len(labels):
        return []
    docs = [" ".join(word.replace(" ", "_") for word in words) or "_" for words in tokens]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = _model()
        model.fit(docs, embeddings=rows, y=labels)
    return _in_our_order(model, labels)


def _model() -> Any:  # noqa: ANN401 - BERTopic ships no types
    """Return a BERTopic whose every step but the words is handed in; what it imports warns about itself."""
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    words: Any = str.split
    return BERTopic(
        language="multilingual",
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=words),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        top_n_words=_WORDS,
        calculate_probabilities=False,
        verbose=False,
    )


def _in_our_order(model: Any, labels: NDArray[np.int64]) -> list[list[tuple[str, float]]]:  # noqa: ANN401 - as above
    """BERTopic numbers topics by size; give the words back under our numbers."""
    theirs = dict(zip(labels.tolist(), model.topics_, strict=True))
    found = []
    for label in range(int(labels.max()) + 1):
        words = (model.get_topic(theirs[label]) if label in theirs else None) or []
        found.append([(w.replace("_", " ").strip(), float(s)) for w, s in words if w.strip("_") and s > 0])
    return found
