"""One opinion, one segment: cuts at sentence ends and turns, none inside fixed patterns, always in order."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.text import cut, language_of
from tests.tables import cases

CASES = [case["segments"] for case in cases("segments.tsv")]


def segments(text):
    return [text[start:end] for start, end in cut(text, language_of(text))]


@pytest.mark.parametrize("marked", CASES)
def test_cases(marked):
    expected = [part.strip() for part in marked.split("|")]
    assert segments(marked.replace("|", "")) == expected


def test_blank_comments_have_no_segments():
    assert segments("") == []
    assert segments(" \n ") == []


PIECES = [
    "房间",
    "很大",
    "但是",
    "，",
    "。",
    "就是",
    " ",
    "\n",
    "!",
    "but ",
    "room ",
    ".",
    "…",
    "👍",
    "1.",
    "Mr.",
    ",",
    "不是",
    "~",
    "http://a.b/c",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join))
def test_segments_are_trimmed_apart_and_lose_no_word(text):
    spans = cut(text, language_of(text))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    "text",
    ["好" * 900, "很好" * 300 + "，", "good " * 400, "a" * 3000, "房间大，" * 200, "the room and " * 100],
)
def test_no_segment_is_endless(text):
    assert all(end - start <= 480 for start, end in cut(text, language_of(text)))
    assert all(len(part.split()) <= 61 for part in segments(text))


@pytest.mark.parametrize(
    "piece",
    [
        "好",
        "a",
        "a ",
        "，",
        "但",
        "but ",
        "。",
        "好,",
        ". ",
        "\n",
        "1.",
        " ",
        "http://",
        "a@",
        "a.b",
        "~",
        "“",
        "👍",
        "a-",
    ],
)
def test_time_grows_with_the_length_only(piece):
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    cut(text, "zh-Hans")
    assert time.perf_counter() - begin < 3
