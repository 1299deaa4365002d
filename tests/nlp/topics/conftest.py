"""A tiny world of topics: vectors with one direction a subject and one a language, no model anywhere."""

import numpy as np
import pytest

from nlp.parts import Embedder
from nlp.topics import SegmentInput, discover

SUBJECTS = {
    "queue": (["排队", "等候", "叫号"], ["queue", "waiting", "line"]),
    "breakfast": (["早餐", "煎蛋", "豆浆"], ["breakfast", "omelette", "buffet"]),
    "parking": (["停车", "车位", "停车场"], ["parking", "car park", "parking space"]),
    "noise": (["噪音", "隔音", "吵"], ["noise", "noisy", "soundproof"]),
}
DIM = 24
EACH = 30
ROBOT = (
    "送餐机器人撞到人",
    "走廊里那台机器差点碾过我的脚",
    "点的粥被机器人洒了一地",
    "它卡在电梯口半天不动",
    "小机器把别人的饭送到我房间",
    "半夜它在门外一直喊请取餐",
    "扫码开不了它的舱门",
    "孩子被突然转弯的送餐车吓哭",
    "没电了停在楼道中间谁也过不去",
)
"""A subject that nobody of the tiny world has spoken of, in different words each time."""


def robot(turn: int) -> np.ndarray:
    """Return a unit vector of the new subject."""
    wobble = np.random.default_rng([99, turn]).normal(0, 0.12, DIM)
    wobble[12] += 1.0
    wobble[-1] += 2.0
    return (wobble / np.linalg.norm(wobble)).astype(np.float32)


def vector(subject: int, language: int, turn: int) -> np.ndarray:
    """Return a unit vector near its subject; language shifts it more than the subject does."""
    wobble = np.random.default_rng([subject, language, turn]).normal(0, 0.12, DIM)
    wobble[subject] += 1.0
    wobble[-1 - language] += 2.0
    return (wobble / np.linalg.norm(wobble)).astype(np.float32)


def world(subjects=(0, 1, 2, 3), start=0, each=EACH):
    """Return segments and vectors, both languages for every subject."""
    names = list(SUBJECTS.values())
    segments, vectors = [], []
    for subject in subjects:
        for turn in range(start, start + each):
            for language, words in enumerate(names[subject]):
                word = words[turn % 3]
                text = f"第{turn}次说到{word}的事" if language == 0 else f"remark {turn} on the {word}"
                identity = f"{subject}-{language}-{turn}"
                tongue = "en" if language else "zh-Hans"
                segments.append(SegmentInput(comment_id=identity, index=0, text=text, language=tongue))
                vectors.append(vector(subject, language, turn))
    return segments, np.stack(vectors)


@pytest.fixture(scope="session")
def corpus():
    return world()


@pytest.fixture(scope="session")
def registry(corpus):
    return discover(*corpus)


@pytest.fixture(scope="session")
def make_world():
    return world


class Tiny(Embedder):
    """Numbers made of letters: enough for the guide to learn from."""

    id, dim = "tiny", 24

    def _embed(self, texts):
        rows = np.zeros((len(texts), 24), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for char in text:
                row[ord(char) % 24] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="session")
def letters():
    return Tiny()


class Seeing(Embedder):
    """Another model: it sees the subject in the words, and lays its vectors out in its own way."""

    id, dim = "seeing", 32

    def _embed(self, texts):
        rows = np.zeros((len(texts), 32), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = np.random.default_rng([ord(char) for char in text]).normal(0, 0.03, 32)
            row[9 + text.isascii()] += 1.0
            for place, (zh, en) in enumerate(SUBJECTS.values()):
                row[20 + place] += 2.0 * any(word in text for word in [*zh, *en])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def seeing():
    return Seeing()
