"""The night in ten lines, in Chinese and in English: what changed, how sure, where."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache

from nlp import lexicons
from nlp.insights.night import Night, Voice, current, within
from nlp.insights.tally import of_voices
from nlp.records import Alert, Praise, SuggestionRow, Tally, Topic, TopicRow

ALERT_LINES = 3
Line = tuple[str, dict[str, object]]


@cache
def _templates() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in lexicons.rows("shared/summary.tsv")}


class Digest:
    """Gather facts once, say them in either language."""

    def __init__(self, night: Night, voices: Sequence[Voice]) -> None:
        self._night = night
        self._now = current(voices, night.period)
        self._before = within(voices, night.before)
        self._all = voices

    def say(
        self,
        language: str,
        topics: Sequence[TopicRow],
        praise: Sequence[Praise],
        suggestions: Sequence[SuggestionRow],
    ) -> tuple[str, ...]:
        """Return ten lines at most, some of two or three sentences; what has no facts is left out."""
        label = _labels(language)
        head, *told = self._alerts(language)
        lines = [
            [self._voices(), *self._mood()], self._steps(), [head, *self._track()], *([line] for line in told),
            *_moves(topics, label), [*_praise(praise), *_asks(suggestions, topics, label)],
            [*self._reviewed(), *self._rejected()],
        ]  # fmt: skip
        space = "" if language == "zh" else " "
        return tuple(space.join(_said(line, language) for line in each) for each in lines if each)

    def _voices(self) -> Line:
        sites = {v.comment.site for v in self._now if v.comment.site}
        customers = sum(v.comment.audience == "customer" for v in self._now)
        return "voices", {
            "day": self._night.day.isoformat(), "n": len(self._now), "sites": len(sites),
            "days": self._night.rules.period_days, "customers": customers, "employees": len(self._now) - customers,
        }  # fmt: skip

    def _mood(self) -> list[Line]:
        now, before = _customers(self._now), _customers(self._before)
        if not now.n:
            return []
        facts: dict[str, object] = {
            "positive": _share(now.positive, now.n),
            "negative": _share(now.negative, now.n),
        }
        if not before.n:
            return [("mood_first", facts)]
        facts |= {
            "positive_before": _share(before.positive, before.n),
            "negative_before": _share(before.negative, before.n),
        }
        return [("mood", facts)]

    def _steps(self) -> list[Line]:
        """Tell what changed since yesterday and since last week; a side without comments says nothing."""
        steps = (("since_yesterday", 1), ("since_last_week", 7))
        return [(key, facts) for key, days in steps if (facts := self._step(days))]

    def _step(self, days: int) -> dict[str, object] | None:
        end = self._night.day
        middle = end - timedelta(days=days)
        now = _customers(within(self._all, (middle + timedelta(days=1), end)))
        before = _customers(within(self._all, (middle - timedelta(days=days - 1), middle)))
        if not now.n or not before.n:
            return None
        return {
            "n": now.n, "negative": _share(now.negative, now.n),
            "before": before.n, "negative_before": _share(before.negative, before.n),
        }  # fmt: skip

    def _alerts(self, language: str) -> list[Line]:
        alerts = [a for a in self._night.alerts if a.state in {"open", "reopened", "acknowledged"}]
        if not alerts:
            return [("quiet", {})]
        today = sum(a.signal.day == self._night.day and a.signal.update_of is None for a in alerts)
        head: Line = ("alerts", {"n": len(alerts), "today": today})
        return [head, *(("alert", {"sentence": _sentence(a, language)}) for a in alerts[:ALERT_LINES])]

    def _track(self) -> list[Line]:
        """Say how often alerts were right, as far as people have judged them."""
        track = self._night.track
        if not track.judged:
            return []
        low, high = (_share(round(100 * edge), 100) for edge in track.interval)
        return [("track", {"n": track.judged, "right": track.right, "low": low, "high": high})]

    def _reviewed(self) -> list[Line]:
        """Confirm the edits of the review sheet that this night has read."""
        tonight = [a for a in self._night.decisions.answers if a.night == self._night.day]
        refused = sum(not a.applied for a in tonight)
        if not tonight:
            return []
        return [("reviewed", {"n": len(tonight), "applied": len(tonight) - refused, "refused": refused})]

    def _rejected(self) -> list[Line]:
        rejected = self._night.counts.rejected
        return [("rejected", {"n": rejected})] if rejected else []


def _customers(voices: Sequence[Voice]) -> Tally:
    return of_voices(v for v in voices if v.comment.audience == "customer")


def _sentence(alert: Alert, language: str) -> str:
    return alert.sentence_zh if language == "zh" else alert.sentence_en


def _labels(language: str) -> Callable[[Topic], str]:
    return (lambda t: t.label_zh) if language == "zh" else (lambda t: t.label_en)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _said(line: Line, language: str) -> str:
    key, facts = line
    return _templates()[key][language].format(**facts)


def _moves(topics: Sequence[TopicRow], label: Callable[[Topic], str]) -> list[list[Line]]:
    """Tell the largest topics, and those whose change of share is more than chance."""
    if not topics:
        return []
    joint = "、" if label(topics[0].topic) == topics[0].topic.label_zh else ", "
    largest: Line = ("largest", {"topics": joint.join(label(t.topic) for t in topics[:3])})
    lines: list[Line] = []
    grown = [t for t in topics if t.change_interval[0] > 0]
    shrunk = [t for t in topics if t.change_interval[1] < 0]
    for key, moved in (("rising", grown), ("falling", shrunk)):
        if moved:
            most = max(moved, key=lambda t: (abs(t.share - t.share_before), t.topic.id))
            before, now = _percent(most.share_before), _percent(most.share)
            lines.append((key, {"topic": label(most.topic), "before": before, "now": now}))
    return [[largest], lines]


def _praise(praise: Sequence[Praise]) -> list[Line]:
    display = sum(p.tier == "display" for p in praise)
    facts: dict[str, object] = {
        "people": len(praise),
        "thanks": sum(p.thanks for p in praise),
        "display": display,
    }
    return [("praise", facts)] if praise else []


def _asks(
    suggestions: Sequence[SuggestionRow], topics: Sequence[TopicRow], label: Callable[[Topic], str]
) -> list[Line]:
    known = {t.topic.id: label(t.topic) for t in topics}
    about = [known[s.topic_id] for s in suggestions if s.topic_id in known]
    if not about:
        return []
    most = max(sorted(set(about)), key=about.count)
    return [("suggestions", {"n": len(suggestions), "topic": most})]
