"""Open a file of any kind as a table: by what it is first, by what it is called second."""

import glob
import os
from pathlib import Path

from flows.messages import say
from flows.settings import Settings, SourceSettings
from flows.sources.excel import open_excel
from flows.sources.header import as_table
from flows.sources.jsonl import open_jsonl
from flows.sources.parquet import open_parquet
from flows.sources.table import SourceError, Table
from flows.sources.tables_csv import open_csv

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".json", ".parquet")
_NOT_TABLES = {
    ".doc": "Word", ".docx": "Word", ".pdf": "PDF", ".ppt": "PowerPoint", ".pptx": "PowerPoint", ".numbers": "Numbers",
    ".ods": "OpenDocument", ".zip": "zip", ".rar": "rar", ".7z": "7z", ".gz": "gzip", ".sav": "SPSS", ".dta": "Stata",
}  # fmt: skip


def files_of(source: SourceSettings, settings: Settings) -> list[Path]:
    """Return the files of a source in the order in which they are read, also those that are missing."""
    return [path for path, _ in checked_files(source, settings)]


def checked_files(source: SourceSettings, settings: Settings) -> list[tuple[Path, str | None]]:
    """Return the files of a source in a fixed order, each with what is wrong with it where something is."""
    found: list[tuple[Path, str | None]] = []
    for pattern in source.files:
        path = settings.path(pattern)
        try:
            found.extend(_named(path, pattern))
        except PermissionError:
            found.append((path, say("source.no_way", "both")))
    return list(dict(found).items())


def taken_before(source: SourceSettings, settings: Settings) -> dict[Path, str]:
    """Return the files of which an earlier source takes the same texts, each with that source.

    Because: where a comment came from belongs to its id, so read by two sources it would count twice.
    """
    found: dict[Path, str] = {}
    for other in settings.sources:
        if other is source:
            break
        same = other.text == source.text or set(other.text) & set(source.text)
        if same and other.sheet == source.sheet:
            found |= {
                path.resolve(): other.name or ", ".join(other.files) for path in files_of(other, settings)
            }
    return found


def _named(path: Path, pattern: str) -> list[tuple[Path, str | None]]:
    """List what one entry of ``files`` names: the files of a folder, a file, or all that match."""
    if path.is_dir():
        return [(inside, None) for inside in sorted(path.iterdir()) if _wanted(inside)]
    if path.exists() or not glob.has_magic(pattern):
        return [(path, None if path.exists() else say("source.missing", "both"))]
    if not os.access(path.parent, os.R_OK | os.X_OK) and path.parent.is_dir():
        raise PermissionError
    matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not any(match.is_file() for match in matches):
        return [(path, say("source.no_match", "both"))]
    return [(match, None) for match in matches if match.is_file() and not _hidden(match)]


def _hidden(path: Path) -> bool:
    """Excel leaves ~$ files beside an open workbook; they are no data."""
    return path.name.startswith(("~$", "."))


def _wanted(path: Path) -> bool:
    return path.is_file() and not _hidden(path) and path.suffix.lower() in (*KINDS, ".md", ".docx")


def open_table(path: Path, source: SourceSettings, *, file: str, arriving: bool = False) -> Table:
    """Open a file as a table, whatever its name says; a night also asks whether it is still ``arriving``.

    Raises:
        SourceError: it cannot be read: why, and what to do.
    """
    try:
        return _opened(path, source, file, arriving)
    except FileNotFoundError:
        msg = say("source.no_file", "both", file=file)
        raise SourceError(msg) from None
    except IsADirectoryError:
        msg = say("source.folder", "both", file=file, kinds=", ".join(KINDS))
        raise SourceError(msg) from None
    except PermissionError:
        msg = say("source.no_rights", "both", file=file)
        raise SourceError(msg) from None


def _opened(path: Path, source: SourceSettings, file: str, arriving: bool) -> Table:
    with path.open("rb") as raw:
        start = raw.read(8)
    suffix = path.suffix.lower()
    if start.startswith(b"PK\x03\x04") and suffix in (*KINDS, ".xls"):
        return as_table(
            open_excel(path, file=file, sheet=source.sheet),
            header_rows=source.header_rows,
            wanted=_wanted_columns(source),
        )
    if suffix in {".xlsx", ".xlsm", ".xls"} and not start.isascii():
        return as_table(
            open_excel(path, file=file, sheet=source.sheet),
            header_rows=source.header_rows,
            wanted=_wanted_columns(source),
        )
    if start.startswith(b"PAR1") or suffix == ".parquet":
        return open_parquet(path, file=file)
    if suffix in _NOT_TABLES:
        msg = say("source.no_table", "both", file=file, kind=_NOT_TABLES[suffix])
        raise SourceError(msg)
    if suffix in {".jsonl", ".ndjson", ".json"}:
        return open_jsonl(path, file=file, given_encoding=source.encoding)
    if start.lstrip().lower().startswith((b"<html", b"<!doct", b"<table")):
        msg = say("source.web_page", "both", file=file)
        raise SourceError(msg)
    table = as_table(
        open_csv(path, file=file, given_encoding=source.encoding, arriving=arriving),
        header_rows=source.header_rows,
        wanted=_wanted_columns(source),
    )
    if suffix in {".xlsx", ".xlsm", ".xls"} and next(iter(table.lines()), None) is None:
        msg = say("source.no_workbook", "both", file=file, suffix=suffix)
        raise SourceError(msg)
    return table


def _wanted_columns(source: SourceSettings) -> tuple[str, ...]:
    named = (source.id, source.date, source.site, source.rating, source.author, *source.text, *source.columns)
    return tuple(name for name in named if name)
