"""Rows come in batches, in order, and the last of many batches in parts."""

import pytest

from flows.once.rows import BATCH, batches


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        (0, []),
        (3, [3]),
        (BATCH, [BATCH]),
        (BATCH + 1, [BATCH, 1]),
        (4 * BATCH, [BATCH] * 4),
        (4 * BATCH + 130, [BATCH] * 4 + [128, 2]),
        (6 * BATCH, [BATCH] * 5 + [128] * 4),
    ],
)
def test_sizes(rows, sizes):
    found = list(batches(range(rows)))
    assert [len(batch) for batch in found] == sizes
    assert [row for batch in found for row in batch] == list(range(rows))
