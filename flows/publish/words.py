"""Word clouds of what people write about: composed by ``wordcloud``, made fair and steady by our own seats.

``wordcloud`` shrinks a word that finds no room and drops the next ones in silence, and composes anew each time. So its
layout is only a first proposal: every word then sits at exactly ``scale x sqrt(count)``, as near to it, or to its place
of the night before, as there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from wordcloud import WordCloud

from flows.publish.fonts import Faces, printable
from flows.publish.palette import NEUTRAL, Palette
from flows.publish.pictures import Bar, Letters, Mark, Picture
from flows.publish.seats import INK_ABOVE, NOBODY, Before, Guest, Plan, Room, highest, plan, size_of
from flows.publish.shapes import outside
from flows.publish.stage import Stage
from nlp.records import Word, WordList

WIDTH, HEIGHT = 1600, 1000
TOP, BOTTOM, SIDE = 140, 116, 60
MOST, FEW = 80, 12
GRID_COLUMNS, GRID = 200, 4
LEGIBLE = 30
"""Height of a letter, in px, that a picture must have room for: what is smaller is not read from five metres away."""
INWARD = 0.5
"""So far from the middle as ``wordcloud`` proposes: it spreads larger letters than ours, which leaves holes."""
SLACK = 0.9
"""A new cloud is set a little smaller than it could be, so that words may grow without pushing others away."""
UNDERLINE = 0.045
"""Thickness of the line under unhappy words, in em: colour alone must not carry meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """The words of one cloud, seated; without seats they are listed, because they are few."""

    listed: WordList
    words: tuple[Word, ...]
    plan: Plan | None
    both: bool = False
    """Whether Chinese and English words stand in it together."""


def chosen(words: Sequence[Word]) -> list[Word]:
    """Take the words of a cloud: the most frequent ones that can be drawn, ties by their letters."""
    drawable = [word for word in words if printable(word.text) == word.text and word.count > 0]
    return sorted(drawable, key=lambda word: (-word.count, word.text))[:MOST]


def arrange(
    listed: WordList, faces: Faces, shape: str, before: Before = NOBODY, *, both: bool = False
) -> Cloud:
    """Seat the words at one common scale, where they sat the night before if they can; few words are only listed."""
    words = tuple(chosen(listed.words))
    if len(words) < FEW:
        return Cloud(listed=listed, words=words, plan=None, both=both)
    guests = [Guest(key=w.text, text=w.text, count=w.count, width=faces.width(w.text)) for w in words]
    height = HEIGHT - TOP - BOTTOM
    room = Room(
        width=WIDTH - 2 * SIDE,
        height=height,
        floor=18,
        ceiling=height // 4,
        shape=shape,
        columns=GRID_COLUMNS,
    )
    heard = legible(guests, room)
    seated = plan(heard, room, before) if before.places else composed(heard, faces, room)
    seated = replace(seated, left_out=(*seated.left_out, *guests[len(heard) :]))
    return Cloud(listed=listed, words=words, plan=seated, both=both)


def legible(guests: Sequence[Guest], room: Room) -> list[Guest]:
    """Leave out the least frequent words for which no letters remain that can be read from afar, equal ones together."""
    kept = list(guests)
    while len(kept) > FEW and size_of(kept[-1].count, highest(kept, room)) < LEGIBLE:
        kept = [guest for guest in kept if guest.count > kept[-1].count]
    return kept if len(kept) >= FEW else list(guests)


def composed(guests: Sequence[Guest], faces: Faces, room: Room) -> Plan:
    """Seat the words of a first night, a little smaller than they could be."""
    wishes = proposed(guests, faces, room)
    tight = plan(guests, room, wishes)
    loose = plan(guests, room, wishes, limit=tight.scale * SLACK)
    return tight if tight.left_out else loose


def proposed(guests: Sequence[Guest], faces: Faces, room: Room) -> Before:
    """Ask ``wordcloud`` for a first composition, on a picture a quarter as large, inside the same shape."""
    rows, columns = room.height // GRID, room.width // GRID
    out = outside(room.shape, rows, columns)
    with TemporaryDirectory() as folder:
        font = Path(folder) / "face.otf"
        font.write_bytes(faces.bold.data)
        cloud = WordCloud(
            font_path=str(font),
            mask=np.where(out, 255, 0).astype(np.uint8),
            margin=2,
            prefer_horizontal=1.0,
            relative_scaling=0.5,  # type: ignore[arg-type]  # the package's own annotation says str
            random_state=20,
            max_words=MOST,
        ).generate_from_frequencies({guest.text: guest.count for guest in guests})
    widths = {guest.text: guest.width for guest in guests}
    middles = {
        text: ((x + widths[text] * size / 2) / columns, (y + size / 2) / rows)
        for (text, _), size, (y, x), _, _ in cloud.layout_
    }
    return Before(places={text: (_inward(x), _inward(y)) for text, (x, y) in middles.items()})


def _inward(share: float) -> float:
    return 0.5 + (share - 0.5) * INWARD


def paint(cloud: Cloud, stage: Stage, faces: Faces, colors: Palette) -> Picture:
    """Compose the picture: a cloud, or a ranked list where there is too little for one."""
    title = stage.say(f"words.title.{cloud.listed.audience}")
    marks: list[Mark] = [
        Letters(text=title, x=SIDE, y=76, size=40, color=colors.ink),
        Letters(text=_subtitle(cloud, stage), x=SIDE, y=114, size=22, color=colors.quiet, weight="regular"),
    ]
    if cloud.plan is None:
        marks += _ranked(cloud.words, stage, faces, colors)
    else:
        marks += _words(cloud.plan, {w.text: w for w in cloud.words}, colors)
        marks += _scale(cloud.plan, stage, faces, colors)
    marks += _feelings(stage, faces, colors)
    return Picture(width=WIDTH, height=HEIGHT, paper=colors.paper, marks=marks, title=title)


def _subtitle(cloud: Cloud, stage: Stage) -> str:
    listed = cloud.listed
    tongue = stage.say("language.both") if cloud.both else stage.say(f"language.{listed.language}")
    parts = [stage.brand(), stage.site(listed.site), tongue, stage.period()]
    return "  ·  ".join(part for part in parts if part)


def _words(seated: Plan, known: dict[str, Word], colors: Palette) -> list[Mark]:
    """Set the words; unhappy ones are underlined besides."""
    marks: list[Mark] = []
    for seat in seated.seats:
        score = known[seat.guest.key].score
        color = colors.feeling(score)
        x, y = SIDE + seat.x, TOP + seat.y + INK_ABOVE * seat.size
        marks.append(Letters(text=seat.guest.text, x=x, y=y, size=seat.size, color=color, middle=True))
        if score <= -NEUTRAL:
            width = seat.guest.width * seat.size
            thick = max(2.0, UNDERLINE * seat.size)
            marks.append(Bar(x=x - width / 2, y=y + 0.1 * seat.size, width=width, height=thick, color=color))
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


def _scale(seated: Plan, stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """State what size means, and how many words found no room."""
    if not seated.seats:
        return []
    largest = max(seated.seats, key=lambda seat: (seat.guest.count, seat.guest.key)).guest
    note = stage.say("words.scale", n=largest.count, word=largest.text)
    if seated.left_out:
        note += "   " + stage.say("words.more", n=len(seated.left_out))
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
