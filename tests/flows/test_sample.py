"""The sample's files are there, are read as they are, and hold what planted.toml says."""

import csv
import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from flows.sample import written
from flows.settings import Settings, load
from flows.sources import read_consent, read_kpis, read_roster, read_source

SAMPLE = Path(written.FOLDER)
PLANTED = tomllib.loads((SAMPLE / "planted.toml").read_text("utf-8"))
README = (SAMPLE / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load(SAMPLE / "tingjian.toml")


@pytest.fixture(scope="module")
def taken(settings):
    return {source.name: list(read_source(source, settings)) for source in settings.sources}


def comments(taken, name):
    return [comment for batch in taken[name] for comment in batch.comments]


def rejections(taken, name):
    return [rejection for batch in taken[name] for rejection in batch.rejections]


def test_the_survey_is_gb18030_and_its_questions_are_numbered():
    raw = (SAMPLE / "inbox/survey_2026.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    header = raw.decode("gb18030").splitlines()[0].split(",")
    assert {"1、您最满意的是什么？", "2、您希望我们改进什么？", "提交答卷时间", "门店", "评分"} <= set(header)


def test_the_employees_file_begins_with_a_byte_order_mark():
    assert (SAMPLE / "inbox/employees.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_workbook_mixes_dates_and_texts_in_its_date_column():
    book = openpyxl.load_workbook(SAMPLE / "inbox/reviews.xlsx", read_only=True)
    kinds = Counter(
        type(row[1]).__name__ for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)
    )
    book.close()
    assert set(kinds) == {"datetime", "str"}


def test_one_line_of_the_chat_is_broken():
    faults = 0
    for line in (SAMPLE / "inbox/chat.jsonl").read_text("utf-8").splitlines():
        try:
            json.loads(line)
        except json.JSONDecodeError:
            faults += 1
    assert faults == 1


@pytest.mark.parametrize(("name", "file"), [("survey", "survey"), ("reviews", "reviews"), ("chat", "chat")])
def test_the_rows_that_cannot_be_read_are_the_planted_ones(taken, name, file):
    assert len(rejections(taken, name)) == PLANTED["rejected"][file]


def test_every_other_answer_becomes_a_comment(taken):
    found = sum(len(comments(taken, name)) for name in ("survey", "reviews", "chat", "pulse"))
    kept = {k: n for k, n in PLANTED["dirt"].items() if k not in {"empty", "bad_date"}}
    assert found == PLANTED["volume"]["comments"] + sum(kept.values())


def test_all_sites_and_days_are_there_and_employees_stay_apart(taken, settings):
    everything = [c for name in ("survey", "reviews", "chat", "pulse") for c in comments(taken, name)]
    assert {c.site for c in everything} == set(settings.sites)
    assert len(settings.sites) == PLANTED["window"]["sites"] == 40
    assert {str(min(c.day for c in everything)), str(max(c.day for c in everything))} == {
        PLANTED["window"]["first"],
        PLANTED["window"]["last"],
    }
    assert {c.audience for c in comments(taken, "pulse")} == {"employee"}
    assert {c.audience for c in comments(taken, "survey")} == {"customer"}


def test_the_interviews_give_passages_with_speaker_and_site(taken):
    told = comments(taken, "interviews")
    assert {(c.site, c.speaker) for c in told} == {("CD01", "店长"), ("UK01", "Front desk")}
    assert len(told) >= 12


def test_roster_consent_and_kpis_are_valid(settings):
    roster = read_roster(SAMPLE / "roster.csv", settings)
    consent, refused = read_consent(SAMPLE / "consent.csv", settings, day=date(2026, 10, 31))
    kpis = read_kpis(SAMPLE / "kpis.csv", settings)
    assert not [*roster.rejections, *refused, *kpis.rejections]
    assert len({posting.employee_id for posting in roster.rows}) == 120
    assert {posting.employee_id for posting in roster.rows} == set(consent)
    assert {posting.site for posting in roster.rows if posting.site} == set(settings.sites)
    assert len({(kpi.site, kpi.day) for kpi in kpis.rows}) == 40 * 17


def test_the_roster_has_the_names_that_trip_readers_up(settings):
    roster = read_roster(SAMPLE / "roster.csv", settings).rows
    sites = {name: sorted(str(p.site) for p in roster if p.name == name) for name in ("王芳", "李娜")}
    assert sites == {"王芳": ["CD01", "SH01"], "李娜": ["BJ02", "BJ02"]}
    assert [p.site for p in roster if p.employee_id == "E002"] == ["SH01", "HZ01"]
    for character in "喆堃䶮单仇解查区朴盖":
        assert any(character in p.name for p in roster), character


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [("E004", True, True), ("E010", False, False), ("E096", False, False), ("E022", True, False)],
    ids=["周雨桐 agreed", "仇丽 refused", "Tom Whitfield refused", "林晓萌 withdrew"],
)
def test_consent_holds_on_its_days(settings, who, before, after):
    days = (date(2026, 9, 29), date(2026, 9, 30))
    answers = [read_consent(SAMPLE / "consent.csv", settings, day=day)[0][who] for day in days]
    assert answers == [before, after]


def test_the_written_comments_are_many_and_all_different():
    by_hand = written.comments()
    texts = Counter(item.text for item in by_hand)
    assert not [text for text, n in texts.items() if n > 1]
    count = Counter((item.audience, "en" if item.language == "en" else "zh") for item in by_hand)
    assert count["customer", "zh"] >= 380
    assert count["customer", "en"] >= 270
    assert count["employee", "zh"] >= 150
    assert count["employee", "en"] >= 110
    assert len({(item.audience, item.theme) for item in by_hand}) >= 30


def test_only_the_planted_copies_repeat():
    with (SAMPLE / "inbox/employees.csv").open(encoding="utf-8-sig", newline="") as file:
        repeated = [t for t, n in Counter(row["comment"] for row in csv.DictReader(file)).items() if n > 1]
    assert not repeated


@pytest.mark.parametrize("name", ["lock", "deposit_employees", "deposit_customers"])
def test_the_rows_of_an_incident_lie_where_planted_toml_says(taken, name):
    source = {"survey": "survey", "reviews": "reviews", "chat": "chat", "employees": "pulse"}
    incident = PLANTED["incident"][name]
    found = [
        comment
        for where in incident["rows"]
        for comment in comments(taken, source[where.split(":")[0]])
        if where.split(":")[1] == comment.source_id and str(comment.day) in incident["by_day"]
    ]
    assert {comment.site for comment in found} == set(incident["sites"])
    assert len(found) >= incident["comments"]


def test_employees_knew_of_the_deposits_eleven_days_before_customers():
    employees, customers = (
        PLANTED["incident"][f"deposit_{who}"]["first"] for who in ("employees", "customers")
    )
    assert (date.fromisoformat(customers) - date.fromisoformat(employees)).days == 11


def test_the_readme_says_the_planted_numbers():
    facts = [
        f"{PLANTED['volume']['comments']:,}",
        f"{PLANTED['volume']['written']:,}",
        *(f"{kind}: {n}" for kind, n in PLANTED["dirt"].items()),
        *(
            f"{PLANTED['people'][who]['name']} {PLANTED['people'][who]['thanks']}"
            for who in ("E004", "E083", "E032", "E067", "E086", "E006")
        ),
        *(PLANTED["incident"][name]["first"] for name in PLANTED["incident"]),
    ]
    assert not [fact for fact in facts if fact not in README]
