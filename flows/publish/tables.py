"""The night as plain tables: one list of rows each, written as CSV for people and Parquet for programs."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publish.stage import Stage
from nlp.records import Quote, Tally

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def neutral(value: Cell) -> Cell:
    """Take the life out of a text that a spreadsheet would run as a formula.

    >>> neutral("=HYPERLINK(1)"), neutral(-3), neutral("好")
    ("'=HYPERLINK(1)", -3, '好')
    """
    if isinstance(value, str) and value.lstrip(" \n").startswith(FORMULA):
        return "'" + value
    return value


def write(stage: Stage) -> list[Path]:
    """Write every table twice."""
    folder = stage.folder / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, (columns, build) in TABLES.items():
        rows = list(build(stage))
        written += [
            _csv(folder / f"{name}.csv", columns, rows),
            _parquet(folder / f"{name}.parquet", columns, rows),
        ]
    return written


def _csv(path: Path, columns: dict[str, pa.DataType], rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow(["" if row.get(name) is None else neutral(row.get(name)) for name in columns])
    return path


def _parquet(path: Path, columns: dict[str, pa.DataType], rows: Sequence[Row]) -> Path:
    schema = pa.schema(list(columns.items()))
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows], schema=schema), path, compression="zstd")
    return path


def joined(values: Iterable[object]) -> str:
    """Write a list into one cell."""
    return " | ".join(str(value) for value in values)


def _tally(tally: Tally | None) -> Row:
    if tally is None:
        return {}
    return {
        "n": tally.n,
        "positive": tally.positive,
        "negative": tally.negative,
        "neutral": tally.neutral,
        "mixed": tally.mixed,
        "mean_score": round(tally.mean, 4),
    }


def _topics(stage: Stage) -> Iterable[Row]:
    for row in stage.insights.topics:
        voices = dict(row.voices_by_audience)
        yield {
            "topic": row.topic.id,
            "label_zh": row.topic.label_zh,
            "label_en": row.topic.label_en,
            "keywords_zh": joined(row.topic.keywords_zh),
            "keywords_en": joined(row.topic.keywords_en),
            "heading_zh": row.topic.heading_zh,
            "heading_en": row.topic.heading_en,
            "parent": row.topic.parent,
            **_tally(row.tally),
            "share": round(row.share, 6),
            "share_before": round(row.share_before, 6),
            "change_low": round(row.change_interval[0], 6),
            "change_high": round(row.change_interval[1], 6),
            "sites": row.sites,
            "customers": voices.get("customer", 0),
            "employees": voices.get("employee", 0),
            "born": row.topic.born,
            "name_fits": row.called,
        }


def _topic_site(stage: Stage) -> Iterable[Row]:
    for cell in stage.insights.topic_sites:
        shown = cell.tally is not None
        place: Row = {"topic": cell.topic_id, "site": cell.site, "audience": cell.audience, "shown": shown}
        yield {**place, **_tally(cell.tally)}


def _trend(stage: Stage) -> Iterable[Row]:
    for point in stage.insights.trend:
        place: Row = {"week": point.week, "audience": point.audience, "site": point.site}
        yield {**place, "shown": point.tally is not None, **_tally(point.tally)}


def _topic_weeks(stage: Stage) -> Iterable[Row]:
    for cell in stage.insights.topic_weeks:
        yield {
            "topic": cell.topic_id,
            "week": cell.week,
            "shown": cell.tally is not None,
            **_tally(cell.tally),
        }


def _alerts(stage: Stage) -> Iterable[Row]:
    for alert in stage.insights.alerts:
        signal = alert.signal
        yield {
            "alert": signal.id,
            "day": signal.day,
            "kind": signal.kind,
            "family": signal.family,
            "topic": signal.topic_id,
            "label_zh": signal.label_zh,
            "label_en": signal.label_en,
            "site": signal.site,
            "audience": signal.audience,
            "observed": signal.observed,
            "expected": signal.expected,
            "low": signal.interval[0],
            "high": signal.interval[1],
            "why": joined(signal.why),
            "keywords": joined(signal.keywords),
            "since": signal.since,
            "once_in_days": signal.once_in_days,
            "authors": alert.authors,
            "state": alert.state,
            "verdict": alert.verdict,
            "update_of": signal.update_of,
            "sentence_zh": alert.sentence_zh,
            "sentence_en": alert.sentence_en,
        }


def _praise(stage: Stage) -> Iterable[Row]:
    for person in stage.insights.praise:
        yield {
            "employee_id": person.employee_id,
            "name": person.name,
            "tier": person.tier,
            "thanks": person.thanks,
            "mentions": person.mentions,
            "site": person.site,
            "department": person.department,
            "first_day": person.first_day,
            "last_day": person.last_day,
            "new": person.new,
            "praised_for": joined(person.praised_for),
            "held": joined(person.held),
            "candidates": joined(person.candidates),
            "quote": person.quotes[0].text if person.quotes else None,
        }


def _processes(stage: Stage) -> Iterable[Row]:
    for each in stage.insights.processes:
        praised: Row = {"kind": each.kind, "text": each.text, "thanks": each.count, "held": joined(each.held)}
        yield {**praised, "quote": each.quote.text, **origin(each.quote)}


def _gaps(stage: Stage) -> Iterable[Row]:
    for gap in stage.insights.gaps:
        where: Row = {"kind": gap.kind, "site": gap.site, "audience": gap.audience, "source": gap.source}
        yield {**where, "since": gap.since, "expected": gap.expected, "n": gap.n, "sites": gap.sites}


def _suggestions(stage: Stage) -> Iterable[Row]:
    for row in stage.insights.suggestions:
        yield {"topic": row.topic_id, "suggestion": row.text, **origin(row.quote)}


def origin(quote: Quote) -> Row:
    """Say where a sentence comes from."""
    return {
        "comment_id": quote.comment_id,
        "day": quote.day,
        "site": quote.site,
        "audience": quote.audience,
        "source": quote.source,
        "row": quote.row,
    }


def _rejects(stage: Stage) -> Iterable[Row]:
    for reject in stage.insights.rejections:
        yield {
            "source": reject.source,
            "file": reject.file,
            "row": reject.row,
            "column": reject.column,
            "value": reject.value,
            "reason": reject.reason,
        }


def _columns(**kinds: str) -> dict[str, pa.DataType]:
    types = {
        "text": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "day": pa.date32(),
        "yes": pa.bool_(),
    }
    return {name: types[kind] for kind, names in kinds.items() for name in names.split()}


def _ordered(names: str, columns: dict[str, pa.DataType]) -> dict[str, pa.DataType]:
    return {name: columns[name] for name in names.split()}


_COUNTS = "n positive negative neutral mixed mean_score"
_ORIGIN = "comment_id day site audience source row"
_KNOWN = _columns(
    text="topic label_zh label_en keywords_zh keywords_en heading_zh heading_en parent site audience alert kind family why keywords state verdict "
    "update_of sentence_zh sentence_en employee_id name tier department praised_for held candidates quote suggestion "
    "comment_id source file column value reason text",
    int="n positive negative neutral mixed sites customers employees authors thanks mentions row",
    float="mean_score share share_before change_low change_high observed expected low high once_in_days name_fits",
    day="born week day since first_day last_day",
    yes="shown new",
)
TABLES: dict[str, tuple[dict[str, pa.DataType], Callable[[Stage], Iterable[Row]]]] = {
    name: (_ordered(columns, _KNOWN), build)
    for name, columns, build in (
        (
            "topics",
            f"topic label_zh label_en keywords_zh keywords_en heading_zh heading_en parent {_COUNTS} share share_before change_low change_high "
            "sites customers employees born name_fits",
            _topics,
        ),
        ("topic_site", f"topic site audience shown {_COUNTS}", _topic_site),
        ("topic_week", f"topic week shown {_COUNTS}", _topic_weeks),
        ("sentiment_trend", f"week audience site shown {_COUNTS}", _trend),
        (
            "alerts",
            "alert day kind family topic label_zh label_en site audience observed expected low high why keywords "
            "since once_in_days authors state verdict update_of sentence_zh sentence_en",
            _alerts,
        ),
        (
            "praise",
            "employee_id name tier thanks mentions site department first_day last_day new praised_for held "
            "candidates quote",
            _praise,
        ),
        ("processes", f"kind text thanks held quote {_ORIGIN}", _processes),
        ("gaps", "kind site audience source since expected n sites", _gaps),
        ("suggestions", f"topic suggestion {_ORIGIN}", _suggestions),
        ("rejects", "source file row column value reason", _rejects),
    )
}
