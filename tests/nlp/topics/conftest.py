"""A tiny world of topics: vectors with one direction a subject and one a language, no model anywhere."""

import numpy as np
import pytest

from nlp.topics import SegmentInput, discover

SUBJECTS = {
    "queue": (["排队", "等候", "叫号"], ["queue", "waiting", "line"]),
    "breakfast": (["早餐", "煎蛋", "豆浆"], ["breakfast", "omelette", "buffet"]),
    "parking": (["停车", "车位", "停车场"], ["parking", "car park", "parking space"]),
    "noise": (["噪音", "隔音", "吵"], ["noise", "noisy", "soundproof"]),
}
DIM = 24
EACH = 30


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
