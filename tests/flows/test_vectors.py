"""Vectors kept from night to night: the same numbers, once embedded; bounded; never a reason to stop."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from flows import assemble
from flows.settings import Settings
from flows.vectors import Kept, Room, forget
from nlp.embed import Joined
from nlp.parts import Embedder, Vectors

TEXTS = ["前台很热情", "the room was cold", "好评", "👍"]


class Counting(Embedder):
    """A small real embedder that counts what it is asked for."""

    dim = 4

    def __init__(self, part_id: str = "small/1") -> None:
        self.id, self.asked = part_id, list[str]()

    def _embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(t), sum(map(ord, t)) % 97, 0.5, 1 / 3] for t in texts], np.float32)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "store", 1)


def test_what_was_embedded_once_is_read_from_disk(room: Room) -> None:
    first, second = Counting(), Counting()
    fresh = Kept(first, room).embed(TEXTS)
    again = Kept(second, room).embed([*TEXTS, "新的一句"])
    assert np.array_equal(again[:4], fresh)
    assert sorted(first.asked) == sorted(TEXTS)
    assert second.asked == ["新的一句"]


def test_two_processes_may_share_the_file(room: Room) -> None:
    one, two = Kept(Counting(), room), Kept(late := Counting(), room)
    vectors = one.embed(TEXTS)
    assert np.array_equal(two.embed(TEXTS), vectors)
    assert late.asked == []


def test_another_version_of_the_model_starts_anew(room: Room) -> None:
    Kept(Counting(), room).embed(TEXTS)
    other = Counting("small/2")
    Kept(other, room).embed(TEXTS)
    assert sorted(other.asked) == sorted(TEXTS)
    assert len(list(room.folder.iterdir())) == 1


def test_no_more_is_kept_than_there_is_room_for(room: Room) -> None:
    Kept(Counting(), room).embed([f"text {n}" for n in range(30_000)])
    (file,) = room.folder.iterdir()
    assert file.stat().st_size < 2 * 2**20
    full = Kept(again := Counting(), room)
    full.embed(["one more"])
    full.embed(["one more"])
    assert again.asked == ["one more", "one more"]


def test_a_harmed_file_is_dropped_and_reading_goes_on(room: Room) -> None:
    Kept(Counting(), room).embed(TEXTS)
    (file,) = room.folder.iterdir()
    file.write_bytes(b"no database" * 1000)
    assert Kept(Counting(), room).embed(TEXTS).shape == (4, 4)
    assert not file.exists()
    Kept(Counting(), room).embed(TEXTS)
    Kept(spared := Counting(), room).embed(TEXTS)
    assert spared.asked == []


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file, no folder", "utf-8")
    assert Kept(Counting(), Room(tmp_path / "store", 1)).embed(TEXTS).shape == (4, 4)


def test_no_text_lies_in_the_file_and_all_can_be_forgotten(room: Room) -> None:
    Kept(Counting(), room).embed(TEXTS)
    (file,) = room.folder.iterdir()
    assert not any(text.encode() in file.read_bytes() for text in TEXTS)
    with sqlite3.connect(file) as base:
        assert base.execute("SELECT count(*) FROM vectors").fetchone() == (4,)
    forget(room.folder)
    assert list(room.folder.iterdir()) == []


@pytest.mark.parametrize(("megabytes", "cache", "kept"), [(0, "", False), (50, "", True), (50, "off", False)])
def test_one_setting_says_how_much(
    megabytes: int, cache: str, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINGJIAN_CACHE", cache)
    settings = Settings(models={"keep_vectors": megabytes})
    assert bool(Room.beside(settings)) == kept


@pytest.mark.slow
def test_one_process_holds_one_model_however_it_is_asked_for() -> None:
    assert assemble.embedder("e5", 1) is assemble.embedder("e5", 1, None)
    joined = assemble.embedder("e5+use", 1)
    assert isinstance(joined, Joined)
    assert joined.first is assemble.embedder("e5", 1)
