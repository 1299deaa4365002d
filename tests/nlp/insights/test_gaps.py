"""Listening gaps: a site that falls silent is told, a quiet one and a late night are not."""

import pytest

from nlp.insights import voices_of
from nlp.insights.gaps import gaps
from nlp.records import Names
from tests.nlp.insights.nights import night, said

SITES = (("S1", "静安店", "Jing'an"), ("S2", "伦敦店", "London"), ("S3", "西溪店", "Xixi"))
NAMES = Names(brand_zh="晴屿", brand_en="Clearisle", sites=SITES)


def wrote(site, text, days, **more):
    """Say something at a site on each of the days."""
    return [said(f"{text} {site} {ago}", site=site, days_ago=ago, **more) for ago in days]


def told(*groups):
    pairs = [pair for group in groups for pair in group]
    whole = night(*pairs, names=NAMES)
    return [(g.kind, g.site, g.source, g.audience, g.n) for g in gaps(voices_of(whole), whole)]


DAILY, LATELY_NOT, MONTHLY = range(90), range(30, 90), range(0, 90, 30)
CASES = [
    # what was written -> what is told
    ("a site that wrote daily stops for a month", ("S1", DAILY), ("S2", LATELY_NOT), [("silent", "S2", "", "customer", 0)]),
    ("a site that writes once a month is not missed", ("S1", DAILY), ("S2", MONTHLY), []),
    ("two days without a word are nothing", ("S1", DAILY), ("S2", range(2, 90)), []),
    ("a site too young to have a habit", ("S1", DAILY), ("S2", range(50, 53)), []),
]  # fmt: skip


@pytest.mark.parametrize("text", ["等了很久", "we waited long"])
@pytest.mark.parametrize(("why", "first", "second", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_site_that_falls_silent_is_told(why, first, second, expected, text):
    found = told(
        wrote(*first[:1], text, first[1]), wrote(*second[:1], text, second[1]), wrote("S3", text, DAILY)
    )
    assert found == expected, why


def test_everybody_silent_is_told_once():
    assert told(*(wrote(site, "前台很好", range(30, 120)) for site in ("S1", "S2", "S3"))) == [
        ("silent", None, "", None, 0)
    ]


def test_a_source_that_stopped_is_told_although_its_sites_still_write():
    one = wrote("S1", "前台很好", DAILY, source="survey")
    two = wrote("S1", "the desk was kind", LATELY_NOT, source="chat")
    rest = [*wrote("S2", "房间干净", DAILY, source="survey"), *wrote("S3", "clean", DAILY, source="survey")]
    assert told(one, two, rest) == [("silent", None, "chat", None, 0)]


def test_a_site_of_the_settings_that_nobody_wrote_about_is_told():
    assert told(wrote("S1", "前台很好", DAILY), wrote("S2", "kind", DAILY)) == [("never", "S3", "", None, 0)]


@pytest.mark.parametrize(("comments", "expected"), [(3, [("hushed", None, "", "employee", 3)]), (8, [])])
def test_employees_too_few_to_be_shown_are_counted(comments, expected):
    shown = [wrote(site, "前台很好", DAILY) for site in ("S1", "S2", "S3")]
    staff = [said(f"食堂不错 {i}", site="S1", audience="employee") for i in range(comments)]
    assert told(*shown, staff) == expected


def test_languages_that_are_kept_but_not_read_are_counted():
    shown = [wrote(site, "前台很好", DAILY) for site in ("S1", "S2", "S3")]
    foreign = [said(f"Très bien {i}", site="S1", language="other") for i in range(4)]
    assert told(*shown, foreign) == [("unread", None, "", None, 4)]
