"""Any classifier through transformers: with a tiny model made here, saved as a folder and loaded as one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlp import sentiment
from nlp.parts import Embedder, SentimentScorer, Vectors
from nlp.sentiment.hub import value_of

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "good", "bad", "好", "差", "queue", "队"]
TEXTS = ["good", "差", "bad queue", "好 好 好 好 好", "", "长" * 600]


class Lengths(Embedder):
    """The smallest embedder; a hub model brings its own vectors and asks it nothing."""

    id, dim = "lengths", 1

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 1), np.float32)


@pytest.mark.parametrize(
    ("label", "place", "count", "value"),
    [
        ("NEGATIVE", 0, 2, -0.6), ("positive", 1, 2, 0.6), ("消极", 0, 2, -0.6), ("积极", 1, 2, 0.6),
        ("1 star", 0, 5, -1.0), ("5 stars", 4, 5, 1.0), ("非常满意", 4, 5, 1.0), ("非常差", 0, 5, -1.0),
        ("neutral", 1, 3, 0.0), ("中性", 1, 3, 0.0), ("LABEL_0", 0, 3, -1.0), ("LABEL_1", 1, 3, 0.0),
    ],
)  # fmt: skip
def test_a_label_is_brought_to_ours(label: str, place: int, count: int, value: float) -> None:
    assert value_of(label, place, count) == value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a classifier of one layer, with random weights from a fixed seed, as the hub would store it."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    place = tmp_path_factory.mktemp("classifier")
    torch.manual_seed(5)
    names = {0: "NEGATIVE", 1: "NEUTRAL", 2: "POSITIVE"}
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=len(names), id2label=names, label2id={name: i for i, name in names.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(place)
    (place / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    BertTokenizerFast(vocab={word: i for i, word in enumerate(WORDS)}).save_pretrained(place)
    return place


@pytest.fixture(scope="module")
def scorer(folder: Path) -> SentimentScorer:
    return sentiment.load(Lengths(), model=str(folder))


@pytest.mark.slow
def test_every_text_is_scored_in_its_place(scorer: SentimentScorer) -> None:
    together = scorer.score(TEXTS, ["en"] * len(TEXTS))
    alone = [scorer.score([text], ["en"])[0] for text in TEXTS]
    assert [one.label for one in together] == [one.label for one in alone]
    assert [one.score for one in together] == pytest.approx([one.score for one in alone], abs=2e-3)


@pytest.mark.slow
def test_scores_and_confidences_are_in_bounds_and_agree_with_the_label(scorer: SentimentScorer) -> None:
    for one in scorer.score(TEXTS, ["zh-Hans"] * len(TEXTS)):
        assert -1 <= one.score <= 1
        assert 1 / 3 <= one.confidence <= 1
        assert (one.level > 0) == (one.label == "positive")
        assert (one.level < 0) == (one.label == "negative")


@pytest.mark.slow
def test_its_name_stands_in_its_id(scorer: SentimentScorer, folder: Path) -> None:
    assert scorer.id == f"transformers/{folder}"
