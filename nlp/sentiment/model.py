"""The packaged scorer: one pass of the embedder, two small heads and the lexicons, question-aware."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Embedder, SentimentScorer
from nlp.records import Evidence, Label, Language, Sentiment
from nlp.sentiment.asked import agreed, is_bare, is_fact, lean, says_nothing
from nlp.sentiment.features import grams, numbers
from nlp.sentiment.head import FILE, LABELS, Head, HeadError
from nlp.sentiment.hits import Found, find
from nlp.sentiment.sayings import saying
from nlp.sentiment.signs import worth
from nlp.sentiment.why import reasons

Odds = NDArray[np.float64]
_BLAME, _BOTH, _PRAISE = LABELS.index("negative"), LABELS.index("mixed"), LABELS.index("positive")
_LEANING = 0.15
_CLEAR = 0.7
"""A score beyond it is strong: level 2."""
_LEAST = 0.02
"""How far from zero a text of praise or blame scores at least, whatever its words are like."""
_PLAIN, _FAIR, _FULL = 0.9, 0.25, 0.8
"""How sure a reading without a model is; which marks have no side; what the best mark scores."""
_ODDS, _STRENGTH = 0.5, 3.0
"""What the odds and how far the words lean count for, in log-odds, where it is said how sure a comment's side is."""
_SUREST, _LOUDEST, _TOLD = 0.9975, 0.99, 0.5
_ASKED = 2.0
"""How far a leading question moves a bare answer, in log-odds: to its side, and away from all else."""
_KNOWN = 3.0
"""The same for a saying."""


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


def score_of(odds: Odds, leaning: float) -> float:
    """Turn a leaning into a score that never speaks against a clear label: praise is above zero, blame below.

    >>> praised, blamed = np.array([0.02, 0.05, 0.03, 0.9]), np.array([0.6, 0.1, 0.1, 0.2])
    >>> score_of(praised, 0.6), score_of(praised, -0.1), score_of(blamed, 0.1)
    (0.6, 0.02, -0.02)
    """
    best = int(odds.argmax())
    if best == _PRAISE:
        leaning = max(leaning, _LEAST)
    elif best == _BLAME:
        leaning = min(leaning, -_LEAST)
    return round(leaning, 3)


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
        odds, leanings = self._head.read(
            self._embedder.embed([text or " " for text in texts]),
            [grams(text, one) for text, one in zip(texts, sides, strict=True)],
            np.array([numbers(t, s, f) for t, s, f in zip(texts, sides, found, strict=True)]),
        )
        made = [
            read_plainly(text, sides[i], found[i], questions[i])
            or _sentiment(odds[i], float(leanings[i]), _told(text, sides[i], found[i], questions[i]))
            for i, text in enumerate(texts)
        ]
        return [
            s if s.evidence else replace(s, evidence=reasons(text, s, hits))
            for s, text, hits in zip(made, texts, found, strict=True)
        ]

    def weighed(self, whole: Sentiment, leaning: float) -> Sentiment:
        """Return a comment's feeling as sure as readings like it were right."""
        return as_sure(whole, leaning)


def as_sure(whole: Sentiment, leaning: float) -> Sentiment:
    """Say how sure a comment's side is: half what the odds say, and three times how far its words lean.

    Because: odds alone are too sure of long reviews and too timid about short messages, and who finds strong words is
    rarely mistaken. Both numbers were fitted on reviews of five kinds (hotels and goods zh; hotels, tweets and
    employees en) and hold with each of them left out. A side that is more likely wrong than right is not told: of such
    comments of real reviews one in three was on it.
    """
    if whole.label not in {"positive", "negative"} or not whole.confidence:
        return whole
    way = 1 if whole.label == "positive" else -1
    log_odds = _ODDS * _log_odds(whole.confidence) + _STRENGTH * way * math.atanh(_held(leaning))
    sure = round(1 / (1 + math.exp(-log_odds)), 3)
    if sure >= _TOLD:
        return replace(whole, confidence=sure)
    return replace(whole, label="mixed", level=level_of("mixed", whole.score), confidence=sure)


def _log_odds(confidence: float) -> float:
    held = min(max(confidence, 1 - _SUREST), _SUREST)
    return math.log(held / (1 - held))


def _held(leaning: float) -> float:
    return max(-_LOUDEST, min(_LOUDEST, leaning))


def read_plainly(text: str, language: str, found: Found, question: str | None) -> Sentiment | None:
    """Read what needs no model: a mark, and answers that say nothing, or only the fact that was asked for."""
    mark = worth(text)
    if mark is not None:
        return _marked(text, mark)
    fact = is_fact(question) and not found.hits and not found.degrees and is_bare(text, language)
    if fact or (says_nothing(text) and not agreed(text, question)):
        return Sentiment(label="neutral", level=0, score=0.0, confidence=_PLAIN)
    return None


def _marked(text: str, mark: float) -> Sentiment:
    side: Label = "neutral" if abs(mark) < _FAIR else "positive" if mark > 0 else "negative"
    why = Evidence(text=text, source="shared/grades", weight=round(mark, 2), start=0, end=len(text))
    score = round(_FULL * mark, 3)
    return Sentiment(label=side, level=level_of(side, score), score=score, confidence=_PLAIN, evidence=(why,))


def _sentiment(odds: Odds, leaning: float, told: tuple[Evidence, ...]) -> Sentiment:
    moved = _moved(odds, told[0]) if told else odds
    best = int(moved.argmax())
    score = score_of(moved, math.tanh(math.atanh(leaning) + sum(e.weight for e in told)))
    return Sentiment(
        label=LABELS[best],
        level=level_of(LABELS[best], score),
        score=score,
        confidence=round(float(moved[best]), 3),
        evidence=told,
    )


def _told(text: str, language: str, found: Found, question: str | None) -> tuple[Evidence, ...]:
    """Tell what is known beside the words: a saying, or the way a question leans an answer that only names a thing."""
    way = agreed(text, question)
    if not way and lean(question) and not found.hits and not found.degrees and is_bare(text, language):
        way = lean(question)
    if way:
        return (Evidence(text=question or "", source="question", weight=way),)
    known = saying(text, language)
    return (known,) if known else ()


def _moved(odds: Odds, told: Evidence) -> Odds:
    """Move the odds to the side that is known, so that a clear answer still wins; a saying may be half of what is said."""
    side = _PRAISE if told.weight > 0 else _BLAME
    asked = told.source == "question"
    with_it = {side} if asked else {side, _BOTH}
    by = _ASKED if asked else _KNOWN
    moved = odds * np.exp([by if at in with_it else -by for at in range(len(LABELS))])
    return moved / moved.sum()
