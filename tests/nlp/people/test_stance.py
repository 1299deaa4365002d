"""How the author speaks of each person: one table of hard cases, Chinese and English."""

from pathlib import Path

import pytest

from nlp.people import stance
from nlp.people.frames import Clause, Spotted

_CASES = Path(__file__).parents[1] / "cases" / "people_stance.tsv"
_LEAST = 0.9


def _cases():
    lines = [x for x in _CASES.read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    return [line.split("\t") for line in lines]


def _people(text, wanted):
    people, at = [], 0
    for name, _ in wanted:
        start = text.index(name, at)
        at = start + len(name)
        people.append(Spotted(start=start, end=at, name=name))
    return people


def _right(kind_of):
    right = []
    for _, language, text, people in _cases():
        wanted = [p.rsplit("=", 1) for p in people.split("|")]
        verdicts = stance.judge(text, _people(text, wanted))
        if (language == "en") == (kind_of == "en"):
            right += [v.stance == s for v, (_, s) in zip(verdicts, wanted, strict=True)]
    return right


@pytest.mark.parametrize("language", ["zh", "en"])
def test_judges_nine_of_ten_hard_cases_right(language):
    right = _right(language)
    assert sum(right) / len(right) >= _LEAST


@pytest.mark.parametrize(
    ("text", "name", "expected", "reason"),
    [
        ("柜台的王芳特别耐心，等了四十分钟但很值得。", "王芳", "praise", "patience"),
        ("感谢李姐,要不是她我就投诉了", "李姐", "praise", None),
        ("卢师傅冒雨送货上门", "卢师傅", "praise", "extra_mile"),
        ("真是服了前台小孟的效率", "小孟", "complaint", None),
        ("Dora was honest about the fees", "Dora", "praise", "honesty"),
        ("Raj fixed it in ten minutes", "Raj", "praise", "solved"),
        ("Thanks for nothing, Gary", "Gary", "complaint", None),
        ("Maria explained everything", "Maria", "praise", "knowledge"),
    ],
)
def test_says_what_for_and_shows_the_words(text, name, expected, reason):
    start = text.index(name)
    verdict = stance.judge(text, [Spotted(start=start, end=start + len(name), name=name)])[0]
    assert verdict.stance == expected
    assert reason is None or reason in verdict.praised_for
    assert all(text[e.start : e.end].lower() == e.text.lower() for e in verdict.evidence)


@pytest.mark.parametrize(
    ("text", "name", "score", "expected"),
    [
        ("前台小李呱呱叫", "小李", 0.9, "praise"),
        ("Ann was quite something", "Ann", -0.9, "complaint"),
        ("Ann came", "Ann", 0.1, "neutral"),
    ],
)
def test_falls_back_on_how_the_clause_feels(text, name, score, expected):
    start = text.index(name)
    person = Spotted(start=start, end=start + len(name), name=name)
    assert stance.judge(text, [person], [Clause(0, len(text), score)])[0].stance == expected
