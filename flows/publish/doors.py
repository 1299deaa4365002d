# pyright: basic
"""From any number of the workbook to its comments: the evidence sheet, and how a comment stands in a row."""

from collections.abc import Iterable

from flows.publish.book import Book, Column, Door, tab
from flows.publish.stage import Stage
from nlp.records import Quote


class Doors:
    """The evidence sheet: for every finding its comments, in one block that its number leads to."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.name = tab(stage.say("sheet.evidence"))
        self.rows: list[tuple[str, Quote]] = []
        self.blocks: dict[str, tuple[int, int]] = {}
        by_topic: dict[str, list[Quote]] = {row.topic.id: [] for row in stage.insights.topics}
        for quote in stage.insights.quotes:
            for topic in quote.topic_ids:
                if topic in by_topic:
                    by_topic[topic].append(quote)
        alerts = [(alert.signal.id, alert.quotes) for alert in stage.insights.alerts]
        people = [(person_key(p.employee_id, p.name), p.quotes) for p in stage.insights.praise]
        for key, quotes in [*by_topic.items(), *alerts, *people]:
            self._add(key, quotes)

    def _add(self, key: str, quotes: Iterable[Quote]) -> None:
        first = len(self.rows) + 2
        self.rows += [(key, quote) for quote in quotes]
        if len(self.rows) + 2 > first:
            self.blocks[key] = (first, len(self.rows) + 1)

    def to(self, key: str, value: int | str) -> Door | int | str:
        """Make a number a door to its comments, where it has some."""
        if key not in self.blocks:
            return value
        first, last = self.blocks[key]
        return Door(value=value, to=f"'{self.name}'!A{first}:G{last}")

    def write(self, book: Book) -> None:
        """Write the evidence sheet."""
        stage = self.stage
        columns = [
            Column(heading=stage.say("head.finding"), width=12),
            *quote_columns(stage),
        ]
        rows = ([key, *quote_cells(quote, stage)] for key, quote in self.rows)
        book.table(book.sheet(stage.say("sheet.evidence")), columns, rows)


def person_key(employee_id: str | None, name: str) -> str:
    """Return the key of a praised person on the evidence sheet."""
    return employee_id or name


def quote_columns(stage: Stage) -> list[Column]:
    """Describe the columns of a comment."""
    return [
        Column(heading=stage.say("head.day"), width=12, kind="day"),
        Column(heading=stage.say("head.site"), width=16),
        Column(heading=stage.say("head.audience"), width=10),
        Column(heading=stage.say("head.mood"), width=10),
        Column(heading=stage.say("head.comment"), width=90, kind="wrap"),
        Column(heading=stage.say("head.origin"), width=18),
    ]


def quote_cells(quote: Quote, stage: Stage) -> list:
    """Write the cells of a comment."""
    origin = f"{quote.source} {quote.row}".strip() if quote.row else quote.source
    return [
        quote.day,
        stage.site(quote.site),
        stage.say(f"audience.{quote.audience}"),
        stage.say(f"label.{quote.label}"),
        quote.text,
        origin,
    ]
