"""The net that learns and the graph that reads are one model, and the same lessons teach the same."""

import numpy as np
import pytest

from nlp.tuning.lessons import Task

TEXTS = ["早餐很好", "前台不理人", "lovely breakfast", "nobody at the desk", "六楼", "room 6"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def task() -> Task:
    return Task("feeling", 4, TEXTS, [3, 0, 3, 0, 1, 1], [0.6, -0.6, 0.6, -0.6, 0.0, 0.0])


def test_before_any_lesson_the_net_is_the_packaged_model(task: Task) -> None:
    import onnxruntime
    import torch

    from nlp.embed import graph, packed, tokens, tuned
    from nlp.tuning.train import School, padded

    school = School([task])
    school.net.eval()
    with torch.no_grad():
        ours = school.net(*padded(school.ids["feeling"], school.shares["feeling"])).numpy()
    weights = packed.read(packed.locate())
    short = tuned.moved(weights, school.kept)
    session = onnxruntime.InferenceSession(graph.build(short, tokens.keep(weights), None))
    for row, ids in enumerate(school.ids["feeling"]):
        states = np.asarray(session.run(["states"], {"ids": np.array([ids])})[0])[0].mean(axis=0)
        assert ours[row] @ states / np.linalg.norm(ours[row]) / np.linalg.norm(states) > 0.9999


def test_the_same_lessons_teach_the_same_and_something(task: Task) -> None:
    from nlp.tuning.train import teach

    first, again = teach([task]), teach([task])
    assert first.keys() == again.keys()
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert np.abs(first["l9.fo.b"]).max() > 0
    assert first["feeling.weight"].shape == (4, 384)
    assert {"strength.bias", "l0.qkv.range", "l2.q.a"} <= first.keys()
