"""The leader table of one file: who is named, how often with praise, where, when, in which words."""

import csv
from datetime import date

import pytest

from flows.once.people import COLUMNS, Leader, show, write
from tests.flows.conftest import tingjian

# comment, site, day
COMMENTS = [
    ("柜台的王芳特别耐心，等了四十分钟但很值得。", "S1", "2026-10-01"),
    ("感谢小王帮我办卡", "S1", "2026-10-03"),
    ("陳師傅好有耐性", "S1", "2026-10-04"),
    ("陈师傅态度很差", "S1", "2026-10-05"),
    ("thanks to anna at the front desk, call me at 13800138000", "S2", "2026-10-05"),
    ("ANNA WAS SO KIND AND HELPFUL", "S2", "2026-10-06"),
    ("房间很干净，早餐一般", "S1", "2026-10-08"),
    ("My husband Greg loved the pool", "S2", "2026-10-08"),
    ("王师傅修得很快", "S2", "2026-10-08"),
]
ROSTER = "employee_id,name,english_name,site\nE1,王芳,,S1\nE2,陳安娜,Anna Chan,S2\n"

# name, employee, mentions, praise, sites, first day, last day
WITHOUT_ROSTER = [
    ("Anna", "", 2, 2, "S2", "2026-10-05", "2026-10-06"),
    ("王芳", "", 2, 2, "S1", "2026-10-01", "2026-10-03"),
    ("陳師傅", "", 2, 1, "S1", "2026-10-04", "2026-10-05"),
    ("王师傅", "", 1, 1, "S2", "2026-10-08", "2026-10-08"),
]
WITH_ROSTER = [
    ("王芳", "E1", 2, 2, "S1", "2026-10-01", "2026-10-03"),
    ("陳安娜", "E2", 2, 2, "S2", "2026-10-05", "2026-10-06"),
    ("陳師傅", "", 2, 1, "S1", "2026-10-04", "2026-10-05"),
    ("王师傅", "", 1, 1, "S2", "2026-10-08", "2026-10-08"),
]


@pytest.mark.slow
@pytest.mark.xdist_group("night")
@pytest.mark.parametrize(
    ("roster", "expected"), [((), WITHOUT_ROSTER), (("--roster", "roster.csv"), WITH_ROSTER)]
)
def test_lists_the_people_of_a_file(tmp_path, roster, expected):
    with (tmp_path / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("comment", "branch", "day"), *COMMENTS])
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    words = ["people", "comments.csv", "--site", "branch", "--date", "day", "--out", "people.csv", *roster]
    done = tingjian(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((tmp_path / "people.csv").read_text("utf-8-sig").splitlines()))
    assert [
        (r["name"], r["employee_id"], int(r["mentions"]), int(r["praise"]), r["sites"], r["first_day"], r["last_day"])
        for r in rows
    ] == expected  # fmt: skip
    assert all(r["name"] in done.stdout for r in rows)
    assert "13800138000" not in done.stdout + " ".join(r["example"] for r in rows)


def leader(name: str, example: str = "", days: date | None = date(2026, 10, 1)) -> Leader:
    return Leader(name, None, 2, 1, ("S1", "S2"), days, days, example)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)"])
def test_no_cell_is_a_formula(tmp_path, name):
    write([leader(name, days=None)], tmp_path / "deep" / "people.csv")
    header, row = (tmp_path / "deep" / "people.csv").read_text("utf-8-sig").splitlines()
    assert header == ",".join(COLUMNS)
    assert row.startswith("'" + name)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], ["没有提到任何员工", "No employee is named"]),
        ([leader("王芳", "[bold]好[/bold]"), leader("Anna")], ["王芳", "Anna", "[bold]好[/bold]", "表扬", "Praise"]),
        ([leader(f"P{n}") for n in range(32)], ["P0", "P29", "2 more"]),
    ],
)  # fmt: skip
def test_prints_a_table_in_both_languages(capsys, people, words):
    show(people)
    printed = capsys.readouterr().out
    assert all(word in printed for word in words)
    assert "P30" not in printed
