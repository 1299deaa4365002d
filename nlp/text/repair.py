"""Repair a verbatim: wrong decodings, HTML, invisible characters, injected pinyin, full-width letters.

Every step keeps the way back: ``raw_span`` leads from any span of the repaired text to the text as it came.
Clean text comes back as it is: Chinese punctuation, emoji and the author's spelling are left alone.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from re import Match

from nlp.text.aligned import Aligned
from nlp.text.mojibake import mend
from nlp.text.pinyin import without_pinyin


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text that knows where each of its characters stood in the raw text."""

    text: str
    _aligned: Aligned

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Lead a span of the repaired text back to the raw text; one character or more never become none."""
        return self._aligned.span(start, end)


def repair(raw: str) -> Repaired:
    r"""Make a verbatim readable, in time that grows with its length only.

    >>> repair("<b>前台&amp;客房</b>都很好\u200b，創(chuàng)新！").text
    '前台&客房都很好，創新！'
    >>> repair("It doesnâ€™t work").text
    'It doesn’t work'
    """
    aligned = clean = Aligned(raw)
    for step in _STEPS:
        aligned = step(aligned)
    if aligned is not clean:
        aligned = _folded(aligned)
    return Repaired(aligned.text, aligned)


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")
_HIDDEN_BLOCK = re.compile(
    r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,5000}-->|<(script|style)\b[^<>]{0,500}>[^<]{0,20000}</\1\s*>",
    re.I | re.S,
)
_BREAK = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|hr|blockquote|section|article)\b[^<>]{0,500}>", re.I
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|body|button|center|cite|code|del|em|embed|fieldset|font|footer|form|head|header|html|i|"
    r"iframe|img|input|ins|label|link|main|mark|meta|nav|o:p|object|option|pre|q|s|script|select|small|span|"
    r"strike|strong|style|sub|sup|svg|tbody|td|textarea|tfoot|th|thead|title|tt|u|video|wbr)(?:\s[^<>]{0,500}|/)?>",
    re.I,
)


def _without_html(aligned: Aligned) -> Aligned:
    """Read entities (twice: exports escape what was escaped) and drop the tags; blocks end lines."""
    if "&" in aligned.text:
        for _ in range(2):
            aligned = aligned.replaced(_ENTITY, lambda found: html.unescape(found.group()))
    if "<" not in aligned.text:
        return aligned
    aligned = aligned.replaced(_HIDDEN_BLOCK, lambda _: "")
    return aligned.replaced(_BREAK, lambda _: "\n").replaced(_TAG, lambda _: "")


_WRITTEN_OUT = re.compile(
    r"_x000[DdAa9]_|\\r\\n|(?<=[\u3400-\u9fff\u3000-\u303f\uff00-\uffef.!?;,])(?:\\[nrt])+(?![a-z])|(?<=\s)\\n(?=\s)"
)


def _unwritten(aligned: Aligned) -> Aligned:
    r"""Turn line ends that an export wrote out (``_x000D_``, ``\n``) back into line ends."""
    if "\\" not in aligned.text and "_x000" not in aligned.text:
        return aligned
    return aligned.replaced(_WRITTEN_OUT, lambda _: "\n")


_INVISIBLE = re.compile(
    r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ud800-\udfff"
    r"\ue000-\uf8ff\ufe00-\ufe0e\U000f0000-\U0010ffff]"
)
_LINE_ENDS = frozenset(["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
_JOINER = "\u200d"


def _visible(aligned: Aligned) -> Aligned:
    """Drop what no reader sees, except the joiner inside an emoji; halves of characters become U+FFFD."""
    text = aligned.text

    def replacement(found: Match[str]) -> str:
        char = found.group()
        if char in _LINE_ENDS:
            return "\n"
        if "\ud800" <= char <= "\udfff":
            return "\ufffd"
        if char == _JOINER and _between_emoji(text, found.start()):
            return char
        return ""

    return aligned.replaced(_INVISIBLE, replacement)


def _between_emoji(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return (
        at > 0
        and unicodedata.category(text[at - 1]) in ("So", "Sk", "Mn")
        and unicodedata.category(after or " ") == "So"
    )


_WIDE = re.compile("[！-～]+(?:\u3000+[！-～]+)*")
_WIDE_WORD = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_CHINESE_PUNCTUATION = frozenset("！（），：；？～．＂＇［］＜＞｛｝")
_HALF_KANA_PUNCTUATION = {"｡": "。", "｢": "「", "｣": "」", "､": "、", "･": "·"}
_HALF_PUNCTUATION = re.compile("(?<=[\u3040-\u30ff\u3400-\u9fff])[｡｢｣､･]|[｢](?=[\u3040-\u30ff\u3400-\u9fff])")
_NUMBERED = re.compile("(?:^|(?<=[\\s；;。，,！]))[０-９]{1,2}(?:[、．.：）]|$)")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _half_width(aligned: Aligned) -> Aligned:
    """Turn full-width letters, digits and the signs beside them into ASCII.

    Because: ，。！？（） are right in Chinese and stay, except in a text without any Chinese, or between digits;
    so do the numbers of a list (１、安静 ２、干净), which is how many people number.
    """
    text = aligned.text
    chinese = bool(_EAST_ASIAN.search(text))

    def replacement(found: Match[str]) -> str | None:
        run = found.group()
        if not _WIDE_WORD.search(run) or (chinese and _is_numbering(text, found)):
            return None
        return "".join(_narrow(run, i, chinese=chinese) for i in range(len(run)))

    aligned = aligned.replaced(_HALF_PUNCTUATION, lambda found: _HALF_KANA_PUNCTUATION[found.group()])
    return aligned.replaced(_WIDE, replacement) if _WIDE_WORD.search(text) else aligned


def _is_numbering(text: str, found: Match[str]) -> bool:
    number = _NUMBERED.match(text, found.start())
    return bool(number) and not _WIDE_WORD.search(text, number.end(), found.end())


def _narrow(run: str, at: int, *, chinese: bool) -> str:
    char = run[at]
    if char == "\u3000":
        return " "
    inside = "０" <= run[at - 1 : at] <= "９" and "０" <= run[at + 1 : at + 2] <= "９"
    if char in _CHINESE_PUNCTUATION and chinese and not (inside and char in "：．"):
        return char
    return chr(ord(char) - 0xFEE0)


_BLANKS = re.compile(r"\s+")


def _folded(aligned: Aligned) -> Aligned:
    """Make the blanks single that damage leaves behind: tabs, no-break and wide blanks, empty lines, both ends.

    Because: only a text that needed repair is folded. What an author typed is not damage, and two blanks after
    a full stop are how many people type.
    """
    last = len(aligned.text)

    def replacement(found: Match[str]) -> str:
        blanks = found.group()
        if found.start() == 0 or found.end() == last:
            return ""
        if "\n" in blanks:
            return "\n"
        return blanks if blanks == "  " else " "

    return aligned.replaced(_BLANKS, replacement)


_STEPS: tuple[Callable[[Aligned], Aligned], ...] = (
    _unwritten,
    _without_html,
    mend,
    _visible,
    without_pinyin,
    _half_width,
)
