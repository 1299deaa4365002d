"""How sure the learned stance is: odds that a verdict is right, from its lead, the words that agree, and what makes it hard."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.people.stance import Weighed

Numbers = NDArray[np.float64]
_SIGNS: Final = (1.0, -1.0, 0.0)
_STRONG, _AGAINST = 1.1, -0.3
CUES: Final[tuple[tuple[str, ...], ...]] = (
    ("others",),
    ("if_all",),
    ("hearsay_all",),
    ("turn_all",),
    ("irony",),
    ("better_all", "worse_all"),
    ("excused_all",),
    ("kin_all",),
    ("asks", "asks_end"),
    ("reports",),
    ("harm", "ignore", "again", "short_of", "but_promised"),
    ("mock_all", "thanked_bad_all", "quoted_all"),
    ("but_worse_all", "shortfall_all"),
    ("heard_good_all", "heard_bad_all", "unknown_all"),
    ("up_all", "down_all", "took_over_all", "taken_over_all"),
    ("away_all", "mend_all", "not_but_all"),
    ("too_late_turn", "went_missing", "in_bg", "nothing_but"),
    ("spoiled", "spoke_badly", "mean_deed", "plain_bad"),
    ("bare_role", "role_is_all", "handled_all", "ask_for_all", "absent"),
)
"""Kinds of words that make a stance harder to tell: conditions, hearsay, turns, irony, comparisons, neglect, facts."""


def features(weighed: Sequence[Weighed], logits: Numbers) -> Numbers:
    """Return one row a mention: how far the verdict leads, whether words agree with it, which cues stand there."""
    said = logits.argmax(axis=1)
    ordered = np.sort(logits, axis=1)
    lead = ordered[:, 2] - ordered[:, 1]
    return np.array(
        [_row(one, float(ahead), int(stance)) for one, ahead, stance in zip(weighed, lead, said, strict=True)]
    )


def _row(weighed: Weighed, lead: float, said: int) -> list[float]:
    along = weighed.total * _SIGNS[said]
    return [
        1.0,
        lead,
        float(along >= _STRONG),
        float(along < _AGAINST),
        float(not weighed.reasons),
        float(said == 2),
        float(said == 1),
        *(max(weighed.numbers.get(kind, 0.0) for kind in cue) for cue in CUES),
    ]


def chances(rows: Numbers, weights: Numbers) -> Numbers:
    """Return how likely each verdict is right."""
    return 1.0 / (1.0 + np.exp(-(rows @ weights)))
