"""The whole night on the sample: what was planted is found, what must not be shown is not, and it stays on the machine.

``flows/sample/planted.toml`` says what was planted; the command runs with every way out of the machine closed.
"""

import re
import tomllib
from datetime import date

import pytest

from flows.settings import Settings
from flows.store import Store, from_json
from nlp.records import Insights
from tests.flows.conftest import SAMPLE, tingjian

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("night")]

# planted incident -> who told of it, words its alert must speak of, and between which days it must have been told first
INCIDENTS = [
    ("lock", "customer", r"门|門|钥匙|锁|鎖|key|door|lock|更新|update", "2026-10-19", "2026-10-26"),
    (
        "deposit_employees",
        "employee",
        r"押金|按金|deposit|重复|重複|double|twice",
        "2026-09-21",
        "2026-10-01",
    ),
    (
        "deposit_customers",
        "customer",
        r"押金|按金|deposit|重复|重複|double|twice",
        "2026-10-02",
        "2026-10-12",
    ),
]


def told(night):
    """Return the first telling of every issue, from the store of the night."""
    with Store.open(Settings(outputs=night.folder.parent)) as store:
        return [signal for signal in store.signals() if signal.update_of is None]


def shown(signal):
    """Return the words under which an alert is shown: its name, the example it quotes, its keywords."""
    named = [signal.label_zh, signal.label_en, signal.phrase_zh, signal.phrase_en]
    return " ".join([*named, *signal.keywords])


def test_the_books_balance(sample_night):
    counts = sample_night.insights.counts
    assert counts.taken_in == counts.read + counts.rejected
    assert counts.rejected >= sum(sample_night.planted["rejected"].values())
    rejected = [r for r in sample_night.insights.rejections if r.source in sample_night.planted["rejected"]]
    per_source = {s: sum(r.source == s for r in rejected) for s in sample_night.planted["rejected"]}
    assert per_source == sample_night.planted["rejected"]
    assert all(r.reason for r in rejected)


def test_it_takes_less_than_three_minutes(sample_night):
    """The bar of three minutes is for two quiet cores; tests run two at a time, hence the double."""
    assert sum(sample_night.run["seconds"].values()) < 360


def test_what_a_night_leaves(sample_night):
    expected = [
        "run.json", "insights.json", "insights.xlsx", "alerts.json", "index.html", "wall/index.html",
        "wall/manifest.json", "tables/topics.csv", "tables/praise.parquet", "tables/rejects.csv",
    ]  # fmt: skip
    missing = [name for name in expected if not (sample_night.folder / name).is_file()]
    assert not missing
    assert list(sample_night.folder.glob("clouds/*.png"))
    assert list(sample_night.folder.glob("clouds/*.svg"))
    assert (sample_night.folder.parent / "latest").resolve() == sample_night.folder.resolve()


def test_the_summary_fits_one_screen_and_ends_with_where_to_look(sample_night):
    lines = sample_night.printed.strip().splitlines()
    assert 5 <= len(lines) <= 15
    assert "outputs/2026-10-31" in lines[-1]


@pytest.mark.parametrize(("incident", "audience", "words", "first", "last"), INCIDENTS)
def test_the_planted_incidents_are_told_in_time(sample_night, incident, audience, words, first, last):
    days = [
        signal.day.isoformat()
        for signal in told(sample_night)
        if signal.audience == audience and re.search(words, shown(signal), re.IGNORECASE)
    ]
    assert any(first <= day <= last for day in days), f"{incident}: {days}"


def test_employees_warn_before_customers_complain(sample_night):
    planted = sample_night.planted["incident"]["deposit_customers"]["first"]
    warned = [
        s.day.isoformat()
        for s in told(sample_night)
        if s.audience == "employee" and s.day.isoformat() > "2026-09"
    ]
    assert min(warned) < planted


def test_little_else_is_told(sample_night):
    """After the first weeks, when everything is new, few alerts may be about nothing that was planted."""
    words = "|".join(incident[2] for incident in INCIDENTS)
    others = [
        s.label_en
        for s in told(sample_night)
        if s.day.isoformat() >= "2026-08-01" and not re.search(words, shown(s), re.IGNORECASE)
    ]
    weeks = 13
    assert len(others) <= weeks, "; ".join(others)


def test_praised_people_are_found(sample_night):
    """Thanks within the period of the wall; people whose praise grows must be there."""
    rows = {p.employee_id: p for p in sample_night.insights.praise}
    growing = {e for e, p in sample_night.planted["people"].items() if p.get("grows")}
    assert growing <= set(rows)


def test_nobody_is_shown_without_consent(sample_night):
    shown = {p.employee_id for p in sample_night.insights.praise if p.tier == "display"}
    people = sample_night.planted["people"]
    assert shown
    assert None not in shown
    assert {people[e]["consent"] for e in shown if e in people} == {"yes"}


def test_people_who_said_no_or_are_blamed_are_nowhere_on_the_wall(sample_night):
    wall = "".join(
        p.read_text("utf-8")
        for p in sample_night.folder.glob("wall/*.*")
        if p.suffix in {".html", ".json", ".js"}
    )
    for who in sample_night.planted["people"].values():
        blamed = who.get("blame") and not who.get("thanks")
        if blamed or who["consent"] in {"no", "withdrawn"}:
            assert who["name"] not in wall


def test_the_dirt_is_set_aside(sample_night):
    dirt = sample_night.planted["dirt"]
    least = dirt["boilerplate"] + dirt["spam"] + dirt["flood"]
    assert sample_night.insights.counts.unvoiced >= 0.9 * least


def test_no_personal_data_is_shown(sample_night):
    tables = "".join(
        p.read_text("utf-8") for p in sample_night.folder.glob("tables/*.csv") if p.stem != "rejects"
    )
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", tables)
    assert not re.search(r"[\w.]+@[\w.]+\.(com|cn|org|net|uk)\b", tables)


def test_the_same_night_twice_changes_nothing(sample_night):
    done = tingjian(
        "nightly", "--config", str(SAMPLE / "tingjian.toml"), "--day", "2026-10-31", cwd=sample_night.cwd
    )
    assert done.returncode == 0, done.stderr[-3000:]
    again = from_json(Insights, (sample_night.folder / "insights.json").read_text("utf-8"))
    first = sample_night.insights
    assert again.counts.new == 0
    assert again.topics == first.topics
    assert again.praise == first.praise
    assert again.alerts == first.alerts


def test_the_window_of_the_sample_is_what_its_readme_says(sample_night):
    window = tomllib.loads((SAMPLE / "planted.toml").read_text("utf-8"))["window"]
    days = [q.day for q in sample_night.insights.quotes if q.day]
    assert max(days) <= date.fromisoformat(window["last"])
