"""Who is in the private notes, and what is not: colleagues' words, doubtful names, old thanks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.publish.notes import write
from nlp.records import Praise
from tests.flows.publish.scenery import DAY, Scene, night, quote

WANG = Praise(
    employee_id="E1", name="王芳", site="s01", department="前厅", tier="display", thanks=2, mentions=2,
    first_day=DAY, last_day=DAY, praised_for=("patience",), quotes=(quote("王芳特别耐心"),),
)  # fmt: skip
CASES = [
    ({}, True, "thanked this week"),
    ({"held": ("no_consent",), "tier": "review"}, True, "the wall needs consent, a boss's thanks does not"),
    (
        {"held": ("not_certain",), "tier": "review"},
        False,
        "nobody is thanked for what they may not have done",
    ),
    ({"held": ("several_people",), "employee_id": None}, False, "who it was is not known"),
    ({"held": ("not_active",)}, False, "has left"),
    ({"last_day": DAY - timedelta(days=8)}, False, "last week's news"),
]


@pytest.mark.parametrize(("changes", "written", "because"), CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_is_in_a_note(stage, changes, written, because, language):
    made = stage(replace(night(Scene(people=0, comments=5)), praise=(replace(WANG, **changes),)), language)
    paths = write(made)
    assert bool(paths) is written, because
    if paths:
        text = paths[0].read_text("utf-8-sig")
        assert paths[0].name == "s01-前厅.txt"
        assert "王芳特别耐心" in text
        assert ("耐心" if language == "zh" else "for: patience") in text


def test_colleagues_are_counted_and_not_quoted(stage):
    words = replace(quote("组长天天骂人但王芳很好"), audience="employee")
    made = stage(replace(night(Scene(people=0, comments=5)), praise=(replace(WANG, quotes=(words,)),)))
    text = write(made)[0].read_text("utf-8-sig")
    assert "2 人感谢" in text
    assert "骂人" not in text
