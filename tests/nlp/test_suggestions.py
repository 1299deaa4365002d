"""Who asks for a change, and who only wishes well, complains, or advises other customers."""

import csv
from pathlib import Path

import pytest

from nlp.suggestions import Suggester

TABLE = (Path(__file__).parent / "cases" / "suggestions.tsv").read_text("utf-8")
CASES = list(csv.DictReader(TABLE.splitlines(), delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_asks(case: dict[str, str]) -> None:
    found = Suggester().find([case["text"]], [case["language"]])[0]
    assert bool(found) is (case["asks"] == "yes")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("菜很好吃。能不能多放两把椅子？下次还来。", "zh-Hans", ["能不能多放两把椅子？"]),
        ("Great food. Please add a bench. See you soon!", "en", ["Please add a bench."]),
        ("建议加灯\n希望越办越好", "zh-Hans", ["建议加灯"]),
    ],
)
def test_the_span_is_the_sentence_that_asks(text: str, language: str, expected: list[str]) -> None:
    found = Suggester().find([text], [language])[0]
    assert [text[s.start : s.end] for s in found] == expected == [s.text for s in found]
