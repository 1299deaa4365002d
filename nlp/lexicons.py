"""Read and check the tables and word lists in ``lexicons/``: what people know, kept out of the code.

A table is a ``.tsv`` with a header line, a list is a ``.txt`` with one entry a line. Empty lines and lines
that begin with ``#`` are for the people who maintain them. Errors name the file and the line.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path


class LexiconError(ValueError):
    """A lexicon that cannot be used: which file, which line, what was expected."""


def folder() -> Path:
    """Return the folder of the lexicons: beside ``nlp`` in the repository and in the installed package."""
    return Path(__file__).resolve().parent.parent / "lexicons"


def rows(name: str, base: Path | None = None) -> list[dict[str, str]]:
    """Read the table ``name`` (such as ``zh/valence.tsv``) as one dict a line, every value trimmed.

    A line may leave its last columns out (they are then empty), never add one: that is a slip of the tab key.
    ``base`` is another folder of lexicons, such as a customer's own.
    """
    header, *lines = _table((base or folder()) / _suffixed(name, ".tsv"))
    return [dict(zip(header, cells, strict=True)) for cells in lines]


def words(name: str, base: Path | None = None) -> frozenset[str]:
    """Read the list ``name`` (such as ``en/stopwords.txt``), one entry a line."""
    return frozenset(line.strip() for _, line in _lines((base or folder()) / _suffixed(name, ".txt")))


@cache
def checksum() -> str:
    """Return one SHA-256 over all lexicons: it belongs to the key of everything computed with them."""
    total = sha256()
    for path in sorted(p for p in folder().rglob("*") if p.is_file()):
        total.update(path.relative_to(folder()).as_posix().encode() + b"\0")
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _suffixed(name: str, suffix: str) -> str:
    return name if name.endswith(suffix) else name + suffix


def _named(path: Path) -> str:
    """Name a file as its maintainers know it: lexicons/zh/valence.tsv."""
    return path.relative_to(folder().parent).as_posix() if path.is_relative_to(folder()) else path.name


@cache
def _table(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the header and the lines of a table as tuples: cached, so nobody may change them."""
    numbered = _lines(path)
    if not numbered:
        msg = f"{_named(path)}: a table needs a header line, found none"
        raise LexiconError(msg)
    header = tuple(cell.strip() for cell in numbered[0][1].split("\t"))
    return header, *(_cells(path, number, line, len(header)) for number, line in numbered[1:])


def _cells(path: Path, number: int, line: str, width: int) -> tuple[str, ...]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > width:
        msg = f"{_named(path)}, line {number}: expected {width} columns, got {len(cells)}: {line!r}"
        raise LexiconError(msg)
    return tuple(cells + [""] * (width - len(cells)))


@cache
def _lines(path: Path) -> tuple[tuple[int, str], ...]:
    """Return the lines that say something, with their numbers in the file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        there = ", ".join(sorted(p.name for p in path.parent.glob("*.t[sx][vt]"))) or "none"
        msg = f"{_named(path)}: no such file; beside it: {there}"
        raise LexiconError(msg) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        msg = f"{_named(path)}, line {line}: not UTF-8; save it as UTF-8"
        raise LexiconError(msg) from None
    numbered = ((number, line.rstrip()) for number, line in enumerate(text.splitlines(), start=1))
    return tuple((number, line) for number, line in numbered if line.strip() and not line.startswith("#"))
