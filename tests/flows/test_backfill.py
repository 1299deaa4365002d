"""Days asked for: none that has not come, and of many nights a bad one stops no other."""

import errno
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows import settings as configuration
from flows.backfill import NightsFailedError, days_of, each
from flows.nightly import the_day
from flows.settings import SettingsError
from flows.stages import Job, Report, take_in
from flows.store import Store

DAYS = [date(2026, 10, n) for n in range(1, 6)]


def desk(folder: Path, *days: date) -> Path:
    """Lay out an installation with one comment of each day."""
    rows = "".join(f"{day},第{n}天电梯坏了 lift broken on day {n}\n" for n, day in enumerate(days))
    (folder / "chat.csv").write_text(f"date,comment\n{rows}", "utf-8")
    config = folder / "tingjian.toml"
    config.write_text(
        f'outputs = "{folder}/outputs"\n[[sources]]\nname = "chat"\nfiles = ["chat.csv"]\n', "utf-8"
    )
    return config


def today(config: Path) -> date:
    return datetime.now(configuration.load(config).zone).date()


def asked(config: Path, day: date | None) -> date:
    settings = configuration.load(config)
    with Store.open(settings) as store:
        job = Job(settings=settings, store=store, asked=day)
        return the_day(job, take_in(job))


@pytest.mark.parametrize(("ahead", "comes"), [(-400, True), (-1, True), (0, True), (1, False), (400, False)])
@pytest.mark.parametrize("written", [True, False])
def test_a_night_that_has_not_come_is_refused_in_both_languages(tmp_path, ahead, comes, written):
    config = desk(tmp_path, *([date(2020, 3, 5)] if written else []))
    day = today(config) + timedelta(days=ahead)
    if comes:
        assert asked(config, day) == day
        assert days_of(day, day, config) == [day]
        return
    for refused in (lambda: asked(config, day), lambda: days_of(today(config), day, config)):
        with pytest.raises(SettingsError, match=rf"{day} 还没有到.*{day} has not come"):
            refused()


def test_a_day_on_which_somebody_has_written_may_be_asked_for(tmp_path):
    ahead = date.today() + timedelta(days=9)  # noqa: DTZ011 - a zone makes no difference to nine days
    config = desk(tmp_path, ahead)
    assert asked(config, ahead) == ahead
    assert asked(config, None) == today(config)
    assert days_of(ahead, ahead, config) == [ahead]


def test_days_the_wrong_way_round_are_told_in_both_languages(tmp_path):
    with pytest.raises(SettingsError, match=r"2026-10-05）晚于.*\(2026-10-05\) is after end \(2026-10-01\)"):
        days_of(DAYS[-1], DAYS[0], desk(tmp_path))
    assert not (tmp_path / "outputs").exists()


def test_one_bad_night_in_the_middle_stops_no_other():
    run: list[date] = []

    def night(day: date) -> Report:
        run.append(day)
        if day == DAYS[2]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return Report(folder=Path(f"outputs/{day}"), lines=("收到 0 条",), nothing_read=day == DAYS[3])

    with pytest.raises(NightsFailedError) as told:
        each(DAYS, night)
    assert run == DAYS
    first, *failed = str(told.value).splitlines()
    assert ("有 2 晚没有成功" in first, "2 nights failed" in first) == (True, True)
    assert [line[:10] for line in failed if line[:4] == "2026"] == ["2026-10-03", "2026-10-04"]
    assert "磁盘满了" in failed[0]
    assert each(DAYS[:2], night) == ["outputs/2026-10-01", "outputs/2026-10-02"]
