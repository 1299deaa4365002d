"""The sentences that the scorers learn from: slots are filled, and the spans are those in brackets."""

import numpy as np
import pytest

from nlp.people import training_texts

# template, words of its slot -> text, people
FILLED = [
    ("前台[{n}]服务很好", "王芳", "前台王芳服务很好", ["王芳"]),
    ("我老公<{n}>和前台[{n}]", "王芳", "我老公王芳和前台王芳", ["王芳", "王芳"]),
    ("{n}面包店的蛋糕", "王芳", "王芳面包店的蛋糕", []),
    ("Thanks to [Mr. {n}] at the desk", "Chan", "Thanks to Mr. Chan at the desk", ["Mr. Chan"]),
    ("My son <{n}> liked {n}'s Grill", "Tim", "My son Tim liked Tim's Grill", ["Tim"]),
]


@pytest.mark.parametrize(("template", "word", "text", "people"), FILLED)
def test_brackets_are_the_people(template, word, text, people):
    one = training_texts.filled(template, {"n": [word]}, np.random.default_rng(1))
    assert one.text == text
    assert [text[a:b] for a, b in sorted(one.people)] == people


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_slot_of_the_sentences_has_words(language):
    texts = list(training_texts.taught(language, np.random.default_rng(1)))
    assert len(texts) > 5000
    assert not any(mark in one.text for one in texts for mark in "{}[]<>")
