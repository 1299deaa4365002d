"""Word clouds: fair sizes, nobody dropped in silence, seats kept, shapes and colours by setting, real text."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from PIL import Image

from flows.publish import clouds, gate, names, words
from flows.publish.fonts import Faces
from flows.publish.palette import palette
from flows.publish.seats import NOBODY, Before, Guest, Room, plan
from flows.publish.shapes import outside
from flows.publish.stage import Stage
from flows.settings import CloudSettings, Settings
from nlp.records import Word, WordList
from tests.flows.publish.cast import WORDS_EN, WORDS_ZH
from tests.flows.publish.scenery import Scene, night


def listed(texts, counts=lambda i: 60 // (i + 1) + 2, language="zh") -> WordList:
    each = (Word(text=t, count=counts(i), score=(-1) ** i * 0.5) for i, t in enumerate(texts))
    return WordList(audience="customer", language=language, words=tuple(each))


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces([*WORDS_ZH, *WORDS_EN])


@pytest.mark.parametrize("texts", [WORDS_ZH, WORDS_EN], ids=["zh", "en"])
@pytest.mark.parametrize("shape", ["box", "oval", "heart"])
def test_sizes_follow_counts_and_everybody_is_seated_or_counted(faces, texts, shape):
    cloud = words.arrange(listed(texts), faces, shape)
    for seat in cloud.plan.seats:
        assert abs(seat.size - cloud.plan.scale * sqrt(seat.guest.count)) <= 0.5
    assert len(cloud.plan.seats) + len(cloud.plan.left_out) == len(texts)
    assert len(cloud.plan.left_out) == 0


@pytest.mark.parametrize("texts", [WORDS_ZH, WORDS_EN], ids=["zh", "en"])
def test_most_returning_words_keep_their_place_while_some_grow(faces, texts):
    whole = listed(texts).words
    first = words.arrange(replace(listed(texts), words=whole[:40]), faces, "box").plan
    old = Before(scale=first.scale, places=first.places())
    gone = {whole[i].text for i in (4, 13, 22, 31)}
    kept = [replace(w, count=w.count + (i % 6 == 0)) for i, w in enumerate(whole[:44]) if w.text not in gone]
    second = words.arrange(replace(listed(texts), words=tuple(kept)), faces, "box", old).plan.places()
    stay = [key for key in second if key in old.places]
    assert sum(second[key] == old.places[key] for key in stay) >= 0.7 * len(stay)


ROOM = Room(width=1480, height=744, floor=18, ceiling=186, columns=200)


@pytest.mark.parametrize("text", ["早餐丰富", "late checkout"])
@pytest.mark.parametrize(("few", "read"), [(54, True), (53, True), (52, False), (2, False)])
def test_a_word_too_small_to_be_read_from_afar_is_left_out(text, few, read):
    loud = [Guest(key=str(i), text=text, count=900, width=4.0) for i in range(12)]
    quiet = [Guest(key=f"q{i}", text=text, count=few, width=4.0) for i in range(3)]
    assert words.legible([*loud, *quiet], ROOM) == ([*loud, *quiet] if read else loud)


@pytest.mark.parametrize("texts", [WORDS_ZH, WORDS_EN], ids=["zh", "en"])
def test_words_left_out_are_counted_under_the_picture(faces, texts):
    cloud = words.arrange(listed(texts, counts=lambda i: 4000 if i < 20 else 2), faces, "box")
    assert len(cloud.plan.seats) == 20
    assert len(cloud.plan.left_out) == len(texts) - 20


@pytest.mark.parametrize("texts", [WORDS_ZH, WORDS_EN], ids=["zh", "en"])
def test_the_most_frequent_words_lie_around_the_middle(faces, texts):
    seats = words.arrange(listed(texts), faces, "box").plan.seats
    large = sorted(seats, key=lambda seat: -seat.guest.count)[:5]
    away = [max(abs(seat.x / ROOM.width - 0.5), abs(seat.y / ROOM.height - 0.5)) for seat in large]
    assert np.mean(away) < 0.25


@pytest.mark.parametrize("shape", ["oval", "heart"])
def test_words_stay_inside_their_shape(shape):
    room = Room(width=1480, height=744, floor=18, ceiling=180, shape=shape, columns=200)
    guests = [Guest(key=str(i), text="词" * 2, count=1 + i % 6, width=2.0) for i in range(50)]
    free = ~outside(shape, *room.cells)
    side = room.width / room.columns
    for seat in plan(guests, room, NOBODY).seats:
        rows = slice(int((seat.y - seat.size / 2) / side), int((seat.y + seat.size / 2) / side))
        across = slice(int((seat.x - seat.size) / side), int((seat.x + seat.size) / side))
        assert free[rows, across].mean() > 0.95


def test_a_picture_is_a_shape_and_a_broken_one_is_the_box(tmp_path):
    mask = np.full((60, 100), 255, np.uint8)
    mask[:, :50] = 0
    Image.fromarray(mask).save(tmp_path / "half.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    half = outside(str(tmp_path / "half.png"), 60, 100)
    assert not half[:, :49].any()
    assert half[:, 51:].all()
    assert not outside(str(tmp_path / "broken.png"), 60, 100).any()
    assert not outside(str(tmp_path / "absent.png"), 60, 100).any()


@pytest.mark.parametrize("merged", [False, True])
def test_both_languages_stand_in_one_cloud_where_set(tmp_path, merged):
    settings = Settings(clouds=CloudSettings(merged=merged))
    made = replace(
        night(Scene(people=2, comments=10, topics=2, sites=1)),
        words=(listed(WORDS_ZH[:14]), listed(WORDS_EN[:14], language="en")),
    )
    stage = Stage(insights=made, settings=settings, folder=tmp_path)
    faces = clouds.faces_of(stage)
    clouds.write(stage, names.arrange(gate.named(made), faces, None), faces)
    drawn = {p.stem for p in (tmp_path / "clouds").glob("words-*.svg")}
    assert drawn == ({"words-customer-both"} if merged else {"words-customer-zh", "words-customer-en"})
    text = "".join(p.read_text("utf-8") for p in (tmp_path / "clouds").glob("words-*.svg"))
    assert f">{WORDS_ZH[0]}</text>" in text
    assert f">{WORDS_EN[0]}</text>" in text


SHARED = [
    # names and sites -> what stands in the cloud
    ([("王芳", "s00"), ("王芳", "s01"), ("李强", "s00")], ["王芳 · 东湖1号店", "王芳 · 南湖2号店", "李强"]),
    ([("Grace Lee", "s00"), ("grace lee", "s01")], ["Grace Lee · 东湖1号店", "grace lee · 南湖2号店"]),
    ([("王芳", None), ("王芳", "s01")], ["王芳", "王芳 · 南湖2号店"]),
]


@pytest.mark.parametrize(("people", "expected"), SHARED)
def test_two_people_of_one_name_are_told_apart_by_their_sites(tmp_path, people, expected):
    made = night(Scene(people=3, comments=10, topics=2, sites=2))
    stage = Stage(insights=made, settings=Settings(), folder=tmp_path)
    listed = [replace(made.praise[0], employee_id=f"E{i}", name=n, site=s) for i, (n, s) in enumerate(people)]
    assert [each.name for each in names.told_apart(listed, stage)] == expected


FOLDED = [
    ("王芳 · 成都高新软件园店", "王芳\n成都高新软件园店"),
    ("Grace Lee · Manchester", "Grace Lee\nManchester"),
    ("古丽·阿不都热依木江", "古丽·\n阿不都热依木江"),
]


@pytest.mark.parametrize(("name", "lines"), FOLDED)
def test_a_long_name_stands_on_two_lines(name, lines):
    assert names.fold(name, Faces([name]), 5.5) == lines


# Machado, Oliveira and Fernandes 2009, full severity: how eyes without one kind of cone see linear RGB
EYES = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}  # fmt: skip


def linear(color: str) -> np.ndarray:
    values = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, two: str) -> float:
    bright = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, two))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tones", ["sea", "violet", "ink"])
def test_good_and_bad_are_told_apart_by_every_eye_and_all_can_be_read(theme, tones):
    colors = palette(theme, tones)
    for eye in EYES.values():
        good, bad = (lab(np.array(eye) @ linear(c)) for c in (colors.positive, colors.negative))
        assert np.linalg.norm(good - bad) > 20
    for color in (colors.positive, colors.neutral, colors.negative):
        assert contrast(color, colors.paper) >= 4.5
