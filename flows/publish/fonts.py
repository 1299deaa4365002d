# pyright: basic
"""Letters for every picture and page: cut to the characters of one night, checked, never a box.

The regular weight is Noto Sans SC, the bold one Noto Sans CJK. The bold file draws the Japanese forms of Han
characters unless asked otherwise, so the Chinese forms (``locl``) are baked in here: Pillow, SVG and
the browser then all show the same letters. Rare characters that the regular file lacks (𠮷) come from the bold one.
"""

import base64
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import ImageFont

Weight = Literal["regular", "bold"]
ALWAYS = {chr(code) for code in range(0x20, 0x7F)} | set("·…—“”‘’，。！？：；、（）《》×–%−＋+〓●年月日→←↑↓≥")
GETA = "〓"
"""Typesetters' own sign for a letter that is not in the case."""


@cache
def font_path(weight: Weight) -> Path:
    """Find the font file inside its package."""
    package, name = {
        "regular": ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
        "bold": ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
    }[weight]
    return Path(str(import_module(package).__file__)).with_name(name)


@cache
def coverage(weight: Weight) -> frozenset[int]:
    """List the code points that a font file can draw."""
    with TTFont(font_path(weight), lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


@cache
def drawable() -> frozenset[int]:
    """List the code points that one font or the other can draw."""
    return coverage("regular") | coverage("bold")


def printable(text: str) -> str:
    """Keep what can be drawn: other letters become 〓, other signs (emoji) go, so that no box ever shows.

    >>> printable("谢谢小𠮷🙂！")
    '谢谢小𠮷！'
    """
    known = drawable()
    kept = (_drawn(char, known) for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _drawn(char: str, known: frozenset[int]) -> str:
    """Return what stands for a character: itself, a space, 〓, or nothing."""
    kind = unicodedata.category(char)
    if char.isspace():
        return " "
    if ord(char) in known and kind[0] != "C":
        return char
    return GETA if kind[0] == "L" else ""


def missing(text: str) -> str:
    """Return the letters of a text that neither font can draw."""
    return "".join(sorted({char for char in text if ord(char) not in drawable() and not char.isspace()}))


@dataclass(frozen=True, eq=False)
class Face:
    """One font file cut to a few characters, with their widths in em."""

    family: str
    weight: int
    data: bytes = field(repr=False)
    widths: dict[str, float] = field(repr=False)

    @cached_property
    def css(self) -> str:
        """Hold the @font-face rule with the font inside."""
        font = TTFont(BytesIO(self.data), recalcTimestamp=False)
        font.flavor = "woff2"
        out = BytesIO()
        font.save(out, reorderTables=None)
        packed = base64.b64encode(out.getvalue()).decode("ascii")
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};font-style:normal;'
            f'font-display:block;src:url(data:font/woff2;base64,{packed}) format("woff2")}}'
        )

    @cached_property
    def sizes(self) -> dict[int, ImageFont.FreeTypeFont]:
        """Keep the opened sizes."""
        return {}

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Open the face for Pillow at a size in px."""
        if size not in self.sizes:
            self.sizes[size] = ImageFont.truetype(
                BytesIO(self.data), size, layout_engine=ImageFont.Layout.BASIC
            )
        return self.sizes[size]


class Faces:
    """The regular and bold faces of one night, with the rare characters that only the bold file has."""

    def __init__(
        self, texts: Iterable[str], *, traditional: bool = False, case: "Faces | None" = None
    ) -> None:
        """Cut the faces to the texts; from a ``case`` that holds all their letters this takes a tenth of the time."""
        wanted = {char for char in ALWAYS.union(*texts) if char.isprintable()}
        rare = {char for char in wanted if ord(char) not in coverage("regular")}
        known = case if case and wanted <= case.letters else None
        self.letters = frozenset(wanted)
        self.regular = _cut("regular", frozenset(wanted - rare), traditional, known and known.regular)
        self.bold = _cut("bold", self.letters, traditional, known and known.bold)
        cut = _cut("bold", frozenset(rare), traditional, known and known.bold) if rare else None
        self.rare = replace(cut, family="Tingjian Rare", weight=400) if cut else None

    def css(self) -> str:
        """Return every @font-face rule."""
        faces = [self.regular, self.bold, *([self.rare] if self.rare and self.rare.widths else [])]
        return "\n".join(face.css for face in faces)

    def runs(self, text: str, weight: Weight = "bold") -> list[tuple[Face, str]]:
        """Split a text where the face has to change."""
        runs: list[tuple[Face, str]] = []
        for char in text:
            face = self.regular if weight == "regular" and char in self.regular.widths else self.bold
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + char)
            else:
                runs.append((face, char))
        return runs

    def width(self, text: str, weight: Weight = "bold") -> float:
        """Measure a text in em."""
        return sum(face.widths.get(char, 0.0) for face, part in self.runs(text, weight) for char in part)


@lru_cache(maxsize=12)
def _cut(weight: Weight, characters: frozenset[str], traditional: bool, case: Face | None = None) -> Face:
    """Cut a face from its file, or from a face that was cut before (its regional letters are then in place)."""
    with TTFont(BytesIO(case.data) if case else font_path(weight), lazy=True, recalcTimestamp=False) as font:
        cmap = font.getBestCmap() or {}
        swap = weight == "bold" and case is None
        local = _regional(font, "ZHT " if traditional else "ZHS ") if swap else {}
        held = {ord(char): cmap[ord(char)] for char in sorted(characters) if ord(char) in cmap}
        chosen = {code: local.get(glyph, glyph) for code, glyph in held.items()}
        _keep_only(font, chosen)
        em: Any = font["head"]
        widths = {chr(code): font["hmtx"][glyph][0] / em.unitsPerEm for code, glyph in chosen.items()}
        out = BytesIO()
        _subset(font, list(chosen)).save(out, reorderTables=None)
    return Face("Tingjian", 700 if weight == "bold" else 400, out.getvalue(), widths)


def _keep_only(font: TTFont, chosen: dict[int, str]) -> None:
    """Point the characters at their glyphs, the region's own ones where it has them."""
    for table in font["cmap"].tables:
        if table.isUnicode() and hasattr(table, "cmap"):
            table.cmap = {
                code: glyph for code, glyph in chosen.items() if table.format == 12 or code <= 0xFFFF
            }


def _subset(font: TTFont, codes: list[int]) -> TTFont:
    options = subset.Options(
        layout_features=["halt", "chws"], hinting=False, notdef_outline=True, desubroutinize=True
    )
    options.drop_tables += ["GSUB", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    options.name_IDs = [1, 2]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    return font


def _regional(font: TTFont, tag: str) -> dict[str, str]:
    """Read the glyph swaps that a region's written language asks for."""
    gsub = font["GSUB"].table
    swaps: dict[str, str] = {}
    for script in gsub.ScriptList.ScriptRecord:
        for system in script.Script.LangSysRecord:
            if system.LangSysTag != tag:
                continue
            for index in system.LangSys.FeatureIndex:
                feature = gsub.FeatureList.FeatureRecord[index]
                if feature.FeatureTag == "locl":
                    swaps |= _single_swaps(gsub, feature.Feature.LookupListIndex)
    return swaps


def _single_swaps(gsub: Any, lookups: list[int]) -> dict[str, str]:  # noqa: ANN401 — made at run time
    swaps: dict[str, str] = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swaps |= getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    return swaps
