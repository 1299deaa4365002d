"""Nobody goes up on the wall without consent and certainty; no sentence with blame, abuse or personal data."""

from dataclasses import replace

import pytest

from nlp.insights import gate, voices_of
from nlp.insights.decisions import Correction, Decisions, corrected
from nlp.insights.night import Rules
from nlp.insights.praise import praise, processes
from nlp.records import Credit
from tests.nlp.insights.nights import night, said

# who, why they may not be shown (nothing: they may)
PEOPLE = [
    ("E1", (), "consented and active"),
    ("E2", (), "consented and active, English"),
    ("E3", ("no_consent",), "said no in the roster"),
    ("E4", ("not_active",), "left a month ago"),
    ("E9", ("not_on_roster", "no_consent"), "unknown number"),
    (None, ("not_on_roster",), "nobody found"),
]


@pytest.mark.parametrize(("who", "reasons", "because"), PEOPLE, ids=[p[2] for p in PEOPLE])
def test_who_may_be_shown(who, reasons, because):
    assert gate.held(who, (), night()) == reasons, because


def test_two_possible_people_are_held():
    assert gate.held(None, ("E1", "E3"), night()) == ("several_people",)


# consent list, the house's own decision -> may E1 (yes in the roster) and E3 (no in the roster) be shown?
CONSENTS = [
    ({}, False, True, False),
    ({"E1": False}, False, False, False),
    ({"E3": True}, False, True, True),
    ({}, True, True, False),
    ({"E1": False}, True, False, False),
]


@pytest.mark.parametrize(("listed", "everyone", "e1", "e3"), CONSENTS)
def test_the_consent_list_counts_first_and_a_no_is_never_overruled(listed, everyone, e1, e3):
    n = night(consent=listed, rules=Rules(all_consented=everyone))
    assert (gate.consented("E1", n), gate.consented("E3", n)) == (e1, e3)


TURNS = [
    # what was written -> what hangs beside the name
    ("但是王芳特别耐心，帮了大忙", "王芳特别耐心，帮了大忙"),
    ("不过，王芳很细心，讲得清楚", "王芳很细心，讲得清楚"),
    ("就是王芳帮我们换的房间，谢谢", "王芳帮我们换的房间，谢谢"),
    ("But 王芳 was wonderful to us", "王芳 was wonderful to us"),
    ("Butter and bread by 王芳, lovely", "Butter and bread by 王芳, lovely"),
]


@pytest.mark.parametrize(("text", "shown"), TURNS)
def test_a_turn_at_the_start_is_left_out_of_the_sentence(text, shown):
    pair = said(text, people=(("王芳", "E1", "praise", 0.97),), site="S1")
    whole = night(pair)
    assert [q.text for p in praise(voices_of(whole), whole) for q in p.quotes] == [shown]


TOGETHER = [
    # (author, stance, confidence) of each comment about E1 -> is 王芳 or Grace on the wall?
    ([("a", "praise", 0.98)], True),
    ([("a", "praise", 0.85), ("b", "praise", 0.85)], False),
    ([("a", "praise", 0.85), ("b", "praise", 0.85), ("c", "praise", 0.85)], True),
    ([("a", "praise", 0.85), ("a", "praise", 0.85), ("a", "praise", 0.85)], False),
    ([("a", "praise", 0.6), ("b", "praise", 0.6), ("c", "praise", 0.6), ("d", "praise", 0.6)], False),
    ([("a", "praise", 0.85), ("b", "praise", 0.85), ("c", "praise", 0.85), ("d", "complaint", 0.6), ("e", "complaint", 0.6)], False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "who", "site"), [("王芳", "E1", "S1"), ("Grace", "E2", "S2")])
@pytest.mark.parametrize(("spoken", "shown"), TOGETHER)
def test_several_thanks_together_are_as_good_as_a_certain_one(spoken, shown, name, who, site):
    pairs = [
        said(f"{name} {i}", people=((name, who, stance, sure),), site=site, author=author)
        for i, (author, stance, sure) in enumerate(spoken)
    ]
    whole = night(*pairs)
    assert [p.tier for p in praise(voices_of(whole), whole)] == (["display"] if shown else ["review"])


