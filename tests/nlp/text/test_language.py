"""The language of short comments, case by case, and of the awkward ones."""

import time

import pytest

from nlp.text import language_of
from tests.tables import cases

CASES = cases("language.tsv")


@pytest.mark.parametrize(("text", "language"), [(case["text"], case["language"]) for case in CASES])
def test_short_comments(text, language):
    assert language_of(text) == language


def test_two_to_ten_characters_are_right_in_99_of_100():
    short = [case for case in CASES if 2 <= len(case["text"]) <= 10]
    assert len(short) >= 450
    assert sum(language_of(case["text"]) == case["language"] for case in short) / len(short) >= 0.99


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("房间很大 but the staff was rude", "mixed"),
        ("The staff 王芳 was great", "en"),
        ("I love the 火锅 here", "en"),
        ("前台的Kevin Wang很好，Check in只要两分钟", "zh-Hans"),
        ("前台的Kevin Wang很好，Check in只要兩分鐘", "zh-Hant"),
        ("酒店後面嘅餐廳好好食，職員好有禮貌", "zh-Hant"),
        ("在上海冇吃到这么咁好的点心，服务员都很热情", "zh-Hans"),
        ("Le personnel était très accueillant et la chambre propre", "other"),
        ("El personal fue muy amable, pero la habitación pequeña", "other"),
        ("Das Zimmer war sauber und das Personal freundlich", "other"),
        ("José at La Quinta was great, loved the jalapeño café", "en"),
        ("今天的おもてなし很好，服务员态度不错，还会再来的", "zh-Hans"),
        ("スタッフの対応がとても丁寧で、部屋も綺麗でした。", "other"),
        ("https://example.com/a?b=c", "other"),
        ("", "other"),
    ],
)
def test_longer_comments(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["好" * 100_000, "a" * 100_000, "a@" * 50_000, "の" * 100_000, "1 " * 50_000]
)
def test_time_grows_with_the_length_only(text):
    begin = time.perf_counter()
    language_of(text)
    assert time.perf_counter() - begin < 2
