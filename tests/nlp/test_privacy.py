"""Customers' personal data is hidden; room numbers, prices, dates and badges are not."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.privacy import checks, find_personal, mask
from tests.tables import cases

CASES = [(case["text"], case["kind"], case["hidden"]) for case in cases("privacy.tsv")]


@pytest.mark.parametrize(("text", "kind", "hidden"), CASES)
def test_cases(text, kind, hidden):
    found = [(span.kind, text[span.start : span.end]) for span in find_personal(text)]
    assert found == ([(kind, hidden)] if kind else [])


def test_masked_text_keeps_its_length_and_the_rest():
    text = "我是Kevin，电话13800138000，邮箱a.b@example.com，前台很好"
    assert mask(text, find_personal(text)) == "我是Kevin，电话***********，邮箱***************，前台很好"


def test_what_is_masked_is_not_found_again():
    for text, _, _ in CASES:
        hidden = mask(text, find_personal(text))
        assert find_personal(hidden) == []
        assert len(hidden) == len(text)


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checks.is_chinese_id, "11010519491231002X", "110105194912310021"),
        (checks.is_chinese_id, "11010519491231002X", "11010519491331002X"),
        (checks.is_card, "4111111122223335", "4111111122223334"),
        (checks.is_hong_kong_id, "A123456(3)", "A123456(4)"),
        (checks.is_taiwan_id, "A123456789", "A123456788"),
        (checks.is_address_number, "82.71.205.12", "192.168.20.30"),
    ],
)
def test_check_digits(check, right, wrong):
    assert check(right)
    assert not check(wrong)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([text for text, _, _ in CASES]), st.text(max_size=5)), max_size=5).map(
        "，".join
    )
)
def test_spans_are_in_order_and_apart(text):
    spans = find_personal(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["1", "12 ", "1-", "a@", "a1", "@", "好1号", "1.", "微信", "://", "order no ", "0:"]
)
def test_time_grows_with_the_length_only(piece):
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    find_personal(text)
    assert time.perf_counter() - begin < 6
