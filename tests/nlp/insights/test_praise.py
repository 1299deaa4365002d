"""Thanks for one person are one row, however the name is spelled; two people are never one row."""

import pytest

from nlp.insights import voices_of
from nlp.insights.praise import praise
from tests.nlp.insights.nights import night, said

# (words, name as written, site) of each comment, nobody on the roster -> the rows of thanks
SPELLINGS = [
    ([("多謝陳師傅", "陳師傅", "S1"), ("感谢陈师傅", "陈师傅", "S1")], 1),
    ([("thanks to Anna Kim", "Anna Kim", "S1"), ("THANKS TO ANNA KIM", "ANNA KIM", "S1")], 1),
    ([("感谢阮小敏", "阮小敏", "S1"), ("小敏真好", "小敏", "S1")], 1),
    ([("感谢陈师傅", "陈师傅", "S1"), ("感谢陈师傅", "陈师傅", "S2")], 2),
    ([("感谢阮小敏", "阮小敏", "S1"), ("感谢阮小梅", "阮小梅", "S1")], 2),
    ([("thanks to Anna Kim", "Anna Kim", "S1"), ("thanks to Anna Lee", "Anna Lee", "S1")], 2),
]


@pytest.mark.parametrize(("words", "rows"), SPELLINGS)
def test_spellings_of_one_name_at_one_site_are_one_person(words, rows):
    n = night(*(said(text, people=[(name, None, "praise", 0.9)], site=site, id=f"c{i}") for i, (text, name, site) in enumerate(words)))  # fmt: skip
    assert len(praise(voices_of(n), n)) == rows


def test_the_fullest_spelling_is_shown():
    n = night(
        said("小敏真好", people=[("小敏", None, "praise", 0.9)], site="S1"),
        said("感谢阮小敏", people=[("阮小敏", None, "praise", 0.9)], site="S1"),
    )
    assert [row.name for row in praise(voices_of(n), n)] == ["阮小敏"]
