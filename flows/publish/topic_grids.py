"""Topics over the weeks and topics by site, as pictures for a slide or a wall of paper."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from flows.publish.fonts import Faces, printable
from flows.publish.palette import Palette, palette
from flows.publish.pictures import Bar, Letters, Mark, Picture, draw
from flows.publish.stage import Stage
from nlp.records import Tally, TopicRow

COLUMNS, PANEL, GAP, EDGE, HEAD = 4, (290, 120), 24, 36, 84
MOST_PANELS, MOST_WEEKS = 20, 26
MOST_ROWS, MOST_SITES = 20, 24
CELL, NAME_WIDTH, SITE_HEIGHT = 44, 250, 30
FAINTEST = 0.12
DOUBT = 2.0
"""Comments that a cell's share is held back by: one complaint alone never makes a dark cell."""


def write(stage: Stage, faces: Faces) -> list[Path]:
    """Draw ``topics/weeks`` and ``topics/sites``, each as PNG and SVG, where there is something to draw."""
    colors = palette(stage.settings.screen.theme)
    drawn = {"weeks": _weeks(stage, faces, colors), "sites": _sites(stage, faces, colors)}
    folder = stage.folder / "topics"
    return [
        path for name, picture in drawn.items() if picture for path in draw(picture, faces, folder / name)
    ]


def _largest(stage: Stage, most: int) -> list[TopicRow]:
    return sorted(stage.insights.topics, key=lambda row: (-row.tally.n, row.topic.id))[:most]


