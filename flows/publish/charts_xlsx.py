# pyright: basic
"""The two sheets of the workbook that are looked at rather than read: topic x site, and the weeks."""

from datetime import datetime, time
from typing import Any

from xlsxwriter.worksheet import Worksheet

from flows.publish.book import FONT, Book, tab
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage
from nlp.records import Audience, Tally, TrendPoint

AUDIENCES: tuple[Audience, ...] = ("customer", "employee")
FEW = 5
"""Cells with fewer comments are grey: too little to compare."""


def heat_map(book: Book, stage: Stage) -> None:
    """Write topic x site twice: how many comments, and how they feel."""
    sheet = book.sheet(stage.say("sheet.heat"), LIGHT.names[0])
    cells: dict[tuple[str, str], list[Tally]] = {}
    for cell in stage.insights.topic_sites:
        if cell.tally is not None:
            cells.setdefault((cell.topic_id, cell.site), []).append(cell.tally)
    sites = sorted({site for _, site in cells})
    topics = sorted(stage.insights.topics, key=lambda row: -row.tally.n)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, max(len(sites), 1), 6.5)
    bottom = len(topics) + 3
    for top, title, form in ((0, "heat.count", "heat"), (bottom, "heat.mood", "mood")):
        sheet.set_row(top, 80)
        sheet.write_string(top, 0, stage.say(title), book.formats["section"])
        for place, site in enumerate(sites, start=1):
            sheet.write_string(top, place, stage.site(site), book.formats["slanted"])
        for row, topic in enumerate(topics, start=top + 1):
            sheet.write_string(row, 0, stage.topic(topic.topic), book.formats["text"])
            for place, site in enumerate(sites, start=1):
                tallies = cells.get((topic.topic.id, site), [])
                value = _value(tallies, form)
                if value is not None:
                    sheet.write_number(row, place, value, book.formats[form])
    last = max(len(sites), 1)
    size = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#4FA3A8"}
    sheet.conditional_format(1, 1, max(len(topics), 1), last, size)
    sheet.conditional_format(bottom + 1, 1, bottom + max(len(topics), 1), last, _MOOD)
    sheet.freeze_panes(1, 1)
    book.printed(sheet)


def _value(tallies: list[Tally], form: str) -> float | None:
    """Return a cell's number; a mood only where enough people spoke."""
    n = sum(tally.n for tally in tallies)
    if form == "heat":
        return n or None
    return sum(tally.mean * tally.n for tally in tallies) / n if n >= FEW else None


_MOOD = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": -1,
    "mid_value": 0,
    "max_value": 1,
    "min_color": "#E9A878",
    "mid_color": "#FFFFFF",
    "max_color": "#8DBCE0",
}


def trend_sheet(book: Book, stage: Stage) -> None:
    """Write the weeks with two native charts: the mean score, and how many wrote what."""
    sheet = book.sheet(stage.say("sheet.trend"), LIGHT.names[0])
    everywhere = [point for point in stage.insights.trend if point.site is None]
    weeks = sorted({point.week for point in everywhere})
    known = {(point.week, point.audience): point for point in everywhere}
    heads = ["n", "positive", "negative", "neutral", "mixed", "mean"]
    sheet.write_string(0, 0, stage.say("head.week"), book.formats["head"])
    sheet.set_column(0, 0, 12)
    for block, audience in enumerate(AUDIENCES):
        for place, head in enumerate(heads):
            title = stage.say("head.n" if head == "n" else "head.mean" if head == "mean" else f"label.{head}")
            column = 1 + block * len(heads) + place
            sheet.set_column(column, column, 11)
            sheet.write_string(
                0, column, f"{stage.say(f'audience.{audience}')} {title}", book.formats["head"]
            )
    for row, week in enumerate(weeks, start=1):
        sheet.write_datetime(row, 0, datetime.combine(week, time()), book.formats["day"])
        for block, audience in enumerate(AUDIENCES):
            _week(book, sheet, (row, 1 + block * len(heads)), known.get((week, audience)))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    book.printed(sheet)
    if weeks:
        _charts(book, sheet, stage, len(weeks))


def _week(book: Book, sheet: Worksheet, where: tuple[int, int], point: TrendPoint | None) -> None:
    if point is None or point.tally is None:
        return
    tally = point.tally
    row, column = where
    for place, value in enumerate((tally.n, tally.positive, tally.negative, tally.neutral, tally.mixed)):
        sheet.write_number(row, column + place, value, book.formats["int"])
    sheet.write_number(row, column + 5, tally.mean, book.formats["score"])


def _charts(book: Book, sheet: Worksheet, stage: Stage, weeks: int) -> None:
    name = tab(stage.say("sheet.trend"))
    letters = {"name": FONT, "size": 9, "color": LIGHT.quiet}
    mood: Any = book.file.add_chart({"type": "line"})
    for block, audience in enumerate(AUDIENCES):
        mood.add_series(
            {
                "name": stage.say(f"audience.{audience}"),
                "categories": [name, 1, 0, weeks, 0],
                "values": [name, 1, 6 + 6 * block, weeks, 6 + 6 * block],
                "line": {"color": LIGHT.names[block], "width": 2.25},
                "marker": {"type": "circle", "size": 4, "fill": {"color": LIGHT.names[block]}},
            }
        )
    mood.set_y_axis({"min": -1, "max": 1, "major_unit": 0.5, "num_font": letters, "major_gridlines": _GRID})
    counts: Any = book.file.add_chart({"type": "column", "subtype": "stacked"})
    for place, label in enumerate(("positive", "neutral", "mixed", "negative")):
        column = {"positive": 2, "negative": 3, "neutral": 4, "mixed": 5}[label]
        counts.add_series(
            {
                "name": stage.say(f"label.{label}"),
                "categories": [name, 1, 0, weeks, 0],
                "values": [name, 1, column, weeks, column],
                "fill": {"color": (LIGHT.positive, "#C9CFD4", "#C9B28F", LIGHT.negative)[place]},
                "gap": 60,
            }
        )
    counts.set_y_axis({"min": 0, "num_font": letters, "major_gridlines": _GRID})
    for row, chart, title in ((weeks + 3, mood, "chart.mood"), (weeks + 22, counts, "chart.counts")):
        chart.set_title({"name": stage.say(title), "name_font": {"name": FONT, "size": 12}, "overlay": False})
        chart.set_x_axis({"num_font": letters, "date_axis": False, "num_format": "m-d"})
        chart.set_legend({"position": "bottom", "font": letters})
        chart.set_size({"width": 980, "height": 340})
        sheet.insert_chart(row, 1, chart)


_GRID = {"visible": True, "line": {"color": "#E2DCD2", "width": 0.5}}
