"""Names of the roster in a text: every place of every name, found in one pass."""

import pytest

from nlp.people import finder

NAMES = frozenset({"王芳", "王芳华", "芳华", "Kevin", "Kev", "aa"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("感谢王芳华帮忙", ["王芳", "王芳华", "芳华"]),
        ("thanks to Kevin and Kev", ["Kev", "Kev", "Kevin"]),
        ("aaa", ["aa", "aa"]),
        ("kevin 王 芳", []),
        ("", []),
    ],
)
def test_every_place_is_found(text: str, found: list[str]) -> None:
    places = sorted(finder.places(text, NAMES))
    assert sorted(text[start:end] for start, end in places) == found
    assert finder.holds(text, NAMES) == bool(found)


def test_no_roster_holds_nobody() -> None:
    assert not finder.holds("感谢王芳", frozenset())
    assert list(finder.places("thanks to Kevin", frozenset())) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("前台wangfang很热情", ["wangfang"]), ("wangfangfang", []), ("感谢王芳华", ["王芳"])],
)
def test_letters_are_found_whole_only(text: str, found: list[str]) -> None:
    names = frozenset({"wangfang", "王芳"})
    assert [text[start:end] for start, end in finder.whole(text, names)] == found
