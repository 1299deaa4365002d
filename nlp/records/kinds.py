"""The words that fields may hold, and the checks that records share."""

from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "en", "mixed", "other"]
Label = Literal["positive", "negative", "neutral", "mixed"]
Stance = Literal["praise", "complaint", "neutral"]
Audience = Literal["customer", "employee"]
AlertKind = Literal["new", "worse"]
Verdict = Literal["real", "known", "noise"]
Span = tuple[float, float, float, float]
Family = Literal["topic", "term", "novelty", "sentiment", "harsher", "spread", "volume", "kpi"]
Tier = Literal["display", "review"]
Addressee = Literal["organisation", "anyone", "customers"]


def within(name: str, value: float, low: float, high: float) -> None:
    """Refuse a number outside its range."""
    if not low <= value <= high:
        msg = f"{name} must lie in [{low}, {high}], got {value}"
        raise ValueError(msg)


def span(start: int, end: int) -> None:
    """Refuse a stretch of text that is empty or runs backwards."""
    if not 0 <= start < end:
        msg = f"a span needs 0 <= start < end, got {start}..{end}"
        raise ValueError(msg)
