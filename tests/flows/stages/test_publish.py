"""A night's folder is whole or absent, and ``latest`` never goes back, wherever the publisher is killed."""

import os
import sys
from pathlib import Path

import pytest

from flows.stages.publish import _previous, place, tidy

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
    place(work, outputs / day)
    tidy(outputs)
    return outputs / day


@pytest.mark.parametrize(("days", "expected"), ORDERS)
def test_latest_is_the_newest_night_whatever_is_drawn_last(tmp_path, days, expected):
    for n, day in enumerate(days):
        draw(tmp_path, day, f"drawn {n}")
    assert (tmp_path / "latest").readlink().name == expected


def test_a_night_drawn_again_replaces_the_old_one_and_leaves_nothing_beside(tmp_path):
    draw(tmp_path, "2026-10-31", "first")
    target = draw(tmp_path, "2026-10-31", "second")
    assert (target / "index.html").read_text("utf-8") == "second"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026-10-31", "latest"]


def test_seats_come_from_the_newest_night_that_is_not_later(tmp_path):
    for day in ("2026-10-28", "2026-10-30", "2026-11-02"):
        draw(tmp_path, day, "x")
    assert _previous(tmp_path, tmp_path / "2026-10-31") == tmp_path / "2026-10-30"
    assert _previous(tmp_path, tmp_path / "2026-10-27") is None


STEPS = {"os.rename", "os.symlink", "os.link", "os.mkdir", "os.remove", "os.rmdir", "open"}


def killed_publisher(outputs: Path, day: str, die_at: int) -> int:
    """Publish in a process of its own that ends without a word before one of its steps on the disk."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = 0

    def step(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event in STEPS and str(outputs) in str(args):
            steps += 1
            if steps == die_at:
                os._exit(9)

    sys.addaudithook(step)
    try:
        write_and_place(outputs, f".{day}-second", day, "new")
    finally:
        os._exit(0)


def shown(outputs: Path) -> set[str]:
    return {(outputs / "latest" / name).read_text("utf-8") for name in ("index.html", "wall.html")}


def write_and_place(outputs: Path, work: str, day: str, text: str) -> None:
    (outputs / work).mkdir()
    for name in ("index.html", "wall.html"):
        (outputs / work / name).write_text(text, "utf-8")
    place(outputs / work, outputs / day)


@pytest.mark.parametrize("day", ["2026-10-31", "2026-11-01"], ids=["drawn again", "a new night"])
def test_a_publisher_killed_at_any_step_leaves_a_whole_night(tmp_path, day):
    """A real process, ended without a word before each of its steps on the disk, one after the other."""
    done, die_at = False, 0
    for die_at in range(1, 60):
        outputs = tmp_path / str(die_at)
        outputs.mkdir()
        write_and_place(outputs, ".2026-10-31-first", "2026-10-31", "old")
        code = killed_publisher(outputs, day, die_at)
        assert shown(outputs) in ({"old"}, {"new"}), die_at
        tidy(outputs)
        assert shown(outputs) in ({"old"}, {"new"}), die_at
        assert not list(outputs.glob(".*"))
        assert (outputs / "latest").readlink().name in {day, "2026-10-31"}
        if code == 0:
            done = shown(outputs) == {"new"}
            break
        assert code == 9
    assert done
    assert die_at > 5
