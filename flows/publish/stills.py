"""The wall's scenes as pictures, for players that show only pictures: one PNG per scene and size, drawn by Pillow.

The pictures need no browser, so they are drawn on every machine; they follow the wall's own measures (a unit is a
thousandth and eightieth of the shorter side, 64 units the smallest letter) and are drawn from the same record.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.publish.fonts import Faces, Weight
from flows.publish.lines import wrap
from flows.publish.palette import Palette, palette
from flows.publish.pictures import Bar, Dot, Letters, Mark, Picture, to_image
from flows.publish.seats import INK_ABOVE, LINE
from flows.publish.stage import Stage

Night = dict[str, Any]
SMALLEST = 64
"""Units: the smallest letter that reads at eight metres."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One picture in the making: ``y`` is how far down it is filled."""

    width: int
    height: int
    faces: Faces
    colors: Palette
    marks: list[Mark] = field(default_factory=list)
    y: float = 0.0

    @property
    def unit(self) -> float:
        """A thousandth and eightieth of the shorter side, in px."""
        return min(self.width, self.height) / 1080

    @property
    def side(self) -> float:
        """The safe area: five of a hundred on each side."""
        return 0.05 * self.width

    @property
    def broad(self) -> float:
        """How broad lines may be."""
        return self.width - 2 * self.side

    @property
    def shape(self) -> str:
        """Which of the wall's shapes this is."""
        ratio = self.width / self.height
        return "tall" if ratio < 1 else "ultra" if ratio > 2.6 else "wide"

    def lines(
        self, text: str, units: float, width: float | None = None, weight: Weight = "bold"
    ) -> list[str]:
        """Break a text at a size in units."""
        return wrap(text, self.faces, (width or self.broad) / (units * self.unit), weight)

    def write(
        self,
        text: str,
        units: float,
        color: str,
        *,
        weight: Weight = "bold",
        indent: float = 0.0,
        leading: float = 1.3,
    ) -> None:
        """Set a text below what stands there already."""
        size = units * self.unit
        for line in self.lines(text, units, self.broad - indent, weight):
            self.y += leading * size
            self.marks.append(
                Letters(text=line, x=self.side + indent, y=self.y - 0.25 * size, size=round(size), color=color, weight=weight)
            )  # fmt: skip

    def fit(self, text: str, most: int, rows: int, width: float | None = None) -> int:
        """Return the largest size in units at which a text takes at most so many lines, down to the smallest."""
        for units in range(max(most, SMALLEST), SMALLEST, -4):
            broken = self.lines(text, units, width)
            whole = all(
                self.faces.width(line) * units * self.unit <= (width or self.broad) for line in broken
            )
            if len(broken) <= rows and whole:
                return units
        return SMALLEST


def write(stage: Stage, night: Night, faces: Faces) -> list[Path]:
    """Draw every scene at the sizes set."""
    written: list[Path] = []
    for size in stage.settings.wall.stills:
        width, height = map(int, size.split("x"))
        folder = stage.folder / "wall" / "stills" / size
        folder.mkdir(parents=True, exist_ok=True)
        colors = palette(stage.settings.screen.theme)
        blank = _blank(width, height, faces, colors)
        for number, (name, paint) in enumerate(scenes(night, blank().shape), start=1):
            sheet = blank()
            paint(sheet)
            _footer(sheet, night)
            picture = Picture(width=width, height=height, paper=colors.paper, marks=sheet.marks, title=name)
            path = folder / f"{number:02d}-{name}.png"
            to_image(picture, faces, 1).save(path, compress_level=4)
            written.append(path)
    return written


def _blank(width: int, height: int, faces: Faces, colors: Palette) -> Callable[[], Sheet]:
    return lambda: Sheet(width=width, height=height, faces=faces, colors=colors, y=0.05 * height)


