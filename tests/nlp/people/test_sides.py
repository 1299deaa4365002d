"""What stands beside a Chinese name: who does something, a shop that is called so, a married lady."""

import pytest

from nlp.people import tables, zh_sides, zh_small

# text, name -> does somebody who does something stand before it?
DEEDS = [
    ("中午值班的小孔不肯帮忙", "小孔", True),
    ("这次接待我们的是方圆", "方圆", True),
    ("接电话的甘甜声音真甜", "甘甜", True),
    ("房间的空调坏了", "空调", False),
]


@pytest.mark.parametrize(("text", "name", "deed"), DEEDS)
def test_who_does_something_is_seen(text, name, deed):
    assert zh_sides.deed_before(text, text.index(name)) == deed


# text, name -> is a shop or a dish called so?
SHOPS = [("凤姐烤鱼的味道好", "凤姐", True), ("鲁迅故居人多", "鲁迅", True), ("凤姐服务热情", "凤姐", False)]


@pytest.mark.parametrize(("text", "name", "shop"), SHOPS)
def test_shops_called_after_somebody_are_seen(text, name, shop):
    assert zh_sides.shop_behind(text, text.index(name) + len(name)) == shop


# text, name -> is a job or a desk noted behind it?
NOTED = [
    ("Anna(前台)、Bill(行李)都好", "Anna", True),
    ("王芳·收银，动作快", "王芳", True),
    ("王芳（好像是）帮了我", "王芳", False),
]


@pytest.mark.parametrize(("text", "name", "noted"), NOTED)
def test_a_job_noted_behind_a_name_is_seen(text, name, noted):
    assert zh_sides.role_behind(text, text.index(name) + len(name)) == noted


# text -> families of married ladies
LADIES = [
    ("何太係樓層經理", ["何"]),
    ("多謝陳太，佢好好人", ["陳"]),
    ("葉太好有耐性", ["葉"]),
    ("水太凉，汤太咸，路太远", []),
    ("价钱太贵，房间太小", []),
    ("前台王芳太好了", []),
]


@pytest.mark.parametrize(("text", "families"), LADIES)
def test_married_ladies_are_told_from_too_much(text, families):
    assert [text[a:b] for a, b, _ in zh_small.ladies(tables.spoken(text))] == families
