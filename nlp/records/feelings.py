"""How somebody feels, and the words that say so."""

from dataclasses import dataclass

from nlp.records.kinds import Label, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that moved a score: where they stand, which rule, lexicon entry or model says so, how much."""

    text: str
    source: str
    weight: float = 0.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """How someone feels: four labels, five levels (-2..2), a score and how sure we are."""

    label: Label
    level: int
    score: float
    confidence: float
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        within("level", self.level, -2, 2)
        within("score", self.score, -1, 1)
        within("confidence", self.confidence, 0, 1)
