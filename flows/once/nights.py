"""A night that lies on disk, found by its day."""

from datetime import date
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.settings import Settings, SettingsError
from flows.stages.publish import LATEST
from flows.stages.standing import nights


def open_night(config: Path, day: date | None) -> tuple[Settings, Path]:
    """Return the settings and the folder of a night: the one asked for, else the latest.

    Raises:
        SettingsError: there is no such night: which there are, and how to make one.
    """
    settings = configuration.load(config)
    folder = settings.outputs / (day.isoformat() if day else LATEST)
    if folder.is_dir():
        return settings, folder
    kept = [each.name for each in nights(settings.outputs)]
    key = "once.no_such_night" if kept else "once.no_night"
    msg = say(key, "both", folder=folder, nights=", ".join(kept[-5:]), config=config)
    raise SettingsError(msg)
