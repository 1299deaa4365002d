"""From probabilities to a score, to a level, and from segments to a comment."""

import numpy as np
import pytest

from nlp.records import Label, Language, Sentiment
from nlp.sentiment import overall, told
from nlp.sentiment.head import LABELS
from nlp.sentiment.model import as_sure, level_of, score_of
from nlp.sentiment.whole import only_thanks


def odds(**given: float) -> np.ndarray:
    return np.array([given.get(label, 0.0) for label in LABELS])


def read(label: Label, score: float, confidence: float = 0.8) -> Sentiment:
    return Sentiment(label=label, level=level_of(label, score), score=score, confidence=confidence)


@pytest.mark.parametrize(
    ("likely", "leaning", "score"),
    [
        ("positive", 0.6, 0.6), ("positive", 0.1, 0.1), ("positive", -0.3, 0.02),
        ("negative", -0.6, -0.6), ("negative", -0.1, -0.1), ("negative", 0.3, -0.02),
        ("neutral", 0.1, 0.1), ("neutral", -0.1, -0.1), ("mixed", 0.2, 0.2), ("mixed", -0.2, -0.2),
    ],
)  # fmt: skip
def test_the_score_says_how_strong_the_words_are_and_never_speaks_against_the_label(
    likely: Label, leaning: float, score: float
) -> None:
    assert score_of(odds(**{likely: 0.7, "neutral": 0.3}), leaning) == score


@pytest.mark.parametrize(
    ("label", "score", "sure", "shown"),
    [
        ("positive", 0.02, 0.8, 0.2), ("positive", 0.6, 0.8, 0.6), ("negative", -0.02, 0.4, -0.1),
        ("negative", -0.6, 0.8, -0.6), ("neutral", -0.41, 0.9, -0.2), ("neutral", 0.1, 0.9, 0.05),
        ("neutral", 0.0, 0.9, 0.0), ("mixed", -0.3, 0.9, -0.3),
    ],
)  # fmt: skip
def test_a_clear_side_is_audible_and_no_side_is_faint(
    label: Label, score: float, sure: float, shown: float
) -> None:
    assert told(read(label, score, sure)).score == shown


@pytest.mark.parametrize(
    ("label", "score", "level"),
    [
        ("positive", 0.69, 1), ("positive", 0.7, 2), ("positive", 0.02, 1), ("negative", -0.69, -1),
        ("negative", -0.7, -2), ("neutral", 0.3, 0), ("mixed", 0.15, 0), ("mixed", 0.16, 1), ("mixed", -0.9, -1),
    ],
)  # fmt: skip
def test_level(label: Label, score: float, level: int) -> None:
    assert level_of(label, score) == level


@pytest.mark.parametrize(
    ("segments", "label"),
    [
        ([], "neutral"),
        ([("物流很快", read("positive", 0.8))], "positive"),
        ([("物流很快", read("positive", 0.8)), ("包装破了", read("negative", -0.7))], "mixed"),
        ([("Fast", read("positive", 0.8)), ("but the box was broken", read("negative", -0.7))], "mixed"),
        ([("谢谢", read("positive", 0.2)), ("等了三个小时也没人管我们", read("negative", -0.9))], "negative"),
        (
            [("Thanks", read("positive", 0.2)), ("three hours and nobody came", read("negative", -0.9))],
            "negative",
        ),
        ([("我住八楼", read("neutral", 0.0)), ("很干净", read("positive", 0.9))], "positive"),
        ([("I am on floor 8", read("neutral", 0.0)), ("so clean", read("positive", 0.9))], "positive"),
        ([("早餐七点", read("neutral", 0.0)), ("周末也开", read("neutral", 0.1))], "neutral"),
    ],
)
def test_a_comment_is_folded_from_its_segments(segments: list[tuple[str, Sentiment]], label: str) -> None:
    whole = overall(segments, "en" if segments and segments[0][0].isascii() else "zh-Hans")
    assert whole.label == label
    assert whole.level * whole.score >= 0
    assert (whole.level != 0) == (label in {"positive", "negative"}) or label == "mixed"


def test_two_segments_of_one_mind_are_surer_together() -> None:
    one = read("positive", 0.8, 0.7)
    assert one.confidence < overall([("很好", one), ("很干净", one)], "zh-Hans").confidence < 0.85


@pytest.mark.parametrize(
    ("text", "language", "thanks"),
    [
        ("谢谢你们的回复", "zh", True), ("辛苦了，各位师傅", "zh", True), ("感謝耐心聽我說完", "zh", True),
        ("谢谢，味道真好", "zh", False), ("味道真好", "zh", False), ("我住八楼", "zh", False),
        ("Thanks for your reply", "en", True), ("Thank you for your patience", "en", True),
        ("Thanks, the soup was delicious", "en", False), ("The soup was delicious", "en", False),
    ],
)  # fmt: skip
def test_thanks_alone_are_courtesy(text: str, language: str, thanks: bool) -> None:
    assert only_thanks(text, language) == thanks


@pytest.mark.parametrize(
    ("thanks", "rest", "language", "label"),
    [
        ("谢谢客服一直陪着，", "可是钱到现在没退", "zh-Hans", "negative"),
        ("味道真好，", "可是等了一个小时", "zh-Hans", "mixed"),
        ("Thank you for your reply,", "but the roof still leaks", "en", "negative"),
        ("The soup was delicious,", "but we waited an hour", "en", "mixed"),
    ],
)
def test_thanks_before_a_complaint_do_not_soften_it(
    thanks: str, rest: str, language: Language, label: str
) -> None:
    segments = [(thanks, read("positive", 0.7)), (rest, read("negative", -0.6))]
    assert overall(segments, language).label == label


@pytest.mark.parametrize(
    ("label", "sure", "leaning", "least", "most"),
    [
        ("positive", 0.95, 0.7, 0.97, 1.0), ("positive", 0.95, 0.1, 0.8, 0.9), ("negative", 0.95, -0.1, 0.8, 0.9),
        ("negative", 0.9, 0.3, 0.5, 0.6), ("positive", 1.0, 0.9, 0.97, 1.0), ("negative", 0.5, -0.4, 0.7, 0.8),
        ("mixed", 0.9, 0.7, 0.9, 0.9), ("neutral", 0.9, 0.7, 0.9, 0.9), ("positive", 0.0, 0.7, 0.0, 0.0),
    ],
)  # fmt: skip
def test_strong_words_make_a_side_surer_and_faint_ones_less_sure(
    label: Label, sure: float, leaning: float, least: float, most: float
) -> None:
    assert least <= as_sure(read(label, 0.0, sure), leaning).confidence <= most


@pytest.mark.parametrize("label", ["positive", "negative"])
def test_a_side_more_likely_wrong_than_right_is_not_told(label: Label) -> None:
    way = 1 if label == "positive" else -1
    unsure = as_sure(read(label, 0.3 * way, 0.6), -0.3 * way)
    assert (unsure.label, unsure.level, unsure.score) == ("mixed", way, 0.3 * way)
    assert unsure.confidence < 0.5
    assert as_sure(read(label, 0.3 * way, 0.6), 0.3 * way).label == label
