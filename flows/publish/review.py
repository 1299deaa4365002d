# pyright: basic
"""The review sheet: what people correct by hand, written so that the next night can read it back.

Row 1 is hidden and holds the machine's names of the columns; the cells under ``action`` end in a word of ``ACTIONS``.
"""

from flows.publish.book import Book, clean
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage

FIELDS = ("kind", "id", "label", "action", "value", "note")
ACTIONS = {
    "topic": ("rename", "merge", "hide"),
    "praise": ("not_praise", "wrong_person"),
    "alert": ("acknowledge", "close", "noise"),
    "comment": ("wrong_sentiment",),
}
SPARE = 60
"""Empty rows at the end, for comments whose sentiment is wrong."""


def sheet(book: Book, stage: Stage) -> None:
    """Write the review sheet."""
    page = book.sheet(stage.say("sheet.review"), "#D9A400")
    for place, (name, width) in enumerate(zip(FIELDS, (10, 14, 40, 24, 34, 40), strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, name, book.formats["quiet"])
        page.write_string(1, place, stage.say(f"review.{name}"), book.formats["head"])
    page.set_row(0, None, None, {"hidden": True})
    page.set_row(1, 32)
    rows = _rows(stage)
    for row, (kind, key, label) in enumerate(rows, start=2):
        for place, text in enumerate((kind, key, label)):
            page.write_string(row, place, clean(text), book.formats["text"])
        for place in (3, 4, 5):
            page.write_blank(row, place, None, book.formats["input"])
        page.data_validation(row, 3, row, 3, {"validate": "list", "source": _choices(kind, stage)})
    page.freeze_panes(2, 3)
    page.autofilter(1, 0, max(len(rows) + 1, 2), len(FIELDS) - 1)
    page.set_selection(2, 3, 2, 3)
    page.write_comment(1, 4, stage.say("review.help"), {"x_scale": 2.5, "y_scale": 1.6, "color": LIGHT.paper})


def _rows(stage: Stage) -> list[tuple[str, str, str]]:
    night = stage.insights
    alerts = [
        ("alert", alert.signal.id, stage.choose(alert.signal.label_zh, alert.signal.label_en))
        for alert in night.alerts
        if alert.state != "closed"
    ]
    people = [("praise", p.employee_id or p.name, p.name) for p in night.praise]
    topics = [("topic", row.topic.id, stage.topic(row.topic)) for row in night.topics]
    return [*alerts, *people, *topics, *[("comment", "", "")] * SPARE]


def _choices(kind: str, stage: Stage) -> list[str]:
    if stage.language == "en":
        return list(ACTIONS[kind])
    return [f"{stage.say(f'action.{action}')} {action}" for action in ACTIONS[kind]]
