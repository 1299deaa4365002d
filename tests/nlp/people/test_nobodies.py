"""What is said of things, and of those watched elsewhere, names nobody who serves; whoever is introduced stays."""

import pytest

from nlp.people import PersonContext, load
from nlp.records import Posting
from nlp.text import language_of


def staff(text: str) -> list[str]:
    found = load([]).read([PersonContext(text=text, language=language_of(text))])[0]
    return [m.surface for m in found.mentions if m.staff]


@pytest.mark.parametrize(
    "text",
    [
        "小鹏的车机又黑屏",
        "小庆续航不行",
        "小糯口感偏硬",
        "杜师傅直播间的小样没收到",
        "离李公堤很近，走路五分钟",
        "护士小姐姐温柔，医生爷爷和气",
        "前台天天换人",
        "Rubens was stale and the fries cold",
        "Alfredo tasted of flour",
        "Jordan 4s fell apart",
        "Matilda was sold out",
        "Chuck those plastic plants out",
        "Frank? No, they were evasive",
        "April brought rain and leaks",
        "Cora said my claim was closed, the bot that is",
        "Dexter has no subtitles",
        "Nurse Jackie reruns in the waiting room",
    ],
)
def test_leaves_out_things_and_whoever_is_watched(text):
    assert staff(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("前台小鹏的充电器借给我用了一天", "小鹏"),
        ("小庆直播完还帮我把箱子搬上车", "小庆"),
        ("住在隔壁的时候，彭师傅天天来修灯", "彭师傅"),
        ("Our server Alfredo tasted of nothing but kindness", "Alfredo"),
        ("Our waiter Dexter has no parking spot and still came early", "Dexter"),
        ("Mark my driver waited an hour for us", "Mark"),
        ("April brought us towels and a map", "April"),
    ],
)
def test_keeps_whoever_is_introduced_or_serves(text, name):
    assert staff(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"), [("小鹏续航打了七折", "小鹏"), ("Basil was soggy and the mozzarella rubbery", "Basil")]
)
def test_a_namesake_on_the_roster_changes_nothing(text, name):
    reader = load([Posting(employee_id="e1", name=name)])
    found = reader.read([PersonContext(text=text, language=language_of(text))])[0]
    assert not [m for m in found.mentions if m.employee_id]
