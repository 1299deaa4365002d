"""Letters: every one is drawn from a font that has it, rare ones too; what no font has never shows as a box."""

import pytest
from PIL import Image, ImageDraw

from flows.publish.fonts import Faces, missing, printable

NAMES = [
    "王芳",
    "小𠮷",
    "陈䶮",
    "㛃姐",
    "喆哥",
    "陶堃",
    "Kevin 王",
    "古丽·阿不都热依木",
    "臺灣 陳",
    "Zoë Nuñez",
    "O'Neil",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_name_can_be_drawn(name):
    assert missing(name) == ""
    assert printable(name) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("谢谢🙂！", "谢谢！"),
        ("great ❤️ service", "great service"),
        ("小ꙮ", "小〓"),
        ("a\u200bb\n\tc", "ab c"),
    ],
)
def test_what_no_font_has_never_shows_as_a_box(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("name", NAMES)
def test_the_cut_fonts_draw_ink_of_their_own_for_each_letter(name, weight):
    faces = Faces(NAMES)
    for face, part in faces.runs(name, weight):
        for char in part.replace(" ", ""):
            assert ink(face, char) != ink(face, "\ue000"), char


def ink(face, char: str) -> bytes:
    image = Image.new("L", (80, 100))
    ImageDraw.Draw(image).text((8, 70), char, font=face.at(48), fill=255, anchor="ls")
    return image.tobytes()


def test_simplified_and_traditional_screens_get_their_own_forms():
    hans, hant = Faces(["骨直"]), Faces(["骨直"], traditional=True)
    assert ink(hans.bold, "骨") != ink(hant.bold, "骨")


def test_the_same_letters_make_the_same_bytes():
    one, two = Faces(["甲乙丙 Kevin"]), Faces(["丙乙甲 Kevin", "甲"])
    assert one.css() == two.css()
