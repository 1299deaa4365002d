"""JSON lines, one object a line, as chat tools and services write them; a broken line costs one row."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from flows.messages import say
from flows.sources import encoding
from flows.sources.table import Line, SourceError, Table

_PEEK = 500


def open_jsonl(path: Path, *, file: str, given_encoding: str | None = None) -> Table:
    """Open a file of JSON objects as a table; nested objects become ``outer.inner`` columns.

    A file that holds one JSON array of objects is read too.
    """
    name = encoding.named(given_encoding) if given_encoding else encoding.detect(path)
    objects = _objects(path, name)
    peek = list(islice(objects, _PEEK))
    if not peek:
        msg = say("source.empty_json", "both", file=file)
        raise SourceError(msg)
    headers = tuple(dict.fromkeys(chain.from_iterable(row for row in peek if isinstance(row, dict))))
    if not headers:
        msg = say("source.no_json", "both", file=file)
        raise SourceError(msg)

    def lines() -> Iterator[Line]:
        for number, row in enumerate(_objects(path, name), start=1):
            if isinstance(row, str):
                yield Line(number, (), row)
            else:
                yield Line(number, tuple(row.get(header) for header in headers))

    return Table(file, headers, lines)


def _objects(path: Path, name: str) -> Iterator[dict[str, object] | str]:
    lines = _lines(path, name)
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip("\ufeff \t").startswith("["):
        yield from _array(first + "".join(lines))
        return
    for line in chain([first], lines):
        if line.strip():
            yield _object(line)
        if not line.endswith("\n"):
            return


def _lines(path: Path, name: str) -> Iterator[str]:
    """Decode line by line: logs of several programs hold lines in GB18030 among those in UTF-8."""
    if not name.startswith("utf-8"):
        with path.open(encoding=name, errors="replace") as lines:
            yield from lines
        return
    with path.open("rb") as raw:
        for line in raw:
            try:
                yield line.decode(name)
            except UnicodeDecodeError:
                yield _rescued(line, name)


def _rescued(line: bytes, name: str) -> str:
    try:
        return line.decode("gb18030")
    except UnicodeDecodeError:
        return line.decode(name, errors="replace")


def _array(text: str) -> Iterator[dict[str, object] | str]:
    try:
        rows = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        yield _fault()
        return
    for row in rows:
        yield dict(_flat(row)) if isinstance(row, dict) else _fault()


def _object(line: str) -> dict[str, object] | str:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        if line.lstrip().startswith("{") and not line.endswith("\n"):
            return say("source.cut", "both")
        return f"{_fault()} ({error})"
    return dict(_flat(row)) if isinstance(row, dict) else _fault()


def _flat(row: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            yield prefix + key, "\n".join(value)
        else:
            yield prefix + key, value


def _fault() -> str:
    return say("source.no_object", "both")
