"""Names that a person can read: words of the topic itself, and a counterpart only where it is sure."""

from collections import Counter

import numpy as np
import pytest

from nlp import lexicons
from nlp.topics import finding, glossary, guidance, naming

WORDS = lexicons.rows("shared/topic_words.tsv")


@pytest.mark.parametrize(
    ("word", "concepts", "chinese"),
    [
        ("bookmark", (), "书签"),
        ("update", (), "更新"),
        ("thanks", (), "感谢"),
        ("window", (), "window"),
        ("window", ("room",), "窗户"),
        ("mozilla", (), "mozilla"),
    ],
)
def test_a_word_of_several_senses_stays_english(word, concepts, chinese):
    assert glossary.in_chinese([word], concepts) == [chinese]


@pytest.mark.parametrize(
    ("chinese", "english"), [("早餐", "breakfast"), ("书签", "bookmark"), ("卡死", "hang")]
)
def test_chinese_words_have_english_counterparts(chinese, english):
    assert glossary.in_english([chinese]) == [english]


def test_words_without_a_counterpart_stay_as_they_are_only_where_none_has_one():
    assert glossary.in_english(["骑楼", "早餐"]) == ["breakfast"]
    assert glossary.in_english(["骑楼"]) == ["骑楼"]


@pytest.mark.parametrize(
    ("words", "first"),
    [(["problem", "printer"], "printer"), (["问题", "打印机"], "打印机"), (["help", "issue"], "help")],
)
def test_bland_words_name_nothing_while_others_are_there(words, first):
    assert glossary.telling_first(words)[0] == first


@pytest.mark.parametrize(
    ("concepts", "words", "kept"),
    [
        (("login",), ("password", "account"), ("login",)),
        (("taste",), ("menu", "bar"), ()),
        (("hours",), ("tab", "open"), ()),
        (("breakfast",), ("早餐",), ("breakfast",)),
    ],
)
def test_abroad_a_concept_needs_its_own_name_said(concepts, words, kept):
    assert naming.by_its_words(concepts, words) == kept


@pytest.mark.parametrize(
    ("read", "said", "at_home", "found"),
    [
        (60, 10, True, ("refund",)),
        (30, 10, True, ("refund",)),
        (30, 0, True, ()),
        (60, 0, False, ()),
        (60, 40, False, ("refund",)),
    ],
)
def test_a_concept_must_earn_its_place(read, said, at_home, found):
    topic = naming.Shares(Counter(refund=read), Counter(refund=said), 100)
    everywhere = naming.Shares(Counter(refund=read), Counter(refund=said), 1_000)
    assert naming.telling(topic, everywhere, at_home=at_home) == found


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("virtual", "disposable"), ("虚拟·一次性", "virtual, disposable")),
        (("bookmark", "folder"), ("书签·文件夹", "bookmark, folder")),
        (("plane", "aircraft", "seat"), ("飞机·座位", "plane, seat")),
        (("luxor", "lobby"), ("大堂", "lobby")),
        (("not addon", "extension", "disabled"), ("扩展·被禁用", "extension, disabled")),
    ],
)
def test_both_names_of_an_english_topic_are_made_of_the_same_words(words, names):
    assert naming.name_all([naming.Draft((), words, ())]) == [names]


def test_a_few_english_words_do_not_name_a_chinese_topic():
    tokens = [["枕头", "床垫"]] * 200 + [["review", "star"]] * 2
    found = naming.common([("review", 9.0), ("枕头", 1.0), ("床垫", 1.0)], tokens)
    assert [word for word, _ in found] == ["床垫", "枕头"]


def test_a_start_that_nothing_holds_together_is_dissolved():
    scores = np.zeros((20, 3))
    scores[np.arange(10), 0] = 1.0
    scores[np.arange(10, 20), np.arange(10) % 3] = 1.0
    starts = np.repeat([0, 1], 10)
    said = np.zeros((20, 3), np.float32)
    assert guidance.earned(starts, scores, said).tolist() == [0] * 10 + [-1] * 10


def test_a_cluster_that_swallows_everything_is_divided():
    rng = np.random.default_rng(5)
    rows = np.repeat(np.eye(8, 16), 60, axis=0) + rng.normal(0, 0.1, (480, 16))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    parts = finding.divide(rows, np.zeros(480, np.int64))
    assert np.bincount(parts).max() <= 100


def test_every_counterpart_is_chinese():
    wrong = [
        row
        for row in WORDS
        if not row["en"].isascii() or not any("\u4e00" <= c <= "\u9fff" for c in row["zh"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "beside", "chinese"),
    [
        ("key", ("room", "door"), "钥匙"),
        ("key", ("keyboard", "shortcut"), "按键"),
        ("search engine", (), "搜索引擎"),
        ("reinstalling", (), "重装"),
        ("Luxor", (), None),
    ],
)
def test_words_beside_a_word_tell_its_sense(word, beside, chinese):
    assert glossary.chinese_of(word, (), beside) == chinese


@pytest.mark.parametrize(
    ("zh", "en", "english", "name"),
    [
        (("舒适", "早餐", "舒服"), (), 0.0, ("早餐·舒适", "breakfast, comfortable")),
        (("海景", "无敌"), ("volcano", "view"), 0.3, ("海景", "sea view")),
        (("主楼",), ("elevator", "walk"), 0.9, ("电梯", "elevator")),
        (("鼓浪屿",), (), 0.0, ("鼓浪屿", "Gulangyu")),
        (("没吃", "没有热水"), (), 0.0, ("没有热水", "no hot water")),
        (("时期",), (), 0.0, ("时期", "时期")),
    ],
)
def test_both_names_say_the_same_in_the_language_of_most(zh, en, english, name):
    assert naming.name_all([naming.Draft(zh, en, (), english=english)]) == [name]


def test_a_topic_of_two_concepts_has_both_in_its_name():
    inside = naming.Shares(Counter(login=37, keys=15), Counter(login=18, keys=23), 100)
    assert naming.also(inside, "login") == "keys"
    draft = naming.Draft((), (), ("login",), also="keys")
    assert naming.name_all([draft]) == [("登录账户·门禁与钥匙", "login, keys")]


def test_what_shares_no_word_is_called_other_comments():
    draft = naming.Draft((), ("advice", "boo"), (), said=(("advice", 0.02), ("boo", 0.01)))
    assert naming.name_all([draft, draft])[0] == naming.LAST_RESORT


def test_a_name_that_is_taken_is_counted_not_lost():
    names = naming.name_all([naming.Draft((), ("parking",), ())] * 2)
    assert names[1] == ("停车 2", "parking 2")
