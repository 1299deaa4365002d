"""Group the rows of one file on their own, without a registry."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
CLEAR = 0.6
"""Confidence from which a segment adds a topic to that of the whole comment."""


def topic_rows(rows: Iterable[Row], tell: Tell) -> Iterator[Item]:
    """Group a file on its own: one object for every row, with the main topic and all of them.

    Topics are found among whole comments, and the main topic of a comment is where the whole of it belongs: on
    labelled files that is right more often than the topic of most of its segments. Segments add what else it is about.
    """
    known = list(rows)
    wholes, segments = _inputs(known)
    tell("read", len(known), len(known))
    models = ModelSettings()
    embedder = assemble.embedder(models.topics, models.threads)
    vectors = _embedded([*wholes, *segments], embedder, tell)
    registry = topics.headed(topics.discover(wholes, vectors[: len(wholes)], embedder=embedder, once=True))
    tell("group", 1, 1)
    named = {t.id: t for t in registry.topics}
    main = {p.comment_id: p for p in topics.assign(registry, wholes, vectors[: len(wholes)])}
    tell("unassigned", sum(p.topic_id is None for p in main.values()), len(main))
    parts: dict[str, list[tuple[Placement, int]]] = {}
    for segment, placed in zip(
        segments, topics.assign(registry, segments, vectors[len(wholes) :]), strict=True
    ):
        parts.setdefault(segment.comment_id, []).append((placed, len(segment.text)))
    for row in known:
        key = str(row.number)
        yield rejected(row) if row.comment is None else _topics(row, main[key], parts.get(key, []), named)


def _embedded(segments: Sequence[SegmentInput], embedder: Embedder, tell: Tell) -> Vectors:
    """Embed piece by piece, so that a person sees it move."""
    parts = [np.zeros((0, embedder.dim), np.float32)]
    for start in range(0, len(segments), PIECE):
        parts.append(embedder.embed([s.text for s in segments[start : start + PIECE]]))
        tell("embed", min(start + PIECE, len(segments)), len(segments))
    return np.concatenate(parts)


def _inputs(rows: Iterable[Row]) -> tuple[list[SegmentInput], list[SegmentInput]]:
    """Return whole comments, and the segments of those that have several; copies of a flood feed no topic."""
    texts = {row.number: repair(row.comment.text).text for row in rows if row.comment}
    numbers = list(texts)
    floods = {numbers[i] for i in voices.find_floods(list(texts.values()))}
    wholes: list[SegmentInput] = []
    segments: list[SegmentInput] = []
    for number, text in texts.items():
        language = language_of(text)
        counts = number not in floods and not voices.marks(text)
        whole = SegmentInput(comment_id=str(number), index=0, text=text, language=language, voice=counts)
        cuts = cut(text, language)
        wholes.append(whole)
        segments += [
            replace(whole, index=i, text=text[a:b]) for i, (a, b) in enumerate(cuts) if len(cuts) > 1
        ]
    return wholes, segments


def _topics(row: Row, whole: Placement, parts: list[tuple[Placement, int]], named: dict[str, Topic]) -> Item:
    """List a comment's topics: where the whole belongs, then what most of it speaks about."""
    weights: Counter[str] = Counter()
    sure: dict[str, float] = {}
    for placement, length in parts:
        if placement.topic_id in named:
            weights[placement.topic_id] += length
            sure[placement.topic_id] = max(sure.get(placement.topic_id, 0.0), placement.confidence)
    others = [t for t, _ in weights.most_common() if t != whole.topic_id]
    if whole.topic_id in named:
        sure[whole.topic_id] = whole.confidence
        others = [whole.topic_id, *(t for t in others if sure[t] >= CLEAR)]
    found = [
        {
            "topic": t, "label_zh": named[t].label_zh, "label_en": named[t].label_en,
            "confidence": round(sure[t], 4),
            **({"heading_zh": named[t].heading_zh, "heading_en": named[t].heading_en} if named[t].heading_zh else {}),
        }
        for t in others
    ]  # fmt: skip
    main = found[0] if found else {"topic": None, "label_zh": None, "label_en": None, "confidence": 0.0}
    return {"row": row.number, **main, "topics": found}
