"""Fifty topics in a table want order: each stands under its parents, or under a heading of the starter taxonomy."""

from dataclasses import replace

import pytest

from nlp.topics import Edit, discover, edit, headed

from_taxonomy = {
    "排队等候": ("等候", "waiting"),
    "早餐": ("餐饮", "food and drink"),
    "停车": ("环境设施", "place and facilities"),
    "噪音隔音": ("环境设施", "place and facilities"),
}


@pytest.fixture(scope="module")
def at_home(registry):
    """The registry of a company whose talk is what the taxonomy is made for."""
    return replace(registry, space=replace(registry.space, home=True))


@pytest.mark.parametrize(("topic", "heading"), from_taxonomy.items())
def test_a_topic_stands_under_a_heading_of_the_taxonomy(at_home, topic, heading):
    found = {t.label_zh: (t.heading_zh, t.heading_en) for t in headed(at_home).topics}
    assert found[topic] == heading


def test_where_the_taxonomy_is_abroad_it_gives_no_headings(registry):
    abroad = replace(registry, space=replace(registry.space, home=False))
    assert {(t.heading_zh, t.heading_en) for t in headed(abroad).topics} == {("", "")}


@pytest.mark.parametrize(
    ("moves", "zh", "en"),
    [
        ([("停车", "排队等候")], "等候 > 排队等候", "waiting > waiting in line"),
        (
            [("停车", "噪音隔音"), ("噪音隔音", "早餐")],
            "早餐 > 噪音隔音",
            "breakfast > noise",
        ),
    ],
)
def test_a_parent_comes_first_and_three_levels_are_the_most(at_home, moves, zh, en):
    ids = {t.label_zh: t.id for t in at_home.topics}
    moved = at_home
    for child, parent in moves:
        moved = edit(moved, Edit(kind="move", topic_id=ids[child], into=ids[parent]))
    found = next(t for t in headed(moved).topics if t.label_zh == "停车")
    assert (found.heading_zh, found.heading_en) == (zh, en)


def test_topics_in_a_circle_have_an_end(registry):
    a, b, *rest = registry.topics
    circle = replace(registry, topics=(replace(a, parent=b.id), replace(b, parent=a.id), *rest))
    assert headed(circle).topics[0].heading_zh == b.label_zh


def test_a_retired_parent_is_none_any_more(registry):
    ids = [t.id for t in registry.topics]
    moved = edit(registry, Edit(kind="move", topic_id=ids[0], into=ids[1]))
    gone = edit(moved, Edit(kind="merge", topic_id=ids[1], into=ids[2]))
    assert headed(gone).topics[0].heading_zh == headed(registry).topics[0].heading_zh


def test_seeds_of_three_levels_are_shown_with_both_above(corpus):
    seeds = {"现场 / on site > 等候 / waiting > 叫号 / queue numbers": ["叫号", "line"]}
    found = headed(discover(*corpus, seeds=seeds)).topics[2]
    assert (found.label_zh, found.heading_zh, found.heading_en) == (
        "叫号",
        "现场 > 等候",
        "on site > waiting",
    )
