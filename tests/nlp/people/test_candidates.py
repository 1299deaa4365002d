"""Candidates are generous: every name of the tables is among them, and the cheap look lets its clause through."""

import pytest

from nlp.people import en_cores, en_spotter, tables, zh_hint, zh_scene, zh_spotter

# text -> names that must be among the candidates, with their titles
CHINESE = [
    ("救生员大鹏一直盯着孩子们", ["大鹏"]),
    ("前台梦洁耐心解答", ["梦洁"]),
    ("特别感谢李艳冬艳两位护士", ["李艳", "冬艳"]),
    ("感谢前厅Mia/Hugo/小岑", ["Mia", "Hugo", "小岑"]),
    ("感谢mr.huang半夜送药", ["mr.huang"]),
    ("前台Tan Wei Ling很专业", ["Tan Wei Ling", "Tan"]),
    ("輝仔好好人", ["輝仔"]),
    ("前台啊聪很热情", ["啊聪"]),
    ("找Kevin王办的卡", ["Kevin王"]),
    ("前台何若亭Aries服务好", ["何若亭Aries"]),
    ("柜员买买提江办事利索", ["买买提江"]),
    ("这次是其其格帮我们安排的", ["其其格"]),
    ("理赔员阿不都热合曼态度冷淡", ["阿不都热合曼"]),
    ("班主任于老师很负责", ["于老师"]),
    ("代驾师傅姓江，很有礼貌", ["江"]),
    ("何太係樓層經理，處理投訴一流", ["何太"]),
    ("咨询了强子，报价实在", ["强子"]),
    ("肥佬明整冷氣又快又平", ["肥佬明"]),
    ("大刘帮我修好了", ["大刘"]),
    ("这次接待我们的是方圆", ["方圆"]),
    ("值班的小孔不肯帮忙", ["小孔"]),
    ("遇到焦阳真是运气好", ["焦阳"]),
    ("洛桑大哥一路帮我们拍照", ["洛桑大哥"]),
    ("投诉窗口的和平，业务不熟", ["和平"]),
    ("没有琼姐，店早关门了", ["琼姐"]),
    ("归大夫在东院坐诊", ["归大夫"]),
    ("这单转给灿灿，她又没接", ["灿灿"]),
    ("项目组的简苧周末还回消息", ["简苧"]),
    ("小岑小雪姐妹俩都热情", ["小岑", "小雪"]),
    ("谢谢你啊小涂", ["小涂"]),
]
ENGLISH = [
    ("J.T. at the tire shop got me back on the road", ["J.T."]),
    ("R. Castell approved my loan", ["R. Castell", "Castell"]),
    ("huge thanks to sinead o'malley for it", ["sinead o'malley"]),
    ("dr. lindqvist was running late", ["dr. lindqvist"]),
    ("ask for nikita when you call", ["nikita"]),
    ("Liz B. at reception was a star", ["Liz B."]),
    ("Mr. Fong and Ms. Van der Berg run it", ["Mr. Fong", "Ms. Van der Berg"]),
    ("Hats off to Jerome/Tasha/Wendell", ["Jerome", "Tasha", "Wendell"]),
    ("Katie O., Sam R. and Bjørn at the bar", ["Katie O.", "Sam R.", "Bjørn"]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "names"), CHINESE)
def test_chinese_names_are_among_the_candidates(text, names):
    plain = tables.spoken(text)
    parts = zh_hint.windows(plain, frozenset())
    found = [
        text[c.start : c.title_end] for c in zh_spotter.candidates(zh_scene.scene_of(plain, parts), parts)
    ]
    assert set(names) <= set(found)


@pytest.mark.parametrize(("text", "names"), ENGLISH)
def test_english_names_are_among_the_candidates(text, names):
    found = [
        text[c.title_start : c.end] for c in en_cores.candidates(en_spotter.scene_of(text, []), 0, len(text))
    ]
    assert en_cores.may_name(text)
    assert set(names) <= set(found)


@pytest.mark.slow
def test_a_sentence_without_a_gap_behind_its_full_stop_is_not_lost():
    found = en_spotter.spot_all(
        ["The stay was great.Thanks to Maria Gomez at the front desk.We will be back"]
    )[0]
    assert [p.name for p in found] == ["Maria Gomez"]


# text -> the clauses that the network reads: those that could name somebody, and their neighbours
WINDOWS = [
    ("房间很干净，早餐不错，位置也好", []),
    ("感谢小王", ["感谢小王"]),
    ("房间很干净，早餐不错，感谢小王。下次还来，交通方便", ["早餐不错，感谢小王。下次还来"]),
]


@pytest.mark.parametrize(("text", "read"), WINDOWS)
def test_only_clauses_near_a_possible_name_are_read(text, read):
    assert [text[a:b] for a, b in zh_hint.windows(text, frozenset())] == read


def test_a_name_of_the_roster_is_always_read():
    assert zh_hint.windows("房间温暖舒适，早餐不错", frozenset({"温暖"})) == [(0, 11)]
