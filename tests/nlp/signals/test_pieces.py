"""Runs of words are found in whatever people paste, logs and rows of signs included."""

import pytest

from nlp.signals.pieces import Piece, runs


@pytest.mark.parametrize(
    ("between", "one_phrase"),
    [
        (" of the ", True),
        (" met as ", False),
        (" - ", True),
        (" " + "=" * 20 + "x", False),  # a row of signs cut in all ways there are would never come to an end
        (" " + "=-" * 2_000 + "x", False),
        ("－" * 2_000 + "的", False),
    ],
)
def test_what_may_stand_between_two_words_of_a_phrase(between, one_phrase):
    text = f"front{between}desk"
    piece = Piece(comment=0, text=text, marks=((0, 5, "front"), (len(text) - 4, len(text), "desk")))
    assert (("front", "desk") in dict(runs(piece))) == one_phrase


def test_chinese_words_side_by_side_are_a_phrase():
    piece = Piece(comment=0, text="电梯坏了", marks=((0, 2, "电梯"), (2, 3, "坏")))
    assert dict(runs(piece))["电梯", "坏"] == "电梯坏了"
