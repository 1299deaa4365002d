"""Bursts: strangers who say one new thing are news; what was said before, one comment or copies are not."""

import numpy as np
import pytest

from nlp.topics import SegmentInput, copies
from nlp.topics.exact import unit
from nlp.topics.scanning import bursts
from nlp.topics.substance import Call, news
from tests.builders import scattered

DIM = 64


NEW = unit(np.random.default_rng(77).normal(size=(1, DIM)).astype(np.float32))
KNOWN = unit(np.random.default_rng(78).normal(size=(12, DIM)).astype(np.float32))
BEFORE = scattered(1500, 1, np.repeat(KNOWN, 125, axis=0), 1.2)
NIGHT = scattered(150, 2, np.tile(KNOWN, (13, 1))[:150], 1.2)


@pytest.mark.parametrize(
    ("count", "comments", "familiar", "found"),
    [
        (8, 8, 0, 1),
        (40, 40, 0, 1),
        (8, 2, 0, 0),
        (3, 3, 0, 0),
        (8, 8, 120, 0),
    ],
)
def test_only_what_is_new_and_said_by_several_is_a_burst(count, comments, familiar, found):
    planted = scattered(count, 3, NEW, 1.2)
    rows = np.concatenate([NIGHT, planted])
    who = np.concatenate([np.arange(len(NIGHT)), len(NIGHT) + np.arange(count) % comments])
    before = np.concatenate([BEFORE, scattered(familiar, 4, NEW, 1.2)]) if familiar else BEFORE
    heard = bursts(rows, before, who, 5)
    assert len(heard) == found
    for burst in heard:
        mine = burst.members >= len(NIGHT)
        assert mine.sum() >= 0.6 * min(count, 12)
        assert mine.mean() >= 0.8


def test_a_night_like_any_other_has_no_burst():
    assert bursts(NIGHT, BEFORE, np.arange(len(NIGHT)), 5) == []
    assert bursts(NIGHT[:3], BEFORE, np.arange(3), 5) == []


def test_rows_in_another_order_give_the_same_bursts():
    rows = np.concatenate([NIGHT, scattered(8, 3, NEW, 1.2)])
    order = np.random.default_rng(5).permutation(len(rows))
    there = [
        sorted(order[one.members].tolist()) for one in bursts(rows[order], BEFORE, np.arange(len(rows)), 5)
    ]
    assert there == [one.members.tolist() for one in bursts(rows, BEFORE, np.arange(len(rows)), 5)]


@pytest.mark.parametrize(
    ("texts", "different"),
    [
        (["电梯里的镜子碎了一地没人扫", "真的电梯里的镜子碎了一地没人扫", "唉电梯里的镜子碎了一地没人扫"], 1),
        (["the mirror in the lift is broken", "again the mirror in the lift is broken"], 1),
        (["电梯镜子碎了", "镜面裂成好几块", "照镜子的地方全是玻璃渣"], 3),
        (["the lift mirror is broken", "shards of glass by the elevator"], 2),
    ],
)
def test_copies_with_a_word_put_before_are_one_voice(texts, different):
    assert copies.different(texts) == different


def test_a_word_that_calls_makes_news_of_a_group_too_loose_for_it():
    loose = scattered(8, 3, NEW, 0.4)
    rows = np.concatenate([NIGHT, loose])
    called = tuple(range(len(NIGHT), len(NIGHT) + 5))
    assert bursts(rows, BEFORE, np.arange(len(rows)), 5) == []
    heard = bursts(rows, BEFORE, np.arange(len(rows)), 5, [Call(called, 3.0)])
    assert len(heard) == 1
    assert set(called) <= set(heard[0].members.tolist())
    strangers = Call(tuple(range(0, 25, 5)), 3.0)
    assert bursts(rows, BEFORE, np.arange(len(rows)), 5, [strangers]) == []


def said(texts, start=0):
    """Return a segment for each text, of a comment each."""
    return [
        SegmentInput(
            comment_id=str(start + i), index=0, text=text, language="en" if text.isascii() else "zh-Hans"
        )
        for i, text in enumerate(texts)
    ]


USUAL = [
    "早餐种类很多",
    "房间打扫得干净",
    "breakfast was varied and tasty",
    "the room was clean",
    "等了很久",
    "waited for long",
]


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("无人机在阳台外面盘旋", True),
        ("a drone hovered outside our balcony", True),
        ("等。", False),
        ("Again.", False),
        ("房间很干净", False),
        ("the room was clean", False),
    ],
)
def test_a_segment_says_enough_with_words_that_were_seldom_said(text, enough):
    heard = news(said([text]), said(USUAL * 60, 10))
    assert heard.rows.tolist() == ([0] if enough else [])


@pytest.mark.parametrize(
    ("tonight", "callers"),
    [
        (
            ["无人机撞了窗户", "头顶无人机嗡嗡响", "外卖无人机掉进泳池", "无人机拍到阳台", "房间打扫得干净"],
            {0, 1, 2, 3},
        ),
        (
            [
                "a drone hit the window",
                "a drone buzzing overhead",
                "the parcel drone fell into the pool",
                "a drone filmed us",
            ],
            {0, 1, 2, 3},
        ),
        (["早餐种类很多样", "早餐有豆浆油条", "早餐鸡蛋煎得嫩", "窗帘拉不严实"], set()),
        (["无人机撞了窗户", "头顶无人机嗡嗡响", "外卖无人机掉进泳池"], set()),
    ],
)
def test_a_word_calls_that_several_say_tonight_and_nobody_said_before(tonight, callers):
    heard = news(said(tonight), said(USUAL * 60, 10))
    found = {int(heard.rows[row]) for call in heard.calls for row in call.rows}
    assert found == callers
