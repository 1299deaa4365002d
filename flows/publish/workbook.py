# pyright: basic
"""``insights.xlsx``: the night for a team that listens, from ten lines down to every sentence."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from flows.publish import alert_sheet, gaps, review
from flows.publish.book import Book, Column, clean, tab
from flows.publish.charts_xlsx import heat_map, trend_sheet
from flows.publish.doors import Doors, person_key, quote_cells, quote_columns
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage
from nlp.records import Quote, TopicRow

Finding = tuple[str, Sequence[Quote]]


def write(stage: Stage) -> Path:
    """Write the workbook."""
    path = stage.folder / "insights.xlsx"
    with Book(path, stage.say("book.title")) as book:
        doors = Doors(stage)
        _front(book, stage)
        _topics(book, stage, doors)
        heat_map(book, stage)
        trend_sheet(book, stage)
        alert_sheet.write(book, stage, doors)
        _praise(book, stage, doors)
        _processes(book, stage)
        _suggestions(book, stage)
        _rejects(book, stage)
        doors.write(book)
        _comments(book, stage)
        _method(book, stage)
        review.sheet(book, stage)
        review.answers(book, stage)
    return path


def _front(book: Book, stage: Stage) -> None:
    sheet = book.sheet(stage.say("sheet.front"), LIGHT.names[0])
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 110)
    book.printed(sheet)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, f"{stage.brand()}  {stage.say('book.title')}", book.formats["title"])
    sheet.write_string(
        1, 1, f"{stage.day(stage.insights.day)}  ·  {stage.period()}", book.formats["subtitle"]
    )
    sheet.set_row(3, 24)
    sheet.write_string(3, 1, stage.say("front.changed"), book.formats["section"])
    lines = [*stage.summary(), *_books(stage)]
    for row, line in enumerate(lines, start=4):
        sheet.set_row(row, 20)
        sheet.write_string(row, 1, line, book.formats["line"])
    row = _unheard(book, sheet, stage, 5 + len(lines))
    sheet.set_row(row, 24)
    sheet.write_string(row, 1, stage.say("front.where"), book.formats["section"])
    names = [
        "topics",
        "heat",
        "trend",
        "alerts",
        "praise",
        "processes",
        "suggestions",
        "rejects",
        "evidence",
        "comments",
        "method",
        "review",
        "answers",
    ]
    for offset, name in enumerate(names, start=1):
        target = tab(stage.say(f"sheet.{name}"))
        sheet.write_url(
            row + offset, 1, f"internal:'{target}'!A1", book.formats["text_door"], string=_about(name, stage)
        )


def _unheard(book: Book, sheet: Worksheet, stage: Stage, row: int) -> int:
    """Write whom the night did not hear, if anybody, and return the next free row but one."""
    unheard = gaps.lines(stage)
    if not unheard:
        return row
    sheet.set_row(row, 24)
    sheet.write_string(row, 1, stage.say("sheet.gaps"), book.formats["section"])
    for place, line in enumerate(unheard, start=row + 1):
        sheet.set_row(place, 20)
        sheet.write_string(place, 1, clean(line), book.formats["line"])
    return row + len(unheard) + 2


def _about(name: str, stage: Stage) -> str:
    return f"{stage.say(f'sheet.{name}')}  —  {stage.say(f'about.{name}')}"


def _books(stage: Stage) -> list[str]:
    counts = stage.insights.counts
    languages = "  ".join(f"{language} {n:,}" for language, n in counts.languages)
    return [
        stage.say("front.books", n=counts.taken_in, read=counts.read, rejected=counts.rejected),
        stage.say("front.languages", languages=languages),
    ]


def _topics(book: Book, stage: Stage, doors: Doors) -> None:
    say = stage.say
    columns = [
        Column(heading=say("head.topic_id"), width=9),
        Column(heading=say("head.topic"), width=26),
        Column(heading=say("head.heading"), width=20),
        Column(heading=say("head.n"), width=8, kind="int"),
        Column(heading=say("head.share"), width=9, kind="share"),
        Column(heading=say("head.share_before"), width=9, kind="share"),
        Column(heading=say("head.change_low"), width=10, kind="share"),
        Column(heading=say("head.change_high"), width=10, kind="share"),
        Column(heading=say("head.sure"), width=12),
        Column(heading=say("head.mean"), width=8, kind="score"),
        *[
            Column(heading=say(f"label.{label}"), width=8, kind="int")
            for label in ("positive", "negative", "mixed")
        ],
        Column(heading=say("head.sites"), width=7, kind="int"),
        Column(heading=say("audience.customer"), width=8, kind="int"),
        Column(heading=say("audience.employee"), width=8, kind="int"),
        Column(heading=say("head.name_fits"), width=9, kind="share"),
        Column(heading=say("head.verbatims"), width=80, kind="wrap"),
    ]
    rows = sorted(stage.insights.topics, key=lambda row: -row.tally.n)
    sheet = book.sheet(say("sheet.topics"), LIGHT.names[0])
    count = book.table(sheet, columns, (_topic_cells(row, stage, doors) for row in rows))
    bars = {"type": "data_bar", "bar_color": "#9CC5C9"}
    sheet.conditional_format(1, 4, max(count, 1), 4, bars)
    sheet.conditional_format(1, 9, max(count, 1), 9, MOOD)


MOOD = {
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


def _topic_cells(row: TopicRow, stage: Stage, doors: Doors) -> list:
    voices = dict(row.voices_by_audience)
    low, high = row.change_interval
    return [
        row.topic.id,
        stage.topic(row.topic),
        stage.choose(row.topic.heading_zh, row.topic.heading_en),
        doors.to(row.topic.id, row.tally.n),
        row.share,
        row.share_before,
        low,
        high,
        stage.say(direction(row)),
        row.tally.mean,
        row.tally.positive,
        row.tally.negative,
        row.tally.mixed,
        row.sites,
        voices.get("customer", 0),
        voices.get("employee", 0),
        row.called,
        "\n".join(quote.text for quote in row.quotes[:3]),
    ]


def direction(row: TopicRow) -> str:
    """Name the change of a topic's share: up or down only where the interval leaves zero out."""
    low, high = row.change_interval
    return "change.up" if low > 0 else "change.down" if high < 0 else "change.steady"


