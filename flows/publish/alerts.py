"""Alerts as a file for other systems: what was told, why, and the comments behind it."""

import json
from pathlib import Path
from typing import Any

from flows.publish.stage import Stage
from nlp.records import Alert, Quote


def write(stage: Stage) -> Path:
    """Write ``alerts.json``, the newest first."""
    path = stage.folder / "alerts.json"
    alerts = sorted(
        stage.insights.alerts, key=lambda alert: (alert.signal.day, alert.signal.id), reverse=True
    )
    track = stage.insights.track
    judged = {
        "real": track.real,
        "known": track.known,
        "noise": track.noise,
        "right_95": list(track.interval),
    }
    body = {
        "day": stage.insights.day.isoformat(),
        "judged": judged,
        "alerts": [_alert(alert) for alert in alerts],
    }
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _alert(alert: Alert) -> dict[str, Any]:
    signal = alert.signal
    return {
        "id": signal.id,
        "day": signal.day.isoformat(),
        "kind": signal.kind,
        "family": signal.family,
        "topic": signal.topic_id,
        "label_zh": signal.label_zh,
        "label_en": signal.label_en,
        "keywords": list(signal.keywords),
        "site": signal.site,
        "audience": signal.audience,
        "observed": signal.observed,
        "expected": signal.expected,
        "interval": list(signal.interval),
        "why": list(signal.why),
        "since": signal.since.isoformat() if signal.since else None,
        "once_in_days": signal.once_in_days,
        "sentence_zh": alert.sentence_zh,
        "sentence_en": alert.sentence_en,
        "caveats_zh": list(alert.caveats_zh),
        "caveats_en": list(alert.caveats_en),
        "facts_zh": list(alert.facts_zh),
        "facts_en": list(alert.facts_en),
        "today": signal.today,
        "week": signal.week,
        "share_before": signal.share_before,
        "share_after": signal.share_after,
        "together": [{"zh": zh, "en": en} for zh, en in signal.together],
        "ruled_out": list(signal.excluded),
        "language": signal.tongue,
        "first_told": signal.first_told.isoformat() if signal.first_told else None,
        "times_told": signal.times_told,
        "authors": alert.authors,
        "state": alert.state,
        "verdict": alert.verdict,
        "comments": list(signal.comment_ids),
        "quotes": [_quote(quote) for quote in alert.quotes],
        "history": [[day.isoformat(), observed, expected] for day, observed, expected in signal.history],
        "update_of": signal.update_of,
        "kin": signal.kin,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "comment_id": quote.comment_id,
        "text": quote.text,
        "label": quote.label,
        "day": quote.day.isoformat() if quote.day else None,
        "site": quote.site,
        "audience": quote.audience,
        "source": quote.source,
        "row": quote.row,
    }
