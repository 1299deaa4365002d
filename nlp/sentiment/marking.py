# pyright: basic
"""The sentences that teach the marks, for ``make train`` only."""

from nlp import lexicons
from nlp.sentiment.marks import MARKS


def examples() -> list[tuple[str, int]]:
    """Return the sentences written for this, each with its marks as bits in the order of ``MARKS``."""
    return [
        (row["text"], bits(row["marks"]))
        for language in ("zh", "en")
        for row in lexicons.rows(f"{language}/mark_sentences.tsv")
    ]


def bits(marks: str) -> int:
    """Turn marks into one number.

    >>> bits("effort,obstacle"), bits("")
    (9, 0)
    """
    return sum(1 << MARKS.index(mark) for mark in marks.split(",") if mark)
