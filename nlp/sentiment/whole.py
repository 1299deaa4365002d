"""A comment's feeling from its segments: who says both is mixed, and a long complaint outweighs a short thanks."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from nlp import lexicons
from nlp.records import Evidence, Label, Language, Sentiment
from nlp.sentiment.hits import find
from nlp.sentiment.model import level_of, side
from nlp.text.simple import simplified

_MIXED = 0.4
"""Mixed when the weaker side weighs more than this share of the stronger one."""
_TURNED = 0.1
"""The same, where the author turns in so many words: "not bad, but …" means both."""
SHORT = 3
"""A comment of this many segments at most is short: each turn of it counts."""
_TOGETHER = 0.8
"""Segments that add up to one side are surer together than each alone, by this much in log-odds."""
_MOST_EVIDENCE = 8
_LENGTH, _NEUTRAL_WEIGHT, _OPENING, _THANKS, _BOTH = 0.4, 0.3, 1.5, 0.03, 0.6
_MOST = 0.99
_AUDIBLE, _ASIDE = 0.25, 0.2
"""A surely told side is at least this far from zero; what has no side at most that far."""


def overall(segments: Sequence[tuple[str, Sentiment]], language: Language) -> Sentiment:
    """Fold the segments of one comment into one feeling; ``segments`` are (text, sentiment) in order.

    A segment weighs a little more the longer it is, and most where people put their verdict, at the start. The
    score is the mean of what the segments lean to; the label asks how surely someone praises and someone blames.
    """
    if not segments:
        return Sentiment(label="neutral", level=0, score=0.0, confidence=0.0)
    if len(segments) == 1:
        return segments[0][1]
    weights = [_weight(at, text, s) for at, (text, s) in enumerate(segments)]
    weights = _polite(weights, segments, language)
    praise, blame = _mean(_for, weights, segments), _mean(_against, weights, segments)
    score = math.tanh(_mean(_leaning, weights, segments))
    label = _label(praise, blame, score, segments, language)
    sure = _mean(_sure, weights, segments)
    sure = _together(sure) if label in {"positive", "negative"} else sure
    return Sentiment(
        label=label,
        level=level_of(label, score),
        score=round(score, 3),
        confidence=round(sure, 3),
        evidence=_evidence(segments),
    )


def told(s: Sentiment) -> Sentiment:
    """Return a feeling as people read it: a clear label speaks up, and what has no side stays near zero.

    Because: the words of "had Xiao Wang not helped, I'd have missed my flight" lean nowhere, the sentence does; and
    a fact that leans to blame must not pull its topic down. No sign changes, so nothing is counted differently.

    >>> neutral = Sentiment(label="neutral", level=0, score=-0.4, confidence=0.9)
    >>> told(neutral).score, told(Sentiment(label="positive", level=1, score=0.02, confidence=0.8)).score
    (-0.2, 0.2)
    """
    least = _AUDIBLE * s.confidence
    if s.label == "positive":
        score = max(s.score, least)
    elif s.label == "negative":
        score = min(s.score, -least)
    else:
        score = s.score if s.label == "mixed" else max(-_ASIDE, min(_ASIDE, s.score / 2))
    return Sentiment(
        label=s.label, level=s.level, score=round(score, 3), confidence=s.confidence, evidence=s.evidence
    )


def _mean(
    of: Callable[[Sentiment], float], weights: Sequence[float], segments: Sequence[tuple[str, Sentiment]]
) -> float:
    return sum(w * of(s) for w, (_, s) in zip(weights, segments, strict=True)) / sum(weights)


def _weight(at: int, text: str, s: Sentiment) -> float:
    """Tell how much a segment counts: less than its length says, little without a side, more at the start."""
    said = _NEUTRAL_WEIGHT if s.label == "neutral" else 1.0
    return len(text) ** _LENGTH * said * (_OPENING if at == 0 else 1.0)


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


def _leaning(s: Sentiment) -> float:
    """Return a score without its ceiling, so that many strong words are more than few."""
    return math.atanh(max(-_MOST, min(_MOST, s.score)))


def _sure(s: Sentiment) -> float:
    return s.confidence


def _for(s: Sentiment) -> float:
    return _both(s) if s.label == "mixed" else s.confidence**2 * (s.label == "positive")


def _against(s: Sentiment) -> float:
    return _both(s) if s.label == "mixed" else s.confidence**2 * (s.label == "negative")


def _both(s: Sentiment) -> float:
    return _BOTH * s.confidence**2


def _label(
    praise: float, blame: float, score: float, segments: Sequence[tuple[str, Sentiment]], language: Language
) -> Label:
    labels = {s.label for _, s in segments}
    both = "mixed" in labels or {"positive", "negative"} <= labels
    if both and min(praise, blame) > _share(segments, language) * max(praise, blame):
        return "mixed"
    if max(praise, blame) == 0:
        return "neutral"
    return "positive" if score >= 0 else "negative"


def _share(segments: Sequence[tuple[str, Sentiment]], language: Language) -> float:
    """Tell how much the weaker side must weigh; in a short comment a turn from one side to the other says both."""
    return _TURNED if turns_sides(segments, language) else _MIXED


def turns_sides(segments: Sequence[tuple[str, Sentiment]], language: Language) -> bool:
    """Tell whether a short comment goes from one side to the other at a turning word."""
    for (_, before), (text, after) in pairwise(segments if len(segments) <= SHORT else ()):
        unlike = {before.label, after.label} == {"positive", "negative"}
        if unlike and any(t.kind == "but" and t.start <= 1 for t in find(text, side(language)).turns):
            return True
    return False


def _evidence(segments: Sequence[tuple[str, Sentiment]]) -> tuple[Evidence, ...]:
    """Gather the segments' evidence, without offsets: those count from the start of each segment."""
    every = [e for _, s in segments for e in s.evidence]
    return tuple(Evidence(text=e.text, source=e.source, weight=e.weight) for e in every[:_MOST_EVIDENCE])
