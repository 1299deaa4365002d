"""The workbook in a real office program: LibreOffice opens it whole, keeps it whole, and hands the review sheet back."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from flows.publish.stage import Stage
from flows.publish.workbook import write as write_workbook
from flows.settings import Settings
from tests.flows.publish.scenery import DAY, Scene, night
from tests.flows.publish.test_outputs import strange
from tests.flows.reviews.desk import office

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here: apt-get install libreoffice-calc"),
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),
]


def through_libreoffice(path: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice and save it again, as a person would."""
    out = folder / "saved"
    done = subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), str(path)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr
    return out / path.name


def cells(path: Path) -> dict[str, list]:
    book = openpyxl.load_workbook(path)
    read = {s.title: [[c.value for c in row] for row in s.iter_rows(max_col=8)] for s in book}
    book.close()
    return read


def test_libreoffice_shows_what_was_written(tmp_path):
    for name, made in (
        ("plain", night(Scene(people=20, comments=300, topics=10, sites=8))),
        ("strange", strange()),
    ):
        folder = tmp_path / name
        folder.mkdir()
        path = write_workbook(Stage(insights=made, settings=Settings(), folder=folder))
        saved = through_libreoffice(path, folder)
        before, after = cells(path), cells(saved)
        assert list(after) == list(before)
        for sheet in ("话题", "预警", "表扬", "留言"):
            texts = [[str(v) for v in row if isinstance(v, str) and len(v) < 2000] for row in before[sheet]]
            again = {str(v) for row in after[sheet] for v in row}
            missing = [t for row in texts for t in row if t not in again]
            assert missing == [], (name, sheet)
        whole = openpyxl.load_workbook(saved)
        assert whole["话题"].auto_filter.ref
        assert not [c for s in whole for row in s.iter_rows() for c in row if c.data_type in {"f", "e"}]
        whole.close()


def test_a_review_sheet_saved_by_libreoffice_is_read_back(tmp_path):
    desk = office(tmp_path)
    path = desk.workbook()
    desk.edit(path, ("topic", "T0001", "rename", "等候 / queueing"), ("person", "E001", "withhold", ""))
    shutil.move(through_libreoffice(path, tmp_path), path)
    decisions, rejected = desk.run(DAY.replace(day=DAY.day + 1))
    assert rejected == ()
    assert [a.applied for a in decisions.answers] == [True, True]
    assert decisions.hidden == {"E001"}
    assert desk.store.load_registry().topics[0].label_en == "queueing"
    desk.store.close()
