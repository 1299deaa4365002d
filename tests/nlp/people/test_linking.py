"""Names on the roster: the right person, or nobody where two could be meant."""

from datetime import date
from pathlib import Path

import pytest

from nlp.people import PersonContext, load
from nlp.people.frames import Spotted
from nlp.people.linking import Linker
from nlp.people.roster import Roster
from nlp.records import Posting
from nlp.text import language_of

_CASES = Path(__file__).parents[1] / "cases" / "people_linking.tsv"

ROSTER = [
    Posting(employee_id="E01", name="王芳", title="柜员", department="柜台", site="S1"),
    Posting(
        employee_id="E02",
        name="陈志明",
        english_name="Kevin Chan",
        title="客户经理",
        department="前台",
        site="S1",
    ),
    Posting(employee_id="E03", name="王强", title="大堂经理", department="大堂", site="S1"),
    Posting(employee_id="E04", name="单雪", department="客房部", site="S2"),
    Posting(employee_id="E05", name="曾丽", department="前台", site="S2"),
    Posting(employee_id="1024", name="李娜娜", aliases=("娜姐",), site="S2"),
    Posting(employee_id="E07", name="Michael Torres", title="guide", site="S2"),
    Posting(employee_id="E08", name="Elizabeth Moss", aliases=("88",), department="billing", site="S2"),
    Posting(employee_id="E09", name="张伟", department="前台", site="S1"),
    Posting(employee_id="E10", name="张伟", department="客房部", site="S1"),
    Posting(employee_id="E11", name="乐佳怡", site="S1", active_to=date(2026, 6, 30)),
    Posting(employee_id="E11", name="乐佳怡", site="S2", active_from=date(2026, 7, 1)),
    Posting(employee_id="E12", name="蔡英杰", department="前台", site="S2", active_to=date(2026, 6, 30)),
    Posting(employee_id="E13", name="Christopher Hale", site="S2"),
    Posting(employee_id="E14", name="Christian Dale", site="S2"),
]


def _cases():
    lines = [x for x in _CASES.read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    return [(line.split("\t") + [""] * 6)[:6] for line in lines]


@pytest.fixture(scope="module")
def reader():
    return load(ROSTER)


@pytest.mark.slow
@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case[0]}-{case[1]}")
def test_links_the_right_person_or_nobody(reader, case):
    kind, text, site, day, employee, candidates = case
    context = PersonContext(
        text=text, language=language_of(text), site=site or None, day=date.fromisoformat(day) if day else None
    )
    mentions = reader.read([context])[0].mentions
    linked = [m.employee_id for m in mentions if m.employee_id]
    assert linked == ([employee] if employee != "-" else []), kind
    if candidates:
        assert {c for m in mentions for c in m.candidates} == set(candidates.split("|"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("感谢雨桐半夜给我送来退烧药", "E1"),
        ("跟前台周周说了一声，十分钟后床单就来了", "E1"),
        ("解师傅来看了，三天后装好了", "E2"),
        ("感谢谢师傅，晚上十点还上门", "E2"),
    ],
)
def test_knows_colleagues_by_part_of_the_name_and_by_sound(text, expected):
    roster = [
        Posting(employee_id="E1", name="周雨桐", title="前台", department="前厅部"),
        Posting(employee_id="E2", name="解永强", title="维修", department="工程部"),
    ]
    mentions = load(roster).read([PersonContext(text=text)])[0].mentions
    assert [m.employee_id for m in mentions] == [expected]


@pytest.mark.parametrize("name", ["Ольга", "أمينة", "さくら", "²", "·"])
def test_a_name_in_letters_no_roster_has_links_to_nobody(name):
    context = PersonContext(text=f"Thanks, {name}", language="en")
    person = Spotted(start=8, end=8 + len(name), name=name)
    assert Linker(Roster(ROSTER)).link(person, context).employee_id is None


WORDS = [
    # the name is a word too, nothing says that it is a name  |  a job says so
    ("Ivy", "Ivy was very charming.", "Our waitress Ivy was very charming."),
    ("平安", "平安帮我搬了箱子", "管家平安帮我搬了箱子"),
]


@pytest.mark.parametrize(("name", "bare", "with_job"), WORDS)
def test_a_roster_does_not_make_a_word_a_sure_name(name, bare, with_job):
    knows = load([Posting(employee_id="E1", name=name)])
    found = [knows.read([PersonContext(text=text)])[0].mentions for text in (bare, with_job)]
    assert [[m.employee_id for m in mentions] for mentions in found] == [["E1"], ["E1"]]
    assert found[0][0].confidence < found[1][0].confidence - 0.05
