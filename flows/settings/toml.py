"""Read ``tingjian.toml``: mistakes are told by their place, in both languages, with what would do."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.settings.faults import faults
from flows.settings.part import SettingsError
from flows.settings.whole import Settings


def load(path: Path | None) -> Settings:
    """Read ``tingjian.toml``; errors name the place, what was expected and what came."""
    if path is None:
        return Settings()
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        msg = (
            f"{path}：没有这个文件。请给出 tingjian.toml 的路径（样例见 flows/sample/tingjian.toml）。 · "
            f"{path}: no such file. Give the path of a tingjian.toml (flows/sample/tingjian.toml is an example)."
        )
        raise SettingsError(msg) from error
    except UnicodeDecodeError as error:
        msg = (
            f"{path} 不是 UTF-8 编码，请另存为 UTF-8 · {path} is not in UTF-8; save it as UTF-8 and run again"
        )
        raise SettingsError(msg) from error
    except tomllib.TOMLDecodeError as error:
        msg = f"{path} 不是有效的 TOML · {path} is not valid TOML: {error}"
        raise SettingsError(msg) from error
    try:
        return Settings(**{"base": path.resolve().parent, **raw})
    except ValidationError as error:
        head = f"{path} 里有不能用的设置 · {path} has settings that cannot be used:"
        msg = "\n".join([head, *faults(error)])
        raise SettingsError(msg) from error
