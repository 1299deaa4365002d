"""Candidates that are said small or by the family alone: 小王, 阿明儿, 輝仔, 姓江."""

import re
from collections.abc import Iterator

from nlp.people import zh_sides

_SAID = re.compile(f"姓([{zh_sides.HAN}])(?=的|$|[^{zh_sides.HAN}])")
_BOY = re.compile(f"[{zh_sides.HAN}]仔")
_SMALL = re.compile(f"[小老阿啊][{zh_sides.HAN}]")


def small(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield 小, 老, 阿 with a character, and a character with 仔."""
    for match in _SMALL.finditer(text):
        yield match.start(), match.end(), "small"
        if text[match.end() : match.end() + 1] == "儿":
            yield match.start(), match.end() + 1, "small"
    for match in _BOY.finditer(text):
        yield match.start(), match.end(), "small"


def surname_said(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the family name alone: 姓江，很有礼貌."""
    for match in _SAID.finditer(text):
        yield match.start(1), match.end(1), "said"
