# pyright: basic
"""Word clouds of what people write about: laid out by ``wordcloud``, drawn in our letters, honest about scale.

``wordcloud`` shrinks a word that finds no room and drops the next ones in silence. So the layout is asked
again with smaller letters until every word stands at exactly ``scale x sqrt(count)``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import ImageFont
from wordcloud import WordCloud

from flows.publish.fonts import Faces, printable
from flows.publish.palette import Palette
from flows.publish.pictures import Bar, Letters, Mark, Picture
from flows.publish.stage import Stage
from nlp.records import Word, WordList

WIDTH, HEIGHT = 1600, 1000
TOP, BOTTOM, SIDE = 140, 116, 60
MOST, FEW = 80, 12
GRID = 2
"""The layout is found on a picture half as large: the same places, four times sooner."""
AIR = 6
"""Least space between words, in px of the layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A word with its size, its left edge and its baseline, in px of the room it was placed in."""

    word: Word
    size: int
    x: float
    y: float


def chosen(words: Sequence[Word]) -> list[Word]:
    """Take the words of a cloud: the most frequent ones that can be drawn, ties by their letters."""
    drawable = [word for word in words if printable(word.text) == word.text and word.count > 0]
    return sorted(drawable, key=lambda word: (-word.count, word.text))[:MOST]


def arrange(words: Sequence[Word], faces: Faces, width: int, height: int, least: int = 18) -> list[Placed]:
    """Find a place for every word at one common scale; the rarest give way where letters would get too small."""
    largest = min(height // GRID // 3, int(0.9 * width / GRID / (faces.width(words[0].text) + 0.3)))
    words = list(words)
    with TemporaryDirectory() as folder:
        font = Path(folder) / "face.otf"
        font.write_bytes(faces.bold.data)
        while words:
            sizes = {word.text: round(largest * sqrt(word.count / words[0].count)) for word in words}
            if min(sizes.values()) * GRID < least:
                words = words[: -max(1, len(words) // 12)]
                continue
            placed = _try(words, sizes, font, (width // GRID, height // GRID))
            if placed:
                return placed
            largest = min(largest - 1, int(largest * 0.94))
    return []


def _try(words: list[Word], sizes: dict[str, int], font: Path, room: tuple[int, int]) -> list[Placed]:
    """Ask for a layout at these very sizes; nothing where a word was shrunk or dropped."""
    cloud = WordCloud(
        font_path=str(font),
        width=room[0],
        height=room[1],
        margin=AIR,
        prefer_horizontal=1.0,
        relative_scaling=1.0,  # type: ignore[arg-type]  # the package's own annotation says str
        min_font_size=min(sizes.values()),
        max_font_size=max(sizes.values()),
        random_state=20,
        max_words=MOST,
    ).generate_from_frequencies(sizes)
    known = {word.text: word for word in words}
    layout = [(text, size, place) for (text, _), size, place, _, _ in cloud.layout_]
    if len(layout) < len(words) or any(size != sizes[text] for text, size, _ in layout):
        return []
    return [_placed(known[text], size, place, font) for text, size, place in layout]


def _placed(word: Word, size: int, place: tuple[int, int], font: Path) -> Placed:
    """Turn the top left corner of the ink into a start and a baseline."""
    left, top, _, _ = ImageFont.truetype(str(font), size * GRID).getbbox(word.text, anchor="ls")
    return Placed(word=word, size=size * GRID, x=place[1] * GRID - left, y=place[0] * GRID - top)


def paint(words: WordList, stage: Stage, faces: Faces, colors: Palette) -> Picture:
    """Compose the picture: a cloud, or a ranked list where there is too little for one."""
    title = stage.say(f"words.title.{words.audience}")
    picked = chosen(words.words)
    marks: list[Mark] = [
        Letters(text=title, x=SIDE, y=76, size=40, color=colors.ink),
        Letters(text=_subtitle(words, stage), x=SIDE, y=114, size=22, color=colors.quiet, weight="regular"),
    ]
    if len(picked) < FEW:
        marks += _ranked(picked, stage, faces, colors)
    else:
        placed = arrange(picked, faces, WIDTH - 2 * SIDE, HEIGHT - TOP - BOTTOM)
        marks += _cloud(placed, colors) + _scale(placed, len(picked), stage, faces, colors)
    marks += _feelings(stage, faces, colors)
    return Picture(width=WIDTH, height=HEIGHT, paper=colors.paper, marks=marks, title=title)


def _subtitle(words: WordList, stage: Stage) -> str:
    parts = [stage.brand(), stage.site(words.site), stage.say(f"language.{words.language}"), stage.period()]
    return "  ·  ".join(part for part in parts if part)


def _cloud(placed: Sequence[Placed], colors: Palette) -> list[Mark]:
    """Set the words; unhappy ones are underlined besides, for colour alone must not carry meaning."""
    marks: list[Mark] = []
    for each in placed:
        color = colors.feeling(each.word.score)
        x, y = SIDE + each.x, TOP + each.y
        marks.append(Letters(text=each.word.text, x=x, y=y, size=each.size, color=color))
    return marks


def _ranked(words: Sequence[Word], stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """List few words with a bar each: a cloud of nine words would only decorate."""
    if not words:
        text = stage.say("words.none")
        return [Letters(text=text, x=SIDE, y=TOP + 90, size=30, color=colors.quiet, weight="regular")]
    step = min(66, (HEIGHT - TOP - BOTTOM - 40) // len(words))
    start = SIDE + 40 + max(faces.width(word.text) for word in words) * 30
    longest = WIDTH - SIDE - 100 - start
    marks: list[Mark] = []
    for row, word in enumerate(words):
        y = TOP + 40 + row * step
        length = longest * word.count / words[0].count
        marks += [
            Letters(text=word.text, x=SIDE, y=y + 30, size=30, color=colors.ink),
            Bar(x=start, y=y, width=length, height=38, color=colors.feeling(word.score)),
            Letters(text=str(word.count), x=start + length + 14, y=y + 29, size=26, color=colors.quiet),
        ]
    return marks


def _scale(placed: Sequence[Placed], wanted: int, stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """State what size means, and how many words found no room."""
    if not placed:
        return []
    note = stage.say("words.scale", n=placed[0].word.count, word=placed[0].word.text)
    if wanted > len(placed):
        note += "   " + stage.say("words.more", n=wanted - len(placed))
    size = min(22, int((WIDTH - 2 * SIDE) / faces.width(note, "regular")))
    return [Letters(text=note, x=SIDE, y=HEIGHT - 28, size=size, color=colors.quiet, weight="regular")]


def _feelings(stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """Explain the three colours."""
    marks: list[Mark] = []
    x = float(SIDE)
    for label, color in (
        ("positive", colors.positive),
        ("neutral", colors.neutral),
        ("negative", colors.negative),
    ):
        text = stage.say(f"feeling.{label}")
        marks += [
            Bar(x=x, y=HEIGHT - 86, width=20, height=20, color=color),
            Letters(text=text, x=x + 30, y=HEIGHT - 68, size=22, color=colors.ink, weight="regular"),
        ]
        x += 30 + faces.width(text, "regular") * 22 + 34
    return marks
