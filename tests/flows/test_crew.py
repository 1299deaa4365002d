"""Work shared among processes comes back in order, whoever did it and whoever died."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from flows.crew import SMALL, Crew
from tests.flows import crew_work
from tests.flows.conftest import HOME

BATCHES = [[number, number + 100] for number in range(12)]
TWO = partial(int, 2)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_the_same_and_in_order_for_any_number_of_workers(workers: int) -> None:
    crew = Crew(TWO, crew_work.doubled, workers)
    assert list(crew.run(BATCHES)) == [[2 * number, 2 * number + 200] for number in range(12)]


@pytest.mark.parametrize(("batches", "here"), [(1, True), (SMALL, True), (SMALL + 1, False)])
def test_a_small_job_stays_in_the_process_that_asks(batches: int, here: bool) -> None:
    crew = Crew(TWO, crew_work.done_by, 2)
    assert (set(crew.run(BATCHES[:batches])) == {os.getpid()}) is here


def test_a_worker_that_dies_is_told_of_and_its_work_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    crew = Crew(partial(int, os.getpid()), crew_work.dies_elsewhere, 2)
    assert list(crew.run(BATCHES)) == BATCHES
    assert "a reading process has ended before its work" in caplog.text


def test_an_error_of_the_work_itself_is_passed_on() -> None:
    with pytest.raises(FileNotFoundError, match="/no/such/file"):
        list(Crew(TWO, crew_work.missing_file, 2).run(BATCHES))


def test_few_batches_are_in_flight_however_many_there_are() -> None:
    drawn: list[int] = []

    def stream() -> Iterator[list[int]]:
        for number in range(40):
            drawn.append(number)
            yield [number]

    results = Crew(TWO, crew_work.doubled, 2).run(stream())
    next(results)
    assert len(drawn) == SMALL + 1
    list(results)
    assert len(drawn) == 40


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def lives(pid: int) -> bool:
    """Tell whether a process still works; one that only waits to be buried does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_do_not_outlive_the_process_that_asked(tmp_path: Path, how: signal.Signals) -> None:
    code = f"from tests.flows.crew_work import read_without_end; read_without_end({str(tmp_path)!r})"
    asking = subprocess.Popen([sys.executable, "-c", code], cwd=HOME)
    try:
        assert wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
        workers = [int(path.name) for path in tmp_path.iterdir()]
        asking.send_signal(how)
        asking.wait()
        assert wait_until(lambda: not any(map(lives, workers)), seconds=10)
    finally:
        asking.kill()
