"""Lists of people without commas, by the number that is said behind them, and lists by their marks."""

import pytest

from nlp.people import PersonContext, load, zh_counted

# text, the names that the number behind them makes sure of
COUNTED = [
    ("谢谢米兰江帆沈曼三位", ["米兰", "江帆", "沈曼"]),
    ("这次多亏方圆田野俩人", ["方圆", "田野"]),
    ("小郑小董小纪你们辛苦了", ["小郑", "小董", "小纪"]),
    ("我们两位住得舒服", []),
    ("酒店旁边有两个小公园", []),
    ("小米小麦都有卖", []),
]
LISTED = [
    ("给马跃和方便两位小哥点赞", ["马跃", "方便"]),
    ("柜员陆瑶、方圆、江南都很耐心", ["陆瑶", "方圆", "江南"]),
    ("表扬：1.舒展 2.莫敏 3.常国梁", ["舒展", "莫敏", "常国梁"]),
    ("前台环境、江景、早餐都很好", []),
]


@pytest.mark.parametrize(("text", "names"), COUNTED)
def test_cuts_as_many_names_as_are_counted(text, names):
    assert [text[a:b] for a, b in sorted(zh_counted.spans(text))] == names


@pytest.mark.parametrize(("text", "names"), LISTED)
def test_an_item_beside_somebody_is_somebody(text, names):
    found = load([]).read([PersonContext(text=text, language="zh-Hans")])[0]
    assert [m.surface for m in found.mentions if m.staff] == names
