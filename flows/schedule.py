"""Schedule: start the local Prefect server and a worker, put the deployments there, say where its page is."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from urllib.error import URLError

from flows.messages import say
from flows.settings import ScreenLanguage, environment_with

HOST, PORT = "127.0.0.1", 4200
PAGE = f"http://{HOST}:{PORT}"
POOL = "tingjian"
PATIENCE_SECONDS = 180


class ScheduleError(Exception):
    """The local server did not come up, or did not take the deployments."""


def schedule(tell: Callable[[str], None], language: ScreenLanguage = "en") -> None:
    """Serve until interrupted: server, deployments of ``prefect.yaml``, worker. All on loopback."""
    env = environment_with(
        PREFECT_API_URL=f"{PAGE}/api", PREFECT_SERVER_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1"
    )
    tell(say("schedule.starting", language))
    server = None if _alive() else _start(env, "server", "start", "--host", HOST, "--port", str(PORT))
    try:
        _wait(server)
        _prefect(env, "work-pool", "create", POOL, "--type", "process", "--overwrite")
        _prefect(env, "--no-prompt", "deploy", "--all")
        tell(say("schedule.page", language, page=PAGE))
        _start(env, "worker", "start", "--pool", POOL).wait()
    except KeyboardInterrupt:
        tell(say("schedule.stopped", language))
    finally:
        if server is not None:
            server.terminate()
            server.wait(timeout=30)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *words]


def _start(env: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(*words), env=env)  # noqa: S603 - our own interpreter, fixed words


def _prefect(env: dict[str, str], *words: str) -> None:
    done = subprocess.run(_command(*words), env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        msg = f"prefect {' '.join(words)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise ScheduleError(msg)


def _wait(server: subprocess.Popen[bytes] | None) -> None:
    """Wait for the server's health page; a server that died is reported at once."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not _alive():
        if (server is not None and server.poll() is not None) or time.monotonic() > until:
            msg = f"the Prefect server did not come up at {PAGE} within {PATIENCE_SECONDS} s; is port {PORT} taken?"
            raise ScheduleError(msg)
        time.sleep(1)


def _alive() -> bool:
    try:
        with urllib.request.urlopen(f"{PAGE}/api/health", timeout=2) as answer:  # noqa: S310 - loopback
            return answer.status == 200
    except (URLError, OSError):
        return False
