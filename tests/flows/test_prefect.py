"""The night as a Prefect flow: the same stages as tasks, one summary artifact, the same bytes as without a server."""

import asyncio
from datetime import date

import pytest

from tests.flows.conftest import SAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("night"), pytest.mark.filterwarnings("ignore")]

STAGES = ["take_in", "read", "review", "group", "watch", "fold", "publish", "send", "report"]
SOURCES = 5
"""Sources of the sample: each is a task of its own."""


@pytest.fixture(scope="module")
def server():
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


async def _seen() -> tuple[list[str], list[str]]:
    from prefect.client.orchestration import get_client

    async with get_client() as client:
        tasks = await client.read_task_runs(limit=50)
        artifacts = await client.read_artifacts()
    finished = sorted((t for t in tasks if t.state_name == "Completed"), key=lambda t: str(t.start_time))
    return [t.name.rsplit("-", 1)[0] for t in finished], [a.key or "" for a in artifacts]


def test_the_flow_runs_the_same_night(sample_night, server, monkeypatch):
    from flows.nightly import nightly

    before = (sample_night.folder / "insights.json").read_bytes()
    monkeypatch.chdir(sample_night.cwd)
    folders = nightly(config=str(SAMPLE / "tingjian.toml"), day=date(2026, 10, 31))
    tasks, artifacts = asyncio.run(_seen())
    assert folders == ["outputs/2026-10-31"]
    assert [name for name in tasks if name in STAGES] == STAGES
    assert tasks.count("take_source") == SOURCES
    assert "night-2026-10-31" in artifacts
    assert len((sample_night.folder / "insights.json").read_bytes()) == pytest.approx(len(before), rel=0.01)


def test_a_run_that_could_read_nothing_is_told_as_failed_once_its_night_is_drawn(
    server, tmp_path, monkeypatch
):
    from flows.nightly import nightly

    settings = '[[sources]]\nname = "chat"\nfiles = "chat.csv"\ntext = "comment"\n'
    (tmp_path / "tingjian.toml").write_text(settings, "utf-8")
    (tmp_path / "chat.csv").write_text("said,by\n太吵了,a\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    state = nightly(config="tingjian.toml", day=date(2020, 10, 31), return_state=True)
    assert state.is_failed()
    assert "chat.csv" in str(state.message)
    assert (tmp_path / "outputs" / "2020-10-31" / "index.html").exists()