def scenes(night: Night, shape: str) -> Iterator[tuple[str, Callable[[Sheet], None]]]:
    """Name every scene of a night, in the wall's order, with how it is painted."""
    pages = [page for page in night["names"][shape]["pages"] if page]
    for number, page in enumerate(pages):
        fresh = night["say"]["fresh"] if shape != "tall" and any(seat["new"] for seat in page) else ""
        seats = page if fresh else [{**seat, "new": False} for seat in page]
        count = f"{number + 1}/{len(pages)}" if len(pages) > 1 else ""
        yield "names", _cloud(night["title"], night["names"][shape]["room"], seats, (fresh, count))
    for one in night["people"]:
        yield "person", _bound(_person, one)
    for key in ("loved", "colleagues"):
        for page in night[key][shape]["pages"]:
            yield key, _cloud(night["say"][key], night[key][shape]["room"], page)
    for one in night["processes"]:
        yield "praise", _bound(_praise, one)
    for one in night["done"]:
        yield "done", _bound(_done, one)
    if not night["people"]:
        yield "welcome", _bound(_welcome, night["say"])


def _bound(paint: Callable[[Sheet, Night], None], one: Night) -> Callable[[Sheet], None]:
    return lambda sheet: paint(sheet, one)


def _head(sheet: Sheet, title: Sequence[str]) -> None:
    """Set the headline, the second language below it in the quiet voice."""
    sheet.write(title[0], SMALLEST, sheet.colors.ink)
    for line in title[1:]:
        sheet.write(line, SMALLEST, sheet.colors.quiet, weight="regular")


def _cloud(
    title: Sequence[str], room: Sequence[float], seats: Sequence[Night], aside: tuple[str, str] = ("", "")
) -> Callable[[Sheet], None]:
    def paint(sheet: Sheet) -> None:
        _head(sheet, title)
        if any(aside):
            _aside(sheet, *aside)
        top = sheet.y + 20 * sheet.unit
        deep = sheet.height - _foot(sheet) - top
        scale = min(sheet.broad / room[0], deep / room[1])
        left = sheet.side + (sheet.broad - room[0] * scale) / 2
        for seat in seats:
            _seat(sheet, seat, (left, top + (deep - room[1] * scale) / 2), scale)

    return paint


def _aside(sheet: Sheet, fresh: str, count: str) -> None:
    """Set the number of the page at the right of the headline, and before it what the dot beside a name says."""
    size = round(SMALLEST * sheet.unit)
    text = "    ".join(filter(None, (fresh, count)))
    x = sheet.width - sheet.side - sheet.faces.width(text, "regular") * size - 0.3 * size
    top = 0.05 * sheet.height + 1.05 * size
    sheet.marks.append(Letters(text=text, x=x, y=top, size=size, color=sheet.colors.quiet, weight="regular"))
    if fresh:
        right = x + sheet.faces.width(fresh, "regular") * size + 0.14 * size
        sheet.marks.append(Dot(x=right, y=top - 0.8 * size, radius=0.085 * size, color=sheet.colors.quiet))


def _seat(sheet: Sheet, seat: Night, corner: tuple[float, float], scale: float) -> None:
    rows = seat["text"].split("\n")
    size = round(seat["size"] * scale)
    x, y = corner[0] + seat["x"] * scale, corner[1] + seat["y"] * scale
    first = y + (INK_ABOVE - LINE * (len(rows) - 1) / 2) * size
    for row, line in enumerate(rows):
        sheet.marks.append(
            Letters(text=line, x=x, y=first + LINE * row * size, size=size, color=seat["color"], middle=True)
        )
    if seat.get("new"):
        right = x + max(sheet.faces.width(row) for row in rows) * size / 2 + 0.14 * size
        sheet.marks.append(Dot(x=right, y=first - 0.8 * size, radius=0.085 * size, color=seat["color"]))


def _centred(sheet: Sheet, build: Callable[[float], None]) -> None:
    """Build a block, smaller until it fits above the footer, and move it to the middle of what is free."""
    before, start = len(sheet.marks), sheet.y
    for share in (1.0, 0.85, 0.7, 0.6, 0.5, 0.4):
        del sheet.marks[before:]
        sheet.y = start
        build(share)
        spare = sheet.height - _foot(sheet) - sheet.y
        if spare >= 0:
            break
    for place, mark in enumerate(sheet.marks[before:], start=before):
        sheet.marks[place] = _moved(mark, max(0.0, spare / 2))


