"""What stands behind a name in an English text: a deed of a person, or what comes behind a mere word."""

import pytest

from nlp.people import en_behind

# text, name -> kind of the next word, how only people are, a deed done to somebody
BEHIND = [
    ("Hunter sold me the wrong cable", "Hunter", "verb", False, True),
    ("Grace kindly carried our bags", "Grace", "adverb", False, True),
    ("Chase was rude when I asked", "Chase", "auxiliary", True, False),
    ("Miles was the only agent who called", "Miles", "auxiliary", True, False),
    ("Angel was on nights", "Angel", "auxiliary", True, False),
    ("Bill was wrong twice", "Bill", "auxiliary", False, False),
    ("Mark my words", "Mark", "object", False, False),
    ("Rusty water from the tap", "Rusty", "word", False, False),
    ("Josh around all you want", "Josh", "particle", False, False),
    ("Art in the lobby", "Art", "at", False, False),
    ("Ivy covered building", "Ivy", "past", False, False),
    ("Thanks to Joy.", "Joy", "none", False, False),
]


@pytest.mark.parametrize(("text", "name", "kind", "manner", "deed"), BEHIND)
def test_what_stands_behind_a_name(text, name, kind, manner, deed):
    start = text.index(name)
    found = en_behind.features(
        text, start, start + len(name), {"start_word": 1.0, "name_word": 1.0, "known": 0.0}
    )
    assert found[f"next_{kind}"] == found[f"first_word_next_{kind}"] == 1.0
    assert (bool(found["manner_behind"]), bool(found["does_to"])) == (manner, deed)
    assert bool(found["deed_of_one"]) == (manner or deed)
