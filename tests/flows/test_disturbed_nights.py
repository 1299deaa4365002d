"""A night that is cut off, or finds no room, leaves nothing half written; the next one ends as if nothing had been.

Real commands on a small desk: a kill that nobody can answer, a limit on the size of files in place of a full disk.
"""

import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from flows import settings as configuration
from flows.settings import environment_with
from flows.store import Store
from tests.flows.conftest import HOME, tingjian

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("night")]
DAY = "2026-10-03"
SAID = [
    ("柜台的王芳特别耐心，等了四十分钟但很值得。", "The front desk was friendly but check-in took an hour."),
    ("电梯又坏了，建议尽快修好。", "Please fix the shower, the water was cold again."),
    ("咖啡很好喝，环境也安静。", "Great coffee and a quiet place to work."),
]
TOML = """
brand = "Clearisle"
outputs = "{folder}/outputs"
[[sources]]
name = "chat"
files = "inbox/*.jsonl"
[people]
roster = "roster.csv"
[models]
workers = 1
"""


def desk(folder: Path) -> Path:
    """Lay out an installation with a few comments, one of them broken."""
    (folder / "inbox").mkdir(parents=True)
    texts = [text for pair in SAID for text in pair] * 4
    rows = [
        json.dumps(
            {"id": f"c{n}", "date": f"2026-10-0{1 + n % 3}", "text": f"{text} {n}"}, ensure_ascii=False
        )
        for n, text in enumerate(texts)
    ]
    (folder / "inbox" / "chat.jsonl").write_text("\n".join([*rows, "{broken"]) + "\n", "utf-8")
    (folder / "roster.csv").write_text("employee_id,name,consent\nE17,王芳,yes\n", "utf-8")
    (folder / "tingjian.toml").write_text(TOML.format(folder=folder), "utf-8")
    return folder


def night(home: Path, day: str = DAY) -> subprocess.CompletedProcess[str]:
    return tingjian("nightly", "--config", "tingjian.toml", "--day", day, cwd=home)


def killed(home: Path, stage: str) -> None:
    """Start a night and kill it, beyond answering, when it announces a stage."""
    words = [sys.executable, "-m", "flows.cli", "nightly", "--config", "tingjian.toml", "--day", DAY]
    env = environment_with(PYTHONPATH=str(HOME))
    with subprocess.Popen(words, cwd=home, env=env, stderr=subprocess.PIPE, text=True) as going:
        assert any(f" {stage} " in line for line in going.stderr or ()), "the stage was never announced"
        going.send_signal(signal.SIGKILL)


def without_room(home: Path, blocks: int) -> str:
    """Run a night that may write no file larger than so many kilobytes; return what it said."""
    command = f'ulimit -f {blocks}; exec "$@"'
    words = [
        sys.executable,
        "-m",
        "flows.cli",
        "nightly",
        "--quiet",
        "--config",
        "tingjian.toml",
        "--day",
        DAY,
    ]
    done = subprocess.run(
        ["bash", "-c", command, "night", *words], cwd=home, env=environment_with(PYTHONPATH=str(HOME)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr


def drawn(home: Path) -> dict[str, bytes]:
    """Return what a night wrote, except when and how long it ran."""
    folder = home / "outputs" / DAY
    files = [f for f in folder.rglob("*") if f.is_file() and f.name != "run.json"]
    return {str(f.relative_to(folder)): f.read_bytes() for f in files if f.suffix != ".xlsx"} | {
        f"{f.name}/{part}": text for f in files if f.suffix == ".xlsx" for part, text in parts(f).items()
    }


def parts(book: Path) -> dict[str, bytes]:
    """Return the parts of a workbook, except the one that tells when it was made."""
    with zipfile.ZipFile(book) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name != "docProps/core.xml"}


def leavings(home: Path) -> list[str]:
    """List what a night should not leave behind: hidden folders of the outputs, files half written in the store."""
    outputs = home / "outputs"
    left = [*outputs.glob(".*"), *outputs.rglob("*.part"), *outputs.rglob("*.tmp")]
    return sorted(str(path.relative_to(outputs)) for path in left)


@pytest.fixture(scope="module")
def calm(tmp_path_factory) -> Path:
    home = desk(tmp_path_factory.mktemp("calm"))
    done = night(home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.mark.parametrize("stage", ["归类", "绘制"])
def test_after_a_kill_the_next_night_is_as_if_nothing_had_been(calm, tmp_path, stage):
    home = desk(tmp_path / "desk")
    killed(home, stage)
    assert not (home / "outputs" / DAY).exists()
    assert not (home / "outputs" / "latest").exists()
    done = night(home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("收到 25 条 = 读入 24 + 退回 1；其中新的 24 条")
    assert leavings(home) == []
    assert drawn(home) == drawn(calm)


@pytest.mark.parametrize("blocks", [240])
def test_without_room_it_says_so_plainly_and_the_next_night_is_whole(calm, tmp_path, blocks):
    home = desk(tmp_path / "desk")
    said = without_room(home, blocks)
    assert "Traceback" not in said
    assert said.count("tingjian: ") == 1
    assert leavings(home) == []
    assert not (home / "outputs" / DAY).exists()
    done = night(home)
    assert done.returncode == 0, done.stderr
    assert drawn(home) == drawn(calm)


def test_the_same_night_twice_and_an_older_one_after_it_count_nothing_twice(calm):
    first = drawn(calm)
    again = night(calm)
    assert again.stdout.splitlines()[0].startswith("收到 25 条 = 读入 24 + 退回 1；其中新的 0 条")
    older = night(calm, "2026-10-02")
    assert older.returncode == 0, older.stderr
    assert (calm / "outputs" / "latest").readlink().name == DAY
    assert set(drawn(calm)) == set(first)
    with Store.open(configuration.load(calm / "tingjian.toml")) as store:
        assert store.count_comments() == 24


def test_a_second_night_on_the_same_store_says_who_is_at_work(calm):
    with Store.open(configuration.load(calm / "tingjian.toml")) as store, store.only_one():
        done = night(calm)
    assert done.returncode == 1
    assert "另一晚正在运行" in done.stderr
    assert "another night is running (process " in done.stderr
    assert "Traceback" not in done.stderr
