"""What is new in meaning is told though everybody says it in other words; what is only shuffled is not."""

from dataclasses import replace

import numpy as np

from nlp.signals import Remembered, sentence
from nlp.signals.kindred import MOST_SAID
from tests.nlp.signals.conftest import on, planted, quiet

DIM, SUBJECTS = 48, 30


def about(subject, rng):
    """Return the vector of a comment about a subject: two comments about one are close, no two are equal."""
    centre = np.random.default_rng([7, subject]).normal(size=DIM)
    return (centre + 0.7 * rng.normal(size=DIM))[None].astype(np.float32)


def meant(comments, subject=None, seed=1):
    """Give comments a meaning, ``subject`` or one of thirty by chance, and words that nobody else uses."""
    rng = np.random.default_rng([11, seed])
    aside = ["".join(rng.choice(list("bcdfghklmnprstvw"), 24)) for _ in comments]
    return [
        replace(
            o, topic_ids=(), text=f"{o.text} {said}",
            vectors=about(int(rng.integers(SUBJECTS)) if subject is None else subject, rng),
        )
        for o, said in zip(comments, aside, strict=True)
    ]  # fmt: skip


def in_other_words(a_week, start=70, **fields):
    """Two weeks of posts of which no two share a word."""
    posts = planted(start, 14, 3, "x", **fields)
    chosen = np.random.default_rng(5).permutation(len(posts))[: 2 * a_week]
    return [posts[i] for i in sorted(chosen.tolist())]


def quiet_weeks(seed=1):
    return meant(quiet(90, 11, seed=seed), seed=seed)


def test_a_new_meaning_is_told_in_its_second_week_though_no_two_share_a_word(tell):
    issue = meant(in_other_words(8), subject=99)
    assert tell(quiet_weeks() + in_other_words(8), start=28, end=83) == []
    first = tell(quiet_weeks() + issue, start=28, end=83)[0]
    assert (first.family, first.kind, first.why) == ("novelty", "new", ("new",))
    assert on(70) <= first.day <= on(83)
    strangers = set(first.comment_ids) - {o.comment_id for o in issue}
    assert len(strangers) <= 1 < len(first.comment_ids) / 2
    assert "此前没有的事" in sentence(first, "zh")
    assert "not heard before" in sentence(first, "en")


def at_length(comments, seed=2):
    """Say it among two dozen other things."""
    rng = np.random.default_rng([13, seed])
    asides = [[about(int(rng.integers(SUBJECTS)), rng) for _ in range(24)] for _ in comments]
    return [
        replace(o, vectors=np.vstack([*said[:9], o.vectors, *said[9:]]))
        for o, said in zip(comments, asides, strict=True)
    ]


def test_a_new_meaning_is_told_where_everybody_writes_more_than_can_be_compared(tell):
    world = at_length(quiet_weeks())
    assert sum(len(o.vectors) for o in world) > 1.2 * MOST_SAID
    issue = at_length(meant(in_other_words(12), subject=99), seed=3)
    told = tell(world + issue, start=28, end=83)
    new = [
        s
        for s in told
        if s.family == "novelty" and len({*s.comment_ids} & {o.comment_id for o in issue}) >= 4
    ]
    assert on(70) <= new[0].day <= on(83)


def test_while_nothing_happens_a_meaning_is_hardly_ever_new(tell):
    weeks = 4 * 62 / 7
    told = [s for seed in range(4) for s in tell(quiet_weeks(seed), start=28, end=89) if s.update_of is None]
    assert len([s for s in told if s.family == "novelty"]) <= 0.15 * weeks


def test_one_author_who_repeats_a_thought_is_one_voice(tell):
    loud = meant(in_other_words(12, author="same"), subject=99)
    assert tell(quiet_weeks() + loud, start=28, end=83) == []


def test_a_meaning_that_was_there_before_is_not_new(tell):
    before = meant(in_other_words(8, start=30), subject=99, seed=2)
    again = meant(in_other_words(5, start=66), subject=99, seed=3)
    told = tell(quiet_weeks() + before + again, start=60, end=83)
    assert [s for s in told if s.family == "novelty" and s.day >= on(66)] == []


def test_what_a_part_of_all_say_word_for_word_is_as_close_whenever_they_say_it(tell):
    greeting = about(500, np.random.default_rng(17))
    world = [
        replace(o, vectors=np.vstack([greeting, o.vectors])) if i % 4 == 0 else o
        for i, o in enumerate(quiet_weeks())
    ]
    told = [s for s in tell(world, start=28, end=89) if s.family == "novelty"]
    assert len(told) <= 1


def test_no_night_sees_a_meaning_of_the_future(tell):
    world = quiet_weeks() + meant(in_other_words(10), subject=99)
    whole = tell(world, start=28, end=83)
    cut = tell([o for o in world if o.day <= on(78)], start=28, end=78)
    assert [s for s in whole if s.day <= on(78)] == cut


def test_what_is_remembered_of_earlier_nights_changes_nothing_of_later_ones(tell):
    world = quiet_weeks() + meant(in_other_words(10), subject=99)
    remembered = Remembered()
    tell(world, start=28, end=74, remembered=remembered)
    before = set(remembered.circles)
    assert tell(world, start=75, end=83, remembered=remembered) == tell(world, start=75, end=83)
    assert set(remembered.circles) > before
    assert any(circles for circles in remembered.circles.values())
