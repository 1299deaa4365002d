"""The wall and the slides from the command line: what is shown and why, served to this machine alone, plain errors."""

import threading
import urllib.request
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from flows.cli import app
from flows.once import slides as deck
from flows.once import wall
from flows.once.wall_check import check
from flows.settings import SettingsError
from flows.store import Store, to_json_text
from flows.store.runs import Run
from nlp.records import Insights
from tests.flows.publish.scenery import DONE, Scene, night, person

TOML = '[people]\nroster = "roster.csv"\n{people}\n[screen]\nlanguage = "{language}"\n'
ROSTER = "employee_id,name\nE001,王芳\nE002,Grace Lee\n"
CONSENT = 'consent = "consent.csv"'
YES = "employee_id,consent\nE001,yes\nE002,no\n"


def installed(folder: Path, insights: Insights | None, language: str = "en", people: str = CONSENT) -> Path:
    """Make an installation whose latest night is the one given."""
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    (folder / "consent.csv").write_text(YES, "utf-8")
    config = folder / "tingjian.toml"
    config.write_text(
        f'outputs = "{folder}/outputs"\n' + TOML.format(people=people, language=language), "utf-8"
    )
    if insights is not None:
        out = folder / "outputs" / "2026-11-20"
        (out / "wall").mkdir(parents=True)
        (out / "wall" / "index.html").write_text("<html>wall</html>", "utf-8")
        (out / "insights.json").write_text(to_json_text(insights), "utf-8")
        (folder / "outputs" / "latest").symlink_to("2026-11-20")
    return config


def made(*people) -> Insights:
    return replace(night(Scene(people=0, comments=10, topics=2, sites=2)), praise=people, done=(DONE,))


WANG = person("王芳", 3, 1, consent="list")
LEE = person("Grace Lee", 2, 2, tier="review", held=("no_consent",))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["会展示的姓名 (1)", "同意名单写着同意", "本人未同意展示"]),
        ("en", ["Names that are shown (1)", "yes on the consent list", "no consent to be shown"]),
    ],
)
def test_check_says_of_every_name_why(tmp_path, language, words):
    config = installed(tmp_path, made(WANG, LEE), language)
    text = "\n".join(check(config, None))
    for word in (*words, "王芳", "Grace Lee", "consent.csv"):
        assert word in text


def test_without_any_consent_check_says_what_to_do(tmp_path):
    config = installed(tmp_path, made(LEE), people="")
    text = "\n".join(check(config, None))
    assert "consent_decided_by" in text
    assert "Names that are shown (0)" in text


def test_check_names_who_decided_for_all(tmp_path):
    people = 'all_consented = true\nconsent_decided_by = "HR, Li"\nconsent_decided_on = 2026-05-01'
    config = installed(tmp_path, made(replace(WANG, consent="house")), people=people)
    text = "\n".join(check(config, None))
    assert "HR, Li" in text
    assert "1 May 2026" in text
    assert "the house's word" in text


def test_all_consented_needs_a_name_and_a_day(tmp_path):
    config = installed(tmp_path, None, people="all_consented = true")
    done = CliRunner().invoke(app, ["wall", "--check", "--config", str(config)])
    assert done.exit_code == 1
    assert "consent_decided_by" in done.output


@pytest.mark.parametrize(
    "words", [["wall", "--check"], ["wall"], ["wall", "--day", "2020-01-01"], ["slides"]]
)
def test_without_a_night_the_error_says_how_to_make_one(tmp_path, words):
    done = CliRunner().invoke(app, [*words, "--config", str(installed(tmp_path, None))])
    assert done.exit_code == 1
    assert "tingjian nightly" in done.output
    assert "Traceback" not in done.output


def test_the_wall_is_served_to_this_machine_alone(tmp_path):
    config = installed(tmp_path, made(WANG))
    told: list[str] = []
    ready = threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        ready.set()

    threading.Thread(target=wall.serve, args=(config, 0, None, tell), daemon=True).start()
    assert ready.wait(20)
    address = next(word for word in told[0].split() if word.startswith("http://127.0.0.1:"))
    with urllib.request.urlopen(address) as page:  # noqa: S310 - our own server
        assert page.read() == b"<html>wall</html>"
        assert page.headers["Cache-Control"] == "no-store"


def test_a_port_in_use_is_told(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind((wall.HOST, 0))
        taken.listen()
        with pytest.raises(SettingsError, match="Choose another"):
            wall.serve(installed(tmp_path, made(WANG)), taken.getsockname()[1], None, str)


def test_a_broken_record_is_told(tmp_path):
    config = installed(tmp_path, made(WANG))
    (tmp_path / "outputs" / "latest" / "insights.json").write_text("{", "utf-8")
    done = CliRunner().invoke(app, ["wall", "--check", "--config", str(config)])
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_days_the_wrong_way_round_are_told(tmp_path):
    config = installed(tmp_path, None)
    from flows import settings as configuration

    with Store.open(configuration.load(config)) as store:
        store.save_run(date(2026, 11, 20), {"parts": ["a"], "counts": {}}, tmp_path)
        assert isinstance(store.runs()[0], Run)
    with pytest.raises(SettingsError, match="earlier day first"):
        deck.make_slides(config, date(2026, 12, 1), date(2026, 11, 1), tmp_path / "x.pptx")


@pytest.mark.slow
def test_slides_of_the_sample_hold_only_who_may_be_shown(sample_night, tmp_path):
    from tests.flows.conftest import SAMPLE, tingjian

    out = tmp_path / "praise.pptx"
    done = tingjian(
        "slides",
        "--config",
        str(SAMPLE / "tingjian.toml"),
        "--from",
        "2026-10-02",
        "--to",
        "2026-10-31",
        "--out",
        str(out),
        cwd=sample_night.cwd,
    )
    assert done.returncode == 0, done.stderr
    texts = [
        s.text_frame.text for page in Presentation(str(out)).slides for s in page.shapes if s.has_text_frame
    ]
    shown = {p.name for p in sample_night.insights.praise if p.tier == "display"}
    held = {p.name for p in sample_night.insights.praise if p.tier == "review"}
    hidden = {name for name in held if not any(name in other for other in shown)}
    assert shown
    assert hidden
    assert shown <= set(texts)
    assert not [(name, text) for name in hidden for text in texts if name in text]
