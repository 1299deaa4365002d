"""Count voices: moods, shares, and how sure a change of share is."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from nlp.insights.night import Night, Voice
from nlp.records import Audience, Label, Tally, TopicSite, TopicWeek, TrendPoint

Z95 = 1.959964


def tally(scored: Iterable[tuple[Label, float]]) -> Tally:
    """Count labels and average scores.

    >>> tally([("positive", 0.8), ("negative", -0.4)]).mean
    0.2
    """
    pairs = list(scored)
    counts = {
        label: sum(1 for mine, _ in pairs if mine == label)
        for label in ("positive", "negative", "neutral", "mixed")
    }
    mean = sum(score for _, score in pairs) / len(pairs) if pairs else 0.0
    return Tally(n=len(pairs), mean=round(mean, 4), **counts)


def of_voices(voices: Iterable[Voice]) -> Tally:
    """Count whole comments."""
    return tally((v.reading.sentiment.label, v.reading.sentiment.score) for v in voices)


def of_topic(voices: Iterable[Voice], topic_id: str) -> Tally:
    """Count what comments say about one topic: a comment counts once, by its segments on that topic."""
    return tally(_about(v, topic_id) for v in voices if topic_id in v.topic_ids)


def _about(voice: Voice, topic_id: str) -> tuple[Label, float]:
    """Return label and mean score of the segments that speak about the topic."""
    mine = [s.sentiment for s, t in zip(voice.reading.segments, voice.placed, strict=True) if t == topic_id]
    labels = {s.label for s in mine}
    score = sum(s.score for s in mine) / len(mine)
    if len(labels) == 1:
        return mine[0].label, score
    if "mixed" in labels or {"positive", "negative"} <= labels:
        return "mixed", score
    return ("positive" if "positive" in labels else "negative"), score


def change_interval(now: tuple[int, int], before: tuple[int, int]) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two shares (Newcombe 1998, method 10).

    Each pair is (hits, of how many). With nothing on one side the interval is everything that is possible.

    >>> change_interval((0, 0), (3, 10))
    (-1.0, 1.0)
    """
    if not now[1] or not before[1]:
        return -1.0, 1.0
    p, q = now[0] / now[1], before[0] / before[1]
    (pl, pu), (ql, qu) = wilson(*now), wilson(*before)
    low = p - q - math.hypot(p - pl, qu - q)
    high = p - q + math.hypot(pu - p, q - ql)
    return round(low, 6), round(high, 6)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    p, z2 = hits / n, Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return middle - half, middle + half


def hidden(audience: Audience, count: Tally, threshold: int) -> Tally | None:
    """Hold back a tally of employees below the threshold, because a few voices can be recognised."""
    return None if audience == "employee" and count.n < threshold else count


def topic_sites(voices: Sequence[Voice], topic_ids: Sequence[str], night: Night) -> tuple[TopicSite, ...]:
    """Count every topic at every site, audiences apart."""
    cells: dict[tuple[str, str, Audience], list[Voice]] = {}
    for v in voices:
        for topic_id in v.topic_ids:
            if v.comment.site:
                cells.setdefault((topic_id, v.comment.site, v.comment.audience), []).append(v)
    wanted = set(topic_ids)
    return tuple(
        TopicSite(
            topic_id=topic_id, site=site, audience=audience,
            tally=hidden(audience, of_topic(group, topic_id), night.rules.employee_threshold),
        )
        for (topic_id, site, audience), group in sorted(cells.items())
        if topic_id in wanted
    )  # fmt: skip


def trend(voices: Sequence[Voice], night: Night) -> tuple[TrendPoint, ...]:
    """Count every week (from its Monday), audiences apart, everywhere and at every site."""
    cells: dict[tuple[date, Audience, str], list[Voice]] = {}
    for v in voices:
        if v.comment.day:
            monday = v.comment.day - timedelta(days=v.comment.day.weekday())
            for site in {"", v.comment.site or ""}:
                cells.setdefault((monday, v.comment.audience, site), []).append(v)
    return tuple(
        TrendPoint(
            week=week, audience=audience, site=site or None,
            tally=hidden(audience, of_voices(group), night.rules.employee_threshold),
        )
        for (week, audience, site), group in sorted(cells.items())
    )  # fmt: skip


def topic_weeks(voices: Sequence[Voice], night: Night) -> tuple[TopicWeek, ...]:
    """Count every topic in every week (from its Monday); employees only where enough of them wrote."""
    cells: dict[tuple[str, date], list[Voice]] = {}
    for v in voices:
        if v.comment.day:
            monday = v.comment.day - timedelta(days=v.comment.day.weekday())
            for topic_id in v.topic_ids:
                cells.setdefault((topic_id, monday), []).append(v)
    return tuple(
        TopicWeek(topic_id=topic_id, week=week, tally=_of_enough(group, topic_id, night.rules.employee_threshold))
        for (topic_id, week), group in sorted(cells.items())
    )  # fmt: skip


def _of_enough(group: Sequence[Voice], topic_id: str, threshold: int) -> Tally | None:
    employees = sum(v.comment.audience == "employee" for v in group)
    told = group if employees >= threshold else [v for v in group if v.comment.audience == "customer"]
    return of_topic(told, topic_id) if told else None
