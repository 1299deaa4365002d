# pyright: basic
"""Take out pinyin that copy protection injected: 創(chuàng)建, 系統(tǒng)."""

import re
import unicodedata
from functools import cache
from re import Match

from nlp.text.aligned import Aligned

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_BRACKET = re.compile(
    r"(?<=[\u3400-\u9fff])[(（]\s?([A-Za-züê" + _TONED + r"\u0300\u0301\u0304\u030c\u0308]{1,7})\s?[)）]"
)


def without_pinyin(aligned: Aligned) -> Aligned:
    """Drop a bracket that holds nothing but a reading of the character before it."""
    if "(" not in aligned.text and "（" not in aligned.text:
        return aligned
    text = aligned.text

    def replacement(found: Match[str]) -> str | None:
        return "" if _reads(text[found.start() - 1], found.group(1)) else None

    return aligned.replaced(_BRACKET, replacement)


def _reads(char: str, written: str) -> bool:
    """Tell whether ``written`` is how ``char`` is read; with a tone mark a reading unknown to us counts too."""
    sound = unicodedata.normalize("NFC", written).lower()
    if sound.replace("ü", "v") in _plain_readings(char):
        return True
    tones = sum(letter in _TONED for letter in sound)
    bare = _bare(sound)
    return tones == 1 and (bare in _plain_readings(char) or bare in _syllables())


def _bare(sound: str) -> str:
    marked = unicodedata.normalize("NFD", re.sub("[üǖǘǚǜ]", "v", sound))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@cache
def _plain_readings(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # only texts with such a bracket need it

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


@cache
def _syllables() -> frozenset[str]:
    common = "的一是不了在人有我他这中大来上国和地到说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    return frozenset().union(*(_plain_readings(char) for char in common))
