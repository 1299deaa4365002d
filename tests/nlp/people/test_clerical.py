"""What an author adds for the office is about nobody: phone numbers, orders, rooms, sign-offs."""

import pytest

from nlp.people import clerical, stance
from nlp.people.frames import Spotted

# text -> what stays
QUIET = [
    ("感谢前台小李，我的电话是13800001111，方便时回电", "感谢前台小李"),
    ("表扬一下维修工丁师傅，联系方式：微信abc123", "表扬一下维修工丁师傅"),
    ("客服丽丽很有耐心，订单尾号3321", "客服丽丽很有耐心"),
    ("订单号88213，感谢周师傅冒雨送餐", "感谢周师傅冒雨送餐"),
    ("谢谢阿丽，我住朝阳区建国路8号，下次还来", "谢谢阿丽 下次还来"),
    ("多谢阿may，我电话系98765432", "多谢阿may"),
    ("小王让我等，到现在也没联系我", "小王让我等 到现在也没联系我"),
    ("住了三晚，小李很好", "住了三晚 小李很好"),
    ("thank you melissa. please call me back at 555-0192", "thank you melissa."),
    ("thanks ingrid. my booking ref is qx8812, email me at joe@x.com", "thanks ingrid."),
    ("great help from ann. room 302. kind regards", "great help from ann."),
    ("tom never called me back", "tom never called me back"),
    ("10/10, ann is great", "10/10 ann is great"),
    ("waited 45 minutes, joe was rude", "waited 45 minutes joe was rude"),
]


@pytest.mark.parametrize(("text", "stays"), QUIET)
def test_what_only_says_how_to_reach_the_author_is_left_out(text, stays):
    quiet = clerical.quiet(text)
    assert len(quiet) == len(text)
    assert " ".join(quiet.replace("，", " ").replace(",", " ").split()).rstrip(" .") == stays.rstrip(".")


@pytest.mark.parametrize(
    ("text", "name", "about"),
    [
        ("感谢前台小李，我的电话是13800001111", "小李", "感谢前台某某"),
        ("Thanks Bob, my number is (555) 123-4567", "Bob", "thanks alex"),
    ],
)
def test_the_words_about_a_person_end_before_the_phone_number(text, name, about):
    at = text.index(name)
    scene = stance.weigh(text, [Spotted(start=at, end=at + len(name), name=name)])[0].scene
    assert scene.text.strip() == about


def test_a_badge_number_is_somebody():
    assert clerical.quiet("态度很差，工号10245", [(5, 12)]) == "态度很差，工号10245"
