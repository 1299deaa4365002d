"""The morning page: what changed, how sure we are, where, since when, what people said, what can be done."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.messages import say
from flows.publish import charts, gaps, maps
from flows.publish.palette import LIGHT
from flows.publish.stage import Stage
from nlp.records import Alert, Praise, Quote, Signal, TopicRow

TEMPLATES = Path(__file__).with_name("templates")
TITLES = re.compile(r"<title>.*?</title>", re.DOTALL)
"""What the browser shows in letters of its own while the pointer rests somewhere."""
FEW = 10
"""Topics with fewer comments are grey and say how few."""
MOST_TOPICS = 40
MONTHS, YEARS, LONGEST = 60, 730, 10
"""Days from which a rate is said in months, days from which in years, and the longest number of years said."""
STATES = ("open", "reopened", "acknowledged", "closed")


def write(stage: Stage) -> Path:
    """Write ``index.html`` with letters, charts and quotes inside."""
    path = stage.folder / "index.html"
    body = _environment().get_template("page.html.j2").render(**_content(stage))
    drawn = TITLES.sub("", body)
    whole = body.replace("/*letters*/", stage.faces([drawn]).css(), 1)
    path.write_bytes(whole.encode("utf-8", "ignore"))
    return path


def _content(stage: Stage) -> dict[str, Any]:
    night = stage.insights
    topics = sorted(night.topics, key=lambda row: -row.tally.n)[:MOST_TOPICS]
    widest = max((abs(end) for row in topics for end in row.change_interval), default=0.0)
    everywhere = [point for point in night.trend if point.site is None]
    return {
        "say": stage.say,
        "language": {"en": "en", "zh-Hant": "zh-Hant"}.get(stage.language, "zh-Hans"),
        "colors": LIGHT,
        "brand": stage.brand(),
        "day": stage.day(night.day),
        "period": stage.period(),
        "summary": stage.summary(),
        "counts": _counts(stage),
        "alerts": [
            _alert(alert, stage) for alert in sorted(night.alerts, key=lambda a: STATES.index(a.state))
        ],
        "trend": charts.negative_share(
            everywhere,
            {"customer": stage.say("audience.customer"), "employee": stage.say("audience.employee")},
        ),
        "topics": [_topic(row, stage, widest) for row in topics],
        "more_topics": len(night.topics) - len(topics),
        "map": charts.topic_map(
            [(row, stage.topic(row.topic)) for row in topics],
            (stage.say("map.bad"), stage.say("map.good"), stage.say("map.many")),
        ),
        "land": maps.on_page(stage, maps.faces_of(stage)),
        "praise": [
            _praise(p, stage) for p in sorted(night.praise, key=lambda p: (p.tier != "display", -p.thanks))
        ],
        "processes": [
            {
                "kind": stage.say(f"credit.{process.kind}"),
                "text": process.text,
                "count": process.count,
                "quote": _quote(process.quote, stage),
            }
            for process in night.processes
        ],
        "suggestions": _suggestions(stage),
        "gaps": gaps.lines(stage),
        "events": [
            (stage.day(event.day, year=False), stage.choose(event.reason_zh, event.reason_en))
            for event in night.events
        ],
        "rejected": [r for r in night.rejections if r.row == 0][:5]
        + [r for r in night.rejections if r.row][:5],
    }


def _counts(stage: Stage) -> list[tuple[str, int]]:
    counts = stage.insights.counts
    return [
        (stage.say("count.new"), counts.new),
        (stage.say("count.read"), counts.read),
        (stage.say("count.rejected"), counts.rejected),
        (stage.say("count.unvoiced"), counts.unvoiced),
    ]


def _quote(quote: Quote, stage: Stage) -> dict[str, str]:
    origin = f"{quote.source} {quote.row}" if quote.row else quote.source
    parts = [
        stage.say(f"audience.{quote.audience}"),
        stage.site(quote.site),
        stage.touchpoint(quote.touchpoint),
        stage.day(quote.day, year=False),
        origin,
    ]
    return {
        "text": quote.text,
        "label": quote.label,
        "mood": stage.say(f"label.{quote.label}"),
        "where": " · ".join(part for part in parts if part),
        "lang": "en" if quote.language == "en" else "zh-Hans",
    }


def _alert(alert: Alert, stage: Stage) -> dict[str, Any]:
    signal = alert.signal
    caveats = alert.caveats_en if stage.language == "en" else alert.caveats_zh
    where = [
        stage.site(signal.site) or stage.say("everywhere"),
        stage.say(f"audience.{signal.audience}") if signal.audience else "",
        stage.say("alert.since", day=signal.since) if signal.since else "",
        stage.say("alert.authors", n=alert.authors),
        _once(signal.once_in_days, stage) if signal.once_in_days else "",
    ]
    return {
        "id": signal.id,
        "kind": stage.say(f"kind.{signal.kind}"),
        "state": stage.say(f"state.{alert.state}"),
        "open": alert.state in {"open", "reopened"},
        "verdict": stage.say(f"verdict.{alert.verdict}") if alert.verdict else "",
        "label": stage.choose(signal.label_zh, signal.label_en),
        "sentences": _sentences(alert, stage),
        "facts": alert.facts_en
        if stage.language == "en"
        else [stage.choose(text, text) for text in alert.facts_zh],
        "caveats": [stage.choose(text, text) for text in caveats],
        "where": " · ".join(part for part in where if part),
        "keywords": signal.keywords[:8],
        "chart": _chart(signal, stage),
        "quotes": [_quote(quote, stage) for quote in alert.quotes],
    }


def _chart(signal: Signal, stage: Stage) -> Markup:
    days = [day for day, _, _ in signal.history]
    return charts.history(charts.Story(
        points=signal.history, usual=stage.say("chart.usual"), since=signal.since,
        ends=(stage.day(days[0], year=False), stage.day(days[-1], year=False)) if days else ("", ""),
        begun=stage.say("alert.since", day=signal.since) if signal.since else "",
        interval=signal.interval if signal.family == "kpi" else None,
    ))  # fmt: skip


def _once(days: float, stage: Stage) -> str:
    """Say how rarely chance alone would show it, in the unit that people would choose."""
    if days < MONTHS:
        return stage.say("alert.once", n=round(days))
    if days < YEARS:
        return stage.say("alert.once.months", n=round(days / 30.4))
    return stage.say("alert.once.years", n=min(LONGEST, int(days / 365.25)))


def _sentences(alert: Alert, stage: Stage) -> list[str]:
    if stage.language == "both":
        return [alert.sentence_zh, alert.sentence_en]
    return [stage.choose(alert.sentence_zh, alert.sentence_en)]


def _topic(row: TopicRow, stage: Stage, widest: float) -> dict[str, Any]:
    total = max(row.tally.n, 1)
    low, high = row.change_interval
    parts = [
        (label, getattr(row.tally, label) / total) for label in ("positive", "mixed", "neutral", "negative")
    ]
    return {
        "id": row.topic.id,
        "label": stage.topic(row.topic),
        "n": row.tally.n,
        "few": row.tally.n < FEW,
        "mixed_bag": row.mixed_bag,
        "share": f"{row.share:.1%}",
        "parts": [
            (label, f"{share * 100:.1f}", stage.say(f"label.{label}")) for label, share in parts if share > 0
        ],
        "mean": f"{row.tally.mean:+.2f}".replace("-", "−"),
        "change": charts.change(low, high, widest),
        "direction": stage.say("change.up" if low > 0 else "change.down" if high < 0 else "change.steady"),
        "moved": low > 0 or high < 0,
        "sites": row.sites,
        "quotes": [_quote(quote, stage) for quote in row.quotes],
    }


def _praise(person: Praise, stage: Stage) -> dict[str, Any]:
    return {
        "name": person.name,
        "thanks": person.thanks,
        "where": " · ".join(part for part in (stage.site(person.site), person.department or "") if part),
        "new": person.new,
        "display": person.tier == "display",
        "tier": stage.say(f"tier.{person.tier}"),
        "held": " · ".join(stage.say(f"held.{reason}") for reason in person.held),
        "quotes": [_quote(quote, stage) for quote in person.quotes[:3]],
    }


def _suggestions(stage: Stage) -> list[dict[str, Any]]:
    labels = {row.topic.id: stage.topic(row.topic) for row in stage.insights.topics}
    rows = stage.insights.suggestions[:60]
    return [
        {"topic": labels.get(row.topic_id or "", ""), "text": row.text, "quote": _quote(row.quote, stage)}
        for row in rows
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["Markup"] = Markup
    environment.globals["say_in"] = say
    return environment
