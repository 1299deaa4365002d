"""Known kinds of trouble: heard in many words, from the first week, in both languages."""

import pytest

from nlp.lexicons import rows
from nlp.signals.hazards import hazard_names, hazards_of

TEXTS = [
    ("因为新型肺炎退订了，前台没有多收钱", {"illness", "refund"}),
    ("We had to cancel because of the virus", {"illness"}),
    ("昨晚水土不服？不，是吃坏肚子，一家人上吐下泻", {"poisoning"}),
    ("Three of us got food poisoning at the buffet", {"poisoning"}),
    ("更新之后登录不上，一点就闪退", {"outage"}),
    ("All my extensions have been disabled overnight", {"outage"}),
    ("台风来了，航班取消，在机场滞留一夜", {"weather", "refund"}),
    ("Stranded by the blizzard, and my flight was cancelled", {"weather", "refund"}),
    ("被重复扣款，还乱收费", {"payment"}),
    ("They charged me twice for one night", {"payment"}),
    ("听说要裁员，还在强制加班", {"work"}),
    ("Half the team was laid off", {"work"}),
    ("早餐很丰富，前台热情", set()),
    ("Lovely pool and a friendly front desk", set()),
    ("The material is smooth and the firefox logo is nice", set()),
]

ISSUES = [
    (["肺炎", "疫情", "口罩", "隔离", "感染", "病毒"], "zh-Hans", "疾病与防疫"),
    (
        ["virus", "quarantine", "face masks", "infected", "pandemic", "outbreak"],
        "en",
        "illness and infection",
    ),
]


@pytest.mark.parametrize(("text", "kinds"), TEXTS)
def test_a_text_names_these_kinds_of_trouble(text, kinds):
    assert {key.removeprefix("hazard:") for key in hazards_of(text)} == kinds


def test_every_kind_is_named_and_worded_in_both_languages():
    for row in rows("shared/hazards.tsv"):
        assert all(len(row[tongue].split("|")) >= 8 for tongue in ("zh", "en")), row["key"]
        assert all(hazard_names()["hazard:" + row["key"]])


@pytest.mark.parametrize(("words", "language", "name"), ISSUES)
def test_six_words_for_one_trouble_are_one_alert_on_the_third_day(
    tell, quiet_world, said_on, words, language, name
):
    world = quiet_world(language) + [
        said_on(40 + day, f"{words[(2 * day + i) % len(words)]} 0{day}{i}", language)
        for day in range(3)
        for i in range(2)
    ]
    told = [s for s in tell(world, start=28, end=43) if s.update_of is None]
    assert [s.label_zh if language == "zh-Hans" else s.label_en for s in told] == [name]
    assert (told[0].day - said_on(40, "", language).day).days <= 2


@pytest.mark.parametrize(("words", "language", "name"), ISSUES)
def test_it_is_heard_when_history_is_a_week_long(tell, quiet_world, said_on, words, language, name):
    world = quiet_world(language) + [
        said_on(7 + day, f"{words[i % len(words)]} 0{day}{i}", language) for day in range(3) for i in range(6)
    ]
    told = [s for s in tell(world, start=0, end=9) if s.update_of is None]
    assert name in {s.label_zh for s in told} | {s.label_en for s in told}
