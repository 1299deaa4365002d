# pyright: basic
"""One description of a picture, drawn twice: as PNG by Pillow and as SVG with real text.

Letters are placed by their baseline with the widths of the very font that is embedded, so both look the same
everywhere, and the same description gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

from flows.publish.fonts import Faces, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A line of text: ``x`` of its start (or middle) and ``y`` of its baseline."""

    text: str
    x: float
    y: float
    size: int
    color: str
    weight: Weight = "bold"
    middle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    color: str


Mark = Letters | Bar | Dot


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its size, its paper, what stands on it, and a sentence for those who cannot see it."""

    width: int
    height: int
    paper: str
    marks: Sequence[Mark]
    title: str


def draw(picture: Picture, faces: Faces, path: Path, scale: int = 2) -> list[Path]:
    """Write ``path``.png at ``scale`` times the size, and ``path``.svg."""
    png, svg = path.with_suffix(".png"), path.with_suffix(".svg")
    to_image(picture, faces, scale).save(png, optimize=False, compress_level=6)
    svg.write_text(to_svg(picture, faces), "utf-8")
    return [png, svg]


def to_image(picture: Picture, faces: Faces, scale: int = 2) -> Image.Image:
    """Draw with Pillow."""
    image = Image.new("RGB", (picture.width * scale, picture.height * scale), picture.paper)
    pen = ImageDraw.Draw(image)
    for mark in picture.marks:
        if isinstance(mark, Letters):
            _draw_letters(pen, mark, faces, scale)
        elif isinstance(mark, Bar):
            box = (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
            pen.rectangle([round(value * scale) for value in box], fill=mark.color)
        else:
            corners = (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
            pen.ellipse([round(value * scale) for value in corners], fill=mark.color)
    return image


def _draw_letters(pen: ImageDraw.ImageDraw, mark: Letters, faces: Faces, scale: int) -> None:
    size = mark.size * scale
    x = mark.x * scale - (faces.width(mark.text, mark.weight) * size / 2 if mark.middle else 0)
    for face, part in faces.runs(mark.text, mark.weight):
        pen.text((x, mark.y * scale), part, font=face.at(size), fill=mark.color, anchor="ls")
        x += sum(face.widths.get(char, 0) for char in part) * size


def to_svg(picture: Picture, faces: Faces) -> str:
    """Draw as SVG: text stays text, the font travels inside."""
    body = "\n".join(_svg_mark(mark, faces) for mark in picture.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}" '
        f'width="{picture.width}" height="{picture.height}" role="img">\n'
        f"<title>{escape(picture.title)}</title>\n"
        f'<style>{faces.css()}text{{font-family:Tingjian,"Tingjian Rare",sans-serif}}</style>\n'
        f'<rect width="100%" height="100%" fill="{picture.paper}"/>\n{body}\n</svg>\n'
    )


def _svg_mark(mark: Mark, faces: Faces) -> str:
    if isinstance(mark, Bar):
        size = f'width="{mark.width:.1f}" height="{mark.height:.1f}"'
        return f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" {size} fill="{mark.color}"/>'
    if isinstance(mark, Dot):
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:.1f}" fill="{mark.color}"/>'
    x = mark.x - (faces.width(mark.text, mark.weight) * mark.size / 2 if mark.middle else 0)
    weight = 700 if mark.weight == "bold" else 400
    return (
        f'<text x="{x:.1f}" y="{mark.y:.1f}" font-size="{mark.size}" font-weight="{weight}" '
        f'fill="{mark.color}" xml:space="preserve">{escape(mark.text)}</text>'
    )
