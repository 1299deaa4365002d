"""Invented weeks of topics, and a map of them."""

from datetime import date, timedelta

from nlp.records import MapPoint, Quote, Tally, Topic, TopicWeek


def weeks(topics: list[Topic], day: date):
    for i, topic in enumerate(topics):
        for w in range(12):
            n = 3 + (i + w) % 7
            tally = Tally(
                n=n, positive=n // 3, negative=n // 2, neutral=n - n // 3 - n // 2, mixed=0, mean=-0.1
            )
            yield TopicWeek(
                topic_id=topic.id,
                week=day - timedelta(days=day.weekday() + 7 * w),
                tally=tally if w else None,
            )


def spots(topics: list[Topic], quotes: tuple[Quote, ...]):
    for i, topic in enumerate(topics):
        for k, quote in enumerate(quotes[:20]):
            x, y = i % 4 + (k % 5) / 12, i // 4 + (k // 5) / 10
            yield MapPoint(x=x, y=y, topic_id=topic.id, comment_id=quote.comment_id)
