"""No topic and no alert is ever called after a person, praised or blamed."""

import pytest

from flows.stages.group import without_names
from flows.stages.watch import observe
from nlp.insights import voices_of
from tests.nlp.insights.nights import night, said

TEXTS = [
    ("段鹏见到住户绕着走", [("段鹏", "E1", "complaint", 0.9)], "段鹏"),
    ("前台王芳特别耐心", [("王芳", "E1", "praise", 0.9)], "王芳"),
    ("Derek never answers the phone", [("Derek", "E2", "complaint", 0.9)], "Derek"),
]


@pytest.mark.parametrize(("text", "people", "name"), TEXTS)
def test_names_are_taken_out_before_words_are_counted(text, people, name):
    (voice,) = voices_of(night(said(text, people=people)))
    assert name not in without_names(text, voice.reading)
    assert name not in observe(voice).text
