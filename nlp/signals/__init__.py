"""Early warning: what is new or worse, since when, with the comments behind it, and how often it would be wrong."""

from nlp.signals.calendars import public_holidays
from nlp.signals.kindred import Remembered
from nlp.signals.observations import Observation
from nlp.signals.panel import score_panel
from nlp.signals.proof import Proof, TooShortError, prove
from nlp.signals.sentences import because, caveats, facts, sentence, strength, track_sentence
from nlp.signals.stitching import stitch, stitched
from nlp.signals.track import track_record
from nlp.signals.watching import watch

__all__ = [
    "Observation",
    "Proof",
    "Remembered",
    "TooShortError",
    "because",
    "caveats",
    "facts",
    "prove",
    "public_holidays",
    "score_panel",
    "sentence",
    "stitch",
    "stitched",
    "strength",
    "track_record",
    "track_sentence",
    "watch",
]
