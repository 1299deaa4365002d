# pyright: basic
"""Several texts through the network at once: which ones go together, and the best path of tags through each.

The network is told how long each text is, so that what fills up the shorter ones changes nothing: the numbers of a
text are the same to the last bit alone and in any batch.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

AT_ONCE = 8
"""Four to thirty-two are as fast by the clock; of few, little is filled up, and all of it stays in the cache."""


def told_lengths(file: Path) -> bytes:
    """Return the network with its unused lengths led to where its layers ask for them; onnx is slow to load."""
    import onnx

    model = onnx.load(str(file))
    asked = onnx.helper.make_node("Cast", ["length"], ["lengths"], to=onnx.TensorProto.INT32)
    for node in model.graph.node:
        if node.op_type == "GRU":
            node.input[_LENGTHS] = "lengths"
    model.graph.node.insert(0, asked)
    return model.SerializeToString()


_LENGTHS = 4
"""Which input of a recurrent layer says how long the sequences are."""


def alike(lengths: Sequence[int]) -> list[list[int]]:
    """Group texts with those of nearly their length, a few at once.

    >>> alike([9, 2, 8, 3])
    [[1, 3, 2, 0]]
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[at : at + AT_ONCE] for at in range(0, len(order), AT_ONCE)]


def filled(rows: Sequence[Sequence[int]]) -> np.ndarray:
    """Return rows of numbers as a table, the shorter ones filled up with zeros.

    >>> filled([[1, 2, 3], [4]]).tolist()
    [[1, 2, 3], [4, 0, 0]]
    """
    table = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for line, row in zip(table, rows, strict=True):
        line[: len(row)] = row
    return table


def best_paths(scores: np.ndarray, lengths: np.ndarray, into: np.ndarray) -> list[list[int]]:
    """Return the best path of tags through each table of ``scores`` (texts, characters, tags), which it changes.

    ``into[j, i]`` is the cost of coming to j from i. Where a tag came from is asked on the way back, of the tags on
    the path alone: that costs a third less. What stands behind the end of a text is passed through from nowhere.
    """
    out_of = np.ascontiguousarray(into.T)
    steps = np.empty((len(scores), *into.shape), into.dtype)
    for at in range(1, scores.shape[1]):
        np.add(out_of, scores[:, at - 1, :, None], steps)
        scores[:, at] += np.maximum.reduce(steps, 1)
    nowhere = len(into)
    costs = np.vstack([into, np.zeros_like(into[:1])])
    path = np.full(scores.shape[:2], nowhere)
    tag = path[:, -1]
    for at in reversed(range(scores.shape[1])):
        tag = np.where(at < lengths, (costs[tag] + scores[:, at]).argmax(axis=1), nowhere)
        path[:, at] = tag
    return [row[:length] for row, length in zip(path.tolist(), lengths.tolist(), strict=True)]
