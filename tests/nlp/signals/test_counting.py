"""Who counts: copies, loud authors, and which series have one cause."""

import numpy as np
import pytest

from nlp.signals.observations import copies, repeats
from nlp.signals.terms import grams, postings


@pytest.mark.parametrize(
    ("texts", "voices"),
    [
        (["很好", "很好", "很好"], 3),
        (["good", "good"], 2),
        (["加微信领取优惠券，先到先得，名额有限"] * 5, 1),
        (
            ["Limited offer, add us and get a coupon today!"] * 3
            + ["limited offer add us and get a coupon TODAY"],
            1,
        ),
        (
            [
                "酒店位置不错，房间很干净，早餐种类很多，下次还来",
                "酒店位置不错，房间很干净，早餐种类很多，下次再来！",
            ],
            1,
        ),
        (["酒店位置不错，房间很干净，早餐种类很多", "等了四十分钟才办好入住，前台只有一个人"], 2),
        (
            [
                "The room was clean and the breakfast was fine",
                "We waited forty minutes to check in last night",
            ],
            2,
        ),
    ],
)
def test_copies_are_one_voice_and_short_texts_never_copies(texts, voices):
    numbers = copies(texts)
    assert len(set(numbers[numbers >= 0])) + int((numbers < 0).sum()) == voices


@pytest.mark.parametrize(
    ("keys", "days", "again"),
    [
        ([1, 1], [0, 7], [False, True]),
        ([1, 1], [0, 8], [False, False]),
        ([1, 2], [0, 0], [False, False]),
        ([-1, -1], [0, 0], [False, False]),
    ],
)
def test_an_author_counts_once_in_seven_days(keys, days, again):
    assert repeats(np.array(keys), np.array(days), 7).tolist() == again


def test_terms_are_words_and_pairs_of_neighbours():
    assert grams(["front desk", "queue"]) == {"front desk", "queue", "front desk queue"}
    found = postings([["门锁", "坏"], ["门锁", "坏"], ["门锁"]], least=2)
    assert {t: p.tolist() for t, p in found.items()} == {"门锁": [0, 1, 2], "门锁 坏": [0, 1]}
