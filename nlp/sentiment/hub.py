# pyright: basic
"""Any sentiment model of the hub or of a folder, through transformers, its labels brought to ours."""

import re
from collections.abc import Sequence

from nlp.parts import SentimentScorer
from nlp.records import Label, Language, Sentiment
from nlp.sentiment.model import level_of

_BATCH = 32
_NEUTRAL = 0.2
_NAMED: tuple[tuple[str, float], ...] = (
    (r"very[ _]?neg|1[ _]?star|非常(?:不满|差)", -1.0), (r"very[ _]?pos|5[ _]?star|非常(?:满意|好)", 1.0),
    (r"neg|2[ _]?star|bad|负|消极|差", -0.6), (r"pos|4[ _]?star|good|正|积极|好", 0.6),
    (r"neu|mixed|3[ _]?star|中", 0.0),
)  # fmt: skip


def value_of(label: str, place: int, count: int) -> float:
    """Bring a model's own label to [-1, 1]: by its name, else by its place from worst to best.

    >>> value_of("NEGATIVE", 0, 2), value_of("5 stars", 4, 5), value_of("LABEL_1", 1, 3)
    (-0.6, 1.0, 0.0)
    """
    for pattern, value in _NAMED:
        if re.search(pattern, label, re.IGNORECASE):
            return value
    return 2 * place / (count - 1) - 1 if count > 1 else 0.0


class HubFeeling(SentimentScorer):
    """A sequence classifier; the score is what its labels mean, weighed by their probabilities."""

    def __init__(self, name: str) -> None:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(name)
        self._model = AutoModelForSequenceClassification.from_pretrained(name).eval()
        labels = self._model.config.id2label
        self._values = [value_of(str(labels[i]), i, len(labels)) for i in range(len(labels))]
        self.id = f"transformers/{name}"

    def _score(
        self, texts: Sequence[str], languages: Sequence[Language], questions: Sequence[str | None]
    ) -> list[Sentiment]:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        made: dict[int, Sentiment] = {}
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            made.update(zip(batch, map(self._sentiment, self._odds([texts[i] for i in batch])), strict=True))
        return [made[i] for i in range(len(texts))]

    def _odds(self, texts: list[str]) -> list[list[float]]:
        import torch

        given = self._tokenizer(texts, padding=True, truncation=True, max_length=256, return_tensors="pt")
        with torch.inference_mode():
            return self._model(**given).logits.softmax(dim=-1).tolist()

    def _sentiment(self, odds: list[float]) -> Sentiment:
        sides: dict[Label, float] = {
            "negative": sum(p for p, v in zip(odds, self._values, strict=True) if v < -_NEUTRAL),
            "neutral": sum(p for p, v in zip(odds, self._values, strict=True) if abs(v) <= _NEUTRAL),
            "positive": sum(p for p, v in zip(odds, self._values, strict=True) if v > _NEUTRAL),
        }
        label = max(sides, key=sides.__getitem__)
        score = round(sum(p * v for p, v in zip(odds, self._values, strict=True)), 3)
        return Sentiment(
            label=label,
            level=level_of(label, score),
            score=score,
            confidence=round(min(1.0, sides[label]), 3),
        )
