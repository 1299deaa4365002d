"""Deployments where there is no checkout: written for the settings at hand, or told plainly what is missing."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from flows.cli import app
from flows.deployments import CARRIED, NAME, deployments
from flows.settings import SettingsError
from tests.flows.conftest import HOME

ASKED = [None, "night.toml"]


@pytest.mark.parametrize("asked", ASKED)
def test_a_folder_with_settings_gets_deployments_of_its_own(tmp_path, asked):
    config = tmp_path / (asked or "tingjian.toml")
    config.write_text("", "utf-8")
    file, written = deployments(tmp_path, config if asked else None)
    assert written
    assert file == tmp_path / NAME
    plain = yaml.safe_load(file.read_text("utf-8"))
    carried = yaml.safe_load((HOME / NAME).read_text("utf-8"))
    assert [each["name"] for each in plain["deployments"]] == [
        each["name"] for each in carried["deployments"]
    ]
    for each in plain["deployments"]:
        module, name = each["entrypoint"].rsplit(".", 1)
        assert getattr(import_module(module), name).name == each["name"]
        assert each["parameters"] == {"config": str(config)}


def test_deployments_that_are_there_stay_as_they_are(tmp_path):
    (tmp_path / NAME).write_text("deployments: []\n", "utf-8")
    assert deployments(tmp_path) == (tmp_path / NAME, False)
    assert (tmp_path / NAME).read_text("utf-8") == "deployments: []\n"


@pytest.mark.parametrize("asked", ASKED)
def test_without_settings_nothing_is_written_and_it_is_told(tmp_path, asked):
    with pytest.raises(SettingsError) as error:
        deployments(tmp_path, tmp_path / asked if asked else None)
    for words in ("里没有 prefect.yaml", "holds no prefect.yaml", "tingjian schedule --config"):
        assert words in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("text", "says"), [(None, "no such file"), ("colour = 1", "no such setting")])
def test_settings_are_read_before_a_server_starts(tmp_path, monkeypatch, text, says):
    monkeypatch.chdir(tmp_path)
    if text:
        (tmp_path / "mine.toml").write_text(text, "utf-8")
    done = CliRunner().invoke(app, ["schedule", "--config", "mine.toml"])
    assert done.exit_code == 1
    assert says in done.stderr
    assert not (tmp_path / NAME).exists()


def test_the_wheel_carries_them_where_they_are_looked_for():
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert HOME / carried[NAME] == CARRIED[0]
    assert Path(CARRIED[1]).is_file()
