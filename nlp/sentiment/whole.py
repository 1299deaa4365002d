"""A comment's feeling from its segments: who says both is mixed, and a long complaint outweighs a short thanks."""

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from nlp import lexicons
from nlp.records import Evidence, Label, Language, Sentiment
from nlp.sentiment.hits import find
from nlp.sentiment.model import level_of, side
from nlp.text.simple import simplified

_NEUTRAL = 0.12
_MIXED = 0.3
"""Mixed when the weaker side weighs more than this share of the stronger one."""
_TURNED = 0.1
"""The same, where the author turns in so many words: "not bad, but …" means both."""
_SHORT = 3
_TOGETHER = 0.4
"""Segments that add up to one side are surer together than each alone, by this much in log-odds."""
_MOST_EVIDENCE = 8
_LENGTH, _NEUTRAL_WEIGHT, _OPENING, _THANKS = 0.3, 0.3, 1.5, 0.03


def overall(segments: Sequence[tuple[str, Sentiment]], language: Language) -> Sentiment:
    """Fold the segments of one comment into one feeling; ``segments`` are (text, sentiment) in order.

    A segment weighs by its length and by how sure it is, the first a little more; its score speaks for or against.
    """
    if not segments:
        return Sentiment(label="neutral", level=0, score=0.0, confidence=0.0)
    if len(segments) == 1:
        return segments[0][1]
    weights = [_weight(at, text, s) for at, (text, s) in enumerate(segments)]
    weights = _polite(weights, segments, language)
    total = sum(weights)
    praise = sum(w * _for(s) for w, (_, s) in zip(weights, segments, strict=True)) / total
    blame = sum(w * _against(s) for w, (_, s) in zip(weights, segments, strict=True)) / total
    score = max(-1.0, min(1.0, praise - blame))
    label = _label(praise, blame, segments, language)
    sure = sum(w * s.confidence for w, (_, s) in zip(weights, segments, strict=True)) / total
    sure = _together(sure) if label in {"positive", "negative"} else sure
    return Sentiment(
        label=label,
        level=level_of(label, score),
        score=round(score, 3),
        confidence=round(sure, 3),
        evidence=_evidence(segments),
    )


def _weight(at: int, text: str, s: Sentiment) -> float:
    """Tell how much a segment counts: much less than its length says, more where people put their verdict."""
    size = len(text) ** _LENGTH * (0.2 + s.confidence)
    return size * (_NEUTRAL_WEIGHT if s.label == "neutral" else 1) * (_OPENING if at == 0 else 1)


def _polite(
    weights: Sequence[float], segments: Sequence[tuple[str, Sentiment]], language: Language
) -> list[float]:
    """Let thanks weigh little beside a complaint: who says "thank you, but" means the rest."""
    if not any(s.label == "negative" for _, s in segments):
        return list(weights)
    return [
        w * _THANKS if s.label == "positive" and only_thanks(text, side(language)) else w
        for w, (text, s) in zip(weights, segments, strict=True)
    ]


def only_thanks(text: str, language: str) -> bool:
    """Tell whether nothing in a text speaks for anyone but words of courtesy (谢谢, thanks for, appreciate).

    >>> only_thanks("谢谢你们的回复", "zh"), only_thanks("谢谢，味道真好", "zh")
    (True, False)
    """
    praise = [simplified(text[h.start : h.end]).lower() for h in find(text, language).hits if h.value > 0]
    kinds = [next((kind for word, kind in _courtesy() if word in one), "praise") for one in praise]
    return "thanks" in kinds and "praise" not in kinds


@cache
def _courtesy() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["kind"]) for row in lexicons.rows("shared/courtesy"))


def _together(sure: float) -> float:
    return 1 / (1 + math.exp(-_TOGETHER) * (1 - sure) / max(sure, 0.01))


def _for(s: Sentiment) -> float:
    return max(s.score, 0.25) if s.label == "mixed" else max(s.score, 0.0)


def _against(s: Sentiment) -> float:
    return max(-s.score, 0.25) if s.label == "mixed" else max(-s.score, 0.0)


def _label(
    praise: float, blame: float, segments: Sequence[tuple[str, Sentiment]], language: Language
) -> Label:
    labels = {s.label for _, s in segments}
    if max(praise, blame) < _NEUTRAL and not labels & {"positive", "negative", "mixed"}:
        return "neutral"
    both = "mixed" in labels or {"positive", "negative"} <= labels
    if both and min(praise, blame) > _share(segments, language) * max(praise, blame):
        return "mixed"
    if max(praise, blame) == 0:
        return "neutral"
    return "positive" if praise >= blame else "negative"


def _share(segments: Sequence[tuple[str, Sentiment]], language: Language) -> float:
    """Tell how much the weaker side must weigh; in a short comment a turn from one side to the other says both."""
    for (_, before), (text, after) in pairwise(segments if len(segments) <= _SHORT else ()):
        unlike = {before.label, after.label} == {"positive", "negative"}
        if unlike and any(t.kind == "but" and t.start <= 1 for t in find(text, side(language)).turns):
            return _TURNED
    return _MIXED


def _evidence(segments: Sequence[tuple[str, Sentiment]]) -> tuple[Evidence, ...]:
    """Gather the segments' evidence, without offsets: those count from the start of each segment."""
    every = [e for _, s in segments for e in s.evidence]
    return tuple(Evidence(text=e.text, source=e.source, weight=e.weight) for e in every[:_MOST_EVIDENCE])
