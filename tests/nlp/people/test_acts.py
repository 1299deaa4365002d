"""What only people do, and what is done to people alone, makes somebody of a word that is also a thing."""

import pytest

from nlp.people import zh_acts

# text, word, whether it does what only people do, whether a verb that takes a person stands before it
CASES = [
    ("小路没骂人", "小路", True, False),
    ("小路不好走", "小路", False, False),
    ("老伍天天值夜班", "老伍", True, False),
    ("老伍面馆味道好", "老伍", False, False),
    ("别冤枉小池，货不是他发的", "小池", False, True),
    ("旁边有小池，里面养鱼", "小池", False, False),
    ("松松从来不请假", "松松", True, False),
]


@pytest.mark.parametrize(("text", "word", "acts", "taken"), CASES)
def test_tells_people_by_what_they_do_and_what_is_done_to_them(text, word, acts, taken):
    start = text.index(word)
    found = zh_acts.features(text, start, start + len(word))
    assert (found["acts"], found["taken"]) == (acts, taken)


def test_a_deed_counts_more_where_the_clause_begins():
    first = zh_acts.features("小路没骂人", 0, 2)
    later = zh_acts.features("我们小路没骂人", 2, 4)
    assert (first["acts_first"], later["acts_first"]) == (1.0, 0.0)
