"""What is no voice is marked: boilerplate, blanks, adverts, floods; what only looks so is not."""

import time

import pytest

from nlp.voices import find_floods, marks
from tests.tables import cases


@pytest.mark.parametrize(("text", "mark"), [(case["text"], case["mark"]) for case in cases("voices.tsv")])
def test_cases(text, mark):
    assert marks(text) == ((mark,) if mark else ())


FLOOD = "新店开业全场五折进店还有精美礼品相送数量有限先到先得编号{}"


def test_copies_with_another_number_are_one_voice():
    assert find_floods([FLOOD.format(n) for n in range(5)]) == {1, 2, 3, 4}


def test_three_near_copies_are_a_flood_two_are_not():
    near = [FLOOD.format("甲乙"), FLOOD.format("丙丁"), FLOOD.format("戊己")]
    assert find_floods(near[:2]) == set()
    assert find_floods(near) == {1, 2}


def test_short_praise_may_agree():
    assert find_floods(["服务很好", "服务很好", "Great hotel", "Great hotel", "good"] * 20) == set()


def test_one_author_is_one_voice():
    texts = ["等了一小时没人理", "等了一小时没人理！", "等了一小时没人理"]
    assert find_floods(texts, ["a", "a", "b"]) == {1}


def test_a_crowd_with_its_own_words_is_no_flood():
    own = [
        "附加组件全部被禁用了，更新之后什么都用不了",
        "一早打开浏览器，所有的扩展都显示已停用，怎么恢复",
        "My add-ons were all disabled this morning without asking me",
        "All extensions disabled after the update, how do I get them back",
        "Since last night every one of my extensions says it could not be verified",
    ]
    assert find_floods(own) == set()


def test_a_batch_of_thousands_is_quick():
    texts = [
        f"第{n % 97}号桌的客人说菜上得慢，等了{n}分钟，{chr(0x4E00 + n * 7 % 9000) * 3}号服务员态度好"
        for n in range(3000)
    ]
    begin = time.perf_counter()
    find_floods(texts)
    assert time.perf_counter() - begin < 10


def test_the_order_decides_only_which_copy_is_kept():
    texts = [FLOOD.format(n) for n in range(4)] + ["前台很好，下次还来"]
    assert len(find_floods(texts)) == len(find_floods(texts[::-1])) == 3
