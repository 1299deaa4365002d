"""The count detector alone: a fair bet while nothing happens, a loud one when something does."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.signals import kernels, score_panel, seasons
from nlp.signals.alike import shared
from nlp.signals.engines import DAILY, WORDS, plain
from nlp.signals.panel import Evidence, evidence, heard, knowledge

DAYS = np.datetime64("2026-01-01") + np.arange(120)


def share(seed=1, series=60, level=0.5, a_day=40.0):
    rng = np.random.default_rng(seed)
    y = rng.poisson(level, (series, 120))
    return y, y + rng.poisson(a_day, (series, 120))


def test_while_nothing_happens_the_bets_lose():
    y, e = share(series=300)
    mask = np.zeros(y.shape, bool)
    mask[:, 42:] = True
    _, score = score_panel(y, mask, DAYS, e)
    bets = 10.0 ** (score[mask] - 6.0)
    assert bets.mean() <= 1.05
    for x in (10, 100, 1000):
        assert (bets >= x).mean() <= 1 / x


@pytest.mark.parametrize("level", [0.1, 0.5, 3.0])
@pytest.mark.parametrize("first", [42, 90], ids=["six weeks of history", "three months"])
def test_comments_that_come_in_clumps_make_no_better_bets(level, first):
    bets = []
    for seed in range(6):
        rng = np.random.default_rng([seed, first])
        y = rng.poisson(rng.gamma(level / 0.3, 0.3, (200, 120)))
        mask = np.zeros(y.shape, bool)
        mask[:, first:] = True
        _, score = score_panel(y, mask, DAYS, y + rng.poisson(60.0, y.shape))
        bets.append(10.0 ** (score[mask] - 6.0))
    found = np.concatenate(bets)
    assert found.mean() <= 1.05
    for x in (10, 100, 1_000, 10_000):
        assert (found >= x).mean() <= 1 / x


@pytest.mark.parametrize("series", [1, 12, 200, 400, 6_000])
def test_what_is_stronger_is_worth_more_however_many_there_are(series):
    worth = DAILY.boosted(np.linspace(-3, 9, 500), series)
    assert (np.diff(worth) > 0).all()


def test_series_that_are_alike_lend_each_other_their_rate_and_others_do_not():
    rng = np.random.default_rng(1)
    alike = rng.poisson(0.2, (60, 120)).astype(float)
    apart = rng.poisson(0.2 * np.exp(rng.normal(0, 1.2, (60, 1))), (60, 120)).astype(float)
    exposure = np.full(alike.shape, 40.0)
    assert shared(DAILY, plain(alike, exposure))[kernels.RATE_WEIGHT, -1] >= 10.0
    assert shared(DAILY, plain(apart, exposure))[kernels.RATE_WEIGHT, -1] <= 3.0


def test_what_is_half_of_all_comments_is_heard_though_it_swells_them_and_makes_no_better_bets():
    rng = np.random.default_rng(8)
    y = rng.poisson(10.0, (120, 120))
    e = y + rng.poisson(10.0, y.shape)
    mask = np.zeros(y.shape, bool)
    mask[:, 42:] = True
    _, score = score_panel(y, mask, DAYS, e)
    assert (10.0 ** (score[mask] - 6.0)).mean() <= 1.05
    more = rng.poisson(6.0, (120, 14))
    y[:, 106:] += more
    e[:, 106:] += more
    found = evidence(DAILY, plain(y.astype(float), e), mask)
    deaf = evidence(replace(DAILY, share=0.0), plain(y.astype(float), e), mask)
    last = found.columns == 119
    assert np.median(found.log10e[last]) >= np.median(deaf.log10e[last]) + 0.3


def test_weekly_bets_never_promise_what_a_season_cannot_know():
    rng = np.random.default_rng(5)
    y = rng.poisson(rng.gamma(2.0, 1.0, (40, 200)))
    y[:, 60] += 200  # an old outbreak
    mask = np.zeros(y.shape, bool)
    mask[:, 100:] = True
    _, score = score_panel(y, mask)
    assert (10.0 ** (score[mask] - 6.0)).mean() <= 1.05


def test_an_issue_is_loud_and_a_busy_week_is_not():
    y, e = share()
    y[0, 100:110] += 3
    e[0, 100:110] += 3
    e[1] *= np.where((np.arange(120) >= 100) & (np.arange(120) < 110), 3, 1)
    alarm, score = score_panel(y, np.ones(y.shape, bool), DAYS, e)
    assert alarm[0, 100:107].any()
    assert score[0, 100:110].max() > 8 > score[1].max()


@pytest.mark.parametrize(("evidence", "paid"), [
    ([1, 3, 3.1, 3.2, 2.9], [1]),
    ([1, 3, 3.1, 3.4, 2.9], [1, 3]),
    ([3, *[0] * 8, 4.4], [0]),
    ([3, *[0] * 8, 4.6], [0, 9]),
    ([3, *[0] * 13, 3], [0, 14]),
], ids=["heard already", "grown within a week", "grown a little after a week", "half as much again after a week", "other comments"])  # fmt: skip
def test_comments_that_were_heard_are_paid_once(evidence, paid):
    nights = np.arange(len(evidence))
    found = Evidence(
        rows=np.zeros(len(nights), int), columns=nights, log10e=np.array(evidence, float), window=nights,
        observed=nights, expected=nights, variance=nights,
    )  # fmt: skip
    assert np.flatnonzero(heard(DAILY, found, 100)).tolist() == paid


def test_a_night_is_paid_the_same_whether_or_not_the_nights_before_were_asked_for():
    y, e = share()
    y[:3, 100:] += 3
    e[:3, 100:] += 3
    mask = np.ones(y.shape, bool)
    _, whole = score_panel(y, mask, DAYS, e)
    for t in (101, 104, 112):
        mask = np.zeros(y.shape, bool)
        mask[:, t] = True
        assert np.allclose(score_panel(y, mask, DAYS, e)[1][:, t], whole[:, t])


def test_a_word_that_is_rare_is_not_thought_rarer_because_each_comment_stands_out():
    rng = np.random.default_rng(4)
    words = plain(rng.poisson(0.01, (400, 400)).astype(float), np.full((400, 400), 10.0))
    learnt = knowledge(WORDS, words, np.arange(400))[:, -1, 0]
    assert learnt.mean() >= 0.95 * words.y.sum() / words.exposure.sum()


def test_every_column_depends_on_the_past_alone():
    y, e = share()
    mask = np.ones(y.shape, bool)
    _, whole = score_panel(y, mask, DAYS, e)
    for t in (30, 77, 118):
        _, cut = score_panel(y[:, : t + 1], mask[:, : t + 1], DAYS[: t + 1], e[:, : t + 1])
        assert np.allclose(cut[:, t], whole[:, t])


def test_weeks_with_a_year_behind_them_are_judged_by_trend_and_season():
    rng = np.random.default_rng(3)
    weeks = np.arange(260)
    y = rng.poisson(np.exp(1.5 + 0.8 * np.cos(2 * np.pi * weeks / 52)), (40, 260))
    mask = np.zeros(y.shape, bool)
    mask[:, 208:] = True
    alarm, _ = score_panel(y, mask)
    assert alarm[:, 208:].mean() <= 0.025
    y[:, 234] += 15  # midsummer, when there is little
    alarm, _ = score_panel(y, mask)
    assert alarm[:, 234].mean() > 0.95


@pytest.mark.parametrize(("mean", "dispersion"), [(1.6, 5.0), (4.5, 1.0), (15.0, 3.0)])
def test_weeks_are_wrong_as_seldom_where_comments_come_in_clumps(mean, dispersion):
    rng = np.random.default_rng(5)
    clumps = rng.gamma(mean / (dispersion - 1.0 + 1e-9), dispersion - 1.0 + 1e-9, (60, 480))
    y = rng.poisson(clumps if dispersion > 1.0 else mean, (60, 480))
    mask = np.zeros(y.shape, bool)
    mask[:, 430:] = True
    alarm, _ = score_panel(y, mask)
    assert alarm[:, 430:].mean() <= 0.016


@pytest.mark.parametrize(("mean", "dispersion"), [(0.3, 1.5), (4.0, 1.0), (15.0, 3.0)])
def test_odds_of_weeks_are_a_fair_bet_where_the_past_is_known(mean, dispersion):
    rng = np.random.default_rng(6)
    size = mean / max(dispersion - 1.0, 1e-4)
    counts = rng.negative_binomial(size, size / (size + mean), (2, 400_000)).astype(float)
    found = seasons.odds(
        counts, np.full(counts.shape, mean), np.full(counts.shape[1], dispersion), np.zeros(counts.shape)
    )
    assert 0.95 <= (10.0**found).mean() <= 1.05


def test_two_weeks_that_rise_together_say_more_than_one():
    counts = np.array([[9.0, 9.0, 4.0], [4.0, 8.0, 9.0]])
    once, both, past = seasons.odds(counts, np.full((2, 3), 4.0), np.ones(3), np.zeros((2, 3)))
    assert both > once + 0.1
    assert once > past + 1.0


@pytest.mark.parametrize("shape", [(1, 5), (3, 20)])
def test_empty_and_short_panels_are_silent(shape):
    alarm, score = score_panel(np.zeros(shape, int), np.ones(shape, bool), exposure=np.ones(shape))
    assert not alarm.any()
    assert score.shape == shape
