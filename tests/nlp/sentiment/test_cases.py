"""The hand-written cases that no training table holds: four labels, and praise never taken for blame too often."""

import csv
from pathlib import Path

import pytest

from nlp import embed, lexicons, sentiment
from nlp.records import Sentiment
from nlp.text import cut, language_of

TABLE = (Path(__file__).parents[1] / "cases" / "sentiment.tsv").read_text("utf-8")
CASES = list(csv.DictReader(TABLE.splitlines(), delimiter="\t"))


def test_no_case_is_taught() -> None:
    taught = {row["text"] for language in ("zh", "en") for row in lexicons.rows(f"{language}/sentences")}
    plain = {case["text"] for case in CASES if case["kind"] not in {"emoji", "question", "understatement"}}
    assert not taught & plain


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory):
    scorer = sentiment.load(embed.load("e5", folder=tmp_path_factory.mktemp("models")))

    def reading(text: str, question: str | None) -> Sentiment:
        language = language_of(text)
        parts = [text[a:b] for a, b in cut(text, language)] or [text]
        scored = scorer.score(parts, [language] * len(parts), [question] * len(parts))
        return sentiment.overall(list(zip(parts, scored, strict=True)), language)

    return reading


@pytest.mark.slow
@pytest.mark.parametrize(("language", "right", "flips"), [("zh", 0.8, 5), ("en", 0.72, 5)])
def test_cases(read, language: str, right: float, flips: int) -> None:
    mine = [case for case in CASES if case["language"].startswith(language)]
    pairs = [(case["label"], read(case["text"], case["question"] or None).label) for case in mine]
    assert sum(a == b for a, b in pairs) / len(pairs) >= right
    assert sum({a, b} == {"positive", "negative"} for a, b in pairs) <= flips
