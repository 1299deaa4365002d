"""What the encoder is taught: both languages, nothing that is held out, nothing that tests it."""

import csv
from pathlib import Path

import pytest

from nlp.embed.tuned import held_out
from nlp.sentiment import corpora
from nlp.tuning import lessons

CASES = Path(__file__).parents[1] / "cases"


def texts(name: str) -> set[str]:
    lines = [line for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return {row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.mark.parametrize("name", ["stance_dev", "stance_aside", "stance_test"])
def test_no_stance_case_is_taught(name: str) -> None:
    taught = {e.text for language in ("zh", "en") for e in lessons.stance_training.own_examples(language)}
    assert not taught & texts(name)


def test_what_is_held_out_is_not_taught() -> None:
    examples = corpora.own()
    task = lessons.feelings(examples)
    assert not any(map(held_out, task.texts))
    assert len(task.texts) == sum(not held_out(e.text) for e in examples) == len(task.answers)
    assert min(task.answers) >= 0
    assert max(map(abs, task.strengths)) < 1


def test_no_name_is_taught_with_a_stance() -> None:
    task = lessons.stances()
    zh = [text for text in task.texts if not text.isascii()]
    en = [text for text in task.texts if text.isascii()]
    assert min(len(zh), len(en)) > 1500
    assert sum("某某" in text for text in zh) / len(zh) > 0.95
    assert sum("alex" in text.lower() for text in en) / len(en) > 0.95
    assert set(task.answers) == {0, 1, 2}
