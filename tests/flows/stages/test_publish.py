"""A night's folder is whole or absent, and ``latest`` never goes back."""

from pathlib import Path

import pytest

from flows.stages.publish import _point, _previous, _replace

# nights drawn, in this order -> where `latest` points
ORDERS = [
    (["2026-10-30"], "2026-10-30"),
    (["2026-10-30", "2026-10-31"], "2026-10-31"),
    (["2026-10-31", "2026-10-30"], "2026-10-31"),
    (["2026-10-31", "2026-10-31"], "2026-10-31"),
]


def draw(outputs: Path, day: str, text: str) -> Path:
    work = outputs / f".{day}-work"
    work.mkdir()
    (work / "index.html").write_text(text, "utf-8")
    _replace(work, outputs / day)
    return outputs / day


@pytest.mark.parametrize(("days", "expected"), ORDERS)
def test_latest_is_the_newest_night_whatever_is_drawn_last(tmp_path, days, expected):
    for n, day in enumerate(days):
        _point(tmp_path, draw(tmp_path, day, f"drawn {n}"))
    assert (tmp_path / "latest").readlink().name == expected


def test_a_night_drawn_again_replaces_the_old_one_and_leaves_nothing_beside(tmp_path):
    draw(tmp_path, "2026-10-31", "first")
    target = draw(tmp_path, "2026-10-31", "second")
    assert (target / "index.html").read_text("utf-8") == "second"
    assert [p.name for p in tmp_path.iterdir()] == ["2026-10-31"]


def test_seats_come_from_the_newest_night_that_is_not_later(tmp_path):
    for day in ("2026-10-28", "2026-10-30", "2026-11-02"):
        draw(tmp_path, day, "x")
    assert _previous(tmp_path, tmp_path / "2026-10-31") == tmp_path / "2026-10-30"
    assert _previous(tmp_path, tmp_path / "2026-10-27") is None
