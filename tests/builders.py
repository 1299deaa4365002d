"""Make any record in one line: every field has a plain default, so a test names only what it is about.

comment(text="前台很好", site="S1")
signal(kind="worse", observed=40)
"""

from datetime import date
from typing import Any

import numpy as np

from nlp import records as r
from nlp.parts import Vectors
from nlp.topics.exact import snap, unit

DAY = date(2026, 3, 2)


def _with(fields: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    return plain | fields


def comment(**fields: Any) -> r.Comment:
    return r.Comment(
        **{"id": "c1", "source": "survey", "source_id": "1", "text": "前台很好", "row": 1, "day": DAY}
        | fields
    )


def rejection(**fields: Any) -> r.Rejection:
    plain: dict[str, Any] = {
        "source": "survey",
        "file": "a.csv",
        "row": 1,
        "column": "text",
        "value": "",
        "reason": "no text",
    }
    return r.Rejection(**plain | fields)


def evidence(**fields: Any) -> r.Evidence:
    return r.Evidence(**_with(fields, {"text": "很好", "source": "lexicon:zh/valence", "weight": 1.0}))


def sentiment(**fields: Any) -> r.Sentiment:
    return r.Sentiment(**_with(fields, {"label": "positive", "level": 1, "score": 0.6, "confidence": 0.9}))


def segment(**fields: Any) -> r.Segment:
    text = fields.get("text", "前台很好")
    plain: dict[str, Any] = {
        "start": 0,
        "end": len(text),
        "text": text,
        "language": "zh-Hans",
        "sentiment": sentiment(),
    }
    return r.Segment(**plain | fields)


def mention(**fields: Any) -> r.Mention:
    surface = fields.get("surface", "王芳")
    start = fields.get("start", 0)
    plain: dict[str, Any] = {"start": start, "end": start + len(surface), "surface": surface, "name": surface}
    return r.Mention(**plain | fields)


def suggestion(**fields: Any) -> r.Suggestion:
    text = fields.get("text", "希望增加窗口")
    return r.Suggestion(**_with(fields, {"start": 0, "end": len(text), "text": text}))


def credit(**fields: Any) -> r.Credit:
    text = fields.get("text", "办理流程")
    return r.Credit(**_with(fields, {"kind": "process", "start": 0, "end": len(text), "text": text}))


def reading(**fields: Any) -> r.Reading:
    plain: dict[str, Any] = {
        "comment_id": "c1",
        "language": "zh-Hans",
        "sentiment": sentiment(),
        "masked": "前台很好",
    }
    return r.Reading(**plain | fields)


def posting(**fields: Any) -> r.Posting:
    return r.Posting(**_with(fields, {"employee_id": "E1", "name": "王芳", "site": "S1", "consent": True}))


def topic(**fields: Any) -> r.Topic:
    return r.Topic(**_with(fields, {"id": "T0001", "label_zh": "排队等候", "label_en": "waiting in line"}))


def topic_event(**fields: Any) -> r.TopicEvent:
    plain: dict[str, Any] = {
        "day": DAY,
        "topic_id": "T0001",
        "kind": "birth",
        "reason_zh": "新话题",
        "reason_en": "new subject",
    }
    return r.TopicEvent(**plain | fields)


def placement(**fields: Any) -> r.Placement:
    return r.Placement(
        **_with(fields, {"comment_id": "c1", "segment": 0, "topic_id": "T0001", "confidence": 0.8})
    )


def kpi(**fields: Any) -> r.Kpi:
    return r.Kpi(**_with(fields, {"name": "NPS", "site": "S1", "day": DAY, "value": 42.0}))


def signal(**fields: Any) -> r.Signal:
    plain: dict[str, Any] = {
        "id": "A1", "day": DAY, "kind": "new", "family": "topic", "label_zh": "排队等候", "label_en": "waiting in line",
        "observed": 12.0, "expected": 2.0, "interval": (0.0, 5.0),
    }  # fmt: skip
    return r.Signal(**plain | fields)


def quote(**fields: Any) -> r.Quote:
    plain: dict[str, Any] = {
        "comment_id": "c1",
        "text": "前台很好",
        "language": "zh-Hans",
        "label": "positive",
        "score": 0.6,
        "day": DAY,
    }
    return r.Quote(**plain | fields)


def tally(**fields: Any) -> r.Tally:
    return r.Tally(
        **_with(fields, {"n": 10, "positive": 6, "negative": 2, "neutral": 1, "mixed": 1, "mean": 0.3})
    )


def topic_row(**fields: Any) -> r.TopicRow:
    plain: dict[str, Any] = {
        "topic": topic(), "tally": tally(), "share": 0.1, "share_before": 0.08, "change_interval": (-0.01, 0.05),
        "sites": 3, "voices_by_audience": (("customer", 8), ("employee", 2)),
    }  # fmt: skip
    return r.TopicRow(**plain | fields)


def topic_site(**fields: Any) -> r.TopicSite:
    return r.TopicSite(
        **{"topic_id": "T0001", "site": "S1", "audience": "customer", "tally": tally()} | fields
    )


def trend_point(**fields: Any) -> r.TrendPoint:
    return r.TrendPoint(
        **_with(fields, {"week": DAY, "audience": "customer", "site": None, "tally": tally()})
    )


def alert(**fields: Any) -> r.Alert:
    plain: dict[str, Any] = {
        "signal": signal(),
        "sentence_zh": "排队变多了。",
        "sentence_en": "There is more waiting in line.",
    }
    return r.Alert(**plain | fields)


def praise(**fields: Any) -> r.Praise:
    plain: dict[str, Any] = {
        "employee_id": "E1", "name": "王芳", "site": "S1", "department": "前台", "tier": "display", "thanks": 3,
        "mentions": 4, "first_day": DAY, "last_day": DAY,
    }  # fmt: skip
    return r.Praise(**plain | fields)


def process_praise(**fields: Any) -> r.ProcessPraise:
    return r.ProcessPraise(
        **_with(fields, {"kind": "process", "text": "办理流程", "count": 2, "quote": quote()})
    )


def suggestion_row(**fields: Any) -> r.SuggestionRow:
    return r.SuggestionRow(**_with(fields, {"topic_id": "T0001", "text": "希望增加窗口", "quote": quote()}))


def word(**fields: Any) -> r.Word:
    return r.Word(**_with(fields, {"text": "前台", "count": 5, "score": 0.4}))


def word_list(**fields: Any) -> r.WordList:
    return r.WordList(**_with(fields, {"audience": "customer", "language": "zh", "words": (word(),)}))


def counts(**fields: Any) -> r.Counts:
    plain: dict[str, Any] = {
        "taken_in": 10, "read": 9, "rejected": 1, "new": 9, "unvoiced": 1, "languages": (("zh-Hans", 6), ("en", 3)),
        "segments": 12, "unassigned_segments": 2,
    }  # fmt: skip
    return r.Counts(**plain | fields)


def names(**fields: Any) -> r.Names:
    return r.Names(
        **{"brand_zh": "听见", "brand_en": "Tingjian", "sites": (("S1", "一店", "Site one"),)} | fields
    )


def insights(**fields: Any) -> r.Insights:
    plain: dict[str, Any] = {
        "day": DAY, "period": (date(2026, 2, 1), DAY), "names": names(), "counts": counts(),
        "summary_zh": ("今晚读了 9 条。",), "summary_en": ("Read 9 comments tonight.",), "topics": (topic_row(),),
        "topic_sites": (topic_site(),), "trend": (trend_point(),), "alerts": (alert(),), "praise": (praise(),),
        "processes": (process_praise(),), "suggestions": (suggestion_row(),), "words": (word_list(),),
        "rejections": (rejection(),), "events": (topic_event(),), "quotes": (quote(),),
    }  # fmt: skip
    return r.Insights(**plain | fields)


def scattered(count: int, seed: int, towards: Vectors, pull: float) -> Vectors:
    """Return rows about directions, as loosely as sentences of one subject lie."""
    size = (count, towards.shape[1])
    rows = unit(np.random.default_rng(seed).normal(size=size).astype(np.float32))
    return snap(unit(rows + np.float32(pull) * towards))
