"""The usual names of columns in Chinese and English exports, from ``lexicons/shared/columns.tsv``."""

import re
import unicodedata
from functools import cache

from nlp import lexicons


def normal(name: str) -> str:
    """Return a column name without case, blanks and joiners, full-width forms folded.

    >>> normal("Review_ID"), normal("评价内容（必填）"), normal("Ｔｅｘｔ ")
    ('reviewid', '评价内容', 'text')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = re.sub(r"[(\[【<].*?[)\]】>]", "", folded) or folded
    return re.sub(r"[\s_\-*:.]+", "", folded)


@cache
def usual(field: str) -> dict[str, int]:
    """Return the usual names of a field, normalised, with their ranks."""
    return {
        normal(row["name"]): int(row["rank"])
        for row in lexicons.rows("shared/columns.tsv")
        if row["field"] == field
    }


@cache
def _fields() -> frozenset[str]:
    fields = ("text", "id", "date", "site", "question", "rating", "author", "employee_id", "name", "value")
    return frozenset(name for field in fields for name in usual(field))


def field_of(name: str) -> bool:
    """Tell whether a cell is the usual name of some column."""
    return normal(name) in _fields()


def find(headers: tuple[str, ...], field: str) -> list[int]:
    """Return the columns that carry a usual name of ``field``, the surest first."""
    ranks = usual(field)
    hits = [(ranks[key], i) for i, header in enumerate(headers) if (key := normal(header)) in ranks]
    return [i for _, i in sorted(hits)]
