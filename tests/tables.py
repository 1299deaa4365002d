"""Read the tables of cases that a person may extend without knowing Python."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "nlp" / "cases"


def cases(name: str) -> list[dict[str, str]]:
    r"""Return the rows of a table in ``tests/nlp/cases``; ``\n`` ``\t`` and ``\u200b`` may be written out."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return [{key: spelled_out(value or "") for key, value in row.items()} for row in rows]


def spelled_out(text: str) -> str:
    r"""Turn ``\uXXXX``, ``\t`` and ``\n`` into the characters they stand for."""
    if "\\" not in text:
        return text
    return "".join(part.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in part else part
                   for part in _parts(text))  # fmt: skip


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    at = 0
    while at < len(text):
        width = {"u": 6, "x": 4}.get(text[at + 1 : at + 2], 2) if text[at] == "\\" else 1
        parts.append(text[at : at + width])
        at += width
    return parts
