"""A comment's text made readable: repaired, its language told, cut into segments of one opinion each."""

from nlp.text.language import language_of
from nlp.text.repair import Repaired, repair
from nlp.text.segments import cut

__all__ = ["Repaired", "cut", "language_of", "repair"]
