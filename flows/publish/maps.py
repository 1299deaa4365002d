"""The map of topics: every dot is something somebody said, every island a topic; as a picture and on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from flows.messages import table, traditional
from flows.publish.fonts import Faces, printable
from flows.publish.palette import LIGHT, Palette, palette
from flows.publish.pictures import Dot, Letters, Mark, Picture, draw
from flows.publish.stage import Stage
from nlp.records import MapPoint, TopicRow

WIDTH, HEIGHT, EDGE, TOP = 1280, 860, 70, 130
"""The islands lie below ``TOP``: above them stands what the picture is."""
RADIUS = 3.2
MOST_LABELS = 40
LONGEST = 140
FAMILIES = {"picture", "period"}
"""Families of messages that stand on pictures of topics."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an island, by the middle of its baseline."""

    text: str
    x: float
    y: float
    size: int


@dataclass(frozen=True, slots=True)
class Land:
    """The map, laid out: dots with their topics, and the labels that found room."""

    dots: tuple[tuple[float, float, MapPoint], ...]
    labels: tuple[Label, ...]


def faces_of(stage: Stage) -> Faces:
    """Cut the fonts to the names of topics and sites, and to what stands on these pictures."""
    said = [text for key, pair in table().items() if key.split(".")[0] in FAMILIES for text in pair]
    if stage.language == "zh-Hant":
        said = [traditional(text) for text in said]
    called = [stage.topic(row.topic) for row in stage.insights.topics]
    sites = [stage.site(cell.site) for cell in stage.insights.topic_sites]
    return stage.faces([*said, *map(printable, [*called, *sites, stage.brand()]), "0123456789…"])


def lay_out(stage: Stage, faces: Faces) -> Land:
    """Fit the dots to the paper and find room for the labels, large topics first."""
    dots = tuple(_fitted(stage.insights.topic_map))
    rows = sorted(stage.insights.topics, key=lambda row: (-row.tally.n, row.topic.id))[:MOST_LABELS]
    taken: list[Box] = []
    labels: list[Label] = []
    most = max((row.tally.n for row in rows), default=1)
    for row in rows:
        own = [(x, y) for x, y, point in dots if point.topic_id == row.topic.id]
        label = _label(row, own, stage, faces, most, taken) if own else None
        if label:
            labels.append(label)
    return Land(dots, tuple(labels))


def _fitted(points: Sequence[MapPoint]) -> list[tuple[float, float, MapPoint]]:
    xs, ys = [p.x for p in points], [p.y for p in points]
    if not points:
        return []
    wide, high = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    return [
        (
            EDGE + (WIDTH - 2 * EDGE) * (p.x - min(xs)) / wide,
            TOP + (HEIGHT - TOP - EDGE) * (p.y - min(ys)) / high,
            p,
        )
        for p in points
    ]


def _label(
    row: TopicRow, own: Sequence[tuple[float, float]], stage: Stage, faces: Faces, most: int, taken: list[Box]
) -> Label | None:
    """Set the name on its island, else above or below it, where it touches no other name."""
    size = round(13 + 13 * (row.tally.n / most) ** 0.5)
    text = printable(stage.topic(row.topic))
    width = faces.width(text) * size
    middle = sum(x for x, _ in own) / len(own)
    x = min(max(middle, width / 2 + 8), WIDTH - width / 2 - 8)
    heights = [y for _, y in own]
    centre = sum(heights) / len(heights)
    for y in (
        centre + size / 3,
        min(heights) - 8,
        max(heights) + size + 4,
        centre - size,
        centre + 1.8 * size,
    ):
        box = (x - width / 2 - 4, y - size, x + width / 2 + 4, y + size * 0.3)
        inside = box[1] > TOP - EDGE / 2 and box[3] < HEIGHT - 4
        if inside and not any(_touch(box, other) for other in taken):
            taken.append(box)
            return Label(text, x, y, size)
    return None


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def write(stage: Stage, faces: Faces) -> list[Path]:
    """Draw ``topics/map.png`` and ``.svg``; nothing where there is nothing to draw."""
    land = lay_out(stage, faces)
    if not land.dots:
        return []
    colors = palette(stage.settings.screen.theme)
    marks: list[Mark] = [Dot(x=x, y=y, radius=RADIUS, color=colors.of(p.topic_id)) for x, y, p in land.dots]
    for label in land.labels:
        marks += _haloed(label, colors)
    title = stage.say("picture.map", brand=stage.brand(), period=stage.period())
    marks += _heading(title, stage, faces, colors)
    picture = Picture(width=WIDTH, height=HEIGHT, paper=colors.paper, marks=marks, title=title)
    return draw(picture, faces, stage.folder / "topics" / "map")


def _heading(title: str, stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """Say what the picture shows and how to read it: it is sent about without the page."""
    note = stage.say("picture.dots")
    large = min(26, int((WIDTH - EDGE) / max(faces.width(title), 1.0)))
    small = min(17, int((WIDTH - EDGE) / max(faces.width(note, "regular"), 1.0)))
    return [
        Letters(text=title, x=EDGE / 2, y=44, size=large, color=colors.ink),
        Letters(text=note, x=EDGE / 2, y=74, size=small, color=colors.quiet, weight="regular"),
    ]


def _haloed(label: Label, colors: Palette) -> list[Letters]:
    """Set a name on paper-coloured copies of itself, so that dots never make it hard to read."""
    around = [(dx, dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2) if (dx, dy) != (0, 0)]
    halo = [
        Letters(
            text=label.text, x=label.x + dx, y=label.y + dy, size=label.size, color=colors.paper, middle=True
        )
        for dx, dy in around
    ]
    top = Letters(text=label.text, x=label.x, y=label.y, size=label.size, color=colors.ink, middle=True)
    return [*halo, top]


def on_page(stage: Stage, faces: Faces) -> Markup:
    """Draw the map for the morning page: resting on a dot shows what was said, masked."""
    land = lay_out(stage, faces)
    if not land.dots:
        return Markup("")
    said = {quote.comment_id: quote.text for quote in stage.insights.quotes}
    named = {row.topic.id: stage.topic(row.topic) for row in stage.insights.topics}
    dots = [
        Markup('<circle cx="{:.0f}" cy="{:.0f}" r="4" fill="{}"><title>{}</title></circle>').format(
            x,
            y,
            LIGHT.of(p.topic_id),
            f"{named.get(p.topic_id, '')}\n“{said.get(p.comment_id, '')[:LONGEST]}”",
        )
        for x, y, p in land.dots
    ]
    names = [
        Markup('<text x="{:.0f}" y="{:.0f}" style="font-size:{}px" text-anchor="middle">{}</text>').format(
            label.x, label.y, label.size, label.text
        )
        for label in land.labels
    ]
    head = Markup('<svg class="land" viewBox="0 0 {} {}" role="img" aria-label="{}">')
    title = escape(stage.say("picture.map", brand=stage.brand(), period=stage.period()))
    return head.format(WIDTH, HEIGHT, title) + Markup("").join([*dots, *names]) + Markup("</svg>")
