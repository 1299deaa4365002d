"""The review sheet there and back: every edit is carried out or answered, once, and lasts."""

from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from flows.publish.review import ask_key
from flows.publish.stage import Stage
from flows.publish.workbook import write as write_workbook
from nlp.insights.decisions import Correction
from tests.flows.publish.scenery import DAY
from tests.flows.reviews.desk import office

NEXT = DAY + timedelta(days=1)
LATER = DAY + timedelta(days=2)


@pytest.fixture(params=["zh", "en", "both"])
def desk(tmp_path, request):
    made = office(tmp_path, request.param)
    yield made
    made.store.close()


def edits_of_every_kind(desk):
    insights = desk.insights()
    alerts = [a.signal.update_of or a.signal.id for a in insights.alerts]
    return [
        ("alert", alerts[0], "close", ""),
        ("alert", alerts[1], "误报", ""),
        ("person", "E001", "withhold", ""),
        ("sentence", "E002|c2", "wrong_person", "E001"),
        ("process", "process|退款当天到账", "withhold", ""),
        ("topic", "T0001", "rename", "等候 / queueing"),
        ("topic", "T0002", "split", "退押金：押金、deposit"),
        ("topic", "T0003", "merge", "退款"),
        ("suggestion", ask_key(insights.suggestions[0]), "办成了", "高峰时多开了两个窗口 / Two more counters at peak hours"),
        ("comment", "c5", "wrong_sentiment", "好评"),
    ]  # fmt: skip


def test_every_edit_is_carried_out_confirmed_and_lasts(desk):
    path = desk.workbook()
    edits = edits_of_every_kind(desk)
    desk.edit(path, *edits)
    decisions, rejected = desk.run(NEXT)
    assert rejected == ()
    assert [a.en for a in decisions.answers if not a.applied] == []
    assert sorted((a.about, a.target) for a in decisions.answers) == sorted(
        (kind, key) for kind, key, _, _ in edits
    )
    assert all(a.zh and a.en for a in decisions.answers)
    assert decisions.hidden == {"E001", "process|退款当天到账"}
    assert list(decisions.corrections) == [Correction(key="E002", comment_id="c2", employee_id="E001")]
    assert decisions.labels == {"c5": "positive"}
    assert [(d.did_zh, d.did_en) for d in decisions.done] == [
        ("高峰时多开了两个窗口", "Two more counters at peak hours")
    ]
    assert sorted(desk.store.alert_states().values()) == [("closed", "noise"), ("closed", "real")]
    registry = desk.store.load_registry()
    assert [(t.label_zh, t.label_en, t.state) for t in registry.topics[:1]] == [
        ("等候", "queueing", "active")
    ]
    assert registry.topics[2].state == "retired"
    assert registry.topics[3].label_zh == "退押金"
    assert registry.shapes[3].cues == ("押金", "deposit")


def test_the_same_file_the_next_night_changes_nothing(desk):
    desk.edit(desk.workbook(), *edits_of_every_kind(desk))
    first, _ = desk.run(NEXT)
    registry = desk.store.load_registry()
    second, _ = desk.run(LATER)
    assert second == first
    assert [a.night for a in second.answers] == [NEXT] * len(second.answers)
    assert desk.store.load_registry().topics == registry.topics
    assert len(desk.store.reviews()) == len(first.answers)


def test_a_line_changed_in_the_same_file_is_a_new_edit_and_so_is_changing_it_back(desk):
    path = desk.workbook()
    for night, name in enumerate(("等候", "排长队", "等候"), start=1):
        desk.edit(path, ("topic", "T0001", "rename", name))
        desk.run(DAY + timedelta(days=night))
        assert desk.store.load_registry().topics[0].label_zh == name
    assert len(desk.store.reviews()) == 3


def test_restore_takes_a_correction_back(desk):
    path = desk.workbook()
    desk.edit(path, ("person", "E001", "withhold", ""), ("sentence", "E002|c2", "not_praise", ""))
    assert desk.run(NEXT)[0].hidden == {"E001"}
    desk.edit(path, ("person", "E001", "restore", ""), ("sentence", "E002|c2", "恢复", ""))
    decisions, _ = desk.run(LATER)
    assert (decisions.hidden, list(decisions.corrections)) == (frozenset(), [])


