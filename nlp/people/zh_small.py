"""Candidates that are said small or by the family alone: 小王, 阿明儿, 輝仔, 大刘, 强子, 肥佬明, 何太, 姓江."""

import re
from collections.abc import Iterator

from nlp.people import tables, zh_acts, zh_sides
from nlp.people.dictionary import ordinary_words
from nlp.people.zh_given import given, name_words

_SAID = re.compile(f"姓([{zh_sides.HAN}])(?=的|$|[^{zh_sides.HAN}])")
_BOY = re.compile(f"[{zh_sides.HAN}]仔")
_SMALL = re.compile(f"[小老阿][{zh_sides.HAN}]|啊(?!小[{zh_sides.HAN}])[{zh_sides.HAN}]")
_MALE = "强军勇刚伟斌磊鹏超亮峰涛辉杰龙虎柱壮牛胖宝毛栓锁根黑"
_BIG = re.compile(f"[大二三细][{zh_sides.HAN}](?!家)")
_SON = re.compile(f"[{_MALE}]子")
_NICK = re.compile(f"[肥高瘦矮黑光](?:人|仔|妹|头)[{zh_sides.HAN}]")
"""肥佬明 is 肥人明 in a text as ``tables.spoken`` writes it."""
_TWICE = re.compile(rf"([{zh_sides.HAN}])\1")
_LADY = re.compile(
    f"[{zh_sides.HAN}](?=太(?:住在?[0-9]|系|是|同|和|帮|教|话|讲|都|成日|亲自|说|人|好(?:好人|有|细|耐|客|心)|[，。！,!、 ]|$))"
)


def small(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield 小, 老, 阿 with a character, and a character with 仔."""
    for match in _SMALL.finditer(text):
        yield match.start(), match.end(), "small"
        if text[match.end() : match.end() + 1] == "儿":
            yield match.start(), match.end() + 1, "small"
    for pattern in (_BOY, _SON, _NICK):
        yield from ((*match.span(), "small") for match in pattern.finditer(text))
    yield from _doubled(text)
    for match in _BIG.finditer(text):
        if text[match.end() - 1] in tables.surnames() or text[match.end() - 1] in _MALE:
            yield match.start(), match.end(), "small"


def _doubled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield one character said twice that is no word: 松松, 竹竹, 灿灿."""
    for match in _TWICE.finditer(text):
        word, (start, end) = match.group(), match.span()
        thrice = match.group(1) in {text[start - 1 : start], text[end : end + 1]}
        said = zh_acts.acts(text, end) or zh_sides.left_kind(text, start) not in {"none", "punct"}
        if match.group(1) in given() and said and not thrice and _no_word(word):
            yield start, end, "small"


def _no_word(word: str) -> bool:
    return word != "谢谢" and (word not in ordinary_words() or word in name_words())


def ladies(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the family name of a married lady: 何太, 陈太; 水太凉 is none."""
    for match in _LADY.finditer(text):
        if lady(text, match.start(), match.end()):
            yield match.start(), match.end(), "lady"


def lady(text: str, start: int, end: int) -> bool:
    """Tell whether 太 behind [start, end) is a title."""
    alone = start == 0 or not re.match(f"[{zh_sides.HAN}]", text[start - 1]) or text[start - 1] in _BEFORE
    return alone and end - start == 1 and text[start] in tables.surnames() and bool(_LADY.match(text, start))


_BEFORE = "谢和同跟找由揾赞对向嗰那的给"


def surname_said(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the family name alone: 姓江，很有礼貌."""
    for match in _SAID.finditer(text):
        yield match.start(1), match.end(1), "said"
