"""Once: read, group or replay one file without a night and without a store."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from flows import assemble
from flows.settings import ModelSettings
from flows.sources import Row, SourceError, read_roster
from flows.stages.job import Tell
from nlp.records import Mention, Placement, Posting, Reading, Topic

BATCH = 512
Item = dict[str, Any]


def read_rows(rows: Iterable[Row], roster: Path | None, tell: Tell) -> Iterator[Item]:
    """Read rows as they come, in input order: one object out for every row in."""
    reader = assemble.reader(ModelSettings(), _postings(roster))
    done = 0
    for batch in _batches(rows):
        readings = iter(reader.read([row.comment for row in batch if row.comment]))
        yield from (_item(row, next(readings)) if row.comment else _rejected(row) for row in batch)
        done += len(batch)
        tell("read", done, 0)


def _postings(roster: Path | None) -> list[Posting]:
    if roster is None:
        return []
    postings, rejections = read_roster(roster)
    if rejections and not postings:
        msg = f"{roster}: {rejections[0].reason}"
        raise SourceError(msg)
    return list(postings)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _rejected(row: Row) -> Item:
    return {"row": row.number, "rejected": row.reason}


def _item(row: Row, reading: Reading) -> Item:
    s = reading.sentiment
    return {
        "row": row.number,
        "id": row.comment.source_id if row.comment else None,
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
        "suggestion": bool(reading.suggestions),
        "suggestions": [{"start": x.start, "end": x.end, "text": x.text} for x in reading.suggestions],
        "marks": list(reading.marks),
        "masked": reading.masked,
    }  # fmt: skip


def _mention(m: Mention) -> Item:
    return {
        "start": m.start, "end": m.end, "surface": m.surface, "name": m.name, "role": m.role, "staff": m.staff,
        "employee_id": m.employee_id, "candidates": list(m.candidates), "stance": m.stance,
        "confidence": m.confidence, "evidence": [e.text for e in m.evidence], "praised_for": list(m.praised_for),
    }  # fmt: skip


def topic_rows(rows: Iterable[Row], tell: Tell) -> Iterator[Item]:
    """Group a file on its own: one object for every row, with the main topic and all of them."""
    from nlp import topics

    known = list(rows)
    segments = _segments(known)
    tell("read", len(known), len(known))
    models = ModelSettings()
    vectors = assemble.embedder(models.topics, models.threads).embed([s.text for s in segments])
    tell("embed", 1, 1)
    registry = topics.discover(segments, vectors)
    tell("group", 1, 1)
    named = {t.id: t for t in registry.topics}
    mine: dict[str, list[tuple[Placement, int]]] = {}
    for segment, placed in zip(segments, topics.assign(registry, segments, vectors), strict=True):
        mine.setdefault(segment.comment_id, []).append((placed, len(segment.text)))
    for row in known:
        yield _rejected(row) if row.comment is None else _topics(row, mine.get(str(row.number), []), named)


def _segments(rows: Iterable[Row]) -> list[Any]:
    """Cut every comment into segments; copies of a flood feed no topic."""
    from nlp import voices
    from nlp.text import cut, language_of, repair
    from nlp.topics import SegmentInput

    texts = {row.number: repair(row.comment.text).text for row in rows if row.comment}
    numbers = list(texts)
    floods = {numbers[i] for i in voices.find_floods(list(texts.values()))}
    segments: list[SegmentInput] = []
    for number, text in texts.items():
        language = language_of(text)
        counts = number not in floods and not voices.marks(text)
        segments += [
            SegmentInput(comment_id=str(number), index=i, text=text[a:b], language=language, voice=counts)
            for i, (a, b) in enumerate(cut(text, language))
        ]
    return segments


def _topics(row: Row, placed: list[tuple[Placement, int]], named: dict[str, Topic]) -> Item:
    """Weigh a comment's topics by how much of it speaks about each."""
    weights: Counter[str] = Counter()
    sure: dict[str, float] = {}
    for placement, length in placed:
        if placement.topic_id in named:
            weights[placement.topic_id] += length
            sure[placement.topic_id] = max(sure.get(placement.topic_id, 0.0), placement.confidence)
    found = [
        {
            "topic": t, "label_zh": named[t].label_zh, "label_en": named[t].label_en,
            "confidence": round(sure[t], 4),
        }
        for t, _ in weights.most_common()
    ]  # fmt: skip
    main = found[0] if found else {"topic": None, "label_zh": None, "label_en": None, "confidence": 0.0}
    return {"row": row.number, **main, "topics": found}
