# pyright: basic
"""Tell Simplified from Traditional Chinese, with Cantonese, and both from Japanese, by their characters."""

import re
from functools import cache
from typing import Literal

from opencc import OpenCC

_CANTONESE = frozenset("嘅咗唔喺冇啲佢哋嚟嗰咁攞揾俾畀嘢噉喎啫瞓喐諗睇咩冚冧哂嘥掟揼攰氹孖𠮶㗎揸啱餸噃啩嚿")
"""Characters that only written Cantonese uses; 係 and 囉 are found as Traditional."""

_CANTONESE_WORDS = re.compile(
    "抵食|呢度|呢[个個]|好抵|好嘈|好食|好正|正[呀啊]|好靓|好掂|掂[呀啊過晒]|好嬲|呃人|呃钱|黑面|得啦|好似得|點解|边度|幾好|鐘意|俾钱|埋单|傾偈|收工|返工|倾计|靓仔|靓女|鬼死|劲[好正]|几钱|搞掂|心机|论尽|抵赞"
)
_ALSO_TRADITIONAL = frozenset("妳甦喫後於徵")
_ALSO_SIMPLIFIED = frozenset(
    "万与价优体党凄儿厂听坏复宁异征怀惊愿扑扰据机极构气洁确离种筑网肮胜腊苹荐虫触赶适"
)
"""GB 2312 has the former and Big5 the latter, as other characters that nobody writes today."""

_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_CJK = "\u3400-\u9fff"
_KANA_IN_WORDS = re.compile(f"(?<=[{_CJK}{_KANA}])[{_KANA}]|[{_KANA}](?=[{_CJK}{_KANA}])")


def script_of(text: str) -> Literal["zh-Hans", "zh-Hant"]:
    """Count the characters that only one script has; text without any is taken as Simplified.

    >>> script_of("服務很好"), script_of("好正呀，好鍾意佢哋嘅服務"), script_of("好吃")
    ('zh-Hant', 'zh-Hant', 'zh-Hans')
    """
    simplified, traditional = _only_simplified(), _only_traditional()
    if traditional.isdisjoint(text) and not _CANTONESE_WORDS.search(text):
        return "zh-Hans"
    balance = sum((char in traditional) - (char in simplified) for char in text)
    return "zh-Hant" if balance + len(_CANTONESE_WORDS.findall(text)) > 0 else "zh-Hans"


def is_japanese(text: str, han: int) -> bool:
    """Tell Japanese by kana within words or by its own characters (気, 満); の alone is Chinese fashion."""
    kana = sum(found != "の" for found in _KANA_IN_WORDS.findall(text))
    if not kana and _only_japanese().isdisjoint(text):
        return False
    own = sum(char in _only_japanese() for char in text)
    if any(char in _only_simplified() and not _has("shift_jis", char) for char in text):
        return kana > han
    return kana * 6 >= han + kana if kana else own * 5 >= han and own > 0


@cache
def _only_simplified() -> frozenset[str]:
    changed = (char for char in _changed_by("s2t") if _has("gb2312", char) and not _has("big5", char))
    return _ALSO_SIMPLIFIED.union(changed)


@cache
def _only_traditional() -> frozenset[str]:
    """Because: 后 里 台 are right in both scripts, only what GB 2312 lacks is told by conversion."""
    changed = frozenset(char for char in _changed_by("t2s") if not _has("gb2312", char))
    return changed | _CANTONESE | _ALSO_TRADITIONAL


@cache
def _only_japanese() -> frozenset[str]:
    everything = map(chr, range(0x4E00, 0xA000))
    return frozenset(
        char
        for char in everything
        if _has("shift_jis", char) and not _has("gb2312", char) and not _has("big5hkscs", char)
    ) - frozenset("説呉")


@cache
def _changed_by(conversion: str) -> frozenset[str]:
    convert = OpenCC(conversion).convert
    every = [chr(code) for code in range(0x3400, 0xA000)]
    return frozenset(char for char in every if convert(char) != char)


def _has(codec: str, char: str) -> bool:
    try:
        return bool(char.encode(codec))
    except UnicodeEncodeError:
        return False
