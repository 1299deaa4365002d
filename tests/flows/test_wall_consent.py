"""A yes that is taken back counts at once, for every night that is kept: told, not served, and drawn again."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.store import to_json_text
from tests.flows.conftest import SAMPLE, tingjian
from tests.flows.publish.scenery import person, quote
from tests.flows.test_wall_and_slides import LEE, WANG, installed, made

HELD_THEN = replace(WANG, tier="review", held=("no_consent",))
COLLEAGUES = replace(WANG, from_colleagues=WANG.thanks)
BESIDE = person("Ana Sol", 2, 3, quotes=(quote("Ana Sol and 芳姐 were both so kind to us.", 5003),))
LISTED = "employee_id,name,aliases\nE001,王芳,芳姐\nE002,Grace Lee,\nE003,Ana Sol,\n"
YES = "employee_id,consent\nE001,yes\nE002,no\nE003,yes\n"
NO = YES.replace("E001,yes", "E001,no")
ENDED = "employee_id,consent,active_to\nE001,yes,2026-01-31\nE003,yes,\n"
LEFT = "employee_id,name,active_to\nE001,王芳,2026-01-31\nE002,Grace Lee,\nE003,Ana Sol,\n"

# who the night showed, roster and consent list of today -> shown names, held names with why, nights that lag behind
TODAY = [
    (WANG, LISTED, YES, (1, "yes on the consent list"), None),
    (WANG, LISTED, NO, (0, "no consent to be shown; still on the wall of this night"), "王芳"),
    (WANG, LISTED, ENDED, (0, "no consent to be shown; still on the wall"), "王芳"),
    (WANG, LISTED, "who,what\n1,2\n", (0, "no consent to be shown; still on the wall"), "王芳"),
    (WANG, LEFT, YES, (0, "no longer active; still on the wall"), "王芳"),
    (WANG, "employee_id,name\nE009,Someone\n", YES, (0, "not on the roster; still on the wall"), "王芳"),
    (COLLEAGUES, LISTED, YES, (1, "yes on the consent list"), None),
    (COLLEAGUES, LISTED, NO, (0, "no consent to be shown; still on the wall"), "王芳"),
    (BESIDE, LISTED, NO, (1, "Ana Sol"), "芳姐"),
    (HELD_THEN, LISTED, YES, (0, "appears at the next night"), None),
    (LEE, LISTED, YES, (0, "no consent to be shown"), None),
]


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(("who", "roster", "consent", "names", "late"), TODAY)
def test_a_night_is_measured_against_the_lists_of_today(tmp_path, who, roster, consent, names, late):
    config = installed(tmp_path, made(who))
    (tmp_path / "roster.csv").write_text(roster, "utf-8")
    (tmp_path / "consent.csv").write_text(consent, "utf-8")
    done = typed("wall", "--check", "--config", str(config))
    assert done.exit_code == 0, done.output
    count, words = names
    assert f"Names that are shown ({count})" in done.stdout
    assert words in done.stdout
    lagging = f"2026-11-20: {late}"
    assert (lagging in done.stdout) is (late is not None)
    assert ("tingjian wall --redraw" in done.stdout.split("You said, we did")[1]) is (late is not None)


@pytest.mark.parametrize("day", [None, "2026-11-20"])
def test_a_wall_with_a_name_that_was_taken_back_is_not_served(tmp_path, day):
    config = installed(tmp_path, made(WANG))
    (tmp_path / "consent.csv").write_text(NO, "utf-8")
    asked = ["--day", day] if day else []
    done = typed("wall", "--port", "0", "--config", str(config), *asked)
    assert done.exit_code == 1
    for words in ("王芳", "tingjian wall --redraw", "大屏上还有", "may not be shown today"):
        assert words in done.stderr


def test_an_older_night_is_named_too_and_a_broken_one_stops_nobody(tmp_path):
    config = installed(tmp_path, made(LEE))
    for name, text in (("2026-09-01", to_json_text(made(WANG))), ("2026-09-02", "{")):
        (tmp_path / "outputs" / name).mkdir()
        (tmp_path / "outputs" / name / "insights.json").write_text(text, "utf-8")
    (tmp_path / "consent.csv").write_text(NO, "utf-8")
    done = typed("wall", "--check", "--config", str(config))
    assert done.exit_code == 0, done.output
    assert "2026-09-01: 王芳" in done.stdout
    assert "2026-11-20: " not in done.stdout


def test_where_all_is_in_order_nothing_is_drawn_again(tmp_path):
    config = installed(tmp_path, made(WANG))
    done = typed("wall", "--redraw", "--config", str(config))
    assert done.exit_code == 0
    assert "nothing was changed" in done.stdout


def texts(folder: Path) -> str:
    """Join all text that a screen could read from the folders that hang in public."""
    files = [*folder.glob("wall/*"), *folder.glob("clouds/*.svg")]
    return "\n".join(file.read_text("utf-8", "ignore") for file in files)


@pytest.mark.slow
@pytest.mark.xdist_group("night")
def test_after_a_redraw_the_name_is_gone_from_the_sample(sample_night, tmp_path):
    home = tmp_path / "desk"
    shutil.copytree(SAMPLE, home)
    shutil.copytree(sample_night.cwd / "outputs", home / "outputs", symlinks=True)
    first = next(p for p in sample_night.insights.praise if p.tier == "display")
    others = [p.name for p in sample_night.insights.praise if p.tier == "display" and p is not first]
    with (home / "consent.csv").open("a", encoding="utf-8") as lines:
        lines.write(f"{first.employee_id},no,,\n")
    assert first.name in texts(home / "outputs" / "2026-10-31")
    words = ("wall", "--redraw", "--check", "--config", "tingjian.toml")
    done = tingjian(*words, cwd=home)
    assert done.returncode == 0, done.stderr
    assert "Nights that still show" not in done.stdout
    assert "还挂着今天" not in done.stdout
    now = texts(home / "outputs" / "2026-10-31")
    assert first.name not in now
    assert all(name in now for name in others)