def _weeks(stage: Stage, faces: Faces, colors: Palette) -> Picture | None:
    """Draw one small panel a topic, all on one scale: comments a week, the complaints among them darker."""
    rows = _largest(stage, MOST_PANELS)
    weeks = _last_weeks([cell.week for cell in stage.insights.topic_weeks])
    if not rows or len(weeks) < 2:
        return None
    counts = {(c.topic_id, c.week): c.tally for c in stage.insights.topic_weeks if c.tally}
    most = max((t.n for (_, week), t in counts.items() if week in weeks), default=1)
    marks: list[Mark] = _heading(
        stage, stage.say("picture.weeks", first=weeks[0], last=stage.insights.day), colors
    )
    for i, row in enumerate(rows):
        left = EDGE + (i % COLUMNS) * (PANEL[0] + GAP)
        top = HEAD + (i // COLUMNS) * (PANEL[1] + GAP + 22)
        series = [counts.get((row.topic.id, week)) for week in weeks]
        marks += _panel(_cut(stage.topic(row.topic), faces, PANEL[0], 16), series, (left, top), most, colors)
    lines = -(-len(rows) // COLUMNS)
    width = 2 * EDGE + COLUMNS * PANEL[0] + (COLUMNS - 1) * GAP
    height = HEAD + lines * (PANEL[1] + GAP + 22) + EDGE
    title = stage.say("picture.weeks", first=weeks[0], last=stage.insights.day)
    return Picture(width=width, height=height, paper=colors.paper, marks=marks, title=title)


def _last_weeks(seen: Sequence[date]) -> list[date]:
    """Return every week from the first to the last, empty ones too, at most half a year."""
    if not seen:
        return []
    count = (max(seen) - min(seen)).days // 7 + 1
    return [min(seen) + timedelta(weeks=i) for i in range(count)][-MOST_WEEKS:]


def _heading(stage: Stage, text: str, colors: Palette) -> list[Mark]:
    brand = Letters(
        text=printable(stage.brand()), x=EDGE, y=34, size=15, color=colors.quiet, weight="regular"
    )
    return [brand, Letters(text=printable(text), x=EDGE, y=62, size=22, color=colors.ink)]


def _panel(
    name: str, series: Sequence[Tally | None], at: tuple[float, float], most: int, colors: Palette
) -> list[Mark]:
    left, top = at
    base = top + 22 + PANEL[1]
    step = PANEL[0] / len(series)
    marks: list[Mark] = [
        Letters(text=name, x=left, y=top + 14, size=16, color=colors.ink),
        Bar(x=left, y=base, width=PANEL[0], height=1, color=colors.line),
    ]
    for i, tally in enumerate(series):
        if tally is None:
            continue
        high, bad = (PANEL[1] * n / most for n in (tally.n, tally.negative))
        box = {"x": left + i * step + 1, "width": max(step - 2, 1)}
        marks.append(Bar(y=base - high, height=high, color=colors.line, **box))
        marks.append(Bar(y=base - bad, height=bad, color=colors.negative, **box))
    last = next((t for t in reversed(series) if t), None)
    if last:
        marks.append(
            Letters(text=f"{last.n}", x=left + PANEL[0] - 18, y=top + 14, size=14, color=colors.quiet)
        )
    return marks


def _sites(stage: Stage, faces: Faces, colors: Palette) -> Picture | None:
    """Draw topics by site: the number of comments in each cell, the more complaints among them the darker."""
    cells = _cells(stage)
    rows = _largest(stage, MOST_ROWS)
    sites = sorted(
        {site for _, site in cells}, key=lambda s: (-sum(t.n for k, t in cells.items() if k[1] == s), s)
    )
    sites = sites[:MOST_SITES]
    if not rows or len(sites) < 2:
        return None
    slant = max(len(sites), 1)
    marks: list[Mark] = _heading(stage, stage.say("picture.sites", period=stage.period()), colors)
    top = HEAD + SITE_HEIGHT
    for j in range(slant):
        x = EDGE + NAME_WIDTH + j * CELL + CELL / 2
        marks.append(Letters(text=str(j + 1), x=x, y=top - 8, size=13, color=colors.quiet, middle=True))
    for i, row in enumerate(rows):
        y = top + i * CELL
        name = _cut(stage.topic(row.topic), faces, NAME_WIDTH - 12, 16)
        marks.append(Letters(text=name, x=EDGE, y=y + 28, size=16, color=colors.ink))
        for j, site in enumerate(sites):
            tally = cells.get((row.topic.id, site))
            if tally:
                marks += _cell(tally, (EDGE + NAME_WIDTH + j * CELL, y), colors)
    bottom = top + len(rows) * CELL + 34
    marks += _key(stage, sites, faces, bottom, colors)
    width = 2 * EDGE + NAME_WIDTH + max(len(sites), 14) * CELL
    height = bottom + 24 * (-(-len(sites) // 4)) + EDGE
    title = stage.say("picture.sites", period=stage.period())
    return Picture(width=width, height=int(height), paper=colors.paper, marks=marks, title=title)


def _cells(stage: Stage) -> dict[tuple[str, str], Tally]:
    """Take customers' cells: a table on paper mixes no audiences, and no small group of employees is on it."""
    return {
        (c.topic_id, c.site): c.tally
        for c in stage.insights.topic_sites
        if c.tally and c.audience == "customer"
    }


def _cell(tally: Tally, at: tuple[float, float], colors: Palette) -> list[Mark]:
    share = max(tally.negative / (tally.n + DOUBT), FAINTEST)
    fill = _mix(colors.negative, colors.paper, share)
    ink = colors.paper if share > 0.55 else colors.ink
    middle = at[0] + CELL / 2
    box = Bar(x=at[0] + 1, y=at[1] + 1, width=CELL - 2, height=CELL - 2, color=fill)
    return [box, Letters(text=str(tally.n), x=middle, y=at[1] + 28, size=15, color=ink, middle=True)]


def _key(stage: Stage, sites: Sequence[str], faces: Faces, top: float, colors: Palette) -> list[Mark]:
    """Say which number is which site, under the table, where long names have room."""
    width = (NAME_WIDTH + 14 * CELL) / 4
    return [
        Letters(
            text=_cut(f"{j + 1} {stage.site(site)}", faces, width - 12, 14),
            x=EDGE + (j % 4) * width, y=top + (j // 4) * 24, size=14, color=colors.quiet, weight="regular",
        )
        for j, site in enumerate(sites)
    ]  # fmt: skip


def _cut(text: str, faces: Faces, room: float, size: int) -> str:
    """Shorten a text to the room it has; the cut is shown."""
    text = printable(text)
    if faces.width(text) * size <= room:
        return text
    while text and faces.width(text + "…") * size > room:
        text = text[:-1]
    return text + "…"


def _mix(front: str, back: str, share: float) -> str:
    """Mix two colours, ``share`` of the front one.

    >>> _mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = [(int(front[i : i + 2], 16), int(back[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
