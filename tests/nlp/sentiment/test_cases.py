"""The hand-written cases that no training table holds: four labels, and praise never taken for blame too often."""

import csv
from pathlib import Path

import pytest

from nlp import embed, lexicons, sentiment
from nlp.records import Sentiment
from nlp.text import cut, language_of

FOLDER = Path(__file__).parents[1] / "cases"


def table(name: str) -> list[dict[str, str]]:
    lines = [line for line in (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return list(csv.DictReader(lines, delimiter="\t"))


CASES, FRESH = table("sentiment"), table("sentiment_fresh")


def test_no_case_is_taught() -> None:
    taught = {row["text"] for language in ("zh", "en") for row in lexicons.rows(f"{language}/sentences")}
    plain = {case["text"] for case in CASES if case["kind"] not in {"emoji", "question", "understatement"}}
    assert not taught & plain
    assert not taught & {case["text"] for case in FRESH if case["kind"] != "question"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory):
    scorer = sentiment.load(embed.load("e5-tuned", folder=tmp_path_factory.mktemp("models")))

    def reading(text: str, question: str | None) -> Sentiment:
        language = language_of(text)
        parts = [(text[a:b], language) for a, b in cut(text, language)] or [(text, language)]
        return sentiment.feel(scorer, [sentiment.Said(text, language, parts, question)])[0][1]

    return reading


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cases", "language", "right", "flips"),
    [(CASES, "zh", 0.8, 4), (CASES, "en", 0.75, 4), (FRESH, "zh", 0.65, 11), (FRESH, "en", 0.65, 16)],
    ids=["zh", "en", "fresh zh", "fresh en"],
)
def test_cases(read, cases: list[dict[str, str]], language: str, right: float, flips: int) -> None:
    mine = [case for case in cases if case["language"].startswith(language)]
    pairs = [(case["label"], read(case["text"], case["question"] or None).label) for case in mine]
    assert sum(a == b for a, b in pairs) / len(pairs) >= right
    assert sum({a, b} == {"positive", "negative"} for a, b in pairs) <= flips
