"""What stands in a cloud of words: what a passer-by understands at a glance, in both languages."""

import pytest

from nlp.insights.clouds import word_lists
from nlp.insights.night import voices_of
from nlp.records import Names
from nlp.words import Words
from tests.nlp.insights.nights import night, said
from tests.tables import cases

WORDS = Words()
CASES = cases("clouds.tsv")


def clouds(*pairs, **changes):
    """Return the words of every cloud, by audience, language and site."""
    made = night(*pairs, **changes)
    return {
        (each.audience, each.language, each.site): {word.text: word for word in each.words}
        for each in word_lists(voices_of(made), made, WORDS)
    }


def thrice(text, **comment):
    """Let three people say the same, each in a comment of their own."""
    mark = comment.pop("mark", text)
    return [said(text, id=f"{mark}-{i}", author=f"{mark}-{i}", **comment) for i in range(3)]


@pytest.fixture(scope="module")
def by_case():
    """Each comment of the table at a site of its own, all in one night: what is a pair is told by all of them."""
    lines = [pair for i, case in enumerate(CASES) for pair in thrice(case["text"], site=f"Q{i}", mark=f"{i}")]
    return clouds(*lines)


@pytest.mark.parametrize("i", range(len(CASES)), ids=[case["text"] for case in CASES])
def test_words_that_tell_something_stand_in_the_cloud_and_others_do_not(by_case, i):
    case = CASES[i]
    found = {word for (_, _, site), each in by_case.items() if site == f"Q{i}" for word in each}
    assert {word for word in case["shown"].split("|") if word} <= found
    assert not found & set(case["hidden"].split("|"))


NOISE = [
    *thrice("楼道有灯"),
    *thrice("班车准时"),
    *thrice("the garden has roses"),
    *thrice("a shuttle to the airport"),
]
PAIRS = [
    # comments -> the pair, and the word that it makes needless
    (["早餐丰富"] * 4, "早餐丰富", "早餐"),
    (["friendly staff"] * 4, "friendly staff", "staff"),
]


@pytest.mark.parametrize(("texts", "pair", "word"), PAIRS, ids=["zh", "en"])
def test_a_pair_stands_for_its_words_until_they_are_mostly_said_without_it(texts, pair, word):
    spoken = [said(text, id=f"p{i}") for i, text in enumerate(texts)]
    language = "en" if pair.isascii() else "zh"
    assert pair in clouds(*NOISE, *spoken)["customer", language, None]
    assert word not in clouds(*NOISE, *spoken)["customer", language, None]
    alone = [said(f"{word}.", id=f"a{i}") for i in range(len(texts) + 1)]
    found = clouds(*NOISE, *spoken, *alone)["customer", language, None]
    assert found[pair].count == len(texts)
    assert found[word].count == 2 * len(texts) + 1


@pytest.mark.parametrize("text", ["押金", "deposit"])
@pytest.mark.parametrize(("authors", "shown"), [(["a", "a", "a"], False), (["a", "b", "b"], True)])
def test_what_one_person_repeats_is_no_word_of_a_cloud(text, authors, shown):
    spoken = [said(text, id=f"c{i}", author=author) for i, author in enumerate(authors)]
    assert bool(clouds(*spoken)) is shown


@pytest.mark.parametrize(("text", "word"), [("帆海的大堂", "帆海"), ("The lobby at Fernhill", "fernhill")])
def test_brand_and_site_are_no_news_to_who_stands_before_the_screen(text, word):
    names = Names(brand_zh="帆海", brand_en="Fernhill")
    found = {w for each in clouds(*thrice(text), names=names).values() for w in each}
    assert found == ({"大堂"} if word == "帆海" else {"lobby"})


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [("王芳帮我搬行李", "王芳", "行李"), ("Grace Lee carried our luggage", "Grace Lee", "luggage")],
)
def test_names_and_what_is_masked_never_stand_in_a_cloud(text, name, left):
    people = [(name, None, "praise", 0.9)]
    found = {w for each in clouds(*thrice(text, people=people)).values() for w in each}
    assert found == {left}


@pytest.mark.parametrize("text", ["排班太乱", "The rota is a maze"])
@pytest.mark.parametrize(("colleagues", "shown"), [(7, False), (8, True)])
def test_words_of_employees_are_shown_from_the_threshold_on(text, colleagues, shown):
    spoken = [
        said(text, id=f"e{i}", author=f"e{i}", audience="employee", site="S1") for i in range(colleagues)
    ]
    assert bool(clouds(*spoken)) is shown


def test_one_cloud_of_a_site_speaks_as_the_whole_does():
    far = thrice("退房太慢", site="S1") + [said("退房太慢", id=f"n{i}", site="S2") for i in range(2)]
    found = clouds(*NOISE, *far)
    assert found["customer", "zh", "S2"]["退房太慢"].count == 2
    assert "退房" not in found["customer", "zh", "S2"]
