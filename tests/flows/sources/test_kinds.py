"""Every kind of input gives the same comments; whatever is broken is told, and the night goes on."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from flows.settings import Settings, SourceSettings
from flows.sources import SourceError, files_of, read_file, read_source

ROWS = [
    ("1", "2026-03-05", "上海一店", "柜台的王芳特别耐心"),
    ("2", "2026-03-06", "Hong Kong 2", "Queue was endless, sorry"),
]
HEADER = ("编号", "日期", "门店", "评价内容")
WANTED = [(id_, day, site, text) for id_, day, site, text in ROWS]


def read(source: SourceSettings, base: Path):
    batches = list(read_source(source, Settings(base=base)))
    return [c for b in batches for c in b.comments], [r for b in batches for r in b.rejections]


def told(comments):
    return [(c.source_id, str(c.day), c.site, c.text) for c in comments]


def as_csv(path: Path):
    rows = ('"' + '","'.join(map(str, row)) + '"\n' for row in (HEADER, *ROWS))
    path.write_text("".join(rows), "gb18030")


def as_excel(path: Path):
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "说明"
    notes.append(["只是说明"])
    page = book.create_sheet("三月")
    page.append(["三月份顾客意见", None, None, None])
    page.merge_cells("A1:D1")
    page.append(HEADER)
    page.append([1, datetime(2026, 3, 5), "上海一店", "柜台的王芳特别耐心"])  # noqa: DTZ001
    page.append([2.0, "2026/3/6", "Hong Kong 2", "Queue was endless, sorry"])
    page.append([None, None, None, None])
    book.save(path)


def as_jsonl(path: Path):
    path.write_text("\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS), "utf-8")


def as_parquet(path: Path):
    pq.write_table(
        pa.table({name: list(cells) for name, cells in zip(HEADER, zip(*ROWS, strict=True), strict=True)}),
        path,
    )


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.csv", as_csv), ("a.xlsx", as_excel), ("wrongly_named.csv", as_excel), ("a.jsonl", as_jsonl), ("a.parquet", as_parquet)],
)  # fmt: skip
def test_every_kind_of_file_gives_the_same_comments(tmp_path: Path, name, write):
    write(tmp_path / name)
    comments, rejected = read(SourceSettings(name="s", files=[name]), tmp_path)
    assert told(comments) == WANTED
    assert [c.row for c in comments] == [1, 2]
    assert rejected == []


@pytest.mark.parametrize(
    "query",
    [
        "feedback",
        'SELECT * FROM feedback WHERE "编号" < 9',
        "with x as (select * from feedback) select * from x;",
    ],
)
def test_a_table_or_a_select_of_a_database(tmp_path: Path, query):
    with sqlite3.connect(tmp_path / "shop.db") as db:
        db.execute("CREATE TABLE feedback (编号 INTEGER, 日期 TEXT, 门店 TEXT, 评价内容 TEXT)")
        db.executemany("INSERT INTO feedback VALUES (?, ?, ?, ?)", ROWS)
    db.close()
    comments, rejected = read(
        SourceSettings(name="s", kind="sql", url="sqlite:///shop.db", query=query), tmp_path
    )
    assert told(comments) == WANTED
    assert rejected == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"url": "sqlite:///none.db", "query": "t"}, "no such SQLite file"),
        ({"url": "sqlite:///shop.db", "query": "nowhere"}, "no such table: nowhere"),
        ({"url": "sqlite:///shop.db", "query": "DROP TABLE t"}, "neither a table name nor a SELECT"),
        ({"url": "sqlite:///shop.db"}, "needs url"),
        ({"url": "nonsense", "query": "t"}, "no database address"),
        (
            {"url": "postgresql://ana:${NO_SUCH_PASSWORD}@db/x", "query": "t"},
            "NO_SUCH_PASSWORD, which is not set",
        ),
        ({"url": "odd://ana:secret@db/x", "query": "t"}, "no driver"),
    ],
)
def test_a_database_that_cannot_be_used_is_told(tmp_path: Path, source, said):
    with sqlite3.connect(tmp_path / "shop.db") as db:
        db.execute("CREATE TABLE t (comment TEXT)")
    db.close()
    comments, (r,) = read(SourceSettings(name="s", kind="sql", **source), tmp_path)
    assert comments == []
    assert (r.row, r.file) == (0, "s")
    assert said in r.reason
    assert "secret" not in r.reason


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path):
    as_csv(tmp_path / "b.csv")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 cut short")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked")
    (tmp_path / "page.csv").write_text("<html><table><tr><td>comment</td></tr></table></html>")
    (tmp_path / "~$b.xlsx").write_bytes(b"lock file of Excel")
    (tmp_path / "folder.csv").mkdir()
    comments, rejected = read(SourceSettings(name="s", files=["*.*", "missing.csv", "none-*.csv"]), tmp_path)
    assert told(comments) == WANTED
    reasons = {r.file: r.reason for r in rejected}
    assert {r.row for r in rejected} == {0}
    assert set(reasons) == {
        "a.xlsx",
        "c.parquet",
        "empty.csv",
        "old.xls",
        "page.csv",
        "missing.csv",
        "none-*.csv",
    }
    assert "save it again as .xlsx" in reasons["a.xlsx"]
    assert "without a password" in reasons["old.xls"]
    assert "empty" in reasons["empty.csv"]
    assert "no such file" in reasons["missing.csv"]


def test_a_folder_means_the_files_in_it(tmp_path: Path):
    (tmp_path / "inbox").mkdir()
    as_csv(tmp_path / "inbox" / "b.csv")
    as_jsonl(tmp_path / "inbox" / "a.jsonl")
    (tmp_path / "inbox" / "notes.pdf").write_bytes(b"%PDF")
    source = SourceSettings(name="s", files=["inbox"])
    assert [path.name for path in files_of(source, Settings(base=tmp_path))] == ["a.jsonl", "b.csv"]
    assert len(read(source, tmp_path)[0]) == 4


def test_a_wrong_sheet_is_told_with_those_there(tmp_path: Path):
    as_excel(tmp_path / "a.xlsx")
    _, (r,) = read(SourceSettings(name="s", files=["a.xlsx"], sheet="四月"), tmp_path)
    assert "'说明', '三月'" in r.reason


def test_excel_with_merged_groups_formulas_serials_and_blank_rows(tmp_path: Path):
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["基本信息", None, "意见", None])
    page.merge_cells("A1:B1")
    page.merge_cells("C1:D1")
    page.append(["编号", "日期", "优点", "缺点"])
    page.append([1, 46086, "服务好", None])
    page.append([None] * 4)
    page.append([2, 46087.5, "=1+1", "贵"])
    book.save(tmp_path / "a.xlsx")
    comments, rejected = read(SourceSettings(name="s", files=["a.xlsx"]), tmp_path)
    assert [(c.row, str(c.day), c.question, c.text) for c in comments] == [
        (1, "2026-03-05", "优点", "服务好"), (3, "2026-03-06", "缺点", "贵"),
    ]  # fmt: skip
    assert [(r.row, "no text:" in r.reason) for r in rejected] == [(2, True)]


def test_lines_of_json_that_are_none(tmp_path: Path):
    lines = [
        '{"text": "好", "who": {"name": "u1"}}',
        "{broken",
        "[1]",
        '"just words"',
        "",
        '{"text": null}',
        '{"text": "\\ud83d half"}',
        "5",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    comments, rejected = read(SourceSettings(name="s", files=["a.jsonl"], author="who.name"), tmp_path)
    assert [(c.row, c.text, c.author) for c in comments] == [(1, "好", "u1"), (6, "� half", None)]
    assert [r.row for r in rejected] == [2, 3, 4, 5, 7]
    (tmp_path / "a.json").write_text('[{"text": "好"},\n {"text": "坏"}]', "utf-8")
    assert [c.text for c in read(SourceSettings(name="s", files=["a.json"]), tmp_path)[0]] == ["好", "坏"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('2,"never closed', "never closed"),
        ('2,"he said "hello" to me"', 'he said hello" to me"'),
        ('2,12" pizza was cold', '12" pizza was cold'),
        ('2,"two\nlines"', "two\nlines"),
        ("2,zero\0byte", "zero byte"),
    ],
)
def test_quotes_cost_at_most_their_own_row(tmp_path: Path, row, said):
    later = [f'{i},"quoted, {i}"' for i in range(3, 40)]
    (tmp_path / "a.csv").write_text("\n".join(["id,comment", "1,fine", row, *later]) + "\n", "utf-8")
    comments, rejected = read(SourceSettings(name="s", files=["a.csv"]), tmp_path)
    assert [c.text for c in comments] == ["fine", said, *(f"quoted, {i}" for i in range(3, 40))]
    assert rejected == []


def test_a_quote_that_swallows_columns_is_a_rejection_of_one_row(tmp_path: Path):
    later = [f"{i},fine {i},H01" for i in range(2, 3_000)]
    (tmp_path / "a.csv").write_text(
        "\n".join(["id,comment,site", '1,"never closed,H01', *later]) + "\n", "utf-8"
    )
    comments, rejected = read(SourceSettings(name="s", files=["a.csv"]), tmp_path)
    assert [c.source_id for c in comments] == [str(i) for i in range(2, 3_000)]
    assert [(r.row, "never closed" in r.reason) for r in rejected] == [(1, True)]


def test_a_cell_of_a_million_characters_is_no_comment_and_the_file_goes_on(tmp_path: Path):
    long, longest = "很好，" * 333_334, "好" * 100_000
    (tmp_path / "a.csv").write_text(f'id,comment\n1,"{long}"\n2,ok\n3,{longest}\n', "utf-8")
    comments, (rejected,) = read(SourceSettings(name="s", files=["a.csv"]), tmp_path)
    assert [len(c.text) for c in comments] == [2, 100_000]
    assert (rejected.row, len(rejected.value) < 100, "1,000,002" in rejected.reason) == (1, True, True)


def test_csv_on_standard_input():
    piped = (
        "from flows.sources import read_file; print([r.comment and r.comment.text for r in read_file('-')])"
    )
    raw = "评论,日期\n很好,2026-03-05\n,\n".encode("gb18030")
    ran = subprocess.run([sys.executable, "-c", piped], input=raw, capture_output=True, check=True)
    assert ran.stdout.decode("utf-8").strip() == "['很好', None]"


@pytest.mark.parametrize(
    ("name", "said"),
    [("none.csv", "no such file"), ("here", "is a folder"), ("a.pdf", "PDF file"), ("a.docx", "Word file")],
)
def test_a_command_says_what_is_wrong_with_its_file(tmp_path: Path, name, said):
    (tmp_path / "here").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(SourceError, match=said):
        list(read_file(tmp_path / name))


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@trying(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(CELL, st.sampled_from(["2026-03-05", "5/3/2026", "", "soon"]), CELL),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_in_the_cells_in_is_read_plus_rejected(tmp_path: Path, rows):
    import csv

    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "date", "comment"), *rows])
    comments, rejected = read(SourceSettings(name="s", files=["a.csv"], date="date"), tmp_path)
    assert sorted([c.row for c in comments] + [r.row for r in rejected]) == list(range(1, len(rows) + 1))
    assert [c.text for c in comments] == [t for _, day, t in rows if t.strip() and day != "soon"]
    assert all(r.reason for r in rejected)


@trying(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    junk=st.binary(max_size=300),
    name=st.sampled_from(["a.csv", "a.tsv", "a.jsonl", "a.xlsx", "a.parquet", "a.json", "a.txt"]),
)
def test_no_bytes_whatever_stop_the_night(tmp_path: Path, junk, name):
    for head in (b"", b"id,comment\n"):
        (tmp_path / name).write_bytes(head + junk)
        os.utime(tmp_path / name, (0, 0))
        comments, rejected = read(SourceSettings(name="s", files=[name]), tmp_path)
        assert all([*(r.reason for r in rejected), *(c.text.strip() for c in comments)])
