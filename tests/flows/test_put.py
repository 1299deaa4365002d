"""A file is there whole or not at all, also where there is no more room; a limit on file sizes stands for a full disk."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.put import put_text
from flows.settings import environment_with
from tests.flows.conftest import HOME

LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))"
TEXT = f"""{LIMIT}
from pathlib import Path
from flows.put import put_text
put_text(Path("note.txt"), "谢谢 thanks " * 9000)
"""
BOOK = f"""{LIMIT}
from pathlib import Path
from flows.publish.book import Book
with Book(Path("book.xlsx"), "night") as book:
    for n in range(40):
        book.sheet(f"sheet {{n}}")
"""


def without_room(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment_with(PYTHONPATH=str(HOME)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_stood_there_stays_until_the_new_one_is_whole(tmp_path):
    put_text(tmp_path / "note.txt", "谢谢")
    done = without_room(TEXT, tmp_path)
    assert "File too large" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    assert (tmp_path / "note.txt").read_text("utf-8") == "谢谢"


def test_a_workbook_without_room_is_an_error_of_the_disk_and_makes_no_noise(tmp_path):
    done = without_room(BOOK, tmp_path)
    assert done.stderr.strip().splitlines()[-1].startswith("OSError: [Errno 27]")
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("text", ["", "听见\n", "heard\n" * 9])
def test_a_text_is_written_as_it_is(tmp_path, text):
    put_text(tmp_path / "note.txt", text)
    assert (tmp_path / "note.txt").read_bytes() == text.encode()
