"""Files as offices really hand them over: merged cells, dates under odd names, lines in another encoding."""

from pathlib import Path

import openpyxl
import pytest

from flows.settings import Settings, SourceSettings
from flows.sources import read_consent, read_roster, read_source


def read(folder: Path, file: str, **source):
    settings = Settings(base=folder)
    batches = list(read_source(SourceSettings(name="s", files=[file], **source), settings))
    return [c for b in batches for c in b.comments], [r for b in batches for r in b.rejections]


def test_a_site_merged_over_several_rows_counts_for_each_but_a_comment_is_said_once(tmp_path: Path):
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in [
        ["三季度意见汇总", None, None, None],
        ["编号", "门店", "日期", "评价内容"],
        [1, "上海店", "2026-03-05", "前台很热情"],
        [2, None, None, "房间太小"],
        [3, None, "2026-03-07", None],
        [4, "Leeds", "2026-03-08", "Lovely breakfast"],
        [5, None, "2026-03-08", "No hot water"],
        [6, None, "2026-03-09", "No site here"],
    ]:
        page.append(row)
    for cells in ("A1:D1", "B3:B5", "C3:C4", "D4:D5", "B6:B7"):
        page.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    comments, rejected = read(tmp_path, "a.xlsx")
    assert [(c.source_id, c.site, str(c.day), c.text) for c in comments] == [
        ("1", "上海店", "2026-03-05", "前台很热情"), ("2", "上海店", "2026-03-05", "房间太小"),
        ("4", "Leeds", "2026-03-08", "Lovely breakfast"), ("5", "Leeds", "2026-03-08", "No hot water"),
        ("6", None, "2026-03-09", "No site here"),
    ]  # fmt: skip
    assert [(r.row, "no text:" in r.reason) for r in rejected] == [(3, True)]


# the columns beside the comment, one cell of each -> the column that dates the comment
DATED = [
    ("Wrapped up,Points", "2026-03-05T10:22:00Z,4", "Wrapped up"),
    ("什么时候说的,桌号", "2026年3月5日,12", "什么时候说的"),
    ("Date of birth,Completed (local)", "1990-01-31,5 Mar 2026", "Completed (local)"),
    ("出生年月日,入住小时", "1990-01-31,12", None),
    ("Moved in,Moved out", "2026-03-05,2026-03-09", None),
    ("Amount,Code", "46086,20260305", None),
]


@pytest.mark.parametrize(("names", "cells", "dated_by"), DATED)
def test_a_column_of_dates_is_found_by_its_cells(tmp_path: Path, names, cells, dated_by):
    rows = "\n".join(f"{cells},great stay no {n} at all" for n in range(5))
    (tmp_path / "a.csv").write_text(f"{names},comment\n{rows}\n", "utf-8")
    comments, rejected = read(tmp_path, "a.csv")
    assert {str(c.day) for c in comments} == {"2026-03-05" if dated_by else "None"}
    assert rejected == []


def test_lines_of_two_programs_in_two_encodings(tmp_path: Path):
    lines = ['{"text": "空调很安静"}'.encode(), '{"text": "退款一直没到账"}'.encode("gb18030")]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([lines[0]] * 40 + lines))
    comments, _ = read(tmp_path, "a.jsonl")
    assert {c.text for c in comments} == {"空调很安静", "退款一直没到账"}


def test_a_list_of_sentences_is_one_comment(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"text": ["Nice room.", "早餐不错。"]}\n', "utf-8")
    assert [c.text for c in read(tmp_path, "a.jsonl")[0]] == ["Nice room.\n早餐不错。"]


@pytest.mark.parametrize(
    "head",
    ["工号,姓名,在职开始,在职结束,是否同意", "Employee ID,Name,Joined,Last day,Consent given"],
)
def test_a_roster_and_a_consent_list_as_people_head_them(tmp_path: Path, head):
    (tmp_path / "roster.csv").write_text(f"{head}\nE1,李强,2024-01-01,2025-06-30,是\n", "utf-8")
    (posting,), _ = read_roster(tmp_path / "roster.csv")
    assert (str(posting.active_from), str(posting.active_to), posting.consent) == (
        "2024-01-01",
        "2025-06-30",
        True,
    )
    assert read_consent(tmp_path / "roster.csv")[0] == {"E1": False}