def _praise(book: Book, stage: Stage, doors: Doors) -> None:
    say = stage.say
    columns = [
        Column(heading=say("head.name"), width=20),
        Column(heading=say("head.thanks"), width=8, kind="int"),
        Column(heading=say("head.tier"), width=10),
        Column(heading=say("head.employee"), width=12),
        Column(heading=say("head.site"), width=16),
        Column(heading=say("head.department"), width=14),
        Column(heading=say("head.first"), width=12, kind="day"),
        Column(heading=say("head.last"), width=12, kind="day"),
        Column(heading=say("head.praised_for"), width=22),
        Column(heading=say("head.held"), width=24),
        Column(heading=say("head.candidates"), width=16),
        Column(heading=say("head.quote"), width=70, kind="wrap"),
    ]
    people = sorted(stage.insights.praise, key=lambda p: (p.tier != "display", -p.thanks, p.name))
    rows = (
        [
            p.name,
            doors.to(person_key(p.employee_id, p.name), p.thanks),
            say(f"tier.{p.tier}"),
            p.employee_id,
            stage.site(p.site),
            p.department,
            p.first_day,
            p.last_day,
            " · ".join(say(f"praised.{reason}") for reason in p.praised_for),
            " · ".join(say(f"held.{reason}") for reason in p.held),
            ", ".join(p.candidates),
            p.quotes[0].text if p.quotes else "",
        ]
        for p in people
    )
    book.table(book.sheet(say("sheet.praise"), LIGHT.names[3]), columns, rows)


def _processes(book: Book, stage: Stage) -> None:
    say = stage.say
    columns = [
        Column(heading=say("head.kind"), width=9),
        Column(heading=say("head.process"), width=30, kind="wrap"),
        Column(heading=say("head.thanks"), width=8, kind="int"),
        Column(heading=say("head.held"), width=24),
        *quote_columns(stage),
    ]
    rows = (
        [
            say(f"credit.{each.kind}"),
            each.text,
            each.count,
            " · ".join(say(f"held.{reason}") for reason in each.held),
            *quote_cells(each.quote, stage),
        ]
        for each in stage.insights.processes
    )
    book.table(book.sheet(say("sheet.processes"), LIGHT.names[3]), columns, rows)


def _suggestions(book: Book, stage: Stage) -> None:
    columns = [
        Column(heading=stage.say("head.topic"), width=24),
        Column(heading=stage.say("head.suggestion"), width=60, kind="wrap"),
        *quote_columns(stage),
    ]
    labels = {row.topic.id: stage.topic(row.topic) for row in stage.insights.topics}
    rows = (
        [labels.get(row.topic_id or "", ""), row.text, *quote_cells(row.quote, stage)]
        for row in stage.insights.suggestions
    )
    book.table(book.sheet(stage.say("sheet.suggestions")), columns, rows)


def _rejects(book: Book, stage: Stage) -> None:
    say = stage.say
    columns = [
        Column(heading=say("head.source"), width=16),
        Column(heading=say("head.file"), width=28),
        Column(heading=say("head.row"), width=8, kind="int"),
        Column(heading=say("head.column"), width=16),
        Column(heading=say("head.value"), width=40, kind="wrap"),
        Column(heading=say("head.reason"), width=70, kind="wrap"),
    ]
    rows = ([r.source, r.file, r.row or None, r.column, r.value, r.reason] for r in stage.insights.rejections)
    book.table(book.sheet(say("sheet.rejects")), columns, rows)


def _comments(book: Book, stage: Stage) -> None:
    say = stage.say
    columns = [
        *quote_columns(stage),
        Column(heading=say("head.topics"), width=30),
        Column(heading=say("head.id")),
    ]
    labels = {row.topic.id: stage.topic(row.topic) for row in stage.insights.topics}
    rows = (
        [*quote_cells(q, stage), ", ".join(labels.get(t, t) for t in q.topic_ids), q.comment_id]
        for q in stage.insights.quotes
    )
    book.table(book.sheet(say("sheet.comments")), columns, rows)


def _method(book: Book, stage: Stage) -> None:
    sheet = book.sheet(stage.say("sheet.method"))
    sheet.set_column(0, 0, 120)
    keys = ("n", "interval", "score", "name_fits", "employees", "praise", "alerts", "masked", "review")
    notes = [stage.say(f"method.{key}", n=stage.insights.employee_threshold) for key in keys]
    sheet.write_string(0, 0, stage.say("sheet.method"), book.formats["title"])
    for row, note in enumerate(notes, start=2):
        sheet.set_row(row, 34)
        sheet.write_string(row, 0, note, book.formats["line"])
