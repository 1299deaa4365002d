"""What early warning tells, and what it keeps to itself."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from nlp.records import Kpi
from nlp.signals import sentence
from tests.nlp.signals.conftest import WAIT, on, planted, quiet


def firsts(signals):
    return [s for s in signals if s.update_of is None]


def test_a_quiet_time_raises_nothing(tell):
    assert tell(quiet(60, 30)) == []


@pytest.mark.parametrize("text", ["前台 排队 太久", "front desk queue too long"])
def test_a_topic_that_grows_is_told_once_then_updated(tell, text):
    issue = planted(45, 10, 9, text, topic_ids=("T1",), label="negative", score=-0.8)
    signals = tell(quiet(60, 30) + issue)
    (first,) = firsts(signals)
    assert (first.kind, first.topic_id, first.label_zh) == ("worse", "T1", "前台排队")
    assert on(45) <= first.day <= on(47)
    assert on(43) <= first.since <= first.day
    assert first.observed > first.interval[1] > first.expected
    assert all(s.update_of == first.id for s in signals if s is not first)
    assert {"share", "count", "negative"} <= set(signals[-1].why)


@pytest.mark.parametrize(
    ("text", "word"), [("电梯 坏了 被困", "坏了"), ("stuck in broken elevator", "stuck")]
)
def test_words_without_a_topic_are_seen_too(tell, text, word):
    (first,) = firsts(tell(quiet(60, 30) + planted(45, 4, 4, text)))
    assert (first.family, first.kind, first.topic_id) == ("term", "new", None)
    assert word in " ".join((first.label_zh, *first.keywords))
    assert set(first.comment_ids) <= {o.comment_id for o in planted(45, 4, 4, text)}


def test_copies_of_one_text_are_one_voice(tell):
    flood = [replace(o, text="加微信领取优惠券，先到先得，名额有限") for o in planted(45, 3, 20, "x")]
    assert tell(quiet(60, 30) + flood) == []


ADVERTS = [
    ("zh-Hans", ["加微信{}领取优惠券，低价代订全国酒店，返现秒到账，名额有限", "兼职刷单日结三百，联系QQ{}，无需押金，手机就能做"]),
    ("en", ["Call {} now for customer support, toll free number available day and night", "Cheap bookings and coupons, contact {}, limited places only today"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "forms"), ADVERTS, ids=["zh", "en"])
def test_a_flood_of_adverts_with_other_numbers_and_tails_is_no_issue(tell, language, forms):
    rng = np.random.default_rng(7)
    flood = [
        replace(o, language=language, author=None, text=forms[i % 2].format(10**8 + i) + " " + "".join(rng.choice(list("abcdefgh"), 3 * (i % 3 > 0))))
        for i, o in enumerate(planted(45, 4, 40, "x"))
    ]  # fmt: skip
    assert [s for s in tell(quiet(60, 60) + flood) if s.family != "volume"] == []


@pytest.mark.parametrize("seed", range(3))
def test_a_shuffled_half_year_is_quiet(tell, seed):
    world = quiet(180, 25, seed=seed) + planted(60, 20, 3, "前台 排队 太久", topic_ids=("T1",))
    days = np.random.default_rng(seed).permutation([o.day for o in world])
    nothing = [replace(o, day=day) for o, day in zip(world, days, strict=True)]
    assert len(firsts(tell(nothing, start=28, end=179))) <= 1


def test_one_loud_author_is_one_voice(tell):
    loud = [replace(o, author="same") for o in planted(45, 5, 6, "前台 排队 太久", topic_ids=("T1",))]
    assert tell(quiet(60, 30) + loud) == []


def test_a_campaign_that_brings_more_of_everything_is_no_issue(tell):
    more = quiet(60, 30) + [o for o in quiet(60, 45, seed=2) if on(45) <= o.day < on(50)]
    assert [s for s in tell(more) if s.family != "volume"] == []


def test_a_larger_share_of_fewer_comments_is_told_and_says_so(tell):
    falling = [o for o in quiet(60, 40) if o.day < on(45) or o.comment_id.endswith(("1", "3"))]
    newest = tell(falling + planted(45, 8, 4, "口罩 消毒", topic_ids=("T1",)))[-1]
    assert newest.topic_id == "T1"
    assert "share" in newest.why
    assert "volume_fell" in newest.caveats


def test_the_site_that_explains_it_is_named(tell):
    sites = [replace(o, site=f"S{i % 4}") for i, o in enumerate(quiet(60, 40))]
    (first,) = firsts(tell(sites + planted(45, 6, 6, "前台 排队", topic_ids=("T1",), site="S2")))
    assert first.site == "S2"


@pytest.mark.parametrize(
    ("opens", "told"), [(60, False), (0, True)], ids=["a site that has just opened", "a site known before"]
)
def test_what_a_new_site_always_speaks_of_is_no_growth_elsewhere(tell, opens, told):
    known = [replace(o, site=f"S{i % 4}") for i, o in enumerate(quiet(90, 20))]
    before = [
        replace(o, site="N", topic_ids=()) for o in quiet(90, 5, seed=2) if opens <= (o.day - on(0)).days < 60
    ]
    after = [
        replace(o, site="N", topic_ids=("T1",) if i % 2 else ())
        for i, o in enumerate(quiet(90, 5, seed=3)) if (o.day - on(0)).days >= 60
    ]  # fmt: skip
    found = tell(known + before + after, start=60, end=80)
    assert any(s.topic_id == "T1" for s in found) == told


@pytest.mark.parametrize(("a_day", "told"), [(2, False), (8, True)])
def test_employees_are_told_of_only_above_the_threshold(tell, a_day, told):
    staff = quiet(60, 20, audience="employee", site=None)
    issue = planted(45, 3, a_day, "排班 太满", topic_ids=("T1",), audience="employee")
    signals = tell(staff + issue, least_employees=8)
    assert bool(signals) is told
    assert all(s.audience == "employee" and s.authors >= 8 for s in signals)


def test_negative_comments_inside_a_topic_are_watched(tell):
    mild = [replace(o, topic_ids=("T1",)) for o in quiet(60, 10)]
    soured = [replace(o, label="negative", score=-0.9) if o.day >= on(48) else o for o in mild]
    signals = tell(soured)
    assert "negative" in {reason for s in signals for reason in s.why}


def test_a_bigger_budget_tells_no_later(tell):
    issue = planted(45, 10, 4, "前台 排队", topic_ids=("T1",))
    days = [firsts(tell(quiet(60, 30) + issue, budget=b))[0].day for b in (0.1, 1.0, 10.0)]
    assert days == sorted(days, reverse=True)


def test_no_night_sees_the_future(tell):
    comments = (
        quiet(70, 30) + planted(45, 10, 9, "前台 排队", topic_ids=("T1",)) + planted(50, 5, 5, "门锁 坏了")
    )
    whole = tell(comments, end=60)
    cut = tell([o for o in comments if o.day <= on(52)], end=52)
    assert [s for s in whole if s.day <= on(52)] == cut


def test_the_order_of_the_rows_changes_nothing(tell):
    comments = quiet(60, 30) + planted(45, 10, 9, "前台 排队", topic_ids=("T1",))
    assert tell(comments) == tell(comments[::-1])


def test_a_new_subject_is_told_while_history_is_too_short_for_rates(tell):
    early = [replace(o, topic_ids=()) for o in quiet(12, 25)]
    (first,) = tell(early + planted(8, 2, 3, "门锁 坏了", topic_ids=("T1",)), start=0, end=11)
    assert (first.kind, first.why, first.day) == ("new", ("new",), on(9))
    assert "short_history" in first.caveats
    assert sentence(first, "zh").startswith("（历史太短")


def test_a_measure_outside_its_range_is_told_once():
    from nlp.signals import watch

    wave = [7.0, 7.4, 6.8, 7.1, 7.2, 6.9, 7.3]
    kpis = [
        Kpi(name="NPS", site="S1", day=on(d), value=wave[d % 7] - (4.0 if d >= 50 else 0.0))
        for d in range(55)
    ]
    (first,) = watch([], topics={}, start=on(30), end=on(54), kpis=kpis)
    assert (first.family, first.site, first.day, first.why) == ("kpi", "S1", on(50), ("kpi",))
    assert first.observed < first.interval[0]


def test_an_issue_of_one_language_is_seen_in_that_language(tell):
    """Two guests in three write Chinese; the rise among the few English comments drowns in the whole."""
    both = [replace(o, language="en" if i % 6 == 0 else "zh-Hans") for i, o in enumerate(quiet(60, 60))]
    issue = [replace(o, language="en") for o in planted(45, 8, 3, "waiting", topic_ids=("T1",))]
    first = next(s for s in tell(both + issue) if s.topic_id == "T1")
    assert first.tongue == "en"
    assert "所有门店用英文写的" in sentence(first, "zh")
    assert "comments written in English everywhere" in sentence(first, "en")


def test_what_is_praised_more_often_is_no_issue_until_somebody_is_not_content(tell):
    glad = planted(45, 6, 5, "前台 小姐姐 热情", label="positive", score=0.9)
    assert tell(quiet(60, 30) + glad) == []
    cross = planted(49, 4, 5, "前台 小姐姐 排队", label="negative", score=-0.9)
    assert firsts(tell(quiet(60, 30) + glad + cross))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("端午 人多", ["人多"]),
        ("christmas crowd", ["crowd"]),
        ("六月 噪音", ["噪音"]),
        ("中秋节", []),
    ],
)
def test_the_calendar_comes_back_by_itself(tell, text, told):
    found = firsts(tell(quiet(60, 30) + planted(45, 3, 4, text)))
    assert [s.label_en for s in found] == told


def test_nothing_in_nothing_out(tell):
    assert tell([]) == []
    assert tell(quiet(5, 3), start=200, end=210) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "自2026年3月12日以来，S2的60条评论中有14条提到“前台排队”；按以往应有2–5条。"),
        ("en", '14 of 60 comments at S2 since 12 March 2026 mention "waiting at the front desk"; 2–5 were to be expected.'),
    ],
)  # fmt: skip
def test_an_alert_reads_as_a_sentence(language, said):
    from tests.builders import signal

    told = signal(
        kind="worse", family="topic", label_zh=WAIT.label_zh, label_en=WAIT.label_en, topic_id="T1", site="S2",
        observed=14, expected=3.2, interval=(2, 5), total=60, since=date(2026, 3, 12),
    )  # fmt: skip
    assert sentence(told, language) == said


def at_sites(comments, sites, seed=1):
    """Give every comment one of ``sites`` by chance."""
    rng = np.random.default_rng(seed)
    return [replace(o, site=f"S{int(rng.integers(sites))}") for o in comments]


def test_a_topic_that_reaches_more_sites_says_so(tell):
    """One remark a day at each of twelve sites: where two or three spoke of it before, all do."""
    world = at_sites(quiet(60, 30), 12)
    spread = [
        replace(o, site=f"S{i % 12}")
        for i, o in enumerate(planted(45, 8, 12, "前台 排队", topic_ids=("T1",)))
    ]
    signals = [s for s in tell(world + spread) if s.day >= on(45)]
    first = firsts(signals)[0]
    assert first.topic_id == "T1"
    assert first.site is None
    assert "sites" in {reason for s in signals for reason in s.why}


def test_a_topic_that_stays_at_its_site_says_nothing_of_spread(tell):
    world = at_sites(quiet(60, 30), 12)
    stays = planted(45, 8, 12, "前台 排队", topic_ids=("T1",), site="S2")
    signals = [s for s in tell(world + stays) if s.day >= on(45)]
    assert firsts(signals)[0].site == "S2"
    assert "sites" not in {reason for s in signals for reason in s.why}
