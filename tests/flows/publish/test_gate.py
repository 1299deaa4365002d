"""The last door: who may be named on the wall, and which sentences may stand there."""

from dataclasses import replace

import pytest

from flows.publish import gate
from tests.flows.publish.scenery import DAY, Scene, night, person, quote

NIGHT = night(Scene(people=5, comments=20, topics=3, sites=3))


def with_people(*people):
    return replace(NIGHT, praise=tuple(people))


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, True),
        ({"tier": "review"}, False),
        ({"employee_id": None}, False),
        ({"held": ("no_consent",)}, False),
        ({"thanks": 0}, False),
    ],
)
def test_only_people_who_passed_every_gate_are_named(change, shown):
    assert bool(gate.named(with_people(replace(person("王芳", 3, 1), **change)))) is shown


KIND = [
    ("王芳特别耐心，把流程讲得清清楚楚。", {}),
    ("Wang Fang was a classic hit with our kids.", {}),
    ("王芳帮我办好了 2 张卡，只用了 15 分钟。", {}),
    ("Wang Fang thought of everything", {}),
]
UNKIND = [
    ("王芳很好，就是李雷态度恶劣。", {}),
    ("王芳真好，比张伟强多了。", {}),
    ("王芳是个傻逼", {}),
    ("王芳 傻 ☆ 逼", {}),
    ("王芳 騙 子", {}),
    ("王芳 f.u.c.k yes", {}),
    ("Wang Fang is the s h i t", {}),
    ("王芳 sh!t", {}),
    ("谢谢王芳，我的电话 138 1234 5678", {}),
    ("谢谢王芳，我的电话 １３８１２３４５６７８", {}),
    ("谢谢王芳，我的电话一三八一二三四五六七八", {}),
    ("Thanks Wang Fang, write me at li@example.com", {}),
    ("谢谢王芳 <script>alert(1)</script>", {}),
    ("谢谢王芳，订单 ****1234", {}),
    ("王芳特别耐心", {"audience": "employee"}),
    ("王芳特别耐心", {"label": "mixed"}),
    ("王芳特别耐心", {"label": "negative", "score": -0.5}),
    ("没有王芳我就投诉了", {}),
    ("王芳雖然行得慢，但係執漏真係一流", {}),
    ("王芳虽然话不多，但做事靠谱", {}),
    ("Wang Fang looks stern though she is very kind", {}),
    ("Wang Fang was a bit slow but so thorough", {}),
    ("The only complaint is that we have just one Wang Fang", {}),
]


@pytest.mark.parametrize(("text", "more"), KIND)
def test_kind_clean_sentences_are_shown(text, more):
    assert gate.sentences(person("王芳", 3, 1, quotes=(quote(text, **more),)), NIGHT)


@pytest.mark.parametrize(("text", "more"), UNKIND)
def test_doubtful_sentences_stay_inside(text, more):
    wang = person("王芳", 3, 1, quotes=(quote(text, **more),))
    other = person("张伟", 1, 2)
    assert gate.sentences(wang, with_people(wang, other)) == []


def test_praise_for_a_process_names_nobody():
    wang = person("王芳", 3, 1)
    base = NIGHT.processes[0]
    naming = replace(base, quote=quote("王芳办退款真快"))
    assert gate.processes(replace(with_people(wang), processes=(base, naming))) == [base]


def test_words_of_love_hold_no_name_and_nothing_sad():
    from nlp.records import Word

    words = [
        Word(text="耐心", count=9, score=0.8),
        Word(text="王芳", count=9, score=0.8),
        Word(text="排队", count=9, score=-0.3),
        Word(text="shit", count=9, score=0.9),
    ]
    assert [word.text for word in gate.loved(with_people(person("王芳", 1, 1)), words)] == ["耐心"]
    assert DAY
