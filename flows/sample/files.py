"""Write the files of the inbox, each the way such a tool would export it."""

# pyright: basic
import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.sample.rows import Row

LIKED: Final = "1、您最满意的是什么？"
BETTER: Final = "2、您希望我们改进什么？"
_SURVEY: Final = ("序号", "提交答卷时间", "所用时间", "来源", "门店", "环节", LIKED, BETTER, "评分")
_REVIEWS: Final = ("Response ID", "Recorded Date", "Site", "Touchpoint", "Channel", "Score", "Comment")
_EMPLOYEES: Final = ("response_id", "submitted", "site", "department", "work_mode", "engagement", "comment")
_NO_DATES: Final = ("昨天下午", "2026-13-45", "N/A")
_NO_DATES_EN: Final = ("last Tuesday", "31/31/2026", "pending")
_DEPARTMENTS: Final = ("Front Office", "Housekeeping", "Engineering", "Food & Beverage")
_WORK_MODES: Final = ("on site", "on site", "on site", "hybrid")


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_survey(path: Path, rows: Sequence[Row]) -> None:
    """Write the customers' survey as 问卷星 exports it: numbered questions, GB18030."""
    sources = ("微信", "手机提交", "链接", "App")
    _csv(path, _SURVEY, (_survey_line(i, row, sources) for i, row in enumerate(rows, start=1)), "gb18030")


def _survey_line(number: int, row: Row, sources: Sequence[str]) -> tuple[object, ...]:
    at = row.at
    when = f"{at.year}/{at.month}/{at.day} {at:%H:%M:%S}"
    if row.dirt == "bad_date":
        when = _NO_DATES[number % len(_NO_DATES)]
    first, second = (item.text if item else "" for item in (row.first, row.second))
    took = f"{20 + number * 37 % 180}秒"
    return number, when, took, sources[number * 7 % 4], row.site, row.touchpoint, first, second, row.score


def write_reviews(path: Path, rows: Sequence[Row]) -> None:
    """Write the reviews of the English-speaking regions: Excel, where some dates are text."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 11, 1), "title": "Guest reviews"})  # noqa: DTZ001 - Excel's clock has no zone
    sheet = book.add_worksheet("Reviews")
    dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, _REVIEWS)
    for number, row in enumerate(rows, start=1):
        channels = ("Web form", "Email", "QR code")
        cells = (
            f"R{number:05d}",
            None,
            row.site,
            row.touchpoint,
            channels[number * 5 % 3],
            row.score,
            row.items[0].text,
        )
        sheet.write_row(number, 0, cells)
        _write_date(sheet, number, row, dated)
    book.close()


def _write_date(sheet: Worksheet, number: int, row: Row, dated: Format) -> None:
    """Write a real date, or for every fifth row the text that somebody pasted."""
    texts = (
        f"{row.at:%Y-%m-%d %H:%M}",
        f"{row.at:%B} {row.at.day}, {row.at.year}",
        f"{row.at.day} {row.at:%b %Y %H:%M}",
    )
    if row.dirt == "bad_date":
        sheet.write_string(number, 1, _NO_DATES_EN[number % 3])
    elif number % 5 == 0:
        sheet.write_string(number, 1, texts[number // 5 % 3])
    else:
        sheet.write_datetime(number, 1, row.at, dated)


def write_chat(path: Path, rows: Sequence[Row], *, broken: int) -> None:
    """Write the chat feedback, one JSON object a line; line ``broken`` is cut off in the middle."""
    lines = [_chat_line(i, row) for i, row in enumerate(rows, start=1)]
    lines.insert(
        broken - 1,
        '{"id": "c-broken", "created_at": "2026-08-30T11:02:00+08:00", "site": "XA01", "text": "灯',
    )
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


def _chat_line(number: int, row: Row) -> str:
    record = {
        "id": f"c{number:05d}",
        "created_at": f"{row.at:%Y-%m-%dT%H:%M:%S}+08:00",
        "site": row.site,
        "touchpoint": row.touchpoint,
        "channel": ("app_chat", "wechat", "web_chat")[number * 7 % 3],
        "user": f"u{(number * 7919) % 90_000 + 10_000}",
        "rating": row.score,
        "text": row.items[0].text,
    }
    return json.dumps(record, ensure_ascii=False)


def write_employees(path: Path, rows: Sequence[Row]) -> None:
    """Write the employees' pulse survey: UTF-8 with a byte order mark, both languages in one column."""
    _csv(path, _EMPLOYEES, (_pulse(i, row) for i, row in enumerate(rows, start=1)), "utf-8-sig")


def _pulse(number: int, row: Row) -> tuple[object, ...]:
    remote = row.items[0].theme == "remote"
    department = "Support Centre" if remote else _DEPARTMENTS[number * 7 % 4]
    mode = "hybrid" if remote else _WORK_MODES[number * 5 % 4]
    return (
        f"P{number:05d}",
        f"{row.at:%Y-%m-%d %H:%M}",
        row.site,
        department,
        mode,
        row.score * 2,
        row.items[0].text,
    )


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a small table as UTF-8 CSV."""
    _csv(path, header, rows, "utf-8")
