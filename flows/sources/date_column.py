"""Find the column of dates where no usual name tells it: by cells that read as dates, and by what its name hints at."""

import re
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from flows.sources.columns import Columns
from flows.sources.dates import DateError, DateReader
from flows.sources.table import Table, text_of

_FEWEST: Final = 3
_SURE: Final = 0.8
"""Part of the cells that must read as dates."""
_OTHER: Final = re.compile(
    r"birth|dob|expir|due|valid|born|hire|joined|check.?out|生日|出生|到期|有效|入职|离职|入職|離職|注册|註冊",
    re.IGNORECASE,
)
"""Days of something else: a birthday is not when a comment was written."""
_WRITTEN: Final = re.compile(
    r"complet|submit|creat|post|record|review|respon|comment|feedback|receiv|written|date|time|完成|提交|填|评|評|反馈|留言|日期|时间|時間",
    re.IGNORECASE,
)


def date_by_looks(
    table: Table, columns: Columns, peek: Sequence[Sequence[object]], zone: ZoneInfo
) -> int | None:
    """Return the position of the column that says when comments were written, None where none or several may."""
    taken = {*columns.text, *(i for _, i in columns.single)}
    found = [
        i
        for i, header in enumerate(table.headers)
        if i not in taken and not _OTHER.search(header) and reads_as_dates(peek, i, zone)
    ]
    hinted = [i for i in found if _WRITTEN.search(table.headers[i])]
    best = hinted or found
    return best[0] if len(best) == 1 else None


def reads_as_dates(
    peek: Sequence[Sequence[object]], column: int, zone: ZoneInfo, fewest: int = _FEWEST
) -> bool:
    """Tell dates from numbers and words; bare numbers alone (serials, 20261106, amounts) are never enough."""
    cells = [row[column] for row in peek if column < len(row) and text_of(row[column])]
    if len(cells) < fewest:
        return False
    plain = [cell for cell in cells if not re.fullmatch(r"[-+]?[\d.,]+", text_of(cell))]
    good = sum(_is_date(cell, zone) for cell in cells)
    return good >= _SURE * len(cells) and sum(_is_date(cell, zone) for cell in plain) >= max(
        1, 0.3 * len(cells)
    )


def _is_date(cell: object, zone: ZoneInfo) -> bool:
    try:
        return DateReader(zone).read(cell) is not None
    except DateError:
        return False
