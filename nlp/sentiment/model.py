"""The packaged scorer: one pass of the embedder, two small heads and the lexicons, question-aware."""

import hashlib
from collections.abc import Sequence

import numpy as np

from nlp.parts import Embedder, SentimentScorer
from nlp.records import Evidence, Label, Language, Sentiment
from nlp.sentiment.asked import is_bare, lean, says_nothing
from nlp.sentiment.features import grams, numbers
from nlp.sentiment.head import FILE, LABELS, Head, HeadError
from nlp.sentiment.hits import Found, find

_MOST_EVIDENCE = 5
_LEANING = 0.15
_CLEAR = 0.55


def side(language: Language) -> str:
    """Tell which lexicons read a text: English ones for English, Chinese ones for all else."""
    return "en" if language in {"en", "other"} else "zh"


def level_of(label: Label, score: float) -> int:
    """Turn a label and a score into the five levels; neutral is 0, mixed leans at most one step."""
    if label == "neutral":
        return 0
    if label == "mixed":
        return int(abs(score) > _LEANING) * (1 if score > 0 else -1)
    return (2 if abs(score) >= _CLEAR else 1) * (1 if label == "positive" else -1)


def agree(label: Label, score: float) -> float:
    """Bring the score to the side of its label, so that no reader finds a positive comment below zero."""
    if label == "positive":
        return round(max(score, 0.1), 3)
    if label == "negative":
        return round(min(score, -0.1), 3)
    bound = _LEANING if label == "neutral" else 0.4
    return round(max(-bound, min(bound, score)), 3)


class Feeling(SentimentScorer):
    """Score clauses in either language with the packaged heads, and give the words that moved them."""

    def __init__(self, embedder: Embedder, head: Head | None = None) -> None:
        self._embedder = embedder
        self._head = head or Head.load()
        if self._head.embedding != embedder.id:
            msg = f"the packaged sentiment head was trained on {self._head.embedding}, not on {embedder.id}; run `make train`"
            raise HeadError(msg)
        self.id = "feeling-" + hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]

    def _score(
        self, texts: Sequence[str], languages: Sequence[Language], questions: Sequence[str | None]
    ) -> list[Sentiment]:
        if not texts:
            return []
        sides = [side(language) for language in languages]
        found = [find(text, one) for text, one in zip(texts, sides, strict=True)]
        odds, scores = self._head.read(
            self._embedder.embed([text or " " for text in texts]),
            [grams(text, one) for text, one in zip(texts, sides, strict=True)],
            np.array([numbers(t, s, f) for t, s, f in zip(texts, sides, found, strict=True)]),
        )
        return [
            _answered(_sentiment(odds[i], float(scores[i]), text, found[i]), text, sides[i], questions[i])
            for i, text in enumerate(texts)
        ]


def _sentiment(odds: np.ndarray, score: float, text: str, found: Found) -> Sentiment:
    best = int(odds.argmax())
    label = LABELS[best]
    agreed = agree(label, score)
    evidence = _evidence(text, found, agreed)
    return Sentiment(
        label=label,
        level=level_of(label, agreed),
        score=agreed,
        confidence=round(float(odds[best]), 3),
        evidence=evidence,
    )


def _evidence(text: str, found: Found, score: float) -> tuple[Evidence, ...]:
    """Choose the strongest words, those that speak for the score first, in the order of the text."""
    ranked = sorted(found.hits, key=lambda hit: (hit.value * score < 0, -abs(hit.value), hit.start))
    chosen = sorted(ranked[:_MOST_EVIDENCE], key=lambda hit: hit.start)
    return tuple(
        Evidence(
            text=text[h.start : h.end], source=h.source, weight=round(h.value, 2), start=h.start, end=h.end
        )
        for h in chosen
    )


def _answered(sentiment: Sentiment, text: str, language: str, question: str | None) -> Sentiment:
    """Let the question speak where the answer only names a thing."""
    if says_nothing(text):
        return Sentiment(label="neutral", level=0, score=0.0, confidence=0.9)
    way = lean(question)
    if not way or sentiment.evidence or not is_bare(text, language):
        return sentiment
    label: Label = "positive" if way > 0 else "negative"
    told = Evidence(text=question or "", source="question", weight=way)
    return Sentiment(label=label, level=level_of(label, way), score=way, confidence=0.8, evidence=(told,))
