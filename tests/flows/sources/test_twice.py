"""A file that two sources name is counted once, and both the file and the other source are told."""

from pathlib import Path

import pytest

from flows.settings import Settings
from flows.sources import read_source

ROWS = (
    "date,comment,advice\n2026-03-05,前台很热情,多备雨伞\n2026-03-06,The lift was broken,More staff please\n"
)


def read(folder: Path, *sources: dict[str, object]) -> list[tuple[list[str], list[str]]]:
    """Return the texts and the reasons of each source."""
    (folder / "inbox").mkdir()
    (folder / "inbox" / "a.csv").write_text(ROWS, "utf-8")
    (folder / "link.csv").symlink_to(folder / "inbox" / "a.csv")
    settings = Settings.model_validate({"base": folder, "sources": sources})
    batches = [list(read_source(source, settings)) for source in settings.sources]
    return [
        ([c.text for b in each for c in b.comments], [r.reason for b in each for r in b.rejections])
        for each in batches
    ]


# how two sources name the same file
TWICE = [
    ({"files": "inbox/*.csv"}, {"files": "inbox/a.csv"}),
    ({"files": "inbox"}, {"files": "link.csv"}),
    ({"files": "inbox", "text": "comment"}, {"files": "inbox", "text": ["comment", "advice"]}),
    ({"files": "inbox"}, {"files": "inbox", "audience": "employee"}),
]


@pytest.mark.parametrize(("one", "two"), TWICE)
def test_the_second_source_leaves_it_out_and_says_why(tmp_path, one, two):
    first, (texts, (reason,)) = read(tmp_path, {"name": "前台", **one}, {"name": "desk", **two})
    assert first == (["前台很热情", "The lift was broken"], [])
    assert texts == []
    assert "已由来源“前台”读入" in reason
    assert 'has been read by source "前台"' in reason


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"text": "comment"}, {"text": "advice"}),
        ({}, {"text": "advice"}),
        ({"sheet": "一月"}, {"sheet": "二月"}),
    ],
)
def test_another_column_or_sheet_of_it_is_read(tmp_path, one, two):
    sources = ({"name": "a", "files": "inbox/a.csv", **one}, {"name": "b", "files": "inbox/a.csv", **two})
    assert [(len(texts), reasons) for texts, reasons in read(tmp_path, *sources)] == [(2, [])] * 2


def test_a_source_alone_reads_a_file_once_however_often_it_names_it(tmp_path):
    ((texts, reasons),) = read(tmp_path, {"name": "a", "files": ["inbox/*.csv", "inbox/a.csv"]})
    assert (len(texts), reasons) == (2, [])
