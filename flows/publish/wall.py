"""The wall: one self-contained page that hangs for years, and the small files by which it finds a new night.

``index.html`` holds letters, data and code, so it opens from a disk, a stick or any web server. While it runs it
asks ``manifest`` once in a while; when the version differs it takes ``night`` whole, checks it, and changes over between
two scenes. ``.js`` twins of both exist because a page opened from a disk may load scripts, not data.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.publish.fonts import Faces
from flows.publish.palette import palette
from flows.publish.stage import Stage

TEMPLATES = Path(__file__).with_name("templates")


def write(stage: Stage, night: dict[str, Any], faces: Faces) -> list[Path]:
    """Write the wall's folder."""
    folder = stage.folder / "wall"
    folder.mkdir(parents=True, exist_ok=True)
    packed = json.dumps(
        {**night, "fonts": faces.css()}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    safe = packed.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    program = (TEMPLATES / "wall.js").read_text("utf-8")
    style = (TEMPLATES / "wall.css").read_text("utf-8")
    manifest = json.dumps(
        {
            "version": sha256(safe.encode()).hexdigest()[:16],
            "code": sha256((program + style).encode()).hexdigest()[:16],
            "day": night["day"],
            "length": len(safe.encode("utf-16-le")) // 2,
            "check": checksum(safe),
        },
        sort_keys=True,
    )
    colors = palette(stage.settings.screen.theme)
    page = (
        _environment()
        .get_template("wall.html.j2")
        .render(
            night=safe,
            manifest=manifest,
            program=program,
            style=style,
            language=_html_language(stage),
            brand=night["brand"],
            colors=colors,
            welcome=night["say"]["welcome"],
        )
    )
    files = {
        "night.json": safe,
        "night.js": f"tingjianNight({json.dumps(safe, ensure_ascii=True)});\n",
        "manifest.json": manifest + "\n",
        "manifest.js": f"tingjianManifest({manifest});\n",
        "index.html": page,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in files]


def checksum(text: str) -> int:
    """Sum up a text so that the page can tell a whole night from half a one (FNV-1a over UTF-16 units).

    >>> checksum("听见")
    3041374443
    """
    value = 0x811C9DC5
    units = text.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    return value


def _html_language(stage: Stage) -> str:
    return {"en": "en", "zh-Hant": "zh-Hant"}.get(stage.language, "zh-Hans")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
