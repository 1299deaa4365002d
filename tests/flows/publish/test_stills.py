"""The wall as pictures: every scene at the sizes set, inside the safe area, from the same record as the page."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from flows.publish import clouds, gate, names, scenes, stills
from flows.publish.fonts import Faces
from flows.publish.lines import NO_END, NO_START, wrap
from flows.publish.palette import palette
from flows.publish.stage import Stage
from flows.settings import ScreenSettings, Settings, WallSettings
from tests.flows.publish.scenery import DONE, Scene, night, person, quote

LONG = "She walked my elderly father all the way to the bus stop in the rain and waited with him until it came, thank you!"


def drawn(made, folder, settings):
    stage = Stage(insights=made, settings=settings, folder=folder)
    faces = clouds.faces_of(stage)
    record = scenes.compose(stage, names.arrange(gate.named(made), faces, None), faces)
    return stills.write(stage, record, stage.faces(scenes.letters(record)))


@pytest.mark.parametrize(
    ("language", "size"), [("zh", "1920x1080"), ("both", "1080x1920"), ("en", "3840x1080")]
)
def test_every_scene_is_a_picture_inside_the_safe_area(tmp_path, language, size):
    base = night(Scene(people=3, comments=30, topics=2, sites=2))
    long = person("Alexandra Montgomery-Fitzgerald", 4, 77, quotes=(quote(LONG, 3),), from_colleagues=1)
    made = replace(base, praise=(*base.praise[:2], long), done=(DONE,))
    wall = WallSettings(stills=[size], colleagues=True)
    settings = Settings(screen=ScreenSettings.model_validate({"language": language}), wall=wall)
    written = drawn(made, tmp_path, settings)
    kinds = {p.stem.split("-", 1)[1] for p in written}
    assert kinds == {"names", "person", "loved", "colleagues", "praise", "done"}
    width, height = map(int, size.split("x"))
    paper = np.array(Image.new("RGB", (1, 1), palette("light").paper))[0, 0]
    for path in written:
        image = np.asarray(Image.open(path))
        assert image.shape[:2] == (height, width)
        ink = np.argwhere((image != paper).any(2))
        assert len(ink) > 500, path.name
        (top, left), (bottom, right) = ink.min(0), ink.max(0)
        assert left >= 0.045 * width, path.name
        assert right <= 0.955 * width, path.name
        assert top >= 0.04 * height, path.name
        assert bottom <= 0.96 * height, path.name


def test_no_still_is_drawn_unless_a_size_is_set(tmp_path):
    assert drawn(night(Scene(people=1, comments=5, topics=2, sites=1)), tmp_path, Settings()) == []


@pytest.mark.parametrize("size", ["1920", "1920 x 1080", "19200x1", "HD"])
def test_a_size_that_is_none_is_refused(size):
    with pytest.raises(ValueError, match="pattern"):
        WallSettings(stills=[size])


TEXTS = [
    "退款当天到账，没想到这么快！客服还打电话来确认（真贴心），给五星。",
    "王芳 walked me through every step, and “never once” made me feel rushed.",
    "好",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [6, 9, 14])
def test_lines_break_as_both_languages_ask(text, width):
    faces = Faces([text])
    lines = wrap(text, faces, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in NO_START or line[-1] in NO_END]
    assert all(faces.width(line) <= width or " " not in line for line in lines)
