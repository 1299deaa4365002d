"""Every record survives the way to JSON and back; what is no such record is refused in words."""

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import get_args, get_origin

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.store import StoreError, from_json, to_json, to_json_text
from nlp import records
from nlp.records import Comment, Insights, Mention, Reading, Suggestion

RECORDS = [
    kind for kind in vars(records).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


def of(kind):
    """Lists of at most two keep a whole Insights small enough to try many."""
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        return st.lists(of(get_args(kind)[0]), max_size=2).map(tuple)
    return st.from_type(kind)


def made(kind: type):
    """Fill a record's fields by their types, then mend what its own checks ask for."""
    fixed = {}
    for field in dataclasses.fields(kind):
        strategy = of(field.type)
        if field.name in {"confidence", "score"}:
            strategy = st.floats(0, 1)
        if field.name == "level":
            strategy = st.integers(-2, 2)
        fixed[field.name] = strategy
    return st.fixed_dictionaries(fixed).map(lambda values: build(kind, values))


def build(kind: type, values: dict):
    if kind is records.Counts:
        values["taken_in"] = values["read"] + values["rejected"]
    if kind is Mention:
        values["surface"] = values["surface"] or "王"
    if {"start", "end"} <= set(values) and isinstance(values["start"], int) and kind is not records.Evidence:
        length = len(values["surface"]) if kind is Mention else 1 + abs(values["end"])
        values["start"] = abs(values["start"])
        values["end"] = values["start"] + length
    if kind is Comment:
        values["id"] = values["id"] or "c"
    return kind(**values)


for record in RECORDS:
    st.register_type_strategy(record, made)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(data=st.data())
def test_every_record_comes_back_equal(kind, data):
    record = data.draw(made(kind))
    assume(record == record)
    assert from_json(kind, to_json_text(record)) == record
    assert from_json(kind, json.dumps(to_json(record))) == record


def test_json_is_readable_by_people_and_other_programs():
    comment = Comment(
        id="1", source="门店", source_id="7", text="很好", day=date(2026, 3, 5), attributes=(("班", "夜"),)
    )
    plain = to_json(comment)
    assert plain["day"] == "2026-03-05"
    assert plain["attributes"] == [["班", "夜"]]
    assert "很好" in to_json_text(comment)


def test_fields_of_a_newer_version_are_passed_over():
    plain = {**to_json(Comment(id="1", source="s", source_id="7", text="x")), "weather": "rain"}
    assert from_json(Comment, plain).text == "x"


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (Comment, "{", "not a Comment"),
        (Comment, '{"id": "1", "source": "s", "source_id": "7"}', "text: Field required"),
        (Comment, '{"id": "", "source": "s", "source_id": "7", "text": "x"}', "a comment needs an id"),
        (Reading, '{"comment_id": 5}', "comment_id: Input should be a valid string"),
        (Suggestion, '{"start": 5, "end": 5, "text": "x"}', "a span needs 0 <= start < end"),
        (Insights, "[]", "not a Insights"),
    ],
)
def test_what_is_no_such_record_is_refused_in_words(kind, data, said):
    with pytest.raises(StoreError, match=said):
        from_json(kind, data)
