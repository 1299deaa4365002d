"""A rating beside the words: never unless asked, and then only where the words are unsure."""

import pytest

from nlp.records import Label, Sentiment
from nlp.sentiment import RatingPrior
from nlp.sentiment.model import level_of


def read(label: Label, score: float, confidence: float) -> Sentiment:
    return Sentiment(label=label, level=level_of(label, score), score=score, confidence=confidence)


@pytest.mark.parametrize(
    ("label", "score", "confidence", "rating", "best", "becomes"),
    [
        ("neutral", 0.0, 0.5, 5, 5, "positive"),  # 还行 with five stars
        ("neutral", 0.0, 0.5, 1, 5, "negative"),  # "it is what it is" with one star
        ("neutral", 0.0, 0.5, 3, 5, "neutral"),
        ("positive", 0.2, 0.45, 1, 5, "negative"),  # 真是服了你们的效率 with one star
        ("positive", 0.8, 0.95, 1, 5, "positive"),  # sure words win
        ("mixed", 0.1, 0.5, 5, 5, "mixed"),
        ("neutral", 0.0, 0.5, 9, 10, "positive"),
        ("neutral", 0.0, 0.5, 9, 5, "neutral"),  # not a rating on this scale
        ("neutral", 0.0, 0.5, None, 5, "neutral"),
    ],
)
def test_a_rating_decides_only_what_the_words_leave_open(
    label: Label, score: float, confidence: float, rating: float | None, best: float, becomes: Label
) -> None:
    moved = RatingPrior(weight=1.0, best=best).move(read(label, score, confidence), rating)
    assert moved.label == becomes
    assert moved.level == level_of(moved.label, moved.score)


def test_no_rating_moves_anything_unless_asked() -> None:
    sentiment = read("neutral", 0.0, 0.5)
    assert RatingPrior().move(sentiment, 1) is sentiment


def test_the_rating_stands_in_the_evidence() -> None:
    moved = RatingPrior(weight=1.0).move(read("neutral", 0.0, 0.5), 5)
    assert [(one.text, one.source) for one in moved.evidence] == [("5/5", "rating")]


def test_words_and_rating_that_agree_are_surer_together() -> None:
    unsure = read("positive", 0.4, 0.6)
    assert RatingPrior(weight=1.0).move(unsure, 5).confidence > 0.6
    assert RatingPrior(weight=1.0).move(unsure, 2).confidence < 0.6
