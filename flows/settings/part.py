"""What every part of the settings is made of, and what is raised where they cannot be used."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

ScreenLanguage = Literal["zh", "zh-Hant", "en", "both"]


class SettingsError(Exception):
    """A configuration that cannot be used: what was expected, what came, what to do."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Strings = Annotated[list[str], BeforeValidator(_as_list)]


class Part(BaseModel):
    """One table of the toml: unknown names are mistakes, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
