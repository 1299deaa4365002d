"""Copies: one text with a number, a mark or a word put to it is one voice, whoever sends it."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.topics import copies, odds
from nlp.topics.pieces import pieces
from nlp.topics.scanning import bursts, likenesses, middle
from tests.builders import scattered
from tests.nlp.topics.test_odds import BEFORE, NEW, NIGHT, said

PAIRS = [
    ("车停了一晚电量还是百分之二十1次", "车停了一晚电量还是百分之二十8次", True),
    ("车停了一晚电量还是百分之二十", "车停了一晚电量还是百分之二十😡😡", True),
    ("说实话车停了一晚电量还是百分之二十", "车停了一晚电量还是百分之二十无语", True),
    ("车停了一晚电量还是百分之二十", "充电桩三个坏了两个", False),
    ("电量还是百分之二十", "充电车位全被油车占了", False),
    ("parked all night and the battery is still at 20", "parked all night and the battery is still at 21", True),
    ("parked all night, the battery never moved", "ugh: parked all night, the battery never moved!!!", True),
    ("parked all night, the battery never moved", "two of the three chargers are dead", False),
    ("", "……", True),
    ("", "充电桩坏了", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "copy"), PAIRS)
def test_two_texts_are_one_said_twice(one, other, copy):
    told = [said(one, "a"), said(other, "b")]
    assert copies.alike(told, told).tolist() == [[False, copy], [copy, False]]
    assert (copies.different([one, other]) == 1) == copy


def test_nothing_said_holds_no_copies():
    assert copies.alike([], []).shape == (0, 0)


CUT = [
    (["真的马拉松封路，我们拖着箱子走了两公里"], ["说实话马拉松封路，", "我们拖着箱子走了两公里"]),
    (["Again, the marathon closed our road"], ["The marathon closed our road again.", "Ugh."]),
]


@pytest.mark.parametrize(("one", "other"), CUT)
def test_parts_of_a_copied_comment_are_copies_of_its_whole(one, other):
    every = [replace(said(text, "a"), index=i) for i, text in enumerate(one)]
    every += [replace(said(text, "b"), index=i) for i, text in enumerate(other)]
    assert copies.alike(every, every)[0].tolist() == [False] + [True] * len(other)
    assert not copies.alike(every, every)[1:, 1:].any()


FLOODS = [
    [f"车停了一晚电量还是百分之二十{n}次" for n in range(8)],
    [f"parked all night and the battery is at twenty {n} times" for n in range(8)],
]
VOICES = [
    [
        "充电桩坏了两个", "油车占着充电位", "扫码半天充不上", "枪头插不进去",
        "充了一夜才两格", "电费比外面贵一倍", "排队等桩一小时", "车位没有插座",
    ],
    [
        "two chargers are dead", "petrol cars in the bays", "the code never scans", "plug does not fit",
        "a night for two bars", "power costs double here", "an hour in line for a plug", "no socket at my bay",
    ],
]  # fmt: skip


@pytest.mark.parametrize(("texts", "news"), [(t, 0) for t in FLOODS] + [(t, 1) for t in VOICES])
@pytest.mark.parametrize("weigh", ["odds", "chance"])
def test_copies_are_no_news_however_close_they_lie_together(texts, news, weigh):
    rows = np.concatenate([NIGHT, scattered(len(texts), 3, NEW, 0.6)])
    told = [said(f"w{i}", f"w{i}", "en") for i in range(len(NIGHT))]
    told += [said(text, f"new{i}") for i, text in enumerate(texts)]
    who, copied = np.arange(len(rows)), copies.alike(told, told)
    if weigh == "odds":
        found = odds.surprises(rows, BEFORE, who, 5, pieces(told, [said("w", language="en")]), copied)
    else:
        found = bursts(rows, BEFORE, who, 5, (), copied)
    assert len(found) == news
    assert all((one.members >= len(NIGHT)).mean() >= 0.8 for one in found)


@pytest.mark.parametrize("texts", FLOODS)
def test_a_group_begins_with_each_text_once(texts):
    rows = scattered(len(texts) + 3, 5, NEW, 0.6)
    lines = [*texts, "充电桩坏了", "the plug is dead", "枪头插不进去"]
    told = [said(text, str(i)) for i, text in enumerate(lines)]
    near, _ = likenesses(rows, BEFORE, copies.alike(told, told))
    assert sorted(middle(near, range(len(told)))) == [0, 8, 9, 10]
