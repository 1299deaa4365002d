"""The summary of a night names what could not be read: the files, then the commonest reasons, then how many more."""

from datetime import date

from flows.settings import ScreenSettings, Settings
from flows.stages.job import Job
from flows.stages.report import FILES, REASONS, odd_days, set_aside
from flows.store import Store
from nlp.records import Comment, Rejection


def rejected(file: str, row: int, reason: str, column: str | None = None) -> Rejection:
    return Rejection(source="s", file=file, row=row, column=column, value="", reason=reason)


NIGHT = [
    *[rejected("a.csv", row, "no date", "date") for row in (3, 9, 12)],
    rejected("gone.csv", 0, "no such file"),
    rejected("a.csv", 5, "no text"),
]


def test_files_first_then_reasons_the_commonest_first():
    assert set_aside(NIGHT, "en") == [
        "not read: gone.csv: no such file",
        "3 rows rejected: a.csv · date: no date",
        "1 row rejected: a.csv: no text",
    ]
    assert set_aside(NIGHT, "zh")[:2] == [
        "没有读入：gone.csv：no such file",
        "退回 3 行：a.csv · date：no date",
    ]


def test_a_reason_that_names_its_file_is_not_told_twice():
    one = rejected("roster.csv", 0, "roster.csv：没有 name 列 · no column name")
    assert set_aside([one], "zh") == ["没有读入：roster.csv：没有 name 列 · no column name"]


def test_a_clean_night_says_nothing_of_it():
    assert set_aside([], "en") == []


def test_of_many_the_rest_is_counted():
    files = [rejected(f"{n}.csv", 0, "empty") for n in range(FILES + 2)]
    rows = [rejected("a.csv", n, f"reason {n}") for n in range(1, REASONS + 4)]
    told = set_aside([*files, *rows], "en")
    assert len(told) == FILES + REASONS + 1
    assert told[-1] == "5 more: see the sheet “Rejected rows” of insights.xlsx"


def test_comments_without_a_day_or_with_one_ahead_are_told_by_their_source(tmp_path):
    settings = Settings(outputs=tmp_path, screen=ScreenSettings(language="en"))
    days = [("chat", None), ("chat", None), ("survey", date(2026, 10, 1)), ("survey", date(2031, 1, 1))]
    with Store.open(settings) as store:
        store.add_comments(
            [
                Comment(id=str(n), source=source, source_id=str(n), text="ok", row=n, day=day)
                for n, (source, day) in enumerate(days)
            ]
        )
        undated, ahead = odd_days(Job(settings=settings, store=store), date(2026, 10, 31))
    assert undated.startswith("2 comments without a date (chat 2)")
    assert ahead.startswith("1 comment dated after today")
