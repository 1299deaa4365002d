"""Without a roster: which ways of writing a name at one site are one person, and which never."""

import pytest

from nlp.people import Named, same_people, shown_name
from nlp.records import Mention

# what was written, each in a comment of its own, as name+title (role) -> the groups, by the name shown
CASES = [
    ("script", ["陳+師傅", "陈+师傅"], ["陳師傅 2"]),
    ("script", ["鄭雅文", "郑雅文"], ["鄭雅文 2"]),
    ("case", ["Anna", "anna", "ANNA"], ["Anna 3"]),
    ("case", ["Anna's", "Anna"], ["Anna 2"]),
    ("title", ["王芳", "王芳+经理"], ["王芳 2"]),
    ("title", ["Mr. +Chan", "Mr +Chan"], ["Mr. Chan 2"]),
    ("unique", ["王芳", "小王"], ["王芳 2"]),
    ("unique", ["王芳", "王+姐"], ["王芳 2"]),
    ("unique", ["王芳", "芳+姐"], ["王芳 2"]),
    ("unique", ["周雨桐", "雨桐"], ["周雨桐 2"]),
    ("unique", ["Anna Kim", "Anna"], ["Anna Kim 2"]),
    ("unique", ["Kevin王", "Kevin"], ["Kevin王 2"]),
    ("letters", ["王芳", "Wang Fang", "Fang Wang"], ["王芳 3"]),
    ("letters", ["王芳", "Wang Fang"], ["王芳 2"]),
    ("two could be meant", ["王芳", "王强", "小王"], ["王芳 1", "王强 1", "小王 1"]),
    ("two could be meant", ["周雨桐", "林雨桐", "雨桐"], ["周雨桐 1", "林雨桐 1", "雨桐 1"]),
    ("two could be meant", ["Anna Kim", "Anna Lopez", "Anna"], ["Anna Kim 1", "Anna Lopez 1", "Anna 1"]),
    ("two could be meant", ["王芳", "王方", "Wang Fang"], ["王芳 1", "王方 1", "Wang Fang 1"]),
    ("two parts", ["王芳", "小王", "王+姐"], ["王芳 1", "小王 1", "王姐 1"]),
    ("two parts", ["王+姐", "王+经理", "小王"], ["王姐 1", "王经理 1", "小王 1"]),
    ("sex", ["Mr. +Kim", "Ms. +Kim"], ["Mr. Kim 1", "Ms. Kim 1"]),
    ("sex", ["王芳+小姐", "王+先生"], ["王芳 1", "王先生 1"]),
    ("role", ["王芳(前台)", "小王(保洁)"], ["王芳 1", "小王 1"]),
    ("role", ["王芳(前台)", "小王(前台)"], ["王芳 2"]),
    ("sound", ["王芳", "王方"], ["王芳 1", "王方 1"]),
    ("near", ["Anna", "Hanna", "Ann"], ["Anna 1", "Hanna 1", "Ann 1"]),
    ("short", ["Mike", "Michael"], ["Mike 1", "Michael 1"]),
]


def mention(
    written: str, start: int = 0, employee: str | None = None, either: tuple[str, ...] = ()
) -> Mention:
    """Build a mention from name+title (role), or from a courtesy title before a name."""
    written, _, role = written.rstrip(")").partition("(")
    surface = written.replace("+", "")
    courtesy = written.split("+")[0].endswith(" ")
    name = written.split("+")[1] if courtesy else written.split("+")[0]
    return Mention(
        start=start, end=start + len(surface), surface=surface, name=name, role=role or None, employee_id=employee,
        candidates=either,
    )  # fmt: skip


def grouped(named: list[Named]) -> list[str]:
    """Return one "name count" for every person, in order of appearance."""
    numbers = same_people(named)
    groups = {n: [x.mention for x, m in zip(named, numbers, strict=True) if m == n] for n in numbers}
    return [f"{shown_name(g)} {len(g)}" for g in groups.values()]


@pytest.mark.parametrize(("kind", "written", "expected"), CASES)
def test_joins_spellings_of_one_name_and_never_two_people(kind, written, expected):
    named = [Named(f"c{i}", "S1", mention(w)) for i, w in enumerate(written)]
    assert sorted(grouped(named)) == sorted(expected), kind


@pytest.mark.parametrize("written", ["王芳", "Anna", "陈+师傅"])
def test_the_same_name_at_two_sites_is_two_people(written):
    assert len(grouped([Named("c1", "S1", mention(written)), Named("c2", "S2", mention(written))])) == 2


@pytest.mark.parametrize(("first", "second"), [("王芳", "小王"), ("Anna Kim", "Anna")])
def test_side_by_side_in_one_comment_they_are_two_people(first, second):
    named = [Named("c1", "S1", mention(first)), Named("c1", "S1", mention(second, start=len(first) + 1))]
    assert len(grouped(named)) == 2


def test_an_employee_is_one_person_at_every_site_and_under_every_name():
    named = [
        Named("c1", "S1", mention("王芳", employee="E1")),
        Named("c2", "S2", mention("Fanny", employee="E1")),
        Named("c3", "S1", mention("王芳")),
    ]
    numbers = same_people(named)
    assert numbers[0] == numbers[1]
    assert numbers[2] != numbers[0]


def test_a_name_that_two_employees_have_joins_nobody_else():
    named = [Named("c1", "S1", mention("小王", either=("E1", "E2"))), Named("c2", "S1", mention("王强"))]
    assert len(grouped(named)) == 2