def _moved(mark: Mark, down: float) -> Mark:
    if isinstance(mark, Letters):
        return Letters(text=mark.text, x=mark.x, y=mark.y + down, size=mark.size, color=mark.color, weight=mark.weight, middle=mark.middle)  # fmt: skip
    if isinstance(mark, Bar):
        return Bar(x=mark.x, y=mark.y + down, width=mark.width, height=mark.height, color=mark.color)
    return mark


def _person(sheet: Sheet, one: Night) -> None:
    def build(share: float) -> None:
        name = one["folded"].replace("\n", " ")
        sheet.write(
            name,
            sheet.fit(name, round(share * (190 if sheet.shape == "tall" else 250)), 2),
            one["color"],
            leading=1.12,
        )
        if one["where"]:
            sheet.write(one["where"], SMALLEST, sheet.colors.quiet, weight="regular", leading=1.35)
        _quote(sheet, one["quote"], one["color"], share)
        _thanks(sheet, one["thanks"])

    _centred(sheet, build)


def _praise(sheet: Sheet, one: Night) -> None:
    def build(share: float) -> None:
        _head(sheet, one["title"])
        sheet.y += 30 * sheet.unit
        text, color = one["text"], sheet.colors.of(one["text"])
        sheet.write(text, sheet.fit(text, round(share * 170), 2), color, leading=1.2)
        if one["where"]:
            sheet.write(one["where"], SMALLEST, sheet.colors.quiet, weight="regular", leading=1.35)
        if one["quote"] and one["quote"]["text"] != text:
            _quote(sheet, one["quote"], color, share)
        _thanks(sheet, one["count"])

    _centred(sheet, build)


def _done(sheet: Sheet, one: Night) -> None:
    def build(share: float) -> None:
        _head(sheet, one["title"])
        sheet.y += 30 * sheet.unit
        sheet.write(one["said"], SMALLEST, sheet.colors.quiet, weight="regular")
        _quote(sheet, {"text": one["asked"]}, sheet.colors.quiet, share, top=10)
        sheet.y += 40 * sheet.unit
        sheet.write(one["so"], SMALLEST, sheet.colors.quiet, weight="regular")
        for text in one["did"]:
            sheet.write(text, sheet.fit(text, round(share * 120), 2), sheet.colors.names[0], leading=1.25)

    _centred(sheet, build)


def _welcome(sheet: Sheet, say: Night) -> None:
    def build(share: float) -> None:
        for text in say["welcome"]:
            sheet.write(text, sheet.fit(text, round(share * 110), 2), sheet.colors.ink)

    _centred(sheet, build)


def _quote(sheet: Sheet, quote: Night | None, color: str, share: float, *, top: float = 44) -> None:
    """Set a sentence beside a bar, as large as three lines allow."""
    if not quote:
        return
    sheet.y += top * sheet.unit
    start, indent = sheet.y, 48 * sheet.unit
    units = sheet.fit(quote["text"], round(share * 100), 3, sheet.broad - indent)
    sheet.write(quote["text"], units, sheet.colors.ink, weight="regular", indent=indent, leading=1.45)
    bar = Bar(x=sheet.side, y=start, width=8 * sheet.unit, height=sheet.y - start, color=color)
    sheet.marks.append(bar)


def _thanks(sheet: Sheet, texts: Sequence[str]) -> None:
    sheet.y += 40 * sheet.unit
    for text, color in zip(texts, (sheet.colors.ink, sheet.colors.quiet), strict=False):
        sheet.write(text, SMALLEST, color, weight="regular", leading=1.35)


def _foot(sheet: Sheet) -> float:
    """Return how much room the footer takes, with the safe area below it."""
    return 0.05 * sheet.height + SMALLEST * 1.6 * sheet.unit


def _footer(sheet: Sheet, night: Night) -> None:
    """Say whose voices and which days; a still has no clock, so the as-of day stands on every one."""
    text = re.sub(r"\s+", " ", night["say"]["footer"])
    size = SMALLEST * sheet.unit
    fitted = min(size, sheet.broad / sheet.faces.width(text, "regular"))
    sheet.marks.append(
        Letters(text=text, x=sheet.side, y=0.95 * sheet.height - 0.25 * size, size=int(fitted), color=sheet.colors.quiet, weight="regular")
    )  # fmt: skip
