"""How people feel: each segment scored with its reasons, and the comment from its segments."""

from nlp.parts import Embedder, SentimentScorer
from nlp.sentiment.comments import Said, feel
from nlp.sentiment.rating import RatingPrior
from nlp.sentiment.whole import overall, told

__all__ = ["RatingPrior", "Said", "feel", "load", "overall", "told"]


def load(embedder: Embedder, *, model: str | None = None) -> SentimentScorer:
    """Load the packaged scorer, or with ``model`` a transformers classifier (hub name or folder)."""
    if model is not None:
        from nlp.sentiment.hub import HubFeeling

        return HubFeeling(model)
    from nlp.sentiment.model import Feeling

    return Feeling(embedder)