# (kind, id, action, value) -> a word of the answer in each language
WRONG = [
    (("topic", "T0001", "rename", ""), "改成", "Fill in"),
    (("topic", "T0001", "rename", "退款"), "T0002", "T0002"),
    (("topic", "T0001", "merge", "T0999"), "T0999", "T0999"),
    (("topic", "T0001", "merge", "排队"), "自己", "itself"),
    (("topic", "T0001", "split", "："), "线索词", "cue words"),
    (("topic", "T0001", "translate", "x"), "translate", "translate"),
    (("topic", "T0001", "", "等候"), "没选更正方式", "no correction"),
    (("topic", "T7777", "hide", ""), "T7777", "T7777"),
    (("alert", "A999", "close", ""), "A999", "A999"),
    (("person", "E001", "wrong_person", "E777"), "E777", "E777"),
    (("person", "E001", "wrong_person", ""), "员工号", "right id"),
    (("sentence", "E001|gone", "not_praise", ""), "gone", "gone"),
    (("comment", "gone", "wrong_sentiment", "好评"), "gone", "gone"),
    (("comment", "c3", "wrong_sentiment", "棒"), "差评", "negative"),
    (("suggestion", "c1|x", "done", "打 13812345678 找王芳"), "姓名", "a name"),
    (("suggestion", "c1|x", "done", ""), "改成", "Fill in"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "zh", "en"), WRONG, ids=[f"{e[0]} {e[2]} {e[3]}" for e, _, _ in WRONG])
def test_what_cannot_be_done_is_answered_with_a_reason_once(tmp_path, edit, zh, en):
    desk = office(tmp_path)
    path = desk.workbook()
    book = openpyxl.load_workbook(path)
    sheet = book["人工核对"]
    for place, text in enumerate((edit[0], edit[1], "什么", edit[2], edit[3]), start=1):
        sheet.cell(row=sheet.max_row + (place == 1), column=place, value=text)
    book.save(path)
    before = desk.store.load_registry().topics
    for night in (NEXT, LATER):
        decisions, _ = desk.run(night)
        (answer,) = decisions.answers
        assert not answer.applied
        assert zh in answer.zh.replace("没有选", "没选").replace("却没选", "没选")
        assert en in answer.en
    assert desk.store.load_registry().topics == before
    desk.store.close()


def test_lines_that_nobody_could_mean_are_answered_and_the_others_still_count(desk):
    path = desk.workbook()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[-2]
    last = sheet.max_row
    for row in (
        ["?", "x", None, "rename", "y"],
        [None, None, None, None, "只有值"],
        ["topic", None, None, "hide"],
        [1.5, 2, 3, 4, 5],
    ):
        last += 1
        for place, value in enumerate(row, start=1):
            sheet.cell(row=last, column=place, value=value)
    book.save(path)
    desk.edit(path, ("topic", "T0002", "hide", ""))
    decisions, _ = desk.run(NEXT)
    assert sum(a.applied for a in decisions.answers) == 1
    assert len(decisions.answers) == 5
    assert desk.run(LATER)[0].answers == decisions.answers


def test_a_broken_workbook_is_told_and_other_workbooks_are_passed_over(desk):
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    (inbox / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (inbox / "~$insights.xlsx").write_bytes(b"lock")
    book = openpyxl.Workbook()
    book.active.append(["日期", "留言"])
    book.save(inbox / "comments.xlsx")
    decisions, rejected = desk.run(NEXT)
    assert decisions.answers == ()
    assert [r.file for r in rejected] == ["broken.xlsx"]


def test_the_hidden_row_may_be_gone_and_rows_sorted(desk):
    path = desk.workbook()
    desk.edit(path, ("topic", "T0001", "rename", "等候"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[-2]
    rows = [[c.value for c in row[:6]] for row in sheet.iter_rows(min_row=2)]
    for name in book.sheetnames:
        del book[name]
    bare = book.create_sheet("核对")
    for row in [rows[0], *sorted(rows[1:], key=str)]:
        bare.append(row)
    book.save(path)
    desk.run(NEXT)
    assert desk.store.load_registry().topics[0].label_zh == "等候"


def test_the_newer_workbook_has_the_last_word(desk):
    desk.edit(desk.workbook(NEXT), ("topic", "T0001", "rename", "新名"))
    desk.edit(desk.workbook(DAY), ("topic", "T0001", "rename", "旧名"))
    desk.run(LATER)
    assert desk.store.load_registry().topics[0].label_zh == "新名"


def test_the_next_workbook_answers_line_by_line(desk):
    desk.edit(desk.workbook(), ("topic", "T0001", "rename", "等候"), ("topic", "T0002", "merge", "T0999"))
    decisions, _ = desk.run(NEXT)
    insights = replace(desk.insights(NEXT), answers=decisions.answers)
    book = openpyxl.load_workbook(
        write_workbook(Stage(insights=insights, settings=desk.settings, folder=desk.folder))
    )
    rows = [[c.value for c in row] for row in book.worksheets[-1].iter_rows(min_row=2)]
    assert sorted(str(row[2]) for row in rows) == ["T0001", "T0002"]
    assert any("等候" in str(row[7]) for row in rows)
