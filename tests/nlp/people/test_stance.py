"""How the author speaks of each person: one table of hard cases, Chinese and English."""

from pathlib import Path

import numpy as np
import pytest

from nlp.people import stance, stance_sure
from nlp.people.frames import Clause, Spotted

_CASES = Path(__file__).parents[1] / "cases" / "people_stance.tsv"
_LEAST = 0.9


def _cases(file=_CASES):
    lines = [x for x in file.read_text("utf-8").splitlines() if not x.startswith("#")][1:]
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


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        ("小李很热情，小王很敷衍", "小李 小王", "某某很热情|某某很敷衍"),
        ("感谢小李、小王", "小李 小王", "感谢某某|感谢某某"),
        ("以为小李不靠谱，没想到一次就修好了", "小李", "某某，没想到一次就修好了"),
        (
            "小李先来，小李没修，小王修好了",
            "小李 小李 小王",
            "某某先来，某某没修|某某先来，某某没修|某某修好了",
        ),
        ("Ann was kind. Bob was rude.", "Ann Bob", "alex was kind|alex was rude"),
        ("Thanks to Ann and Bob", "Ann Bob", "thanks to alex|thanks to alex"),
        ("I thought Ann was slow, turns out she is thorough", "Ann", "alex, turns out she is thorough"),
    ],
)
def test_reads_for_each_person_what_is_about_that_person(text, names, told):
    people = _people(text, [(name, "") for name in names.split()])
    assert [w.about[0] for w in stance.weigh(text, people)] == told.split("|")


@pytest.mark.parametrize(
    ("plain", "harder"),
    [
        ("前台小李态度很好", "听说前台小李态度很好"),
        ("前台小李态度很好", "如果前台小李态度很好"),
        ("Ann was very kind", "Apparently Ann was very kind"),
        ("Ann was very kind", "If Ann was very kind"),
    ],
)
def test_marks_what_makes_a_stance_harder_to_tell(plain, harder):
    logits = np.array([[2.0, -1.0, 0.0]])
    name = "Ann" if "Ann" in plain else "小李"
    rows = [
        stance_sure.features(stance.weigh(t, _people(t, [(name, "")])), logits)[0] for t in (plain, harder)
    ]
    cues = len(stance_sure.CUES)
    assert rows[1][-cues:].sum() > rows[0][-cues:].sum()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "least"), [("zh", 0.7), ("en", 0.7)])
def test_reads_held_out_hard_cases_better_than_the_tables(tmp_path, language, least):
    from nlp import embed
    from nlp.people.stance_learned import LearnedStance

    learned = LearnedStance(embed.load("e5-tuned", folder=tmp_path))
    right: list[bool] = []
    by_tables: list[bool] = []
    for half in ("stance_dev", "stance_aside", "stance_test"):
        for _, tongue, text, people in _cases(_CASES.with_name(f"{half}.tsv")):
            wanted = [p.rsplit("=", 1) for p in people.split("|")]
            if (tongue == "en") == (language == "en"):
                weighed = stance.weigh(text, _people(text, wanted))
                right += [v.stance == s for v, (_, s) in zip(learned.judge(weighed), wanted, strict=True)]
                by_tables += [
                    stance.by_tables(w).stance == s for w, (_, s) in zip(weighed, wanted, strict=True)
                ]
    assert sum(right) / len(right) >= least
    assert sum(right) > 1.3 * sum(by_tables)
