"""The wall for trying: served on this machine alone, and only while everyone on it may be shown."""

from collections.abc import Callable
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.messages import say
from flows.once.nights import open_night
from flows.settings import Settings, SettingsError
from flows.stages.standing import record_of, standing
from flows.store import Store

HOST = "127.0.0.1"
"""Loopback: nobody else in the house sees a wall that is being tried."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder as it is now, so that a new night is followed, and says nothing about each file."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


def serve(config: Path, port: int, day: date | None, tell: Callable[[str], None]) -> None:
    """Serve the wall of a night until Ctrl-C; port 0 takes any that is free.

    Raises:
        SettingsError: no night, no wall in it, a name in it that may not be shown today, or the port is taken.
    """
    settings, folder = open_night(config, day)
    wall = folder / "wall"
    if not (wall / "index.html").is_file():
        msg = say("once.no_wall", "both", wall=wall, config=config)
        raise SettingsError(msg)
    _refuse_names_of_yesterday(settings, folder, config)
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(wall)))
    except OSError as error:
        msg = say("once.port", "both", port=str(port), reason=error.strerror, other=str(port + 1))
        raise SettingsError(msg) from error
    with server:
        tell(say("wall.serving", settings.screen.language, address=f"http://{HOST}:{server.server_port}/"))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell(say("wall.stopped", settings.screen.language))


def _refuse_names_of_yesterday(settings: Settings, folder: Path, config: Path) -> None:
    """Because: a yes may have been taken back after the night was drawn, and a screen asks nobody."""
    with Store.look(settings) as store:
        insights = record_of(folder)
        gone = standing(settings, store, insights).gone(insights)
    if gone:
        names = ", ".join(gone)
        msg = say("wall.overdue", "both", day=insights.day, names=names, config=config)
        raise SettingsError(msg)
