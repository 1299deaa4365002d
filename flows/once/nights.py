"""A night that lies on disk, found by its day and read again."""

from datetime import date
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.settings import Settings, SettingsError
from flows.stages.publish import LATEST
from flows.store import from_json
from nlp.records import Insights


def open_night(config: Path, day: date | None) -> tuple[Settings, Path]:
    """Return the settings and the folder of a night: the one asked for, else the latest.

    Raises:
        SettingsError: there is no such night: which there are, and how to make one.
    """
    settings = configuration.load(config)
    folder = settings.outputs / (day.isoformat() if day else LATEST)
    if folder.is_dir():
        return settings, folder
    nights = sorted(path.name for path in settings.outputs.glob("????-??-??") if path.is_dir())
    key = "once.no_such_night" if nights else "once.no_night"
    msg = say(key, "both", folder=folder, nights=", ".join(nights[-5:]), config=config)
    raise SettingsError(msg)


def insights_of(folder: Path) -> Insights:
    """Read the record of a night.

    Raises:
        SettingsError: the record is gone: the night has to be drawn again.
    """
    path = folder / "insights.json"
    try:
        return from_json(Insights, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        msg = say("once.unreadable", "both", path=path, error=error, day=folder.resolve().name)
        raise SettingsError(msg) from error
