"""What stands beside a name that is nobody's here, and what must be introduced to be somebody."""

import pytest

from nlp.people import en_doubt, zh_woven

# text, name -> is it a place, a make, a show or a saying?
SIDES = [
    ("We explored Clark county", "Clark", True),
    ("For Pete's sake, answer", "Pete", True),
    ("going to San Juan", "Juan", True),
    ("the chatbot Bella", "Bella", True),
    ("Uncle Ben's rice", "Ben", True),
    ("Dear John, it is over", "John", True),
    ("Personal Loan and more", "Personal Loan", True),
    ("Erica, the bank's chatbot, loops", "Erica", True),
    ("Aaron's rental desk is shady", "Aaron", True),
    ("Tom, the driver, waited", "Tom", False),
    ("Jimmy the bartender", "Jimmy", False),
    ("Bianca hotel operations manager", "Bianca", False),
    ("thanks to Odessa at the desk", "Odessa", False),
]


@pytest.mark.parametrize(("text", "name", "thing"), SIDES)
def test_places_makes_and_sayings_are_seen(text, name, thing):
    start = text.index(name)
    assert any(en_doubt.sides(text, start, start + len(name)).values()) == thing


# what is known of a name -> doubtful?
DOUBTS = [
    ({"unknown"}, True),
    ({"unknown", "left_thanks"}, False),
    ({"unknown", "unknown_verb", "model"}, False),
    ({"known", "model_place"}, True),
    ({"known", "model_place", "right_place"}, False),
    ({"known", "model_place", "capital", "known_verb"}, False),
    ({"known", "model_place", "capital", "known_verb", "stop"}, True),
    ({"known"}, False),
    ({"known", "lower"}, True),
    ({"known", "lower", "model"}, False),
    ({"known", "lower", "known_verb"}, False),
    ({"unknown", "capital", "route", "left_thanks"}, True),
    ({"known", "three_capitals", "left_prep", "model_thing"}, True),
    ({"known", "three_capitals", "left_prep", "model_thing", "left_role"}, False),
    ({"known", "lower", "lower_word"}, True),
    ({"unknown", "lower"}, True),
    ({"known", "left_article"}, True),
    ({"known", "left_article", "right_place"}, False),
    ({"known", "sentence_start", "next_particle"}, True),
    ({"known", "model_thing", "right_none"}, True),
    ({"known", "model_thing", "right_none", "at_behind"}, False),
    ({"known", "lower", "neighbour"}, False),
    ({"known", "right_thing", "left_thanks"}, True),
    ({"known", "right_thing", "left_naming"}, False),
    ({"known", "right_thing", "right_culture"}, False),
    ({"titled_brand", "titled", "known"}, True),
]


@pytest.mark.parametrize(("signs", "doubtful"), DOUBTS)
def test_what_nothing_introduces_is_doubtful(signs, doubtful):
    assert en_doubt.doubtful(dict.fromkeys(signs, 1.0)) == doubtful


# text -> names from other tongues that are known by what they are made of
WOVEN = [
    ("前台古丽米热服务热情", ["古丽米热"]),
    ("次仁多吉医生看得仔细", ["次仁多吉"]),
    ("司机巴特尔开车稳", ["巴特尔"]),
    ("前台的央金很好", []),
    ("早餐丰富，房间安静", []),
]


@pytest.mark.parametrize(("text", "names"), WOVEN)
def test_names_from_other_tongues_are_known_by_their_parts(text, names):
    assert [text[a:b] for a, b in zh_woven.places(text)] == names
