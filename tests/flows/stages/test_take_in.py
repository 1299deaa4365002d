"""Taking in: nothing is lost, one broken file does not stop the others, and a broken consent list is a no from everyone."""

from datetime import date

import pytest

from flows import settings as configuration
from flows.stages.job import Job
from flows.stages.take_in import take_in
from flows.store import Store

ROSTER = "employee_id,name,site,consent\nE1,王芳,S1,yes\nE2,Grace Lee,S2,yes\n"
TOML = """
outputs = "{outputs}"
[[sources]]
name = "good"
files = ["good.csv"]
[[sources]]
name = "broken"
files = ["broken.xlsx"]
[[sources]]
name = "absent"
files = ["absent.csv"]
[people]
roster = "roster.csv"
{consent}
"""


@pytest.fixture
def taken(tmp_path, request):
    (tmp_path / "good.csv").write_text(
        "id,comment,date\n1,很好,2026-10-01\n2,,2026-10-02\n3,Great,2026-10-03\n", "utf-8"
    )
    (tmp_path / "broken.xlsx").write_bytes(b"this is no workbook")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    (tmp_path / "consent.csv").write_bytes(b"who,what\n1,2\n")
    toml = TOML.format(outputs=tmp_path / "outputs", consent=getattr(request, "param", ""))
    (tmp_path / "tingjian.toml").write_text(toml, "utf-8")
    settings = configuration.load(tmp_path / "tingjian.toml")
    with Store.open(settings) as store:
        yield take_in(Job(settings=settings, store=store))


def test_what_came_in_is_read_or_rejected_with_a_reason(taken):
    assert taken.read == 2
    files = {(r.file, r.row) for r in taken.rejections}
    assert files == {("good.csv", 2), ("broken.xlsx", 0), ("absent.csv", 0)}
    assert all(r.reason for r in taken.rejections)
    assert taken.newest.isoformat() == "2026-10-03"


def test_without_a_consent_list_the_roster_counts(taken):
    assert taken.consent == {}
    assert [p.consent for p in taken.roster] == [True, True]


@pytest.mark.parametrize("taken", ['consent = "consent.csv"', 'consent = "absent.csv"'], indirect=True)
def test_a_consent_list_that_cannot_be_read_is_a_no_from_everyone(taken):
    assert taken.consent == {"E1": False, "E2": False}
    assert len(taken.side_rejections) == 1


@pytest.mark.parametrize(
    ("ended", "new"),
    [
        ([], 2),  # the night before was cut off: nobody has been told of them
        ([{"kept": 2}], 0),
        ([{"kept": 1}], 1),
        ([{"kept": 9}], 0),  # comments were deleted since
        ([{}], 0),  # a night of an older version, which did not say
    ],
)
def test_new_is_what_no_finished_night_has_told_of(tmp_path, ended, new):
    (tmp_path / "good.csv").write_text("id,comment\n1,很好\n2,Great\n", "utf-8")
    (tmp_path / "tingjian.toml").write_text(
        f'outputs = "{tmp_path}/outputs"\n[[sources]]\nname = "good"\nfiles = ["good.csv"]\n', "utf-8"
    )
    settings = configuration.load(tmp_path / "tingjian.toml")
    with Store.open(settings) as store:
        job = Job(settings=settings, store=store)
        assert take_in(job).new == 2
        for manifest in ended:
            store.save_run(date(2026, 10, 1), manifest, tmp_path)
        assert take_in(job).new == new
