"""What ``tingjian read`` writes for a comment, made where the comment is read.

Because: plain objects travel between processes ten times as fast as records do, and the process that asks has the
same two cores as those that read. It imports no readers of files: a reading process holds models and nothing else.
"""

from collections.abc import Sequence
from typing import Any

from flows.reading import read_all
from nlp.reader import Reader
from nlp.records import Comment, Mention, Reading

Item = dict[str, Any]


def read_items(reader: Reader, batch: Sequence[Comment]) -> list[Item]:
    """Read a batch and return what is written for each comment, but for the number of its row."""
    return [item(c, reading) for c, reading in zip(batch, read_all(reader, batch), strict=True)]


def item(comment: Comment, reading: Reading) -> Item:
    """Return what is written for one comment."""
    s = reading.sentiment
    return {
        "id": comment.source_id,
        "language": reading.language,
        "sentiment": {"label": s.label, "level": s.level, "score": s.score, "confidence": s.confidence},
        "segments": [
            {
                "start": g.start, "end": g.end, "label": g.sentiment.label, "score": g.sentiment.score,
                "evidence": [e.text for e in g.sentiment.evidence],
            }
            for g in reading.segments
        ],
        "mentions": [_mention(m) for m in reading.mentions],
        "suggestion": bool(reading.suggestions) or any(x.to == "anyone" for x in reading.tips),
        "suggestions": [{"start": x.start, "end": x.end, "text": x.text} for x in reading.suggestions],
        "tips": [{"start": x.start, "end": x.end, "text": x.text, "to": x.to} for x in reading.tips],
        "marks": list(reading.marks),
        "masked": reading.masked,
    }  # fmt: skip


def _mention(m: Mention) -> Item:
    return {
        "start": m.start, "end": m.end, "surface": m.surface, "name": m.name, "role": m.role, "staff": m.staff,
        "employee_id": m.employee_id, "candidates": list(m.candidates), "stance": m.stance,
        "confidence": m.confidence, "evidence": [e.text for e in m.evidence], "praised_for": list(m.praised_for),
    }  # fmt: skip
