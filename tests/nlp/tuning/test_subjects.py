"""Topic lessons: both languages for every topic, nothing that tests them, and the same lessons teach the same."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def lessons():
    from nlp.tuning import subjects

    return subjects.lessons()


def test_every_topic_is_told_in_both_languages(lessons) -> None:
    told = defaultdict(set)
    for one in lessons:
        told[one.list, one.topic].add(one.language)
    assert len(told) > 400
    assert all(languages == {"zh", "en"} for languages in told.values())


@pytest.mark.parametrize("name", ["topics_bilingual", "topics_bilingual_hard", "topics_births"])
def test_no_topic_case_is_taught(name: str, lessons) -> None:
    lines = [line for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    cases = {row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert not cases & {one.text for one in lessons if one.list != "starters"}


@pytest.mark.slow
def test_the_same_lessons_teach_the_same(lessons) -> None:
    from nlp.tuning.subjects import teach

    some = [one for one in lessons if one.topic in {"parking", "wifi"}][:24]
    others = ["早餐很好", "前台不理人", "lovely breakfast", "nobody at the desk"]
    relations = np.eye(4, 8, dtype=np.float32)
    first, again = (teach(some, others, relations, rounds=3) for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert np.abs(first["l9.fo.b"]).max() > 0
