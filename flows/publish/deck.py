# pyright: basic
"""The praised as slides for the yearly meeting: a title, the cloud, one person a slide, one for processes."""

from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from flows.publish import clouds, gate, names
from flows.publish.fonts import printable
from flows.publish.palette import Palette, palette
from flows.publish.pictures import to_image
from flows.publish.stage import Stage
from flows.put import put_bytes
from flows.settings import Settings
from nlp.records import Insights, Praise

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)
MARGIN = 0.07
LATIN, CHINESE = "Calibri", "Microsoft YaHei"
MOST_QUOTES = 3
QUOTES_TOP, QUOTES_HEIGHT = 0.4, 0.45
"""Where on a person's slide the sentences stand, and how much of its height they may take."""
SIZES = (40, 34, 28, 24, 20, 16)


def slides(insights: Insights, path: Path, settings: Settings) -> Path:
    """Write the presentation; only people and sentences that may stand on the wall are in it."""
    stage = Stage(insights=insights, settings=settings, folder=path.parent)
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    page = _Pages(deck, palette("light"))
    page.title(stage.say("slides.title"), f"{stage.brand()}  ·  {stage.period()}")
    people = gate.named(insights)
    if people:
        page.picture(_cloud_picture(stage), stage.say("names.title"))
    for person in people:
        _person(page, person, stage)
    _processes(page, stage)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = BytesIO()
    deck.save(whole)
    put_bytes(path, whole.getvalue())
    return path


def _cloud_picture(stage: Stage) -> BytesIO:
    faces = clouds.faces_of(stage)
    people = [replace(person, new=False) for person in gate.named(stage.insights)]
    cloud = names.arrange(names.told_apart(people, stage), faces, None)
    out = BytesIO()
    to_image(names.paint(cloud, stage, faces, palette("light")), faces, 2).save(out, "PNG")
    out.seek(0)
    return out


def _person(page: "_Pages", person: Praise, stage: Stage) -> None:
    days = (stage.insights.period[1] - stage.insights.period[0]).days + 1
    where = "  ·  ".join(part for part in (stage.site(person.site), person.department or "") if part)
    quotes = [printable(quote.text) for quote in gate.sentences(person, stage.insights)][:MOST_QUOTES]
    thanks = stage.say("wall.person.thanks", n=gate.by_customers(person), days=days)
    page.person(printable(person.name), where, quotes, thanks)


def _processes(page: "_Pages", stage: Stage) -> None:
    praised = gate.processes(stage.insights)[:6]
    if praised:
        lines = [f"{printable(each.text)}   {each.count}×" for each in praised]
        page.list(stage.say("page.processes"), lines)


class _Pages:
    """Blank slides with large, quiet type."""

    def __init__(self, deck: Any, colors: Palette) -> None:  # noqa: ANN401 — the package hides its class
        self.deck = deck
        self.colors = colors

    def _blank(self) -> Slide:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _rgb(self.colors.paper)
        return slide

    def _text(self, slide: Slide, box: tuple[float, float, float], text: str, size: int, color: str) -> None:
        top, height, left = box
        shape = slide.shapes.add_textbox(
            Emu(int(WIDTH * left)),
            Emu(int(HEIGHT * top)),
            Emu(int(WIDTH * (1 - left - MARGIN))),
            Emu(int(HEIGHT * height)),
        )
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        run = frame.paragraphs[0].add_run()
        run.text = text
        run.font.size, run.font.name, run.font.bold = Pt(size), LATIN, size >= 44
        run.font.color.rgb = _rgb(color)
        east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": CHINESE})
        run._r.get_or_add_rPr().append(east)

    def title(self, title: str, subtitle: str) -> None:
        slide = self._blank()
        self._text(slide, (0.36, 0.2, MARGIN), title, 48, self.colors.ink)
        self._text(slide, (0.54, 0.1, MARGIN), subtitle, 22, self.colors.quiet)

    def picture(self, picture: BytesIO, alt: str) -> None:
        slide = self._blank()
        shape: Any = slide.shapes.add_picture(picture, Emu(0), Emu(0), WIDTH, HEIGHT)
        shape._element.nvPicPr.cNvPr.set("descr", alt)

    def person(self, name: str, where: str, quotes: list[str], thanks: str) -> None:
        slide = self._blank()
        color = self.colors.of(name)
        self._text(slide, (0.1, 0.18, MARGIN), name, 60 if len(name) < 22 else 44, color)
        self._text(slide, (0.28, 0.08, MARGIN), where, 22, self.colors.quiet)
        self._quotes(slide, quotes, color)
        self._text(slide, (0.88, 0.08, MARGIN), thanks, 20, self.colors.quiet)

    def _quotes(self, slide: Slide, quotes: list[str], color: str) -> None:
        """Set the sentences one under the other, as large as they all fit, with a bar at their side."""
        if not quotes:
            return
        size = next((size for size in SIZES if _height(quotes, size) <= QUOTES_HEIGHT), SIZES[-1])
        top = QUOTES_TOP
        for quote in quotes:
            height = _height([quote], size)
            self._text(slide, (top, height, MARGIN + 0.02), quote, size, self.colors.ink)
            top += height
        bar = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(int(WIDTH * MARGIN)), Emu(int(HEIGHT * (QUOTES_TOP + 0.01))),
            Emu(50000), Emu(int(HEIGHT * (top - QUOTES_TOP - 0.02))),
        )  # fmt: skip
        bar.fill.solid()
        bar.fill.fore_color.rgb = _rgb(color)
        bar.line.fill.background()

    def list(self, title: str, lines: list[str]) -> None:
        slide = self._blank()
        self._text(slide, (0.1, 0.15, MARGIN), title, 44, self.colors.ink)
        for place, line in enumerate(lines):
            self._text(slide, (0.3 + 0.1 * place, 0.1, MARGIN), line, 26, self.colors.names[place % 4])


def _height(quotes: list[str], size: int) -> float:
    """Estimate how much of the slide's height sentences take: Chinese letters are as wide as high, Latin ones half."""
    room = WIDTH.pt * (1 - 2 * MARGIN - 0.04)
    lines = [ceil(sum(1.0 if east_asian_width(c) in "WF" else 0.52 for c in q) * size / room) for q in quotes]
    return sum(n * 1.3 * size + 0.9 * size for n in lines) / HEIGHT.pt


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#"))
