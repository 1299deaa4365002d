"""The picture of a budget: how often it would be wrong, and what it would have found, side by side."""

from pathlib import Path

from flows.messages import say
from flows.publish.fonts import Faces
from flows.publish.palette import LIGHT
from flows.publish.pictures import Bar, Letters, Mark, Picture, draw
from flows.settings import ScreenLanguage
from nlp.signals import Proof
from nlp.signals.proof import Found, Row

WIDTH, HEIGHT, LEFT, GROUP = 1080, 600, 150, 230
BASE, TALL = 400, 220
"""Where the bars stand, and how tall the chance of one is."""
WIDE, STEP = 44, 62


def draw_budget(proof: Proof, path: Path, language: ScreenLanguage) -> Path:
    """Write ``path``.png and ``path``.svg; return the first."""
    marks = [*_frame(proof, language)]
    for place, row in enumerate(proof.rows):
        marks += _group(LEFT + 24 + place * GROUP, row, language)
    texts = [mark.text for mark in marks if isinstance(mark, Letters)]
    title = say("budget.picture", language)
    picture = Picture(width=WIDTH, height=HEIGHT, paper=LIGHT.paper, marks=marks, title=title)
    return draw(picture, Faces([*texts, title], traditional=language == "zh-Hant"), path)[0]


def _frame(proof: Proof, language: ScreenLanguage) -> list[Mark]:
    marks: list[Mark] = [
        Letters(text=say("budget.picture", language), x=30, y=52, size=26, color=LIGHT.ink),
        _small(30, 84, say("budget.title", language, n=proof.comments, days=proof.days, copies=proof.copies)),
        _small(30, BASE + 24, say("budget.size", language)),
        _small(30, BASE + 50, say("budget.delay", language)),
        _small(30, BASE + 110, say("budget.allowed", language)),
        _small(30, BASE + 142, say("budget.measured", language)),
    ]
    for share in (0.0, 0.5, 1.0):
        y = BASE - TALL * share
        marks += [
            Bar(x=LEFT, y=y, width=WIDTH - LEFT - 30, height=1, color=LIGHT.line),
            _small(LEFT - 50, y + 5, f"{100 * share:.0f}%"),
        ]
    return marks


def _group(x: float, row: Row, language: ScreenLanguage) -> list[Mark]:
    middle = x + STEP + WIDE / 2
    low, high = row.interval
    measured = f"{row.false_a_week:.2f} ({low:.2f}–{high:.2f})"
    kept = low <= row.budget
    marks: list[Mark] = [
        Letters(text=f"{row.budget:g}", x=middle, y=BASE + 110, size=20, color=LIGHT.ink, middle=True),
        Letters(
            text=measured, x=middle, y=BASE + 142, size=16, color=LIGHT.ink if kept else LIGHT.alert,
            weight="regular", middle=True,
        ),
    ]  # fmt: skip
    for place, found in enumerate(row.found):
        marks += _bar(x + place * STEP, found, language)
    return marks


def _bar(x: float, found: Found, language: ScreenLanguage) -> list[Mark]:
    middle = x + WIDE / 2
    share = found.told / found.tries if found.tries else 0.0
    top = BASE - TALL * share
    chance = f"{100 * share:.0f}%" if found.tries else "–"
    days = say("budget.days", language, days=f"{found.days:g}") if found.days is not None else "–"
    return [
        Bar(x=x, y=top, width=WIDE, height=max(TALL * share, 1), color=LIGHT.names[0]),
        _small(middle, top - 8, chance, middle=True),
        _small(middle, BASE + 24, str(found.size), middle=True),
        _small(middle, BASE + 50, days, middle=True),
    ]


def _small(x: float, y: float, text: str, *, middle: bool = False) -> Letters:
    return Letters(text=text, x=x, y=y, size=15, color=LIGHT.quiet, weight="regular", middle=middle)
