"""One name in many spellings: surnames that pinyin tools misread, Cantonese, Taiwan, nicknames."""

import pytest

from nlp.people import spelling


@pytest.mark.parametrize(
    ("surname", "spellings"),
    [
        ("单", {"shan"}), ("曾", {"zeng", "tsang"}), ("仇", {"qiu"}), ("查", {"zha"}), ("解", {"xie"}),
        ("尉迟", {"yuchi"}), ("覃", {"qin", "tan"}), ("区", {"ou", "au"}), ("翟", {"zhai"}), ("缪", {"miao"}),
        ("乐", {"yue"}), ("盖", {"ge"}), ("朴", {"piao", "park"}), ("陈", {"chen", "chan", "tan"}),
        ("王", {"wang", "wong"}), ("张", {"zhang", "cheung", "chang"}), ("蔡", {"cai", "tsai", "choi"}),
    ],
)  # fmt: skip
def test_spells_surnames(surname, spellings):
    assert spellings <= spelling.surname_spellings(surname)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("王芳", "Wang Fang"),
        ("王芳", "Fang Wang"),
        ("单雪", "Shan Xue"),
        ("陈志明", "Chan Chi Ming"),
        ("欧阳娜", "Ouyang Na"),
        ("吕丽", "Lv Li"),
        ("吕丽", "Lyu Li"),
    ],
)
def test_reads_romanised_names_in_both_orders(name, latin):
    assert spelling.latin_key(latin) in spelling.romanised(name)


@pytest.mark.parametrize(("one", "other"), [("王芳", "王方"), ("陳誌明", "陈志明"), ("曾丽", "曾莉")])
def test_hears_homophones(one, other):
    assert spelling.homophones(spelling.zh_key(one)) & spelling.homophones(spelling.zh_key(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Kris", "Chris"), ("Katherine", "Catherine"), ("Steven", "Stephen")]
)
def test_hears_english_names(one, other):
    assert spelling.respelled(one) == spelling.respelled(other) or one.lower() in spelling.nicknames(other)
