"""Content words: phrases whole, negations with their word, stop words out, in both languages."""

import re

import pytest

from nlp import lexicons
from nlp.words import Words, lemma
from tests.tables import cases

WORDS = Words()


@pytest.mark.parametrize(
    ("text", "words"), [(case["text"], case["words"].split("|")) for case in cases("words.tsv")]
)
def test_cases(text, words):
    assert WORDS.tokens(text, "mixed") == [word for word in words if word]


def test_phrases_given_stay_whole():
    own = Words(["云端套餐", "sunset deck"])
    assert own.tokens("云端套餐不错，sunset deck is lovely", "mixed") == [
        "云端套餐",
        "不错",
        "sunset deck",
        "lovely",
    ]


NEAR = [
    ("房间很干净", "linked"),
    ("干净的房间", "linked"),
    ("干净房间", "beside"),
    ("房间，干净", "apart"),
    ("房间里面干净", "apart"),
    ("The room was clean", "linked"),
    ("clean room", "beside"),
    ("room, clean", "apart"),
    ("a room with clean towels", "apart"),
]


@pytest.mark.parametrize(("text", "near"), NEAR)
def test_how_near_a_word_stands_to_the_one_before(text, near):
    assert WORDS.said(text, "mixed")[1].near == near


@pytest.mark.parametrize(
    ("text", "form"), [("waited", "waited"), ("没有热水", "热水"), ("Check-in", "check in")]
)
def test_the_form_is_as_written(text, form):
    assert [said.form for said in WORDS.said(text, "mixed")] == [form]


@pytest.mark.parametrize(
    ("word", "counted"),
    [("services", "service"), ("service", "service"), ("buses", "bus"), ("bus", "bus"), ("glass", "glass"),
     ("companies", "company"), ("children", "child"), ("waited", "wait"), ("news", "news"), ("spacious", "spacious"),
     ("towels", "towel"), ("is", "is"), ("vegas", "vegas"), ("booking", "booking")],
)  # fmt: skip
def test_lemmas(word, counted):
    assert lemma(word) == counted


def test_no_lemma_is_cut_to_a_stump():
    known = lexicons.words("en/ordinary_words") | {row["lemma"] for row in lexicons.rows("en/lemmas")}
    plain = [word for word in known if re.fullmatch("[a-z]+", word)]
    assert all(lemma(word) in known or lemma(word) == word for word in plain)
