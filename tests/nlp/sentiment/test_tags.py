"""Effort, goals, obstacles and experiences are marked, and everything else is left alone."""

import pytest

from nlp.sentiment.tags import tags
from nlp.text import language_of
from tests.tables import cases

CASES = cases("marks.tsv")


@pytest.mark.parametrize("case", [c for c in CASES if not c["marks"]], ids=lambda c: c["text"][:30])
def test_plain_comments_get_no_mark(case):
    assert tags(case["text"], language_of(case["text"])) == ()


@pytest.mark.parametrize("mark", ["effort", "goal", "obstacle", "experience"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_marks_are_found_and_rarely_wrong(mark, language):
    mine = [c for c in CASES if language_of(c["text"]).startswith(language)]
    told = {c["text"] for c in mine if mark in tags(c["text"], language_of(c["text"]))}
    meant = {c["text"] for c in mine if mark in c["marks"].split(",")}
    assert len(told & meant) >= 0.85 * len(meant)
    assert len(told & meant) >= 0.95 * len(told)
