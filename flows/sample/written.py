"""Read the hand-written comments, and the records that the build passes around."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
_LISTS: Final = ("roster", "dirt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One comment as it was written for the sample, with what its writer meant by it."""

    id: str
    text: str
    language: str
    audience: str
    theme: str
    mood: str
    site: str
    names: str
    kind: str
    incident: str
    when: str
    question: str
    reuse: int

    @property
    def region(self) -> str:
        """Where it may be used again: a script or a region, never one site."""
        return self.site[:2] if len(self.site) == 4 else self.site

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The people in it as (who, sign): + praised, - blamed, = neutral, ? cannot be told apart."""
        people = (part for part in self.names.split(";") if part and ":" not in part)
        return tuple((part[:-1], part[-1]) for part in people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A comment of the sample with its site and day; ``parts`` are the written ones it is made of."""

    text: str
    language: str
    audience: str
    theme: str
    mood: str
    site: str
    day: date
    parts: tuple[Written, ...]
    question: str = ""
    dirt: str = ""


@dataclass(frozen=True, slots=True)
class Dirt:
    """A text that is no good comment, and what is wrong with it."""

    id: str
    kind: str
    language: str
    text: str


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``written/<name>.tsv``."""
    with (FOLDER / "written" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def comments() -> list[Written]:
    """Return every hand-written comment, in the order of the files; a backslash and an n in a text are a line break."""
    names = sorted(path.stem for path in (FOLDER / "written").glob("*.tsv") if path.stem not in _LISTS)
    return [_written(row) for name in names for row in table(name)]


def _written(row: dict[str, str]) -> Written:
    text = row["text"].replace("\\n", "\n")
    return Written(**{**row, "text": text, "reuse": int(row["reuse"])})  # pyright: ignore[reportArgumentType]


def dirt() -> list[Dirt]:
    """Return the texts that are planted as dirt."""
    return [Dirt(**row) for row in table("dirt")]
