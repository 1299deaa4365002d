# pyright: basic
"""Dated segments to live through night by night, with their vectors, made as production makes them.

Vectors are embedded once and kept in the folder for temporary files: nights are measured, not the embedding.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from flows import assemble, settings
from flows.settings import ModelSettings
from flows.sources import read_file, read_source
from nlp import voices
from nlp.parts import Embedder, Vectors
from nlp.records import Comment
from nlp.text import cut, language_of, repair
from nlp.topics import SegmentInput

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "flows" / "sample" / "tingjian.toml"
_WEEK = 7


@dataclass(frozen=True)
class Stream:
    """What was said, by day, with a vector for each segment."""

    segments: list[SegmentInput]
    vectors: Vectors

    def until(self, day: date) -> "Stream":
        """Return what had been said by the end of a day."""
        return self.taken([i for i, s in enumerate(self.segments) if s.day and s.day <= day])

    def taken(self, rows: Sequence[int]) -> "Stream":
        """Return some of it, in the order asked for."""
        return Stream([self.segments[i] for i in rows], self.vectors[np.asarray(rows, np.int64)])

    @property
    def days(self) -> list[date]:
        """Return the days on which something was said."""
        return sorted({s.day for s in self.segments if s.day})


def say(line: str) -> None:
    """Write a line at once: a bench is watched."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def data() -> Path:
    """Return the folder of the development data."""
    import os

    return Path(os.environ.get("TINGJIAN_DATA", ROOT.parent / "shared" / "data"))  # noqa: TID251 - bench set-up


@cache
def embedder() -> Embedder:
    """Load what production makes topics of."""
    models = ModelSettings()
    return assemble.embedder(models.topics, models.threads)


def hotels() -> Stream | None:
    """Read half a year of hotel reviews; None where the file is absent."""
    path = data() / "zh_hotel_reviews.csv"
    if not path.exists():
        return None
    return stream(row.comment for row in read_file(path) if row.comment)


def sample() -> Stream:
    """Read the bilingual sample: four months of customers and employees, dirt and floods included."""
    configured = settings.load(SAMPLE)
    return stream(
        c for source in configured.sources for b in read_source(source, configured) for c in b.comments
    )


def stream(comments: Iterable[Comment]) -> Stream:
    """Cut comments into segments and embed them; copies of a flood, adverts and blanks are no voices."""
    dated = [replace(c, text=repair(c.text).text) for c in comments if c.day]
    dated.sort(key=lambda c: (c.day or date.min, c.id))
    floods = _floods(dated)
    segments = [s for c in dated for s in _cut(c, voice=c.id not in floods and not voices.marks(c.text))]
    return Stream(segments, embedded([s.text for s in segments]))


def _floods(comments: Sequence[Comment]) -> set[str]:
    weeks: dict[int, list[Comment]] = {}
    for c in comments:
        weeks.setdefault((c.day or date.min).toordinal() // _WEEK, []).append(c)
    return {
        mine[i].id
        for mine in weeks.values()
        for i in voices.find_floods([c.text for c in mine], [c.author for c in mine])
    }


def _cut(comment: Comment, *, voice: bool) -> list[SegmentInput]:
    text = comment.text
    language = language_of(text)
    return [
        SegmentInput(
            comment_id=comment.id, index=i, text=text[a:b], language=language_of(text[a:b]) if language == "mixed" else language,
            touchpoint=comment.touchpoint, day=comment.day, voice=voice,
        )
        for i, (a, b) in enumerate(cut(text, language))
    ]  # fmt: skip


def voiced(texts: Sequence[str]) -> list[bool]:
    """Tell which comments of one night are voices: neither copies of a flood nor adverts nor blanks."""
    copies = voices.find_floods(texts)
    return [i not in copies and not voices.marks(text) for i, text in enumerate(texts)]


def embedded(texts: Sequence[str], *, keep: bool = True) -> Vectors:
    """Embed texts, or fetch the vectors of the last time that the same ones were asked for."""
    one = embedder()
    if not keep:
        return one.embed(texts)
    name = hashlib.sha256("\n".join([one.id, *texts]).encode()).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / "tingjian-bench" / f"{name}.npy"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        np.save(file, one.embed(texts))
    return np.load(file)