ABUSE = [
    ("王芳服务态度好", False), ("Grace was first-class, a classic host", False), ("an assistant passed the glass", False),
    ("the Scunthorpe team", False), ("傻逼经理", True), ("傻*逼", True), ("傻 逼", True), ("傻b逼", True), ("what the f*ck", True),
    ("f.u.c.k", True), ("F U C K this", True), ("sh1t service", True), ("bullshit", True), ("我操，太好了", True),
    ("垃圾桶很干净", True), ("王 八 蛋", True), ("Dickens was a writer", False), ("cockpit tour was fun", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ABUSE)
def test_abuse_is_seen_also_when_split(text, expected):
    assert gate.abusive(text) is expected


# comment, people in it, mood, audience -> the sentence for the wall (None: none)
SENTENCES = [
    ("王芳特别耐心，帮我搬了三趟行李", [("王芳", "E1", "praise", 0.97)], "positive", "customer", True),
    ("Grace Lee stayed late to find my passport", [("Grace Lee", "E2", "praise", 0.97)], "positive", "customer", True),
    ("王芳特别耐心，帮我搬了三趟行李", [("王芳", "E1", "praise", 0.97)], "positive", "employee", False),
    ("王芳还行，可房间太脏了", [("王芳", "E1", "praise", 0.97)], "negative", "customer", False),
    ("王芳比李娜耐心多了", [("王芳", "E1", "praise", 0.97), ("李娜", "E3", "complaint", 0.9)], "positive", "customer", False),
    ("感谢王芳和我朋友赵小雨", [("王芳", "E1", "praise", 0.97), ("赵小雨", None, "neutral", 0.9)], "positive", "customer", False),
    ("王芳很好", [("王芳", "E1", "praise", 0.97)], "positive", "customer", False),
    ("王芳太好了，我的电话13812345678", [("王芳", "E1", "praise", 0.97)], "positive", "customer", False),
    ("王芳真他妈的厉害，必须点赞", [("王芳", "E1", "praise", 0.97)], "positive", "customer", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people", "label", "audience", "shown"), SENTENCES)
def test_which_sentences_may_hang_in_a_lobby(text, people, label, audience, shown):
    pair = said(text, people=people, label=label, audience=audience)
    n = night(pair)
    (voice,) = voices_of(n)
    sentence = gate.sentence(voice, voice.reading.mentions[0], n)
    assert sentence == (text if shown else None)


@pytest.mark.parametrize(("confidence", "tier"), [(0.96, "review"), (0.97, "display"), (0.98, "display")])
def test_display_begins_at_the_threshold(confidence, tier):
    n = night(said("王芳特别耐心，帮我搬了行李", people=[("王芳", "E1", "praise", confidence)]))
    (row,) = praise(voices_of(n), n)
    assert row.tier == tier


@pytest.mark.parametrize(("confidence", "thanks"), [(0.74, 1), (0.75, 2), (0.98, 2)])
def test_somebody_on_the_wall_is_thanked_by_all_who_probably_did(confidence, thanks):
    sure = said("王芳特别耐心，帮我搬了行李", people=[("王芳", "E1", "praise", 0.97)], id="a")
    story = said("王芳陪我等到末班车", people=[("王芳", "E1", "praise", confidence)], id="b")
    n = night(sure, story)
    (row,) = praise(voices_of(n), n)
    assert (row.tier, row.thanks, len(row.quotes)) == ("display", thanks, 2 if confidence > 0.97 else 1)


def test_a_review_takes_thanks_away_again():
    pair = said("王芳特别耐心，帮我搬了行李", people=[("王芳", "E1", "praise", 0.97)], id="c1")
    n = night(pair)
    no_praise = Decisions(corrections=(Correction(key="E1", comment_id="c1"),))
    n = replace(n, readings=corrected(n.comments, n.readings, no_praise))
    assert praise(voices_of(n), n) == ()


def test_blame_has_no_row_and_no_name():
    n = night(said("李娜态度很差", people=[("李娜", "E3", "complaint", 0.99)], label="negative"))
    assert praise(voices_of(n), n) == ()


def test_one_loud_author_counts_once():
    people = [("王芳", "E1", "praise", 0.97)]
    pairs = [
        said(f"王芳特别耐心，第{n}次感谢", people=people, author="同一个人", id=f"c{n}") for n in range(5)
    ]
    n = night(*pairs)
    (row,) = praise(voices_of(n), n)
    assert (row.thanks, row.mentions) == (1, 5)


def test_a_returning_name_is_not_new():
    people = [("王芳", "E1", "praise", 0.97)]
    now, old = (
        said("王芳特别耐心，谢谢您", people=people, id="a"),
        said("王芳很热情，谢谢", people=people, id="b", days_ago=40),
    )
    assert praise(voices_of(night(now)), night(now))[0].new
    assert not praise(voices_of(night(now, old)), night(now, old))[0].new


def credited(text, words, people=(), **more):
    comment, reading = said(text, people=people, **more)
    start = text.index(words)
    credit = Credit(kind="process", start=start, end=start + len(words), text=words)
    return comment, replace(reading, credits=(credit,))


def test_the_sentence_beside_a_process_names_nobody():
    named = [("周语桐", None, "praise", 0.9)]
    with_name = credited("周语桐办入住好快，两分钟搞定", "入住好快", named, id="c2")
    without = credited("入住好快，两分钟搞定", "入住好快", id="c1", days_ago=3)
    both, alone = night(without, with_name), night(with_name)
    assert [p.quote.text for p in processes(voices_of(both), both)] == ["入住好快，两分钟搞定"]
    assert [p.quote.text for p in processes(voices_of(alone), alone)] == ["入住好快"]


def test_in_approval_mode_nothing_new_goes_up_without_a_yes():
    rules = Rules(approval=True)
    pair = said("王芳特别耐心，帮我搬了行李", people=[("王芳", "E1", "praise", 0.97)], id="c1")
    work = credited("退款当天到账，很满意", "退款当天到账", id="c2")
    yes = Decisions(approved=frozenset({"E1", "E1|c1", "process|退款当天到账"}))
    for decisions, held, shown, pending in (
        (Decisions(), ("not_approved",), 0, 1),
        (Decisions(approved=frozenset({"E1"})), (), 0, 1),
        (yes, (), 1, 0),
    ):
        n = night(pair, work, rules=rules, decisions=decisions)
        (row,) = praise(voices_of(n), n)
        assert row.held == held
        assert (len(row.quotes) if not held else 0, len(row.pending)) == (shown, pending)
        assert [p.held for p in processes(voices_of(n), n)] == [() if decisions is yes else ("not_approved",)]


def test_what_colleagues_say_counts_apart_and_only_above_the_threshold():
    people = [("王芳", "E1", "praise", 0.97)]
    customer = said("王芳特别耐心，帮我搬了行李", people=people, id="c0")
    few = [
        said(f"王芳常常替班，第{i}次", people=people, audience="employee", site="S1", id=f"e{i}")
        for i in range(7)
    ]
    many = [*few, said("王芳教我用新系统", people=people, audience="employee", site="S1", id="e8")]
    for colleagues, thanks, theirs in ((few, 1, 0), (many, 9, 8)):
        n = night(customer, *colleagues)
        (row,) = praise(voices_of(n), n)
        assert (row.thanks, row.from_colleagues) == (thanks, theirs)
        assert all(q.audience == "customer" for q in row.quotes)


def teamed(text, words, **more):
    comment, reading = credited(text, words, **more)
    (credit,) = reading.credits
    return comment, replace(reading, credits=(replace(credit, kind="team"),))


def test_a_team_is_one_row_in_any_case_with_its_sites():
    first = teamed("Staff were lovely all week", "Staff", id="c1", site="S1")
    again = teamed("The staff were lovely too", "staff", id="c2", site="S2")
    third = teamed("Staff helped us at once", "Staff", id="c3", site="S1")
    both = night(first, again, third)
    (row,) = processes(voices_of(both), both)
    assert (row.kind, row.text, row.count, row.sites) == ("team", "Staff", 3, ("S1", "S2"))
    withheld = night(first, again, third, decisions=Decisions(hidden=frozenset({"team|staff"})))
    assert [p.held for p in processes(voices_of(withheld), withheld)] == [("withheld",)]
