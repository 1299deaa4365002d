"""A comment reads the same to the last bit: alone, in any batch, in this process or in two others."""

import json
import subprocess
import sys
from functools import partial

import pytest

from flows import assemble
from flows.crew import Crew
from flows.reading import kit, read_all, read_batch, read_named, search
from flows.settings import ModelSettings
from flows.store.codec import to_json_bytes
from nlp.records import LONGEST, Posting
from tests.builders import comment

TEXTS = [
    "前台王芳很热情，就是早餐种类太少了。建议增加咖啡！",
    "Kevin at the desk was wonderful, but the room smelled of smoke.",
    "不是不好，只是隔音差了点",
    "Please fix the lift, I waited twenty minutes. Thanks anyway to Anna!",
    "好评",
    "房间很大 but the staff was rude",
    "App 一直闪退，打了三次客服电话 13812345678 也没人理",
    "The queue was not too bad this time.",
]
ROSTER = [Posting(employee_id="E1", name="王芳", site="S1"), Posting(employee_id="E2", name="Kevin Lee")]

pytestmark = pytest.mark.slow


def read(size: int, workers: int) -> list[bytes]:
    comments = [comment(id=f"c{i}", text=text, site="S1") for i, text in enumerate(TEXTS * 3)]
    batches = [comments[at : at + size] for at in range(0, len(comments), size)]
    crew = Crew(partial(assemble.reader, ModelSettings(), ROSTER), read_all, workers)
    return [to_json_bytes(reading) for readings in crew.run(batches) for reading in readings]


@pytest.fixture(scope="module")
def alone() -> list[bytes]:
    return read(1, 1)


@pytest.mark.parametrize(("size", "workers"), [(5, 1), (24, 1), (3, 2)])
def test_a_reading_is_the_same_in_any_company(size: int, workers: int, alone: list[bytes]) -> None:
    assert read(size, workers) == alone


def test_people_and_vectors_are_the_same_from_other_processes() -> None:
    comments = [comment(id=f"c{i}", text=text, site="S1") for i, text in enumerate(TEXTS * 3)]
    batches = [comments[at : at + 3] for at in range(0, len(comments), 3)]
    build = partial(search, ModelSettings(), ROSTER)
    here, there = (list(Crew(build, read_named, n).run(batches)) for n in (1, 2))
    assert here == there
    named = [batch[at].text for batch, found in zip(batches, here, strict=True) for at, _ in found]
    assert named == [text for text in TEXTS * 3 if any(who in text for who in ("王芳", "Kevin", "Anna"))]
    build = partial(kit, ModelSettings(), [])
    here, there = (list(Crew(build, read_batch, n).run(batches)) for n in (1, 2))
    for (readings, vectors), (again, others) in zip(here, there, strict=True):
        assert readings == again
        assert [v.tobytes() for v in vectors] == [v.tobytes() for v in others]


def test_reading_takes_no_memory_for_torch() -> None:
    code = (
        "import sys; from flows import assemble; from flows.settings import ModelSettings; "
        "assemble.reader(ModelSettings(), []); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_equal_texts_read_the_same_but_for_their_id(alone: list[bytes]) -> None:
    readings = [json.loads(line) for line in alone]
    for first, again in zip(readings[:8], readings[8:16], strict=True):
        assert first.pop("comment_id") != again.pop("comment_id")
        assert first == again


def test_a_book_of_an_older_store_is_read_in_part() -> None:
    story = "".join(f"第{n}天下雨，" for n in range(400)) + "前台王芳很热情。"
    text = story + "x" * (40_000_000 - len(story))
    reader = assemble.reader(ModelSettings(), ROSTER)
    (reading,) = reader.read([comment(id="book", text=text, site="S1")])
    assert len(reading.masked) <= LONGEST
    assert [m.employee_id for m in reading.mentions] == ["E1"]
