"""The update of the packaged e5: what it moves, what it leaves, and which texts nobody taught it."""

import numpy as np
import pytest

from nlp.embed import tuned
from nlp.embed.packed import Dense, Packed, Quantized


def packed() -> Packed:
    """Make weights of twelve layers with one matrix each, every number 1."""
    ones = {f"l{n}.q.w": Dense(np.ones((2, 2), np.float32)) for n in range(12)}
    words = Quantized(np.full((3, 1, 16), 0x99, np.uint8), np.ones((3, 1), np.float32))
    return Packed(2, 12, 1, 4, 1e-12, [], np.zeros(0, np.float32), {}, {**ones, "emb.word": words})


def test_only_the_matrices_of_the_update_are_moved() -> None:
    update = {"l3.q.a": np.array([[1.0, 2.0]], np.float32), "l3.q.b": np.array([[10.0], [0.0]], np.float32)}
    made = tuned.moved(packed(), update)
    assert made.layers == tuned.LAYERS
    assert made.matrices["l3.q.w"].dense().tolist() == [[11, 21], [1, 1]]
    assert made.matrices["l2.q.w"].dense().tolist() == [[1, 1], [1, 1]]
    assert (made.matrices["emb.word"].dense() == 1).all()


def test_the_ranges_are_told_from_the_rest() -> None:
    update = {"l0.qkv.range": np.zeros(2), "l0.qkv.tame": np.ones(2), "l3.q.a": np.ones((1, 2))}
    assert set(tuned.ranges(update)) == {"l0.qkv.range", "l0.qkv.tame"}


@pytest.mark.parametrize(("task", "answers"), [("feeling", 4), ("strength", 1), ("stance", 3), ("sides", 3)])
def test_every_task_has_its_line(task: str, answers: int) -> None:
    weight, bias = tuned.line(task)
    assert weight.shape == (answers, 384)
    assert bias.shape == (answers,)


def test_one_text_in_eight_is_held_out_in_either_language() -> None:
    texts = [f"第{n}句" for n in range(4000)], [f"sentence {n}" for n in range(4000)]
    for some in texts:
        assert 0.11 < sum(map(tuned.held_out, some)) / len(some) < 0.14
