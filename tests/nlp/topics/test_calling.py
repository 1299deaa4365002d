"""How well topics are called: a name that tells a part of what lies in a topic says so itself."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.parts import Embedder
from nlp.records import Placement, Topic
from nlp.topics import SegmentInput, called
from nlp.topics.registry import Registry, Shape, Space

ABOUT = {
    "粽子": ("粽子", "糯米", "粽叶", "zongzi", "sticky rice", "bamboo leaves"),
    "滑梯": ("滑梯", "滑道", "冲下来", "slide", "chute", "sliding down"),
    "锣鼓": ("锣鼓", "敲锣", "打鼓", "drums", "gong", "drumming"),
    "对讲机": ("对讲机", "对讲", "呼叫器", "intercom", "buzzer", "speaker box"),
    "帐篷": ("帐篷", "搭帐", "睡袋", "tent", "camping", "sleeping bag"),
    "罗盘": ("罗盘", "指南针", "指针", "compass", "needle", "magnetic"),
}
"""What each topic is called in Chinese, and the words of both languages that it is about."""
ENGLISH = {name: words[3] for name, words in ABOUT.items()}
HEAP = ("对讲机", "粽子", "滑梯", "锣鼓", "帐篷", "罗盘", "粽子", "滑梯", "锣鼓", "帐篷", "罗盘", "对讲机")


class Words(Embedder):
    """Sees which of the subjects a text is about, beside its language."""

    id, dim = "words", 8

    def _embed(self, texts):
        rows = np.zeros((len(texts), 8), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[6 + text.isascii()] = 1.0
            for place, words in enumerate(ABOUT.values()):
                row[place] = any(word in text for word in words)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def said(name, language, turn):
    """Return one sentence about a subject."""
    word = ABOUT[name][turn % 3 + 3 * (language == "en")]
    return f"{word} was part of it, no. {turn}" if language == "en" else f"第{turn}次说到{word}"


def night(contents, language):
    """Return a registry with a topic for each subject, and segments that are placed in them."""
    ids = {name: f"T{i:04d}" for i, name in enumerate(ABOUT)}
    topics = tuple(Topic(id=ids[name], label_zh=name, label_en=ENGLISH[name]) for name in ABOUT)
    texts = [
        (ids[name], said(about, language, turn))
        for name in ABOUT
        for turn, about in enumerate(contents.get(name, [name] * 12))
    ]
    tongue = "en" if language == "en" else "zh-Hans"
    segments = [
        SegmentInput(comment_id=f"c{i}", index=0, text=t, language=tongue) for i, (_, t) in enumerate(texts)
    ]
    vectors = Words().embed([text for _, text in texts])
    means = np.stack([vectors.mean(axis=0)] * 2).astype(np.float32)
    space = Space(means=means, concepts=(), weight=0.0, guide=np.zeros((8, 0), np.float32), sure=0.0)
    places = [
        Placement(comment_id=f"c{i}", segment=0, topic_id=t, confidence=1.0) for i, (t, _) in enumerate(texts)
    ]
    registry = Registry(
        topics=topics,
        shapes=tuple(Shape() for _ in topics),
        centroids=np.zeros((6, 2, 8), np.float32),
        space=space,
    )
    return registry, segments, vectors, places


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("inside", "share"),
    [
        (("对讲机",) * 12, 1.0),
        (HEAP, 0.17),
        (("对讲机",) * 6 + ("粽子",) * 6, 0.5),
        (("粽子",) * 12, 0.0),
    ],
)  # fmt: skip
def test_a_name_fits_the_share_of_what_is_about_it(language, inside, share):
    found = called(*night({"对讲机": inside}, language), Words())
    assert found["T0003"] == share
    assert min(value for topic, value in found.items() if topic != "T0003") == 1.0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_told_of_few_sentences_few_topics_and_names_that_are_known(language):
    registry, *rest = night({"对讲机": ["对讲机"] * 4}, language)
    assert "T0003" not in called(registry, *rest, Words())
    shapes = (replace(registry.shapes[0], named_by_hand=(True, False)), *registry.shapes[1:])
    assert "T0000" not in called(replace(registry, shapes=shapes), *rest, Words())
    taught = tuple(
        replace(t, label_zh=zh) for t, zh in zip(registry.topics[:2], ("停车", "早餐·退款"), strict=True)
    )
    found = called(replace(registry, topics=(*taught, *registry.topics[2:])), *rest, Words())
    assert sorted(found) == ["T0002", "T0004", "T0005"]
    retired = tuple(replace(topic, state="retired") for topic in registry.topics[:2])
    assert called(replace(registry, topics=(*retired, *registry.topics[2:])), *rest, Words()) == {}
