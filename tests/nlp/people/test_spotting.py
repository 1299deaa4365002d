"""Who is named, and who of them works here: one table of cases, Chinese and English."""

from pathlib import Path

import pytest

from nlp.people import PersonContext, load

_CASES = Path(__file__).parents[1] / "cases" / "people_spotting.tsv"


def _cases():
    lines = [x for x in _CASES.read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    return [(line.split("\t") + [""] * 4)[:4] for line in lines]


@pytest.fixture(scope="module")
def reader():
    return load([])


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "language", "text", "people"), _cases())
def test_names_exactly_these_people(reader, kind, language, text, people):
    mentions = reader.read([PersonContext(text=text, language=language)])[0].mentions
    assert [("" if m.staff else "-") + m.surface for m in mentions] == [p for p in people.split("|") if p], (
        kind
    )
    assert all(text[m.start : m.end] == m.surface for m in mentions)


@pytest.mark.slow
def test_reads_the_same_alone_and_in_any_batch(reader):
    contexts = [PersonContext(text=text, language=language) for _, language, text, _ in _cases()]
    together = reader.read(contexts)
    backwards = reader.read(contexts[::-1])[::-1]
    alone = [reader.read([c])[0] for c in contexts[::7]]
    assert together == backwards
    assert together[::7] == alone


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", " ", "😀😀", "<b>=cmd()</b>", "王" * 3000, "Ann " * 2000, "小" * 500])
def test_survives_odd_texts(reader, text):
    assert reader.read([PersonContext(text=text, language="other")])[0].credits == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "language", "brand"),
    [("前台何必居服务很好", "zh-Hans", "何必居"), ("Our server at Zarkana was great", "en", "Zarkana")],
)
def test_never_names_what_the_customer_listed(text, language, brand):
    found = load([], not_people=[brand]).read([PersonContext(text=text, language=language)])[0]
    assert brand not in [m.surface for m in found.mentions]
