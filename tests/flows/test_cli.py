"""The commands: help for everything, plain errors, exit codes 0, 1 (input cannot be used) and 2 (wrong usage)."""

import json
import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.messages import table
from tests.flows.conftest import tingjian

COMMANDS = [
    "nightly", "read", "people", "topics", "topics-edit", "replay", "budget", "wall", "slides", "schedule",
]  # fmt: skip


def typed(*words: str, columns: int = 200) -> Result:
    """Run a command inside this process, because each process would load the libraries again."""
    return CliRunner(env={"COLUMNS": str(columns), "NO_COLOR": "1"}).invoke(app, list(words))


def test_no_command_shows_the_commands():
    done = typed()
    assert all(name in done.output for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    done = typed(command, "--help")
    assert done.exit_code == 0
    assert f"Example: tingjian {command}" in " ".join(done.output.split())
    assert table()[f"help.{command}"][0][:12] in done.output


def closed_up(text: str) -> str:
    return re.sub(r"[\s│]", "", text)


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_narrow_screen_every_option_is_explained_whole_in_both_languages(command):
    shown = typed(command, "--help", columns=80).output
    assert "…" not in shown
    asked = get_command(app).commands[command].params
    for option in [each for each in asked if each.name != "help"]:
        zh, en = option.help.split("\n\n")
        assert re.search(r"[\u4e00-\u9fff]", zh)
        assert not re.search(r"[\u4e00-\u9fff]", en)
        assert closed_up(zh) in closed_up(shown)
        assert closed_up(en) in closed_up(shown)


# what was typed -> exit code, words of the one-line answer
WRONG = [
    (["nightly"], 1, "no such file"),
    (["nightly", "--config", "absent.toml"], 1, "absent.toml: no such file"),
    (["nightly", "--config", "broken.toml"], 1, "not valid TOML"),
    (["nightly", "--config", "empty.toml"], 1, "names no source"),
    (["nightly", "--config", "typo.toml"], 1, "colour"),
    (["nightly", "--config", "blocked.toml"], 1, "a file could not be used"),
    (["nightly", "--config", "no_database.toml"], 1, "no_database.db"),
    (["nightly", "--config", "empty.toml", "--day", "31.10.2026"], 2, "2026-10-31"),
    (["replay", "absent.csv", "--out", "a.jsonl", "--budget", "0"], 2, "more than 0"),
    (["read"], 2, "FILE"),
    (["read", "absent.csv", "--out", "x.jsonl"], 1, "absent.csv"),
    (["topics", "absent.csv", "--out", "x.jsonl"], 1, "absent.csv"),
    (["replay", "absent.csv", "--out", "x.jsonl"], 1, "absent.csv"),
    (["topics-edit", "paint", "T0001"], 2, "rename"),
    (["topics-edit", "undo", "--config", "absent.toml"], 1, "absent.toml: no such file"),
    (["topics-edit", "undo", "--config", "empty.toml"], 1, "第一晚"),
    (["budget", "absent.csv"], 1, "absent.csv"),
    (["budget", "--config", "absent.toml"], 1, "absent.toml: no such file"),
    (["read", "numbers.csv", "--out", "x.jsonl", "--text", "评论"], 1, "评论"),
]


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "broken.toml").write_text("brand = ", "utf-8")
    (tmp_path / "empty.toml").write_text("", "utf-8")
    (tmp_path / "typo.toml").write_text('colour = "red"', "utf-8")
    blocked = '[[sources]]\nfiles = "numbers.csv"\ntext = "a"\n'
    (tmp_path / "blocked.toml").write_text(f'outputs = "numbers.csv"\n{blocked}', "utf-8")
    (tmp_path / "no_database.db").write_text("this is no database, only words " * 40, "utf-8")
    (tmp_path / "no_database.toml").write_text(f'database = "sqlite:///no_database.db"\n{blocked}', "utf-8")
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(("words", "code", "says"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_bad_input_gets_a_plain_answer(desk, monkeypatch, words, code, says):
    monkeypatch.chdir(desk)
    done = typed(*words)
    assert done.exit_code == code, done.output
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert not (desk / "x.jsonl").exists()


def test_bad_input_shows_no_traceback_on_a_real_terminal_line(desk):
    done = tingjian("nightly", "--config", "broken.toml", cwd=desk)
    assert done.returncode == 1
    assert done.stderr.startswith("tingjian: broken.toml 不是有效的 TOML · broken.toml is not valid TOML")
    assert "Traceback" not in done.stderr
    assert not (desk / "x.jsonl").exists()


COMMENTS = """id,comment,branch
a1,柜台的王芳特别耐心，等了四十分钟但很值得。,S1
a2,The food was great but the service was slow.,S2
a3,,S1
a4,😀,S1
"""
ROSTER = "employee_id,name,site,consent\nE17,王芳,S1,yes\n"


@pytest.mark.slow
@pytest.mark.xdist_group("night")
def test_reading_a_file_gives_one_object_for_every_row_in_order(tmp_path):
    (tmp_path / "comments.csv").write_text(COMMENTS, "utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    words = ["read", "comments.csv", "--out", "read.jsonl", "--site", "branch", "--roster", "roster.csv"]
    done = tingjian(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "read.jsonl").read_text("utf-8").splitlines()]
    assert [r["row"] for r in rows] == [1, 2, 3, 4]
    assert rows[0]["language"] == "zh-Hans"
    (mention,) = rows[0]["mentions"]
    assert (mention["surface"], mention["employee_id"], mention["stance"]) == ("王芳", "E17", "praise")
    assert (mention["start"], mention["end"]) == (3, 5)
    assert rows[1]["language"] == "en"
    assert rows[1]["sentiment"]["label"] == "mixed"
    assert rows[2]["rejected"]
    assert rows[3]["language"] == "other"
