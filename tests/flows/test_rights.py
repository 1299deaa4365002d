"""Files and folders that may not be read or written: told plainly, the rest of the night goes on, nothing stays spoilt."""

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from flows import settings as configuration
from flows.settings import environment_with
from flows.sources import read_source
from flows.store import Review, Store
from tests.flows.conftest import HOME
from tests.flows.test_wall_and_slides import WANG, installed, made

HUMBLE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
"""The superuser reads and writes everything; without these rights even he has to obey."""
ROWS = "id,comment,date\n1,很好,2026-10-01\n2,Great,2026-10-02\n"
TOML = """
outputs = "{outputs}"
[[sources]]
name = "one"
files = ["good.csv"]
[[sources]]
name = "two"
files = ["{files}"]
"""
SHUT_FOLDER = ("没有权限打开它所在的文件夹", "its folder may not be opened by this user")

# what the second source names, what is shut -> what is said
SHUT = [
    ("shut/a.csv", "shut/a.csv", ("没有读取权限", "may not be read by this user")),
    ("shut/a.csv", "shut", SHUT_FOLDER),
    ("shut", "shut", SHUT_FOLDER),
    ("shut/*.csv", "shut", SHUT_FOLDER),
]

pytestmark = pytest.mark.skipif(
    os.name != "posix" or (os.geteuid() == 0 and not shutil.which("setpriv")), reason="needs rights that bite"
)


def humbly(code: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python as somebody whom rights stop."""
    before = HUMBLE if os.geteuid() == 0 else []
    return subprocess.run(
        [*before, sys.executable, "-c", code, *words], cwd=cwd, env=environment_with(PYTHONPATH=str(HOME)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def desk(folder: Path, files: str) -> Path:
    (folder / "shut").mkdir()
    (folder / "good.csv").write_text(ROWS, "utf-8")
    (folder / "shut" / "a.csv").write_text(ROWS, "utf-8")
    config = folder / "tingjian.toml"
    config.write_text(TOML.format(outputs=folder / "outputs", files=files), "utf-8")
    return config


def told(config: str) -> None:
    """Print what came in of every source, and which files a night would note."""
    from flows.stages.report import _input, _inputs

    settings = configuration.load(Path(config))
    for source in settings.sources:
        for batch in read_source(source, settings):
            print(source.name, len(batch.comments), [r.reason for r in batch.rejections])  # noqa: T201
    print(len([_input(path) for path in _inputs(settings)]))  # noqa: T201


TOLD = "import sys; from tests.flows.test_rights import told; told(sys.argv[1])"


@pytest.mark.parametrize(("files", "shut", "words"), SHUT)
def test_a_source_that_is_shut_is_told_and_the_others_are_read(tmp_path, files, shut, words):
    config = desk(tmp_path, files)
    (tmp_path / shut).chmod(0)
    try:
        done = humbly(TOLD, str(config), cwd=tmp_path)
    finally:
        (tmp_path / shut).chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "one 2 []" in done.stdout
    assert "two 0 [" in done.stdout
    assert all(word in done.stdout for word in words)


@pytest.mark.parametrize(
    ("words", "shut"),
    [(["nightly"], "tingjian.toml"), (["budget"], "tingjian.toml"), (["wall", "--check"], "tingjian.toml")],
)
def test_settings_that_may_not_be_read_are_told_in_both_languages(tmp_path, words, shut):
    config = desk(tmp_path, "shut")
    (tmp_path / shut).chmod(0)
    code = "from flows.cli import main; main()"
    done = humbly(code, *words, "--config", str(config), cwd=tmp_path)
    assert done.returncode == 1
    assert "没有权限读写" in done.stderr
    assert "no right to read or write" in done.stderr


OPEN = """
import sys; from pathlib import Path
from flows import settings; from flows.store import Store, StoreError
try:
    with Store.open(settings.load(Path(sys.argv[1]))) as store: store.save_consent([])
except StoreError as error: sys.exit(str(error))
"""


def test_a_database_that_could_not_be_written_opens_once_its_rights_are_right(tmp_path):
    config = desk(tmp_path, "shut")
    with Store.open(configuration.load(config)):
        pass
    base = tmp_path / "outputs" / "store" / "tingjian.db"
    base.chmod(0o444)
    refused = humbly(OPEN, str(config), cwd=tmp_path)
    assert refused.returncode == 1
    assert "运行者没有写权限" in refused.stderr
    assert "Change rights or owner" in refused.stderr
    base.chmod(0o644)
    done = humbly(OPEN, str(config), cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_night_that_could_not_be_published_says_so_before_it_reads(tmp_path):
    config = desk(tmp_path, "good.csv")
    with Store.open(configuration.load(config)):
        pass
    outputs = tmp_path / "outputs"
    outputs.chmod(0o555)
    try:
        done = humbly("from flows.cli import main; main()", "nightly", "--config", str(config), cwd=tmp_path)
    finally:
        outputs.chmod(0o755)
    assert done.returncode == 1
    assert f"没有权限读写 {outputs}" in done.stderr
    assert "another folder can be set" in done.stderr
    with Store.open(configuration.load(config)) as store:
        assert list(store.comments()) == []


@pytest.mark.parametrize("busy", [False, True])
def test_who_may_only_read_can_ask_why_a_name_hangs(tmp_path, busy):
    config = installed(tmp_path, made(WANG), "both")
    store = Store.open(configuration.load(config))
    store.add_reviews(
        [Review(day=date(2026, 11, 20), kind="withhold", about="person", target="E001", status="applied")]
    )
    with store.engine.connect() if busy else nullcontext():
        if not busy:
            store.close()
        done = only_reading(tmp_path, "wall", "--check", "--config", str(config))
    assert done.returncode == 0, done.stderr
    assert "会展示的姓名 · Names that are shown (0)" in done.stdout
    assert "still on the wall of this night" in done.stdout


def only_reading(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody who may read what is in a folder, and write none of it."""
    before = [(path, path.stat().st_mode) for path in [folder, *folder.rglob("*")]]
    for path, mode in before:
        path.chmod(mode & 0o7555)
    try:
        return humbly("from flows.cli import main; main()", *words, cwd=folder)
    finally:
        for path, mode in before:
            path.chmod(mode)
