"""The toml that fills the settings: five lines are enough, and mistakes are told by their place."""

from pathlib import Path

import pytest

from flows import settings
from flows.settings import Settings, SettingsError, load

FIVE_LINES = """
timezone = "Asia/Hong_Kong"
[[sources]]
name = "点评"
files = "inbox/*.csv"
text = ["优点", "缺点"]
"""


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "tingjian.toml"
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_five_lines_are_enough(tmp_path: Path, encoding):
    read = load(write(tmp_path, FIVE_LINES, encoding))
    (source,) = read.sources
    assert (source.name, source.files, source.text, source.audience) == (
        "点评",
        ["inbox/*.csv"],
        ["优点", "缺点"],
        "customer",
    )
    assert (read.timezone, read.employee_threshold, read.screen.language) == ("Asia/Hong_Kong", 8, "zh")


def test_relative_paths_start_at_the_folder_of_the_toml(tmp_path: Path):
    read = load(write(tmp_path, FIVE_LINES))
    assert read.path("inbox/a.csv") == tmp_path / "inbox/a.csv"
    assert read.path("/elsewhere/a.csv") == Path("/elsewhere/a.csv")
    assert read.store == Path("outputs/store")
    assert read.database_url == "sqlite:///outputs/store/tingjian.db"


def test_without_a_file_everything_has_a_default():
    assert load(None) == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources = [", "not valid TOML"),
        ("colour = 'red'", "colour: 没有这个设置 · no such setting (got 'red')"),
        ("employee_threshold = 4", "employee_threshold: 不能小于 5 · should be 5 or more (got 4)"),
        ("[watch]\nbudget = 0", "should be greater than 0 (got 0)"),
        (
            "[[sources]]\nkind = 'fax'",
            "should be one of 'table', 'sql' or 'interview' (got 'fax')",
        ),
        ("[screen]\nlanguage = 'fr'", "screen.language"),
        (
            "[[source]]\nfiles = 'a.csv'",
            "source: 没有这个设置，是不是 sources？ · no such setting; did you mean sources?",
        ),
        ("[[sources]]\nfile = 'a.csv'", "sources.0.file: 没有这个设置，是不是 files？"),
        ("[wall]\napproval = 'yess'", "wall.approval: 应为 true 或 false"),
        ("timezone = 'Mars/Olympus'", "no such time zone"),
        (
            "[[sources]]\nname = 'a'\n[[sources]]\nname = 'a'",
            "two sources are called 'a'",
        ),
    ],
)
def test_a_mistake_is_told_by_its_place(tmp_path: Path, text, said):
    with pytest.raises(SettingsError) as error:
        load(write(tmp_path, text))
    assert said in str(error.value)
    assert "tingjian.toml" in str(error.value)


def test_a_file_in_another_encoding_is_told_what_to_do(tmp_path: Path):
    (tmp_path / "tingjian.toml").write_bytes('brand = "晴屿"'.encode("gb18030"))
    with pytest.raises(SettingsError, match=r"请另存为 UTF-8 · .*save it as UTF-8"):
        load(tmp_path / "tingjian.toml")


def test_a_missing_file_is_told_with_an_example(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"no such file.*example"):
        load(tmp_path / "none.toml")


def test_passwords_stay_in_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DB_PASSWORD", "s3cret")
    assert (
        Settings(database="postgresql://ana:${DB_PASSWORD}@db/x").database_url
        == "postgresql://ana:s3cret@db/x"
    )


@pytest.mark.parametrize(
    ("value", "on"), [("off", False), ("OFF", False), ("on", True), ("", True), (None, True)]
)
def test_caches_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, value, on):
    monkeypatch.delenv("TINGJIAN_CACHE", raising=False)
    if value is not None:
        monkeypatch.setenv("TINGJIAN_CACHE", value)
    assert settings.cache_on() is on
