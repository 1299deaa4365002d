"""How often alerts were right, by what people said of them."""

from collections.abc import Iterable

from nlp.records import TrackRecord, Verdict
from nlp.signals.chances import part_range


def track_record(verdicts: Iterable[Verdict | None]) -> TrackRecord:
    """Count verdicts; an alert that nobody judged says nothing, one that was known already was right.

    >>> track_record(["real", "noise", None, "known"]).right
    2
    """
    given = [v for v in verdicts if v is not None]
    real, known, noise = (given.count(v) for v in ("real", "known", "noise"))
    return TrackRecord(real=real, known=known, noise=noise, interval=part_range(real + known, len(given)))
