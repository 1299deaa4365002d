"""Two embedders side by side, and the memory; with a tiny real embedder that counts letters."""

from collections.abc import Sequence

import numpy as np
import pytest

from nlp.embed import Joined, Memo
from nlp.parts import Embedder


class Letters(Embedder):
    """Counts characters into a few bins: small, real, and it says how often it was asked."""

    id = "letters"

    def __init__(self, dim: int = 4) -> None:
        self.dim = dim
        self.read: list[str] = []

    def _embed(self, texts: Sequence[str]):
        self.read += texts
        bins = [np.bincount([ord(c) % self.dim for c in text], minlength=self.dim) for text in texts]
        vectors = np.array(bins, np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_memo_reads_each_text_once() -> None:
    inner = Letters()
    memo = Memo(inner)
    first = memo.embed(["很好", "great service", "很好"])
    again = memo.embed(["great service", "很好"])
    assert sorted(inner.read) == ["great service", "很好"]
    assert np.array_equal(again, first[[1, 0]])


@pytest.mark.parametrize(("size", "read_twice"), [(2, True), (3, False), (4, False)])
def test_memo_forgets_the_oldest_beyond_its_size(size: int, read_twice: bool) -> None:
    inner = Letters()
    memo = Memo(inner, size)
    for text in ("好", "bad", "ok", "好"):
        memo.embed([text])
    assert (inner.read.count("好") == 2) is read_twice


def test_joined_vectors_have_length_one_and_carry_both_names() -> None:
    joined = Joined(Letters(4), Letters(3))
    vectors = joined.embed(["退款太慢", "slow refund"])
    assert vectors.shape == (2, 7)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert joined.id == "letters+letters"


def test_no_text_gives_no_vector() -> None:
    assert Memo(Letters()).embed([]).shape == (0, 4)
