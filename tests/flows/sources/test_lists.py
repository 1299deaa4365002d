"""The small files: roster, consent list, KPIs, with Chinese and English headers."""

from datetime import date
from pathlib import Path

import pytest

from flows.sources import (
    Consent,
    SourceError,
    consent_on,
    read_consent,
    read_consent_lines,
    read_kpis,
    read_roster,
)
from nlp.records import Kpi, Posting

DAY = date(2026, 3, 5)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("employee_id,name,english_name,aliases,title,department,site,active_from,active_to,consent\n"
         "E17,王芳,Fanny Wang,芳姐|阿芳,前台,客房部,上海一店,2025-01-01,,yes\n", "utf-8-sig"),
        ("工号,姓名,英文名,别名,职务,部门,门店,入职日期,离职日期,同意展示\n"
         "E17,王芳,Fanny Wang,芳姐；阿芳,前台,客房部,上海一店,2025年1月1日,,是\n", "gb18030"),
    ],
)  # fmt: skip
def test_a_posting_in_both_languages(tmp_path: Path, text, encoding):
    postings, rejected = read_roster(write(tmp_path, text, encoding))
    assert postings == [
        Posting(
            employee_id="E17", name="王芳", english_name="Fanny Wang", aliases=("芳姐", "阿芳"), title="前台",
            department="客房部", site="上海一店", active_from=date(2025, 1, 1), consent=True,
        )
    ]  # fmt: skip
    assert rejected == []


def test_lines_that_are_wrong_are_told_one_by_one(tmp_path: Path):
    text = "employee_id,name,active_from,active_to,consent\nE1,Ana,,,\n,Bo,,,\nE3,Cy,soon,,\nE4,Di,2026-03-05,2026-01-01,\nE5,Ed,,,perhaps\n,,,,\n"
    postings, rejected = read_roster(write(tmp_path, text))
    assert [(p.employee_id, p.consent) for p in postings] == [("E1", None)]
    assert [(r.row, r.column) for r in rejected] == [(2, "employee_id"), (3, None), (4, None), (5, "consent")]
    assert "may not be" in rejected[0].reason
    assert [part in rejected[1].reason for part in ("active_from: ", "not a date")] == [True, True]
    assert "expected yes or no" in rejected[3].reason


def test_a_transferred_employee_has_one_line_per_posting(tmp_path: Path):
    postings, _ = read_roster(write(tmp_path, "工号,姓名,门店\nE17,王芳,上海一店\nE17,王芳,上海二店\n"))
    assert [p.site for p in postings] == ["上海一店", "上海二店"]


# header of a roster -> the columns of dates that are told as unknown
UNKNOWN_DAYS = [
    ("员工号,姓名,离岗时点", "E1,王芳,2026-01-31", ["离岗时点"]),
    ("employee_id,name,employed since,gone by", "E1,Ana,2024-01-01,", ["employed since"]),
    (
        "employee_id,name,employed since,gone by",
        "E1,Ana,2024-01-01,31 Jan 2026",
        ["employed since", "gone by"],
    ),
    ("员工号,姓名,入职日期,离职日期,转正", "E1,王芳,2024-01-01,,2024-04-01", []),
    ("员工号,姓名,生日", "E1,王芳,1990-01-01", []),
    ("employee_id,name,phone,grade", "E1,Ana,13812345678,4", []),
]


@pytest.mark.parametrize("read", [read_roster, read_consent])
@pytest.mark.parametrize(("header", "row", "told"), UNKNOWN_DAYS)
def test_dates_under_an_unknown_name_are_told(tmp_path: Path, read, header, row, told):
    rejected = read(write(tmp_path, f"{header},consent\n{row},yes\n"))[1]
    assert [(r.row, r.column) for r in rejected] == [(0, column) for column in told]
    assert all("active" in r.reason and "日期" in r.reason for r in rejected)


def test_a_roster_of_nobody_is_told(tmp_path: Path):
    postings, (rejected,) = read_roster(write(tmp_path, "工号,姓名\n"))
    assert (postings, rejected.row, "nobody" in rejected.reason) == ([], 0, True)


@pytest.mark.parametrize("read", [read_roster, read_consent, read_kpis])
def test_a_missing_column_is_told_with_those_present(tmp_path: Path, read):
    with pytest.raises(SourceError, match="Its columns are: 'a', 'b'"):
        read(write(tmp_path, "a,b\n1,2\n"))


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([("E1", True, None, None)], True),
        ([("E1", True, None, DAY)], True),
        ([("E1", True, None, date(2026, 3, 4))], False),
        ([("E1", True, date(2026, 3, 6), None)], False),
        ([("E1", True, None, None), ("E1", False, DAY, None)], False),
        ([("E1", True, None, None), ("E1", False, date(2026, 3, 6), None)], True),
        ([("E1", False, None, None), ("E1", True, DAY, None)], True),
    ],
)
def test_the_later_line_that_speaks_about_the_day_counts(lines, answer):
    kept = [Consent(employee_id=e, display=d, start=s, end=t) for e, d, s, t in lines]
    assert consent_on(kept, DAY) == {"E1": answer}


def test_a_consent_list(tmp_path: Path):
    path = write(tmp_path, "工号,同意展示,开始日期,结束日期\nE1,是,2026-01-01,\nE2,否,,\nE3,,,\n")
    answers, (rejected,) = read_consent(path, day=DAY)
    assert answers == {"E1": True, "E2": False, "E3": False}
    assert (rejected.row, "expected yes or no" in rejected.reason) == (3, True)
    assert len(read_consent_lines(path).rows) == 3
    assert read_consent(
        write(tmp_path, "employee_id,display,from,to\nE1,true,2026-01-01,2026-02-01\n"), day=DAY
    ) == ({"E1": False}, [])


@pytest.mark.parametrize("line", ["E1,no,2026-13-45,", "E1,nein,,", "E1,,2026-01-01,"])
def test_a_line_that_cannot_be_read_may_be_a_withdrawal(tmp_path: Path, line):
    path = write(tmp_path, f"employee_id,display,from,to\nE1,yes,2026-01-01,\n{line}\nE2,yes,,\n")
    answers, rejected = read_consent(path, day=DAY)
    assert answers == {"E1": False, "E2": True}
    assert len(rejected) == 1


@pytest.mark.parametrize(
    "text",
    [
        "site,date,name,value\nH01,2026-03-05,NPS,41.5\nH01,2026-03-05,handle time,180\n",
        "门店,日期,指标,数值\nH01,2026/3/5,NPS,41.5\nH01,2026/3/5,handle time,180\n",
        "site,day,NPS,handle time,empty\nH01,2026-03-05,41.5,180,\n",
        "门店,日期,NPS,handle time\nH01,2026年3月5日,41.5%,180\n",
    ],
)
def test_kpis_long_and_wide_in_both_languages(tmp_path: Path, text):
    values, rejected = read_kpis(write(tmp_path, text))
    assert values == [
        Kpi(name="NPS", site="H01", day=DAY, value=41.5),
        Kpi(name="handle time", site="H01", day=DAY, value=180),
    ]
    assert rejected == []


def test_a_value_that_is_no_number_is_told(tmp_path: Path):
    values, rejected = read_kpis(
        write(tmp_path, 'site,date,NPS\nH01,2026-03-05,good\nH01,,3\nH01,2026-03-05,"1,200.5"\n')
    )
    assert [v.value for v in values] == [1200.5]
    assert [(r.row, "NPS: 'good' is no number" in r.reason) for r in rejected] == [(1, True), (2, False)]
