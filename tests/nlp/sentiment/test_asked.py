"""What questions say before anybody answers, and answers that need no reading."""

import pytest

from nlp.sentiment.asked import agreed, is_fact, lean, says_nothing
from nlp.sentiment.hits import find
from nlp.sentiment.model import read_plainly
from nlp.sentiment.signs import is_sign, worth
from tests.tables import cases

ASKED = cases("questions.tsv")


@pytest.mark.parametrize(("question", "way"), [(c["question"], int(c["lean"])) for c in ASKED if c["lean"]])
def test_which_way_a_question_leans(question: str, way: int) -> None:
    assert (lean(question) > 0) - (lean(question) < 0) == way


@pytest.mark.parametrize(("question", "way"), [(c["question"], int(c["yes"])) for c in ASKED if c["yes"]])
def test_what_yes_and_no_say(question: str, way: int) -> None:
    for yes, no in (("会", "不会"), ("yes", "No."), ("是的", "没有")):
        said, denied = agreed(yes, question), agreed(no, question)
        assert ((said > 0) - (said < 0), (denied > 0) - (denied < 0)) == (way, -way)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("您这个月来过几次？", True), ("您從哪裡知道我們的？", True), ("哪个部门让您最满意？", False), ("还有什么想说的？", False),
        ("How often did you visit this month?", True), ("Which branch did you visit?", True),
        ("Which branch did you like most?", False), ("Any other comments?", False), (None, False),
    ],
)  # fmt: skip
def test_questions_for_a_fact(question: str | None, fact: bool) -> None:
    assert is_fact(question) == fact


@pytest.mark.parametrize(
    ("text", "language", "question", "label"),
    [
        ("三次", "zh", "您这个月来过几次？", "neutral"), ("three times", "en", "How often did you visit?", "neutral"),
        ("太慢了", "zh", "您这个月来过几次？", None), ("too slow", "en", "How often did you visit?", None),
        ("没有", "zh", "您还有什么建议吗？", "neutral"), ("none", "en", "Any suggestions?", "neutral"),
        ("没有", "zh", "您的问题解决了吗？", None), ("No", "en", "Would you recommend us?", None),
        ("10/10", "en", None, "positive"), ("1/10", "en", None, "negative"), ("3/5", "en", None, "neutral"),
        ("五星", "zh", None, None), ("5星", "zh", None, "positive"), ("1 star", "en", None, "negative"),
        ("★★★★☆", "en", None, "positive"), ("0分", "zh", None, "negative"),
    ],
)  # fmt: skip
def test_what_needs_no_model(text: str, language: str, question: str | None, label: str | None) -> None:
    read = read_plainly(text, language, find(text, language), question)
    assert (read.label if read else None) == label


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10/10", 1.0), ("5/5", 1.0), ("3/5", 0.0), ("1/5", -1.0), ("0/10", -1.0), ("8 out of 10", 0.56), ("4星", 0.5),
        ("2 stars", -0.5), ("★☆☆☆☆", -1.0), ("⭐⭐⭐⭐⭐", 0.8), ("給0分", -1.0), ("滿分！", 0.8), ("6666", 0.6),
        ("24/7", None), ("3 nights", None), ("⭐", None), ("很好", None), ("", None),
    ],
)  # fmt: skip
def test_marks_that_are_a_whole_comment(text: str, value: float | None) -> None:
    found = worth(text)
    assert (None if found is None else round(found, 2)) == value


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("👍👍", True), ("😡", True), ("☹️", True), ("👌🏻", True), ("🤷", False), (":(", True), ("❤️", True), ("9/10", True), ("12345", False), ("……", False),
        ("", False), ("好👍", False), ("merci :)", False),
    ],
)  # fmt: skip
def test_signs_that_need_no_language(text: str, sign: bool) -> None:
    assert is_sign(text) == sign


def test_nothing_to_say_in_every_spelling() -> None:
    assert all(says_nothing(text) for text in ("无", "無", "没有。", "None", "N/A"))
    assert not says_nothing("没有人来")
