"""What an alert is called where no topic names it: a phrase that really stands in the comments, else a short quote."""

import math

import pytest

from nlp.signals.names import Said, name_of, written
from nlp.words import Words

EVERYDAY = {"房间", "酒店", "早餐", "服务", "room", "hotel", "breakfast", "staff", "desk"}


def said(texts: list[str], language: str) -> Said:
    """Comments among a thousand others, in which only everyday words are common."""
    return Said(
        texts=[(t, language) for t in texts], cut=Words().tokens,
        rarity=lambda word: math.log(1000 / 300 if word in EVERYDAY else 500),
    )  # fmt: skip


PHRASES = [
    (
        "zh-Hans",
        ["房间不错，电梯坏了爬了十楼", "电梯坏了，等到半夜", "拎着箱子，电梯坏了一周没人修", "早餐可以，电梯坏了"],
        "电梯坏了",
    ),
    (
        "zh-Hans",
        ["退押金打了四个电话", "押金被扣了两次", "说好的押金呢", "重复扣押金"],
        "押金",
    ),
    (
        "en",
        ["Nice room. The lift broke on Monday", "lift broke, nine floors on foot", "When the lift broke nobody came", "Breakfast ok"],
        "lift broke",
    ),
    (
        "en",
        ["Refunds are late", "my refund never came", "where is the refund", "Refund promised, refund denied"],
        "refund",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts", "name"), PHRASES)
def test_the_phrase_that_comments_share_names_them(language, texts, name):
    found = dict(zip(("zh", "en"), name_of(said(texts, language)), strict=True))
    assert found["en" if language == "en" else "zh"] == name


def test_words_that_are_no_neighbours_as_written_are_no_name():
    """Without its small words "the desk had no master key" would be called "desk master"."""
    texts = [
        "Staff at the desk had no master key until midnight", "desk, master card declined twice",
        "Asked the desk about the master bedroom", "The desk. A master of excuses",
    ]  # fmt: skip
    _, en = name_of(said(texts, "en"), "desk master")
    assert en.startswith("“")
    assert en.strip("“”…").lower() in " | ".join(texts).lower()
    assert written(["desk master"], said(texts, "en")) == ("master",)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh-Hans", ["洗到一半没水了，头上全是泡沫", "早上水龙头拧开一滴都没有", "马桶冲不了，说在抢修", "提了两桶水上楼"]),
        ("en", ["Water went off half way through my shower", "dry taps all morning", "had to carry buckets upstairs", "couldn't flush"]),
    ],
)  # fmt: skip
def test_where_everybody_says_it_otherwise_a_short_quote_names_it(language, texts):
    for name in name_of(said(texts, language)):
        assert name.startswith("“")
        assert any(name.strip("“”…") in text for text in texts)


def test_each_language_gets_its_own_words():
    both = Said(
        texts=[("电梯坏了", "zh-Hans"), ("电梯坏了三天", "zh-Hans"), ("The lift broke", "en"), ("lift broke again", "en")],
        cut=Words().tokens, rarity=lambda _: 5.0,
    )  # fmt: skip
    assert name_of(both) == ("电梯坏了", "lift broke")


def test_a_word_that_both_lexicons_know_is_said_in_the_other_language():
    assert name_of(said(["空调", "空调太吵", "空调漏水"], "zh-Hans"))[1] == "air conditioning"
    assert name_of(said(["the shower", "a shower please", "cold shower"], "en"))[0] == "淋浴"


def test_a_name_is_never_blank():
    assert name_of(said([], "en")) == ("…", "…")
    assert all(name_of(said(["。。。", "!!!"], "zh-Hans")))


def test_words_tied_by_more_than_small_words_are_no_name():
    """A name begins behind what only ties it to the rest of its sentence: no "met as angry voices"."""
    text = "Could departments meet once? We've only ever met as angry voices on a phone"
    _, en = name_of(said([text, f"They don't talk. {text}"], "en"))
    assert en == "angry voices on a phone"


@pytest.mark.parametrize(
    ("texts", "never"),
    [
        (["@air @help bag lost since Tuesday at the carousel", "@air nobody looks for suitcases"], "@"),
        (["Nice crew, but suitcase arrived soaked", "Fine flight, but trunk came back crushed"], "“but"),
    ],
)
def test_a_quote_leaves_out_whom_it_is_addressed_to_and_what_ties_it_to_the_rest(texts, never):
    _, en = name_of(said(texts, "en"))
    assert en.startswith("“")
    assert never not in en


TAKEN_OUT = [
    ("en", ["After that   kept the master key", "Up to nine   drove home with all our badges"]),
    ("zh-Hans", ["那天以后   把总钥匙收走了", "到了九点   带着大家的工牌回家了"]),
]


@pytest.mark.parametrize(("language", "texts"), TAKEN_OUT)
def test_where_a_name_was_taken_out_a_quote_has_dots(language, texts):
    found = dict(zip(("zh", "en"), name_of(said(texts, language)), strict=True))
    quote = found["en" if language == "en" else "zh"]
    assert quote.startswith("“")
    assert "…" in quote
    assert "  " not in quote
