"""One night on the sample for all tests that look at it: the real command, with every way out closed."""

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.settings import environment_with
from flows.store import from_json
from nlp.records import Insights

HOME = Path(__file__).resolve().parents[2]
SAMPLE = HOME / "flows" / "sample"


@dataclass(frozen=True)
class Ran:
    """A finished night: where it worked, what it printed, what it wrote."""

    cwd: Path
    folder: Path
    printed: str
    run: dict
    insights: Insights
    planted: dict


def tingjian(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, but with every way out of the machine closed."""
    paths = os.pathsep.join([str(HOME / "tests" / "offline"), str(HOME)])
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        cwd=cwd, capture_output=True, text=True, check=False, env=environment_with(PYTHONPATH=paths),
    )  # fmt: skip


@pytest.fixture(scope="session")
def sample_night(tmp_path_factory) -> Ran:
    cwd = tmp_path_factory.mktemp("night")
    done = tingjian("nightly", "--config", str(SAMPLE / "tingjian.toml"), "--day", "2026-10-31", cwd=cwd)
    assert done.returncode == 0, done.stderr[-3000:]
    folder = cwd / "outputs" / "2026-10-31"
    return Ran(
        cwd=cwd, folder=folder, printed=done.stdout,
        run=json.loads((folder / "run.json").read_text("utf-8")),
        insights=from_json(Insights, (folder / "insights.json").read_text("utf-8")),
        planted=tomllib.loads((SAMPLE / "planted.toml").read_text("utf-8")),
    )  # fmt: skip
