"""A tree of words takes the same word as the list of them, wherever it is asked."""

import re

import pytest

from nlp.people import tables, zh_sides

LISTS = ["zh/roles.tsv", "zh/titles.tsv", "zh/person_cues.tsv", "zh/foreign_parts.tsv"]


@pytest.mark.parametrize("name", LISTS)
def test_takes_the_word_that_the_list_takes(name):
    words = tables.everything(name)
    flat, tree = re.compile(tables.alternatives(words)), re.compile(tables.branches(words))
    opened = re.compile(tables.opening(words))
    for text in (*words, *(one + two for one, two in zip(sorted(words), sorted(words)[7:], strict=False))):
        wanted = [m.span() for m in flat.finditer(text)]
        assert [m.span() for m in tree.finditer(text)] == wanted
        assert [m.span() for m in opened.finditer(text)] == wanted


def test_gives_back_the_longer_word_where_the_rest_asks_for_it():
    words = {"大堂", "大堂经理", "大"}
    for made in (tables.alternatives(words), tables.branches(words), tables.opening(words)):
        found = re.fullmatch(rf"({made})(.*)理", "大堂经理")
        assert found
        assert found.group(1) == "大堂"


def test_escapes_what_a_pattern_would_read():
    assert re.fullmatch(tables.branches({"a.b", "a*"}), "a.b")
    assert not re.fullmatch(tables.branches({"a.b", "a*"}), "aab")
    assert re.fullmatch(tables.opening({"]x", "^y", "-z"}), "^y")


SOFT = [*zh_sides._SOFT.replace("的?", "的").split("|"), "漂亮", "热情", "可爱", "亲切"]


@pytest.mark.parametrize("soft", SOFT)
def test_what_may_stand_between_a_job_and_a_name_is_known_from_behind_too(soft):
    text = f"前台{soft}"
    assert re.fullmatch(zh_sides._SOFT, soft)
    assert re.fullmatch(zh_sides._SOFT_BACK, soft[::-1])
    assert zh_sides.left_kind(text, len(text)) == "role"
    assert zh_sides.role_before(text, len(text)) == (0, "前台")
