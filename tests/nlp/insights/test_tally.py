"""Topics over the weeks: who is counted, and who is too few to be shown."""

from dataclasses import replace
from datetime import date

import pytest

from nlp.insights import voices_of
from nlp.insights.tally import topic_weeks
from nlp.records import Placement
from tests.nlp.insights.nights import night, said

CASES = [
    # customers, employees -> comments shown (None: nothing)
    (3, 0, 3),
    (3, 2, 3),
    (0, 2, None),
    (0, 8, 8),
    (2, 8, 10),
]


@pytest.mark.parametrize(("customers", "employees", "shown"), CASES)
@pytest.mark.parametrize("text", ["等了很久", "we waited long"])
def test_few_employees_are_not_counted_in_a_week(customers, employees, shown, text):
    pairs = [said(f"{text} {i}", audience="customer", label="negative") for i in range(customers)]
    pairs += [said(f"{text} e{i}", audience="employee") for i in range(employees)]
    whole = night(*pairs)
    placed = [Placement(comment_id=c.id, segment=0, topic_id="T0001", confidence=1.0) for c, _ in pairs]
    (cell,) = topic_weeks(voices_of(replace(whole, placements=placed)), whole)
    assert (cell.topic_id, cell.week) == ("T0001", date(2026, 10, 26))
    assert (cell.tally.n if cell.tally else None) == shown
