"""Any sentence embedder through sentence-transformers: with a tiny model made here, loaded from its folder."""

from pathlib import Path

import numpy as np
import pytest

from nlp import embed
from nlp.parts import Embedder

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "queue", "is", "long", "队", "排", "好", "差"]
TEXTS = ["the queue is long", "排队", "好", "the queue is long", "差 差 差 差 差 差"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save an encoder of one layer, with random weights from a fixed seed, as the hub would store it."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    place = tmp_path_factory.mktemp("encoder")
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(place)
    BertTokenizerFast(vocab={word: i for i, word in enumerate(WORDS)}).save_pretrained(place)
    return place


@pytest.fixture(scope="module")
def embedder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return embed.load(str(folder), folder=tmp_path_factory.mktemp("unused"))


def test_vectors_are_unit_vectors_in_the_order_asked_for(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dim) == (5, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[0], vectors[3])


def test_a_text_has_the_same_vector_alone_and_in_company(embedder: Embedder) -> None:
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert np.allclose(embedder.embed(TEXTS), alone, atol=1e-4)


def test_its_name_stands_in_its_id(embedder: Embedder, folder: Path) -> None:
    assert embedder.id == f"sentence-transformers/{folder}"
