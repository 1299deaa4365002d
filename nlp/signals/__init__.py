"""Early warning: what is new or worse, since when, with the comments behind it, and how often it would be wrong."""

from nlp.signals.panel import score_panel

__all__ = ["score_panel"]
