"""The lines that say what changed since yesterday and since last week, in both languages."""

import pytest

from nlp.insights import voices_of
from nlp.insights.summary import Digest
from tests.nlp.insights.nights import night, said

CASES = [
    # (days ago, label) of each comment -> what is said, zh and en
    (
        [(0, "negative"), (0, "positive"), (1, "positive")],
        "比昨天：顾客评论 2 条（差评 50%），前一天 1 条（0%）。",
        "Since yesterday: 2 comments by customers (50% negative), the day before 1 (0%).",
    ),
    (
        [(2, "negative"), (6, "negative"), (7, "positive"), (13, "positive"), (14, "negative")],
        "比上周：近七天顾客评论 2 条（差评 100%），之前七天 2 条（0%）。",
        "Since last week: 2 comments by customers in seven days (100% negative), 2 in the seven before (0%).",
    ),
]


@pytest.mark.parametrize(("spoken", "zh", "en"), CASES)
def test_what_changed_is_told_in_words(spoken, zh, en):
    whole = night(
        *(said(f"等了很久 {i}", label=label, days_ago=ago) for i, (ago, label) in enumerate(spoken))
    )
    digest = Digest(whole, voices_of(whole))
    assert any(zh in line for line in digest.say("zh", (), (), ()))
    assert any(en in line for line in digest.say("en", (), (), ()))


def test_a_day_without_comments_is_compared_with_nothing():
    whole = night(said("等了很久"), said("we waited", days_ago=3))
    lines = Digest(whole, voices_of(whole)).say("zh", (), (), ())
    assert not [line for line in lines if "比昨天" in line or "比上周" in line]
