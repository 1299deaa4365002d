"""Words of praise and blame, with what stands before them."""

import pytest

from nlp.sentiment.asked import lean
from nlp.sentiment.hits import find
from nlp.sentiment.marks import tags


@pytest.mark.parametrize(
    ("text", "language", "words", "sign"),
    [
        ("我今天不高兴", "zh", "不高兴", -1),
        ("没有想象中那么差", "zh", "没有想象中那么差", 1),
        ("服務員很熱情", "zh", "很熱情", 1),
        ("一点也不贵", "zh", "一点也不贵", 1),
        ("I'm not happy", "en", "not happy", -1),
        ("Not bad at all", "en", "Not bad", 1),
        ("an extremely rude clerk", "en", "extremely rude", -1),
    ],
)
def test_hit(text: str, language: str, words: str, sign: int) -> None:
    hit = find(text, language).hits[0]
    assert text[hit.start : hit.end] == words
    assert hit.value * sign > 0


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("您最喜欢什么？", 1), ("最需要改进的是什么？", -1), ("您對我們最滿意的地方是？", 1), ("您喜欢或不喜欢什么？", 0),
        ("What did you like most?", 1), ("What did you like least?", -1), ("Any other comments?", 0), (None, 0),
    ],
)  # fmt: skip
def test_question(question: str | None, way: int) -> None:
    assert (lean(question) > 0) - (lean(question) < 0) == way


@pytest.mark.parametrize(
    ("text", "language", "marks"),
    [
        ("同一份材料跑了三趟窗口", "zh-Hans", ("effort",)),
        ("规定不允许退款", "zh-Hans", ("obstacle",)),
        ("很好", "zh-Hans", ()),
        ("I called five times", "en", ("effort",)),
        ("I just wanted to close my account", "en", ("goal",)),
        ("Great food", "en", ()),
    ],
)
def test_marks(text: str, language: str, marks: tuple[str, ...]) -> None:
    assert tags(text, language) == marks  # type: ignore[arg-type]
