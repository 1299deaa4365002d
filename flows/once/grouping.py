"""Group the rows of one file on their own, without a registry."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from flows import assemble
from flows.once.rows import Item, rejected
from flows.settings import ModelSettings
from flows.sources import Row
from flows.stages.job import Tell
from nlp import topics, voices
from nlp.parts import Embedder, Vectors
from nlp.records import Placement, Topic
from nlp.text import cut, language_of, repair
from nlp.topics import SegmentInput

PIECE = 512


def topic_rows(rows: Iterable[Row], tell: Tell) -> Iterator[Item]:
    """Group a file on its own: one object for every row, with the main topic and all of them."""
    known = list(rows)
    segments = _segments(known)
    tell("read", len(known), len(known))
    models = ModelSettings()
    embedder = assemble.embedder(models.topics, models.threads)
    vectors = _embedded(segments, embedder, tell)
    registry = topics.discover(segments, vectors, embedder=embedder)
    tell("group", 1, 1)
    named = {t.id: t for t in registry.topics}
    mine: dict[str, list[tuple[Placement, int]]] = {}
    for segment, placed in zip(segments, topics.assign(registry, segments, vectors), strict=True):
        mine.setdefault(segment.comment_id, []).append((placed, len(segment.text)))
    for row in known:
        yield rejected(row) if row.comment is None else _topics(row, mine.get(str(row.number), []), named)


def _embedded(segments: Sequence[SegmentInput], embedder: Embedder, tell: Tell) -> Vectors:
    """Embed piece by piece, so that a person sees it move."""
    parts = [np.zeros((0, embedder.dim), np.float32)]
    for start in range(0, len(segments), PIECE):
        parts.append(embedder.embed([s.text for s in segments[start : start + PIECE]]))
        tell("embed", min(start + PIECE, len(segments)), len(segments))
    return np.concatenate(parts)


def _segments(rows: Iterable[Row]) -> list[SegmentInput]:
    """Cut every comment into segments; copies of a flood feed no topic."""
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
