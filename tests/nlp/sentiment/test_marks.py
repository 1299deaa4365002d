"""Effort, goals, obstacles and experiences are marked, and everything else is left alone."""

import pytest

from nlp import embed, lexicons
from nlp.embed.tuned import held_out
from nlp.sentiment.marks import Marker, tags
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


@pytest.mark.slow
def test_wordings_that_no_pattern_knows_are_marked_and_rarely_wrongly(tmp_path_factory):
    embedder = embed.load("e5-tuned", folder=tmp_path_factory.mktemp("models"))
    rows = [
        row
        for language in ("zh", "en")
        for row in lexicons.rows(f"{language}/mark_sentences.tsv")
        if held_out(row["text"])
    ]
    texts = [row["text"] for row in rows]
    languages = [language_of(text) for text in texts]
    found = Marker(embedder).find(texts, languages, [[text] for text in texts])
    by_patterns = Marker().find(texts, languages, [[text] for text in texts])
    meant = [set(filter(None, row["marks"].split(","))) for row in rows]
    right = sum(len(set(a) & b) for a, b in zip(found, meant, strict=True))
    assert right >= 0.85 * sum(map(len, found))
    assert right >= 0.5 * sum(map(len, meant))
    assert right > 2 * sum(len(set(a) & b) for a, b in zip(by_patterns, meant, strict=True))
