"""Small nights for the tests of the fold: say only what the test is about."""

from datetime import date, timedelta

from nlp.insights.night import Night, Rules
from nlp.records import Comment, Counts, Mention, Names, Posting, Reading, Segment, Sentiment

DAY = date(2026, 10, 31)
SCORES = {"positive": 0.8, "negative": -0.8, "neutral": 0.0, "mixed": 0.0}
STAFF = (
    Posting(employee_id="E1", name="王芳", site="S1", consent=True),
    Posting(employee_id="E2", name="Grace Lee", site="S2", consent=True),
    Posting(employee_id="E3", name="李娜", site="S1", consent=False),
    Posting(employee_id="E4", name="单晓", site="S1", consent=True, active_to=date(2026, 9, 30)),
)


def feeling(label="positive", confidence=0.9):
    level = {"positive": 1, "negative": -1}.get(label, 0)
    return Sentiment(label=label, level=level, score=SCORES[label], confidence=confidence)


def said(text, *, people=(), label="positive", language=None, marks=(), days_ago=0, **comment):
    """Make one comment with its reading: one segment, and ``people`` as (surface, employee id, stance, confidence)."""
    number = comment.pop("id", f"c{abs(hash((text, days_ago, str(comment)))) % 10**9}")
    language = language or ("en" if text.isascii() else "zh-Hans")
    mentions = tuple(
        Mention(
            start=text.index(surface), end=text.index(surface) + len(surface), surface=surface, name=surface,
            employee_id=who, stance=stance, confidence=confidence,
        )
        for surface, who, stance, confidence in people
    )  # fmt: skip
    masked = comment.pop("masked", text)
    segment = Segment(start=0, end=len(text), text=masked, language=language, sentiment=feeling(label))
    reading = Reading(
        comment_id=number, language=language, sentiment=feeling(label), masked=masked, segments=(segment,),
        mentions=mentions, marks=marks,
    )  # fmt: skip
    day = DAY - timedelta(days=days_ago)
    return Comment(
        **{"id": number, "source": "t", "source_id": number, "text": text, "day": day, **comment}
    ), reading


def night(*pairs, **changes):
    """Make a night of what was said; books, roster and rules are filled in."""
    n = len(pairs)
    counts = Counts(
        taken_in=n, read=n, rejected=0, new=n, unvoiced=0, languages=(), segments=n, unassigned_segments=n
    )
    whole = {
        "day": DAY, "names": Names(brand_zh="晴屿", brand_en="Clearisle"), "counts": counts,
        "comments": [c for c, _ in pairs], "readings": {r.comment_id: r for _, r in pairs}, "roster": STAFF,
        "rules": Rules(), **changes,
    }  # fmt: skip
    return Night(**whole)
