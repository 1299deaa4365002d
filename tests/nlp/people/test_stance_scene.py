"""What is shown of a person: everything said around them, no name, and which words are about them."""

import pytest

from nlp.people import stance
from nlp.people.frames import Spotted

SCENES = [
    ("小李很热情，小王不理人", "小李", "某某很热情，别人不理人", ["某某很热情"]),
    ("小李很热情，小王不理人", "小王", "别人很热情，某某不理人", ["某某不理人"]),
    ("排了半天队。最后小李帮忙办好了", "小李", "排了半天队。最后某某帮忙办好了", ["最后某某帮忙办好了"]),
    ("小李和小王都很好", "小王", "某某都很好", ["某某都很好"]),
    ("Ann was lovely. Bob ignored us", "Ann", "alex was lovely. someone ignored us", ["alex was lovely"]),
    ("Ann was lovely. Bob ignored us", "Bob", "someone was lovely. alex ignored us", ["alex ignored us"]),
    ("The soup was cold. Ann said sorry", "Ann", "the soup was cold. alex said sorry", ["alex said sorry"]),
    ("Ann and Bob were great", "Ann", "alex were great", ["alex were great"]),
]


@pytest.mark.parametrize(("text", "name", "shown", "about"), SCENES)
def test_the_whole_passage_is_shown_and_the_words_about_the_person(text, name, shown, about):
    names = sorted((n for n in ("小李", "小王", "Ann", "Bob") if n in text), key=text.index)
    spotted = [Spotted(start=text.index(n), end=text.index(n) + len(n), name=n) for n in names]
    scene = stance.weigh(text, spotted)[names.index(name)].scene
    assert scene.text == shown
    assert [scene.text[a:b].strip() for a, b in scene.about] == about
