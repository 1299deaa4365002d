"""Every path, threshold and model name, in one place; the only reader of the environment.

``tingjian.toml`` fills these models. Each field has a default that works, so that the shortest file names
one source and nothing else.
"""

from flows.settings.environment import (
    build_folder,
    cache_on,
    calm_children,
    environment_with,
    expand,
    stay_offline,
)
from flows.settings.part import ScreenLanguage, SettingsError
from flows.settings.reading import (
    ModelSettings,
    NamerSettings,
    PeopleSettings,
    SourceSettings,
    TopicSettings,
    WatchSettings,
)
from flows.settings.showing import CloudSettings, DoorSettings, MessageSettings, ScreenSettings, WallSettings
from flows.settings.toml import load
from flows.settings.whole import Settings

__all__ = [
    "CloudSettings",
    "DoorSettings",
    "MessageSettings",
    "ModelSettings",
    "NamerSettings",
    "PeopleSettings",
    "ScreenLanguage",
    "ScreenSettings",
    "Settings",
    "SettingsError",
    "SourceSettings",
    "TopicSettings",
    "WallSettings",
    "WatchSettings",
    "build_folder",
    "cache_on",
    "calm_children",
    "environment_with",
    "expand",
    "load",
    "stay_offline",
]
