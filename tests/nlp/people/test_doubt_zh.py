"""What nothing introduces is nobody who serves here; what a job, a deed or a colleague vouches for stays."""

import pytest

from nlp.people import PersonContext, load

NOBODY = [
    "周末住在丽泽苑，离李公堤很近",
    "吃饭时服务员一直没有来",
    "前台的帅哥也很敬业",
    "隔壁还有一家酒店叫做丽悦，同属一个集团",
    "以前住汉庭，这次换了格林豪泰",
    "这价格在李村可以住两晚了",
    "Tried a feature called Formulator and it broke",
    "The file usync.html opens by itself",
    "So went down to get the keys",
    "Food was hit or miss. Ate elsewhere",
]
SOMEBODY = [
    ("前台ivy超级耐心", "ivy"),
    ("送奶工老黑风雨无阻", "老黑"),
    ("藏族姑娘卓玛带我们转了整个寺院", "卓玛"),
    ("名牌上是盛夏，办事利落", "盛夏"),
    ("Ask Ginger about the specials, she has tried them all.", "Ginger"),
    ("Autumn the receptionist squeezed me in at lunch.", "Autumn"),
    ("Wanda W. Wojcik signed for my parcel and lost it", "Wanda W. Wojcik"),
    ("thank you april for sorting out my claim", "april"),
]


@pytest.mark.parametrize("text", NOBODY)
def test_names_nobody_whom_nothing_introduces(text):
    assert _staff(text) == []


@pytest.mark.parametrize(("text", "name"), SOMEBODY)
def test_keeps_whom_a_job_or_a_deed_vouches_for(text, name):
    assert _staff(text) == [name]


def _staff(text: str) -> list[str]:
    language = "en" if text.isascii() else "zh-Hans"
    found = load([]).read([PersonContext(text=text, language=language)])[0]
    return [m.surface for m in found.mentions if m.staff]
