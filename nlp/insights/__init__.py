"""Fold a night into one Insights record: what is worth showing, and why it may be shown."""

from nlp.insights.fold import fold
from nlp.insights.night import Night, Voice, voices_of

__all__ = ["Night", "Voice", "fold", "voices_of"]
