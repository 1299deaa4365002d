"""Schedule: start the local Prefect server and a worker, put the deployments there, say where its page is."""

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.error import URLError

from flows import settings as configuration
from flows.deployments import deployments
from flows.messages import say
from flows.settings import environment_with

HOST, PORT = "127.0.0.1", 4200
PAGE = f"http://{HOST}:{PORT}"
POOL = "tingjian"
PATIENCE_SECONDS = 180
FAREWELL_SECONDS = 30


class ScheduleError(Exception):
    """The local server did not come up, or did not take the deployments."""


def schedule(tell: Callable[[str], None], config: Path | None = None, folder: Path | None = None) -> None:
    """Serve until interrupted: server, deployments of ``prefect.yaml``, worker. All on loopback.

    Raises:
        SettingsError: the nights that would run have no settings that can be read.
        ScheduleError: the server did not come up or refused the deployments: why, and what to do.
    """
    here = folder or Path()
    if config is not None:
        configuration.load(config)
    file, written = deployments(here, config)
    if written:
        tell(say("schedule.written", "both", file=file))
    signal.signal(signal.SIGTERM, _interrupt)
    _serve(tell, here)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Take a polite end as Ctrl-C, because a server left behind would hold the port and start no night."""
    raise KeyboardInterrupt


def _serve(tell: Callable[[str], None], folder: Path) -> None:
    env = environment_with(
        PREFECT_API_URL=f"{PAGE}/api", PREFECT_SERVER_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1"
    )
    started: list[subprocess.Popen[bytes]] = []
    tell(say("schedule.starting", "both"))
    try:
        if not _alive():
            started.append(_start(env, folder, "server", "start", "--host", HOST, "--port", str(PORT)))
        _wait(started)
        _prefect(env, folder, "work-pool", "create", POOL, "--type", "process", "--overwrite")
        _prefect(env, folder, "--no-prompt", "deploy", "--all")
        tell(say("schedule.page", "both", page=PAGE))
        started.append(_start(env, folder, "worker", "start", "--pool", POOL))
        if code := started[-1].wait():
            raise ScheduleError(say("schedule.worker", "both", code=code))
    except KeyboardInterrupt:
        tell(say("schedule.stopped", "both"))
    finally:
        for process in reversed(started):
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what was started, the worker before the server; what does not listen is ended without asking."""
    process.terminate()
    try:
        process.wait(timeout=FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *words]


def _start(env: dict[str, str], folder: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(*words), env=env, cwd=folder)  # noqa: S603 - our own interpreter, fixed words


def _prefect(env: dict[str, str], folder: Path, *words: str) -> None:
    done = subprocess.run(  # noqa: S603 - as above
        _command(*words), env=env, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}".strip()
        raise ScheduleError(say("schedule.refused", "both", words=" ".join(words)) + f"\n{said}")


def _wait(started: list[subprocess.Popen[bytes]]) -> None:
    """Wait for the server's health page; a server that died is reported at once."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not _alive():
        if any(process.poll() is not None for process in started) or time.monotonic() > until:
            raise ScheduleError(say("schedule.down", "both", page=PAGE, port=PORT, seconds=PATIENCE_SECONDS))
        time.sleep(1)


def _alive() -> bool:
    try:
        with urllib.request.urlopen(f"{PAGE}/api/health", timeout=2) as answer:  # noqa: S310 - loopback
            return answer.status == 200
    except (URLError, OSError):
        return False
