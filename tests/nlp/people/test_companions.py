"""Who only came along: guests, relatives and friends are found, and marked as nobody who serves here."""

import pytest

from nlp.people import companions
from nlp.people.frames import Spotted


def _staff(text, names, roles=()):
    people = [
        Spotted(start=text.index(n), end=text.index(n) + len(n), name=n, role="x" if n in roles else None)
        for n in names
    ]
    return [p.name for p in companions.told_apart(text, people) if p.staff]


# text, everybody named -> who serves here
CAME = [
    ("和老公赵强、儿子赵小宝住了两晚", ["赵强", "赵小宝"], ["赵强", "赵小宝"]),
    ("我老公叫谭磊，他说早餐不错", ["谭磊"], []),
    ("黄先生（客人）投诉隔壁吵", ["黄先生"], []),
    ("一位叫张丽的客人一直吵", ["张丽"], []),
    ("李伟是我老公，他睡得不好", ["李伟"], []),
    ("陈太住1208，空调坏了", ["陈太"], []),
    ("给小宝过生日，酒店送了蛋糕", ["小宝"], []),
    ("小张和小王都是我的朋友", ["小张", "小王"], []),
    ("我女儿小雨、小雪都喜欢", ["小雨", "小雪"], []),
    ("感谢小李，我老公腰不好", ["小李"], ["小李"]),
    ("我妈妈的医生林医生很耐心", ["林医生"], ["林医生"]),
    ("我们的客户经理刘洋办事快", ["刘洋"], ["刘洋"]),
    ("my kids Emma and Noah loved the pool", ["Emma", "Noah"], []),
    ("our two little girls' friends, Emma and Noah", ["Emma", "Noah"], ["Emma", "Noah"]),
    ("Emma and Noah, our kids, loved it", ["Emma", "Noah"], []),
    ("a chat with Peter, another guest, about noise", ["Peter"], []),
    ("Jim (my husband) slept badly", ["Jim"], []),
    ("It was Emma's 5th birthday", ["Emma"], []),
    ("Noah is my son and he loved the pool", ["Noah"], []),
    ("Thanks Bill and Joan, our kids loved it", ["Bill", "Joan"], ["Bill", "Joan"]),
    ("Thanks to Peter, another guest got my key", ["Peter"], ["Peter"]),
    ("My daughter's nurse Tina was brilliant", ["Tina"], ["Tina"]),
    ("Tina is my family doctor and great", ["Tina"], ["Tina"]),
]


@pytest.mark.parametrize(("text", "names", "staff"), CAME)
def test_who_came_along_is_no_staff(text, names, staff):
    assert _staff(text, names) == staff


@pytest.mark.parametrize(
    ("text", "names", "staff"),
    [
        ("我老公李伟和前台小张聊得开心", ["李伟", "小张"], ["小张"]),
        ("My husband Jim and Carla from housekeeping laughed", ["Jim", "Carla"], ["Carla"]),
    ],
)
def test_a_job_of_ones_own_speaks_against_it(text, names, staff):
    assert _staff(text, names, roles=staff) == staff
