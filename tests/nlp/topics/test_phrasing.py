"""A word that is nearly always said with another names a topic together with it."""

import pytest

from nlp.topics import naming
from nlp.topics.phrasing import phrases


@pytest.mark.parametrize(
    ("words", "tokens", "found"),
    [
        (["到位"], [["服务", "到位"]] * 4 + [["到位"]], (("到位", "服务到位"),)),
        (["到位"], [["服务", "到位"]] * 2, ()),
        (["早餐"], [["早餐", "丰富"], ["早餐"], ["早餐"], ["早餐"], ["早餐", "一般"]], ()),
        (["clean"], [["room", "clean"]] * 5, ()),
    ],
    ids=["a standing companion", "twice is chance", "said alone mostly", "English words stay"],
)
def test_words_with_a_standing_companion(words, tokens, found):
    assert phrases(words, tokens) == found


def test_a_phrase_stands_in_the_name_once():
    draft = naming.Draft(("到位", "服务"), (), (), (("到位", "服务到位"), ("服务", "服务到位")))
    assert naming.name_all([draft])[0][0] == "服务到位"
