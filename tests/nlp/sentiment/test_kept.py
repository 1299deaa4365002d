"""Vectors kept between two trainings: each text is embedded once, and the file of another model is not used."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlp.parts import Embedder, Vectors
from nlp.sentiment.kept import Kept


class Counting(Embedder):
    """Embed a text as its length, and count the texts asked for."""

    dim = 2

    def __init__(self, name: str) -> None:
        self.id, self.asked = name, 0

    def _embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return np.array([[len(text), 1] for text in texts], np.float32)


@pytest.mark.parametrize(("name", "again"), [("first", 1), ("another model", 3)])
def test_only_new_texts_are_embedded_again(tmp_path: Path, name: str, again: int) -> None:
    file = tmp_path / "models" / "vectors.npz"
    Kept(Counting("first"), file).embed(["good", "很好"])
    counting = Counting(name)
    vectors = Kept(counting, file).embed(["good", "new", "很好"])
    assert counting.asked == again
    assert vectors[:, 0].tolist() == [4, 3, 2]
