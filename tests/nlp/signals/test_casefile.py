"""The rest of the case file, in both languages: today, week, shares, what moved along, what it is not, its history."""

from dataclasses import replace
from datetime import date

import pytest

from nlp.signals import caveats, facts, sentence, track_record, track_sentence
from tests.builders import signal
from tests.nlp.signals.conftest import on, planted, quiet

FILE = signal(
    today=(6.0, 1.2, 0.0, 4.0), week=(14.0, 3.2, 1.0, 7.0), share_before=0.023, share_after=0.23,
    together=(("“早餐”里的负面评论", 'negative comments about "breakfast"'),), excluded=("volume", "authors"),
    once_in_days=120.0, first_told=date(2026, 3, 1), times_told=3,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            [
                "当天6条；平时约1.2条（0–4）。", "近七天14条；平时约3.2条（1–7）。", "占比：平时2.3%，现在23%。",
                "同时变化的还有：“早餐”里的负面评论。", "已排除：评论总量与平时相当；不是少数人反复写的。",
                "如果什么都没发生，大约每4个月才会偶然出现一次。", "2026年3月1日首次告知，此后更新2次。",
            ],
        ),
        (
            "en",
            [
                "That day: 6; usual: 1.2 (0–4).", "Last seven days: 14; usual: 3.2 (1–7).", "Share: 2.3% before, 23% now.",
                'Moved together with it: negative comments about "breakfast".',
                "Looked at and ruled out: the number of all comments is usual; it is not a few people writing often.",
                "If nothing had happened, chance alone would show this about once in 4 months.",
                "First told on 1 March 2026; updates since: 2.",
            ],
        ),
    ],
)  # fmt: skip
def test_a_case_file_reads_as_sentences(language, said):
    assert list(facts(FILE, language)) == said


@pytest.mark.parametrize(
    ("phrases", "zh", "en"),
    [
        (("停水", "no water"), "其中不少说到“停水”。", ' Many of them say "no water".'),
        (
            ("“洗到一半没水了”", "“洗到一半没水了”"),
            "例如：“洗到一半没水了”。",
            " For example: “洗到一半没水了”.",
        ),
        (("", ""), "条。", " were to be expected."),
    ],
)
def test_an_alert_says_what_its_comments_say(phrases, zh, en):
    told = signal(family="topic", kind="worse", phrase_zh=phrases[0], phrase_en=phrases[1])
    assert sentence(told, "zh").endswith(zh)
    assert sentence(told, "en").endswith(en)


def test_a_quote_is_never_said_to_be_what_all_say():
    told = signal(family="term", kind="new", label_zh="“没水”", label_en="“no water”")
    assert "用了同样的字眼，例如“没水”；" in sentence(told, "zh")
    assert "use the same words, such as “no water”;" in sentence(told, "en")


@pytest.mark.parametrize(
    ("verdicts", "zh", "en"),
    [
        ([], "", ""),
        ([None, None], "", ""),
        (
            ["real", "known", "noise", "real", None],
            "到目前为止，被人判定过的4个预警中有3个属实（75%，95%区间30%–95%），误报1个。",
            "Of 4 alerts that people have judged so far, 3 were right (75%, 95% interval 30%–95%); false alarms: 1.",
        ),
    ],
)
def test_precision_is_what_people_said(verdicts, zh, en):
    record = track_record(verdicts)
    assert (track_sentence(record, "zh"), track_sentence(record, "en")) == (zh, en)


def test_an_issue_is_told_with_everything_around_it(tell):
    issue = planted(45, 10, 9, "前台 排队 太久", topic_ids=("T1",), label="negative", score=-0.8)
    signals = tell(quiet(60, 30) + issue)
    last = [s for s in signals if s.day <= on(54)][-1]
    assert last.today[0] >= 9
    assert last.week[0] >= 63 > last.week[3] > last.week[1] > last.week[2]
    assert last.share_after > 2 * last.share_before
    assert ("“前台排队”里的负面评论", 'negative comments about "waiting at the front desk"') in last.together
    assert {"authors", "copies", "holiday"} <= set(last.excluded)
    assert (last.first_told, last.times_told) == (signals[0].day, signals.index(last) + 1)


def test_a_day_that_is_still_coming_in_says_so(tell):
    issue = planted(59, 1, 20, "前台 排队 太久", topic_ids=("T1",))
    calm = quiet(60, 120)
    part = [o for o in calm if o.day < on(59) or o.comment_id.endswith("1")]
    assert "late" in tell([*part, *issue], end=59)[-1].caveats
    assert "late" not in tell([*calm, *issue], end=59)[-1].caveats


def test_a_new_question_says_so(tell):
    calm = [replace(o, channel="survey") for o in quiet(60, 30)]
    issue = planted(45, 6, 9, "前台 排队 太久", topic_ids=("T1",), channel="survey · what annoyed you?")
    told = tell([*calm, *issue])[0]
    assert "new_channel" in told.caveats
    assert any("问法" in line for line in caveats(told, "zh"))
    assert sentence(told, "en")


def test_harsher_comments_are_told_with_one_of_the_harshest(tell):
    """Most of what is harsh is said calmly, a third is not: the example is one of that third."""
    mild = [replace(o, label="negative", score=-0.4) for o in quiet(80, 8, seed=3)]
    calm = [replace(o, label="negative", score=-0.72) for o in planted(60, 10, 2, "a")]
    furious = [replace(o, label="negative", score=-0.98) for o in planted(60, 10, 1, "b")]
    told = [s for s in tell(mild + calm + furious, start=50, end=75) if s.family == "harsher"]
    assert told
    quoted = told[-1].phrase_en.strip("“”…").lower()
    assert any(quoted in o.text for o in furious)
