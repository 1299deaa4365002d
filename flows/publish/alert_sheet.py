# pyright: basic
"""The workbook's sheet of alerts."""

from flows.publish.book import Book, Column
from flows.publish.doors import Doors
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage
from nlp.records import Alert


def write(book: Book, stage: Stage, doors: Doors) -> None:
    """Write one row for each alert: its case file, with a door to its comments."""
    say = stage.say
    columns = [
        Column(heading=say("head.alert"), width=10),
        Column(heading=say("head.day"), width=12, kind="day"),
        Column(heading=say("head.kind"), width=9),
        Column(heading=say("head.state"), width=10),
        Column(heading=say("head.verdict"), width=10),
        Column(heading=say("head.topic"), width=22),
        Column(heading=say("head.site"), width=16),
        Column(heading=say("head.audience"), width=10),
        Column(heading=say("head.observed"), width=9, kind="number"),
        Column(heading=say("head.expected"), width=9, kind="number"),
        Column(heading=say("head.low"), width=9, kind="number"),
        Column(heading=say("head.high"), width=9, kind="number"),
        Column(heading=say("head.since"), width=12, kind="day"),
        Column(heading=say("head.authors"), width=9, kind="int"),
        Column(heading=say("head.sentence"), width=70, kind="wrap"),
        Column(heading=say("head.facts"), width=60, kind="wrap"),
        Column(heading=say("head.caveats"), width=36, kind="wrap"),
        Column(heading=say("head.comments"), width=9, kind="int"),
    ]
    cells = (_cells(alert, stage, doors) for alert in stage.insights.alerts)
    book.table(book.sheet(say("sheet.alerts"), LIGHT.alert), columns, cells)


def _cells(alert: Alert, stage: Stage, doors: Doors) -> list:
    signal = alert.signal
    return [
        signal.id,
        signal.day,
        stage.say(f"kind.{signal.kind}"),
        stage.say(f"state.{alert.state}"),
        stage.say(f"verdict.{alert.verdict}") if alert.verdict else "",
        stage.choose(signal.label_zh, signal.label_en),
        stage.site(signal.site) or stage.say("everywhere"),
        stage.say(f"audience.{signal.audience}") if signal.audience else "",
        signal.observed,
        signal.expected,
        signal.interval[0],
        signal.interval[1],
        signal.since,
        alert.authors,
        stage.choose(alert.sentence_zh, alert.sentence_en),
        "\n".join(alert.facts_en if stage.language == "en" else map(stage.written, alert.facts_zh)),
        "\n".join(alert.caveats_en if stage.language == "en" else alert.caveats_zh),
        doors.to(signal.id, len(alert.quotes)),
    ]
