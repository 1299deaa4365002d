"""Topics edited from the command line: carried out or refused in plain words, and there the next night."""

import re
from datetime import date

import pytest

from flows.once.topics_edit import carry_out
from tests.flows.reviews.desk import registry

NIGHT = date(2026, 10, 31)

# edit, topic, value -> words of the answer
DONE = [
    ("rename", "T0001", "等候 / queueing", "T0001 等候 / queueing"),
    ("rename", "排队", "queueing", "T0001 排队 / queueing"),
    ("merge", "T0003", "退款", "T0002"),
    ("split", "T0002", "退押金：押金、deposit", "T0004 退押金"),
    ("move", "breakfast", "T0002", "T0003"),
    ("move", "T0003", "", "T0003"),
    ("hide", "T0001", "", "T0001"),
    ("pin", "T0001", "叫号叫了半天", "T0001"),
    ("forbid", "T0001", "叫号叫了半天", "T0001"),
]
REFUSED = [
    ("rename", "T0009", "等候", "T0009"),
    ("rename", "T0001", "", "value"),
    ("rename", "T0001", "退款", "T0002"),
    ("merge", "T0001", "T0001", "itself"),
    ("move", "T0001", "T0009", "T0009"),
    ("move", "T0001", "T0001", "itself"),
    ("rename", "T0001", " / ", "value"),
    ("split", "T0001", "押金：", "cue words"),
    ("pin", "T0001", "", "text"),
    ("undo", "", "", "nobody has edited"),
]


@pytest.mark.parametrize(("kind", "topic", "value", "says"), DONE)
def test_an_edit_is_carried_out_and_can_be_taken_back(kind, topic, value, says):
    kept = registry()
    edited, answer = carry_out(kept, kind, (topic, value), NIGHT, "Li")
    assert answer.applied
    assert says in answer.en
    assert says in answer.zh
    assert edited.events[-1].day == NIGHT
    assert edited.edits[-1].by == "Li"
    back, undone = carry_out(edited, "undo", ("", ""), NIGHT)
    assert undone.applied
    assert [t for t in back.topics if t.state != "retired"] == list(kept.topics)
    assert [s.pins + s.bans for s in back.shapes[:3]] == [()] * 3


@pytest.mark.parametrize(("kind", "topic", "value", "says"), REFUSED)
def test_an_edit_that_cannot_be_made_says_why(kind, topic, value, says):
    kept = registry()
    same, answer = carry_out(kept, kind, (topic, value), NIGHT)
    assert same is kept
    assert not answer.applied
    assert says in answer.en
    assert not re.search("[a-z]+: [a-z]|[a-z]+ [a-z]+ [a-z]+", answer.zh)
    assert re.search("[一-鿿]{3}", answer.zh)
