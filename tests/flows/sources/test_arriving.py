"""Files that are being copied while the night reads them: nothing is lost, nothing is read twice, in = read + rejected."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.settings import Settings, SourceSettings
from flows.sources import read_file, read_source
from flows.sources.arriving import STILL

TEXT_LAST = """date,comment
2026-03-05,前台很热情，房间也安静
2026-03-06,The lift was broken again
2026-03-07,早餐品种太少希望多一些
2026-03-08,Great coffee and a quiet place to work
"""
TEXT_FIRST = """comment,site,date
前台很热情,上海一店,2026-03-05
The lift was broken again,Leeds,2026-03-06
早餐品种太少,上海二店,2026-03-07
Great coffee,Leeds,2026-03-08
"""
PARAGRAPHS = """"date","comment","site"
"2026-03-05","前台很热情
房间也安静
早餐一般","上海一店"
"2026-03-06","The lift was broken

and nobody came","Leeds"
"""
OBJECTS = """{"text": "前台很热情，房间也安静", "date": "2026-03-05"}
{"text": "The lift was broken again", "date": "2026-03-06"}
"""
TALK = """店长：主要是退款太慢。
Q: What would help?
A: One more screen.
"""
FILES = [
    ("last.csv", TEXT_LAST),
    ("first.csv", TEXT_FIRST),
    ("long.csv", PARAGRAPHS),
    ("chat.jsonl", OBJECTS),
]


def night(path: Path, **source):
    """Read a file as a night does; return the ids of its comments, and what was set aside."""
    batches = list(
        read_source(SourceSettings(name="s", files=[path.name], **source), Settings(base=path.parent))
    )
    return [c.id for b in batches for c in b.comments], [r for b in batches for r in b.rejections]


@contextmanager
def copied(path: Path, *pieces: bytes) -> Iterator[None]:
    """Have somebody else write the rest of a file, piece by piece."""

    def write() -> None:
        for piece in pieces:
            time.sleep(0.05)
            with path.open("ab") as file:
                file.write(piece)

    copying = threading.Thread(target=write)
    copying.start()
    yield
    copying.join()


def long_ago(path: Path, seconds: float = 3600) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


@pytest.mark.parametrize(("name", "text"), FILES)
def test_wherever_a_copy_stands_each_comment_is_read_once(tmp_path: Path, name, text):
    path, whole = tmp_path / name, text.encode()
    path.write_bytes(whole)
    wanted = night(path)[0]
    for cut in range(whole.index(b"\n") + 20, len(whole), 7):
        path.write_bytes(whole[:cut])
        with copied(path, whole[cut:]):
            read, rejected = night(path)
        assert set(read) < set(wanted) or not whole[cut:].strip(), (cut, whole[:cut][-20:])
        assert all("可能还在复制" in r.reason and "may still be being copied" in r.reason for r in rejected)
        assert night(path) == (wanted, [])


def test_a_file_that_grows_all_the_time_is_read_up_to_where_it_stands(tmp_path: Path):
    rows = "".join(f"2026-03-05,第{n}位客人说等了很久 guest {n} waited\n" for n in range(3000)).encode()
    path = tmp_path / "log.csv"
    path.write_bytes(b"date,comment\n" + rows[:5000])
    with copied(path, *(rows[at : at + 9973] for at in range(5000, len(rows), 9973))):
        seen = [night(path) for _ in range(6)]
    whole = night(path)
    assert len(whole[0]) == 3000
    assert len(seen[0][0]) < 3000
    assert all(set(read) <= set(whole[0]) and len(rejected) <= 1 for read, rejected in seen)


@pytest.mark.parametrize(("name", "text"), [*FILES, ("talk.txt", TALK)])
@pytest.mark.parametrize("age", [3600, STILL - 0.5, -3600])
def test_a_whole_file_without_a_line_end_is_read_whole(tmp_path: Path, name, text, age):
    path = tmp_path / name
    kind = {"kind": "interview"} if name == "talk.txt" else {}
    path.write_text(text, "utf-8")
    wanted = night(path, **kind)
    path.write_text(text.rstrip("\n"), "utf-8")
    long_ago(path, age)
    assert night(path, **kind) == wanted
    assert wanted[1] == []


def test_a_transcript_that_is_being_copied_waits_as_a_whole(tmp_path: Path):
    path = tmp_path / "talk.txt"
    path.write_text(TALK[:30], "utf-8")
    with copied(path, TALK[30:].encode()):
        read, (rejected,) = night(path, kind="interview")
    assert (read, rejected.row) == ([], 0)
    assert "talk.txt 还在变化" in rejected.reason
    assert "is still changing" in rejected.reason


@pytest.mark.parametrize("row", ["早餐品种", "Great cof"])
def test_a_copy_that_broke_off_long_ago_is_told_where_its_last_row_lacks_cells(tmp_path: Path, row):
    path = tmp_path / "first.csv"
    path.write_text(TEXT_FIRST + row, "utf-8")
    long_ago(path)
    read, (rejected,) = night(path)
    assert (len(read), rejected.row) == (4, 5)
    assert "断了" in rejected.reason
    path.write_text(TEXT_FIRST + row + "\n", "utf-8")
    assert len(night(path)[0]) == 5
    path.write_text(TEXT_FIRST + row, "utf-8")
    assert [r.comment.text for r in read_file(path) if r.comment][-1] == row


def test_one_stray_quote_in_a_copy_under_way_sets_nothing_else_aside(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT_FIRST.replace("The lift", '"The lift'), "utf-8")
    wanted = night(path)
    with copied(path, b"Quiet room,Leeds,2026-03-09\n"):
        read, rejected = night(path)
    assert len(wanted[0]) == 3
    assert set(wanted[0]) <= set(read)
    assert len(rejected) == 1


def test_a_character_cut_in_two_changes_no_encoding(tmp_path: Path):
    path = tmp_path / "a.csv"
    whole = "comment,site\n很好,Leeds\n不错,Leeds\n".encode()
    path.write_bytes(whole)
    wanted = night(path)[0]
    cut = whole.index("错".encode()) + 1
    path.write_bytes(whole[:cut])
    with copied(path, whole[cut:]):
        assert night(path)[0] == wanted[:1]
