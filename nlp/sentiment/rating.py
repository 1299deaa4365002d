"""A rating beside the words: only when asked, and only where the words leave room for doubt."""

from dataclasses import dataclass, replace

from nlp.records import Evidence, Label, Sentiment
from nlp.sentiment.model import level_of

_NEUTRAL = 0.12


@dataclass(frozen=True, slots=True)
class RatingPrior:
    """How far a rating moves a comment: ``weight`` 0 never (the default), 1 as far as the words are unsure."""

    weight: float = 0.0
    best: float = 5.0
    """The highest rating that can be given; the lowest is 1."""

    @property
    def id(self) -> str:
        """Name the setting, since readings depend on it; nothing where ratings are not asked for."""
        return f"rating {self.weight:g} of {self.best:g}" if self.weight else ""

    def move(self, sentiment: Sentiment, rating: float | None) -> Sentiment:
        """Draw a comment's score toward its rating, by as much as the words are unsure; mixed stays mixed.

        >>> faint = Sentiment(label="neutral", level=0, score=0.0, confidence=0.5)
        >>> RatingPrior(weight=1.0).move(faint, 5).label, RatingPrior().move(faint, 5).label
        ('positive', 'neutral')
        """
        if rating is None or not self.weight or not sentiment.confidence or not 0 <= rating <= self.best:
            return sentiment
        stance = max(-1.0, 2 * (rating - 1) / (self.best - 1) - 1)
        pull = self.weight * (1 - sentiment.confidence)
        score = round((1 - pull) * sentiment.score + pull * stance, 3)
        label = "mixed" if sentiment.label == "mixed" else _label(score)
        said = Evidence(text=f"{rating:g}/{self.best:g}", source="rating", weight=round(pull * stance, 2))
        return replace(
            sentiment,
            label=label,
            level=level_of(label, score),
            score=score,
            confidence=round(_sure(sentiment, label, pull, stance), 3),
            evidence=(*sentiment.evidence, said),
        )


def _label(score: float) -> Label:
    if abs(score) < _NEUTRAL:
        return "neutral"
    return "positive" if score > 0 else "negative"


def _sure(sentiment: Sentiment, label: Label, pull: float, stance: float) -> float:
    """Be surer where words and rating agree, less sure where the rating had to decide against the words."""
    if label != sentiment.label:
        return max(0.3, pull * abs(stance))
    agree = (stance > 0) == (sentiment.score > 0)
    moved = pull * abs(stance) if sentiment.label in {"positive", "negative"} else 0.0
    return min(
        1.0, max(0.0, sentiment.confidence + (moved if agree else -moved) * (1 - sentiment.confidence))
    )
