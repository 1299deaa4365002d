"""Three invented alerts (one worse at a site, one new everywhere, one of employees), and whom nobody heard."""

from datetime import date, timedelta

from nlp.records import Alert, Gap, Quote, Signal, Topic


def alerts(topics: list[Topic], quotes: tuple[Quote, ...], day: date):
    for i, (kind, state, site) in enumerate(
        [("worse", "open", "s03"), ("new", "open", None), ("worse", "acknowledged", "s11")]
    ):
        topic = topics[i * 2 % len(topics)]
        history = tuple(
            (day - timedelta(days=55 - d), float(3 + d % 4 + (0 if d < 46 else (d - 45) * 2 * (3 - i))), 4.5)
            for d in range(56)
        )
        signal = Signal(
            id=f"A{i + 1}",
            day=day,
            kind=kind,
            family="topic",
            label_zh=topic.label_zh,
            label_en=topic.label_en,
            observed=41,
            expected=12.3,
            interval=(7, 18),
            topic_id=topic.id,
            site=site,
            audience="employee" if i == 2 else "customer",
            keywords=("排队", "窗口", "counter"),
            why=("count", "share", "sites"),
            since=day - timedelta(days=9),
            until=day,
            once_in_days=420.0,
            comment_ids=("c1", "c2"),
            history=history,
        )
        yield Alert(
            signal=signal,
            sentence_zh=f"“{topic.label_zh}”近 7 天 41 条，往常约 12 条（7–18）。",
            sentence_en=f"“{topic.label_en}”: 41 in the last 7 days, usually about 12 (7–18).",
            facts_zh=("今天 9 条，往常 1–3 条。", "36 位作者，不是一个人在刷。"),
            facts_en=("9 today, usually 1–3.", "36 authors, not one loud voice."),
            caveats_zh=("样本偏少",),
            caveats_en=("few comments",),
            quotes=quotes[i * 4 : i * 4 + 3],
            authors=36,
            state=state,
        )


def unheard(day: date) -> tuple[Gap, ...]:
    """One gap of every kind."""
    return (
        Gap(kind="silent", site="s01", audience="customer", since=day - timedelta(days=20), expected=34.2),
        Gap(kind="silent", source="chat", since=day - timedelta(days=9), expected=12.0),
        Gap(kind="never", site="s02"),
        Gap(kind="never", site="s03"),
        Gap(kind="hushed", audience="employee", n=11, sites=3),
        Gap(kind="unread", n=1),
    )
