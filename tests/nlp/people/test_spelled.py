"""Names with accents are the names of the lists, and halves of a hyphen count if they are no words."""

import pytest

from nlp.people import en_sides

# name in lower case -> on the lists?
GIVEN = [
    ("bjørn", True),
    ("inês", True),
    ("renée", True),
    ("amadou", True),
    ("anna-lena", True),
    ("check-in", False),
    ("zürichsee", False),
]


@pytest.mark.parametrize(("low", "given"), GIVEN)
def test_given_names_are_known_with_their_accents(low, given):
    assert en_sides.is_given(low) == given
