"""Whole comments: read once, and once more as a whole where the segments leave doubt."""

from collections.abc import Sequence
from typing import cast

import pytest

from nlp.parts import SentimentScorer
from nlp.records import Label, Language, Sentiment
from nlp.sentiment import Said, feel
from nlp.sentiment.comments import disagree

WORDS = {"好": 1, "快": 1, "差": -1, "慢": -1, "good": 1, "fast": 1, "bad": -1, "slow": -1}


class Counting(SentimentScorer):
    """Counts a few words, and remembers what it was asked; what holds both sides is decided by its last word."""

    id = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def _score(
        self, texts: Sequence[str], languages: Sequence[Language], questions: Sequence[str | None]
    ) -> list[Sentiment]:
        self.asked += texts
        return [_counted(text) for text in texts]


def _counted(text: str) -> Sentiment:
    found = sorted((text.lower().rfind(word), value) for word, value in WORDS.items() if word in text.lower())
    last = found[-1][1] if found else 0
    label: Label = "positive" if last > 0 else "negative" if last < 0 else "neutral"
    return Sentiment(label=label, level=last, score=0.5 * last, confidence=0.8)


def said(text: str) -> Said:
    language: Language = "en" if text.isascii() else "zh-Hans"
    return Said(text, language, [(part, language) for part in text.split("|")])


GOOD = {
    "zh": "饭好吃得不得了，我们全家都爱来这里",
    "en": "The food was so good that we came back every night",
}
BAD = {
    "zh": "服务差到没人理睬，等位子又等了两个钟头",
    "en": "the service was so bad that we left hungry once",
}
PLAIN = {
    "zh": "我们住在六楼靠里的那一间，住了三个晚上",
    "en": "we stayed for three nights in a room on the sixth floor",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("parts", "times", "label", "again"),
    [
        ((GOOD, GOOD), 3, "positive", False), ((GOOD, PLAIN), 3, "positive", False),
        ((BAD, PLAIN, BAD), 3, "negative", False), ((PLAIN, PLAIN), 3, "neutral", True), ((PLAIN,), 3, "neutral", False),
        ((GOOD, BAD), 1, "mixed", True), ((GOOD, BAD), 3, "mixed", True), ((BAD, GOOD, PLAIN), 3, "mixed", True),
        ((GOOD, BAD, BAD, BAD, BAD), 2, "negative", True),
    ],
)  # fmt: skip
def test_a_comment_is_read_again_where_its_segments_leave_doubt(
    language: str, parts: Sequence[dict[str, str]], times: int, label: str, again: bool
) -> None:
    text, scorer = "|".join(part[language] * times for part in parts), Counting()
    ((feelings, whole),) = feel(scorer, [said(text)])
    assert whole.label == label
    assert len(feelings) == len(parts)
    assert (scorer.asked[len(parts) :] == [text]) == again


def test_every_comment_gets_its_own_feelings_in_order() -> None:
    texts = ["饭差|快", "好", "Bad", "Fast|bad food", "六楼"]
    found = feel(Counting(), [said(text) for text in texts])
    assert [len(parts) for parts, _ in found] == [2, 1, 1, 2, 1]
    assert [whole.label for _, whole in found] == ["mixed", "positive", "negative", "mixed", "neutral"]


@pytest.mark.parametrize(
    ("labels", "split"),
    [
        (["positive", "negative"], True), (["positive", "neutral"], False), (["mixed", "positive"], True),
        (["mixed"], False), ([], False), (["negative", "negative"], False), (["mixed", "mixed"], True),
    ],
)  # fmt: skip
def test_who_disagrees(labels: list[str], split: bool) -> None:
    assert (
        disagree([Sentiment(label=cast("Label", x), level=0, score=0.0, confidence=0.5) for x in labels])
        == split
    )


class Told(SentimentScorer):
    """Says what it was told to say of each text."""

    id = "told"

    def __init__(self, **said: tuple[Label, float]) -> None:
        self._said = said

    def _score(
        self, texts: Sequence[str], languages: Sequence[Language], questions: Sequence[str | None]
    ) -> list[Sentiment]:
        made = [self._said[text] for text in texts]
        ways = {"positive": 1, "negative": -1}
        return [
            Sentiment(label=x, level=ways.get(x, 0), score=0.5 * ways.get(x, 0), confidence=c)
            for x, c in made
        ]


@pytest.mark.parametrize(
    ("first", "second", "whole", "label", "sure"),
    [
        (("negative", 0.7), ("positive", 0.9), ("positive", 0.95), "positive", 0.95),
        (("negative", 0.9), ("positive", 0.9), ("positive", 0.85), "mixed", 0.5),
        (("negative", 0.9), ("positive", 0.9), ("mixed", 0.8), "mixed", 0.8),
        (("neutral", 0.9), ("neutral", 0.9), ("negative", 0.9), "negative", 0.9),
        (("neutral", 0.9), ("neutral", 0.9), ("neutral", 0.9), "neutral", 0.9),
    ],
)
def test_the_second_reading_of_a_short_comment(
    first: tuple[Label, float],
    second: tuple[Label, float],
    whole: tuple[Label, float],
    label: str,
    sure: float,
) -> None:
    scorer = Told(one=first, two=second, **{"one two": whole})
    ((_, felt),) = feel(scorer, [Said("one two", "en", [("one", "en"), ("two", "en")])])
    assert (felt.label, felt.confidence) == (label, sure)


@pytest.mark.parametrize(
    ("one", "two"), [("蛋糕很甜", "就是奶油太腻了"), ("Lovely cake", "but far too much cream")]
)
def test_a_short_comment_that_turns_in_so_many_words_is_read_again_and_stays_mixed(
    one: str, two: str
) -> None:
    whole, language = f"{one}，{two}", "en" if one.isascii() else "zh-Hans"
    parts: list[tuple[str, Language]] = [(one, language), (two, language)]
    sides: list[Label] = ["negative", "neutral"]
    for side in sides:
        scorer = Told(**{one: ("positive", 0.9), two: (side, 0.9), whole: ("positive", 0.97)})
        ((_, felt),) = feel(scorer, [Said(whole, language, parts)])
        assert felt.label == ("mixed" if side == "negative" else "positive")
