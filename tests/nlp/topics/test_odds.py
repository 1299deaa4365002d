"""Odds: a group is one new thing where it is near itself, strange to what was said before, and shares words."""

import numpy as np
import pytest

from nlp.topics import SegmentInput, copies, odds
from nlp.topics.exact import unit
from nlp.topics.pieces import pieces
from tests.builders import scattered

DIM = 256


def said(text, comment="c", language=None):
    tongue = language or ("en" if text.isascii() else "zh-Hans")
    return SegmentInput(comment_id=comment, index=0, text=text, language=tongue)


NEW = unit(np.random.default_rng(77).normal(size=(1, DIM)).astype(np.float32))
KNOWN = unit(np.random.default_rng(78).normal(size=(12, DIM)).astype(np.float32))
BEFORE = scattered(1500, 1, np.repeat(KNOWN, 125, axis=0), 0.6)
NIGHT = scattered(150, 2, np.tile(KNOWN, (13, 1))[:150], 0.6)


def found(planted, before, who):
    rows = np.concatenate([NIGHT, planted])
    words = pieces([said(f"w{i}", language="en") for i in range(len(rows))], [said("w", language="en")])
    return odds.surprises(rows, before, who, 5, words)


@pytest.mark.parametrize(
    ("count", "comments", "familiar", "born"),
    [(8, 8, 0, 1), (30, 30, 0, 1), (8, 2, 0, 0), (3, 3, 0, 0), (8, 8, 120, 0)],
)
def test_only_what_is_new_and_said_by_several_is_a_surprise(count, comments, familiar, born):
    who = np.concatenate([np.arange(len(NIGHT)), len(NIGHT) + np.arange(count) % comments])
    before = np.concatenate([BEFORE, scattered(familiar, 4, NEW, 0.6)]) if familiar else BEFORE
    heard = found(scattered(count, 3, NEW, 0.6), before, who)
    assert len(heard) == born
    assert all((one.members >= len(NIGHT)).mean() >= 0.8 for one in heard)


def test_a_night_like_any_other_surprises_nobody():
    assert found(NIGHT[:0], BEFORE, np.arange(len(NIGHT))) == []


def test_only_vectors_that_were_learned_from_are_weighed():
    assert odds.known("e5-topics-small-int8/abc+use-multilingual-v3/fast-0.2.1")
    assert not odds.known("use-multilingual-v3/fast-0.2.1")


SHARED = [
    (["快充桩坏了", "充电费太贵", "充电车位没有灯"], "充电"),
    (["charger is dead", "charging costs double", "no lights where we charge"], "charg~"),
    (["门口有黄牛", "黄牛加价", "一张票黄牛要四百"], "黄牛"),
    (["pigeons again", "a pigeon ate my scone", "nets against pigeons"], "pigeon"),
]


@pytest.mark.parametrize(("texts", "piece"), SHARED)
def test_words_of_one_stem_share_a_piece(texts, piece):
    held = pieces([said(text, f"c{i}") for i, text in enumerate(texts)], [])
    assert sum(piece in one for one in held.rows) >= 2


def test_a_piece_is_rare_where_nobody_said_it_before():
    tonight = [said("充电桩坏了", "a"), said("充电费太贵", "b"), said("充电车位没有灯", "c")]
    strange = pieces(tonight, [said("早餐很好")] * 50)
    usual = pieces(tonight, [said("充电很方便"), said("车位没有灯"), said("快充桩在哪")] * 20)
    assert strange.rarest([0, 1, 2]) > usual.rarest([0, 1, 2]) + 1
    assert strange.callers([0, 1, 2])[0] == [0, 1, 2]
    assert strange.callers([0, 0, 0]) == []


@pytest.mark.parametrize(
    ("comments", "voices"),
    [("abcdefgh", 8.0), ("abcabcab", 1 / 3 + 1 / 3 + 1 / 2), ("abcdea", 4.5), ("aaaaaaaa", 1 / 8)],
)
def test_a_comment_that_fills_a_group_is_less_than_a_voice(comments, voices):
    segments = [said(f"text {i}", comment) for i, comment in enumerate(comments)]
    assert copies.voices(segments, np.arange(len(segments))) == pytest.approx(voices)
