"""The wall: one self-contained page that hangs for years, and the small files by which it finds a new night.

``index.html`` holds letters, data and code, so it opens from a disk, a stick or any web server. While it runs it
asks ``manifest`` once in a while; when the version differs it takes ``night`` whole, checks it, and changes over between
two scenes. ``.js`` twins of both exist because a page opened from a disk may load scripts, not data.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.messages import say, tongues
from flows.publish import gate
from flows.publish.fonts import Faces, printable
from flows.publish.names import WALLS, NameCloud, fold
from flows.publish.palette import Palette, palette
from flows.publish.seats import Guest, Plan, plan
from flows.publish.stage import Stage
from nlp.records import Praise, ProcessPraise, Quote, Word

LOVED_MOST = 28
LONGEST = {"zh": 84, "en": 190}
"""Letters that a sentence may have to be readable in passing."""
TEMPLATES = Path(__file__).with_name("templates")


def compose(stage: Stage, cloud: NameCloud, faces: Faces) -> dict[str, Any]:
    """Fold everything the wall shows into one plain record."""
    people = gate.named(stage.insights)
    colors = palette(stage.settings.screen.theme)
    last = stage.insights.period[1]
    return {
        "day": stage.insights.day.isoformat(),
        "language": stage.language,
        "theme": stage.settings.screen.theme,
        "brand": printable(stage.brand()),
        "title": _pair("wall.names", stage),
        "names": {shape: _pages(shape, plans, cloud, colors) for shape, plans in cloud.walls.items()},
        "people": [_person(person, stage, colors, faces) for person in people],
        "loved": _loved(stage, faces, colors),
        "processes": [_process(process, stage) for process in gate.processes(stage.insights)],
        "say": {
            "welcome": _pair("wall.welcome", stage),
            "loved": _pair("wall.loved", stage),
            "footer": f"{stage.say('wall.footer')}  {_period(stage)}",
            "fresh": stage.say("wall.fresh"),
            "old": stage.say("wall.footer.old", day=last),
            "operator": "" if people else stage.say("wall.operator"),
        },
        "stale": (last + timedelta(days=3)).isoformat(),
    }


def _each(key: str, stage: Stage, **values: object) -> list[str]:
    return [say(key, tongue, **values) for tongue in tongues(stage.language)]


def _pair(key: str, stage: Stage, **values: object) -> list[str]:
    """Say a headline in one or two lines: the main language first."""
    return _each(key, stage, **values)


def _period(stage: Stage) -> str:
    """Write the days; figures alone where two languages share the line."""
    if stage.language != "both":
        return stage.period()
    first, last = stage.insights.period
    return f"{first.month}.{first.day}–{last.month}.{last.day}"


def _pages(shape: str, plans: Sequence[Plan], cloud: NameCloud, colors: Palette) -> dict[str, Any]:
    room = WALLS[shape]
    return {
        "room": [room.width, room.height],
        "pages": [
            [
                {
                    "text": seat.guest.text,
                    "x": round(seat.x, 1),
                    "y": round(seat.y, 1),
                    "size": seat.size,
                    "color": colors.of(seat.guest.key),
                    "new": seat.guest.key in cloud.new,
                }
                for seat in plan.seats
            ]
            for plan in plans
        ],
    }


def _person(person: Praise, stage: Stage, colors: Palette, faces: Faces) -> dict[str, Any]:
    where = [stage.site(person.site), person.department or ""]
    key = "wall.person.first" if person.new and person.thanks == 1 else "wall.person.thanks"
    return {
        "name": printable(person.name),
        "folded": fold(printable(person.name), faces, 7.0),
        "where": "  ·  ".join(printable(part) for part in where if part),
        "color": colors.of(str(person.employee_id)),
        "thanks": _each(
            key, stage, **({} if key.endswith("first") else {"n": person.thanks, "days": _days(stage)})
        ),
        "quote": _quote(gate.sentences(person, stage.insights), person.name),
    }


def _days(stage: Stage) -> int:
    first, last = stage.insights.period
    return (last - first).days + 1


def _quote(quotes: Sequence[Quote], name: str = "") -> dict[str, str] | None:
    """Choose the sentence to show: one that fits, that names the person, the happiest; its own language."""
    fitting = [quote for quote in quotes if len(printable(quote.text)) <= LONGEST[_tongue(quote)]]
    if not fitting:
        return None
    best = max(fitting, key=lambda quote: (name in quote.text, quote.score, quote.comment_id))
    return {"text": printable(best.text), "lang": "en" if _tongue(best) == "en" else "zh-Hans"}


def _tongue(quote: Quote) -> str:
    return "en" if quote.language in {"en", "other"} else "zh"


def _process(process: ProcessPraise, stage: Stage) -> dict[str, Any]:
    return {
        "title": _pair(f"wall.{process.kind}", stage),
        "text": printable(process.text),
        "count": _each("wall.process.count", stage, n=process.count, days=_days(stage)),
        "quote": _quote([process.quote]),
    }


def _loved(stage: Stage, faces: Faces, colors: Palette) -> dict[str, Any]:
    """Seat the words of happy customers, in the languages of the screen."""
    wanted = {"en": {"en"}, "both": {"zh", "en"}}.get(stage.language, {"zh"})
    words: list[Word] = []
    for listed in stage.insights.words:
        if listed.audience == "customer" and listed.site is None and listed.language in wanted:
            kind = gate.loved(stage.insights, listed.words)
            words += sorted(kind, key=lambda word: (-word.count, word.text))[: LOVED_MOST // len(wanted)]
    guests = [
        Guest(key=word.text, text=word.text, count=word.count, width=faces.width(word.text))
        for word in words
        if printable(word.text) == word.text
    ]
    return {shape: _words_seated(guests, shape, colors) for shape in WALLS}


def _words_seated(guests: Sequence[Guest], shape: str, colors: Palette) -> dict[str, Any]:
    """Seat as many words as stay readable: the rarest go first."""
    kept = sorted(guests, key=lambda guest: (-guest.count, guest.key))
    seated = plan(kept, WALLS[shape])
    while kept and seated.left_out:
        kept = kept[:-1]
        seated = plan(kept, WALLS[shape])
    room = WALLS[shape]
    seats = [
        {
            "text": s.guest.text,
            "x": round(s.x, 1),
            "y": round(s.y, 1),
            "size": s.size,
            "color": colors.of(s.guest.text),
        }
        for s in seated.seats
    ]
    return {"room": [room.width, room.height], "pages": [seats] if seats else []}


def letters(night: dict[str, Any]) -> set[str]:
    """Collect every text of the record, for the fonts to be cut to."""
    texts: set[str] = set()
    stack: list[Any] = [night]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, dict):
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return texts


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
