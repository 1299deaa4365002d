"""The network reads several texts at once: each as if it were alone, along the best of all paths."""

from itertools import pairwise, product

import numpy as np
import pytest

from nlp.people.lac import LacTagger, Reading, Token, readings
from nlp.people.lac_batch import AT_ONCE, alike, best_paths, filled
from nlp.people.zh_spotter import spot_all

TEXTS = [
    "前台王芳很耐心",
    "房间很干净，早餐一般",
    "感谢礼宾部的李明和小张帮我们搬行李，下次还来",
    "好",
    "大堂经理周雅雯处理得很快，Kevin陈办入住也很热情，" * 12,
    "客服態度不好，鄭小姐除外",
]


@pytest.mark.slow
def test_a_text_reads_the_same_to_the_last_bit_alone_and_among_others():
    words = LacTagger()
    together = readings(words, TEXTS * 3)
    alone = [readings(words, [text])[0] for text in TEXTS]
    assert together == alone * 3


@pytest.mark.slow
def test_who_is_found_does_not_depend_on_the_batch():
    assert spot_all(TEXTS) == [spot_all([text])[0] for text in TEXTS]
    assert [[p.name for p in people] for people in spot_all(TEXTS[:3])] == [["王芳"], [], ["李明", "小张"]]


class Characters:
    """A tagger to which every character is a word; it keeps what it was given."""

    id = "characters"

    def __init__(self):
        self.given: list[str] = []

    def read_all(self, texts):
        self.given += texts
        return [
            Reading([Token(i, i + 1, c) for i, c in enumerate(text)], [0.0] * len(text), [1.0] * len(text))
            for text in texts
        ]


def test_a_long_text_is_read_in_pieces_and_put_together_again():
    words = Characters()
    long = "很好。" * 100
    found = readings(words, ["好", long])  # pyright: ignore[reportArgumentType]
    assert words.given[0] == "好"
    assert "".join(words.given[1:]) == long
    assert len(words.given) > 2
    assert [token.tag for token in found[1].tokens] == list(long)
    assert [token.start for token in found[1].tokens] == list(range(len(long)))
    assert len(found[1].begins) == len(found[1].goes_on) == len(long)


@pytest.mark.parametrize("lengths", [(1, 1), (3, 1), (2, 4, 4), (4,)])
def test_the_best_path_is_the_best_of_all(lengths):
    dice = np.random.default_rng(5)
    tags = 3
    into = dice.normal(size=(tags, tags)).astype(np.float32)
    scores = dice.normal(size=(len(lengths), max(lengths), tags)).astype(np.float32)
    wanted = [
        max(product(range(tags), repeat=length), key=lambda path, row=row: _worth(path, row, into))
        for row, length in zip(scores, lengths, strict=True)
    ]
    found = best_paths(scores.copy(), np.array(lengths), into)
    assert [tuple(path) for path in found] == wanted


def _worth(path, row, into):
    steps = sum(float(into[to, of]) for of, to in pairwise(path))
    return steps + sum(float(row[at, tag]) for at, tag in enumerate(path))


def test_every_text_goes_once_with_those_of_its_length():
    lengths = [50, 3, 40, 4, 5] * AT_ONCE
    groups = alike(lengths)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(group) <= AT_ONCE for group in groups)
    assert [max(lengths[i] for i in group) for group in groups] == [3, 4, 5, 40, 50]


def test_shorter_rows_are_filled_up():
    assert filled([[7], [1, 2]]).tolist() == [[7, 0], [1, 2]]
