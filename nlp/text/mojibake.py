"""Undo wrong decodings: UTF-8 read as Windows-1252, Mac, Cyrillic or GBK, and GBK read as Latin-1.

ftfy repairs whole strings and keeps no offsets; its code pages are used here, one damaged run at a time.
A run must decode as a whole and make sense decoded, so that clean text is left untouched.
"""

import re
from functools import cache
from itertools import accumulate
from re import Pattern

from ftfy import bad_codecs

from nlp.text.aligned import Aligned, Edit
from nlp.text.guess import CONTINUATION, Octets, candidates, likeliest

_ROUNDS = 4
"""Text can be read wrongly more than once: "Ã¢â‚¬â„¢" is "â€™" is "’"."""

_LOST = "\ufffd"
_WINDOWS = "sloppy-windows-1252"
_WINDOWS_LACKS = b"\x81\x8d\x8f\x90\x9d"
_ONE_BYTE = (_WINDOWS, "mac_roman", "sloppy-windows-1251", "cp437")

_SUSPECT = re.compile("[\u0080-\u00ff\u0370-\u04ff\u2020\u201a\u221a]|[^\x00-\x7f]{2}")
_HAN = re.compile("[\u3400-\u9fff]")
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_TYPOGRAPHY = re.compile("[\u2010-\u2122][\u0020-\u007e\u2010-\u2122]*")
_LETTER = re.compile("[\u00a0-\u017f]+")
_SENSIBLE = re.compile(
    "[\u0020-\u007e\u0080-\u017f\u1e00-\u1eff\u2010-\u2060\u20a0-\u20bf\u2100-\u27bf\u3000-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\ufe0f\ufeff\uff00-\uffef\U0001f000-\U0001faff\ufffd]+"
)
_ABROAD = re.compile("[\u0370-\u06ff\u0900-\u0e7f]{2,}")


def mend(aligned: Aligned) -> Aligned:
    """Decode damaged runs again, each time with the reading that explains most, until nothing changes."""
    for _ in range(_ROUNDS):
        text = aligned.text
        if not _SUSPECT.search(text):
            return aligned
        readings = [_utf8_read_as(codec, text) for codec in _ONE_BYTE]
        readings += [_dangling_quotes(text), _gbk_read_as_latin(text), _utf8_read_as_gbk(text)]
        best = max(readings, key=lambda edits: sum(end - start for start, end, _ in edits))
        if not best:
            return aligned
        aligned = aligned.edited(best)
    return aligned


@cache
def _table(codec: str) -> dict[str, int]:
    """Return which byte above 127 each character of a one-byte code page stands for."""
    bad_codecs.ok()
    table = {bytes([byte]).decode(codec): byte for byte in range(0x80, 0x100)}
    if codec == _WINDOWS:
        table |= {chr(byte): byte for byte in range(0x80, 0x100)}
    return table


@cache
def _octets(codec: str) -> dict[str, bytes]:
    """Return the byte behind each character; a blank may have been a no-break blank, a lost one any of five."""
    known = {char: bytes([byte]) for char, byte in _table(codec).items()}
    return known | {" ": b"\xa0", _LOST: _WINDOWS_LACKS}


@cache
def _sequences(codec: str) -> Pattern[str]:
    """Match runs of UTF-8 sequences as this code page shows them.

    Because: 1252 is the usual culprit, so only there a no-break blank may have become a blank, and the five
    bytes that it lacks may be lost. Two-byte sequences of the other pages are too easily real text.
    """

    def chars(low: int, high: int) -> str:
        return "".join(re.escape(char) for char, byte in _table(codec).items() if low <= byte <= high)

    after = f"[{chars(0x80, 0xBF)}]"
    longer = f"[{chars(0xF0, 0xF4)}]{after}{{3}}|[{chars(0xE2, 0xEF)}]{after}{{2}}"
    if codec == "mac_roman":
        longer += f"|√{after}"
    if codec == _WINDOWS:
        hurt = (
            f"[{chars(0xE3, 0xE9)}](?:{after} | {after}|{after}{_LOST}|{_LOST}(?:{after}|{_LOST}))|ï¼{_LOST}"
        )
        longer += f"|[{chars(0xF0, 0xF0)}]{after}{{2}}{_LOST}|[{chars(0xC2, 0xDF)}]{after}|{hurt}"
    return re.compile(f"(?:{longer})+")


def _utf8_read_as(codec: str, text: str) -> list[Edit]:
    table = _octets(codec)
    runs: list[tuple[list[Edit], bool]] = []
    for run in _sequences(codec).finditer(text):
        octets = [table[char] for char in run.group()]
        decoded = _decoded(octets, list(range(run.start(), run.end() + 1)))
        plain = " " not in run.group() and _LOST not in run.group()
        runs.append((decoded, _makes_sense(_text(decoded), plain=plain, usual=codec == _WINDOWS)))
    proven = any(sense and len(decoded) >= 2 for decoded, sense in runs)
    return [edit for decoded, sense in runs if sense or (proven and _readable(decoded)) for edit in decoded]


def _readable(decoded: list[Edit]) -> bool:
    return bool(_SENSIBLE.fullmatch(_text(decoded)))


def _makes_sense(decoded: str, *, plain: bool, usual: bool) -> bool:
    """Tell whether a run decoded to something people write; one lonely character needs to be likelier.

    Because: once a longer run has proven the text to be damaged, its lonely characters are taken too.
    """
    if len(decoded) >= 2:
        return bool(_SENSIBLE.fullmatch(decoded) or (usual and _ABROAD.fullmatch(decoded)))
    if _EMOJI.match(decoded) or not plain:
        return bool(_EMOJI.match(decoded))
    return bool(
        _TYPOGRAPHY.fullmatch(decoded) or _LETTER.match(decoded) or (usual and _SENSIBLE.match(decoded))
    )


_DANGLING = re.compile(r"â€(?:\ufffd|(?=[\s.,!?;)]|$))|Â(?=\s)")


def _dangling_quotes(text: str) -> list[Edit]:
    """Find the closing quote whose last byte, 9D, Windows-1252 does not have, and what a no-break blank left."""
    return [
        (found.start(), found.end(), "”" if found.group()[0] == "â" else "")
        for found in _DANGLING.finditer(text)
    ]


_LATIN_RUN = re.compile("[\u00a1-\u00fe]{2,}")
_QUOTE_PAIR = re.compile("¡[\u00aa\u00ad-\u00b1]")


def _gbk_read_as_latin(text: str) -> list[Edit]:
    """Find "ÄãºÃ" (你好): pairs that are nearly all common characters, in runs that no European word has.

    Once one run of four or more has proven the text to be damaged, shorter ones are taken too.
    """
    runs = [run for run in _LATIN_RUN.finditer(text) if _is_gbk(run.group())]
    proven = any(len(run.group()) >= 4 for run in runs)
    if not proven:
        runs = list(_QUOTE_PAIR.finditer(text))
    return [
        (at, at + 2, text[at : at + 2].encode("latin-1").decode("gbk", "replace"))
        for run in runs
        for at in range(run.start(), run.end() - 1, 2)
    ]


def _is_gbk(run: str) -> bool:
    raw = run[: len(run) // 2 * 2]
    decoded = raw.encode("latin-1").decode("gb2312", "replace")
    common = sum(map(_everyday, decoded))
    return "\ufffd" not in decoded and common >= 0.8 * len(decoded) and (len(run) < 4 or len(set(raw)) > 2)


def _everyday(char: str) -> bool:
    """Tell whether GB2312 has it in its first level (3,755 common characters) or as punctuation."""
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3))


_TWO_BYTE_RUN = re.compile(r"[^\x00-\x7f]+\??")


def _utf8_read_as_gbk(text: str) -> list[Edit]:
    """Find "浣犲ソ" (你好): rare characters whose GBK bytes are, all of them, common Chinese in UTF-8.

    Once one run has proven the text to be damaged, single characters are taken as damaged too.
    """
    found = [decoded for run in _TWO_BYTE_RUN.finditer(text) if (decoded := _from_gbk(text, *run.span()))]
    proven = any(_plausible(_text(decoded), least=2) for decoded in found)
    return [edit for decoded in found if proven and _plausible(_text(decoded), least=1) for edit in decoded]


def _from_gbk(text: str, start: int, end: int) -> list[Edit]:
    if not 0xE2 <= _gbk(text[start])[0] <= 0xF0:
        return []
    if text[end - 1] == "?":
        return _from_gbk(text, start, end - 1) or _from_gbk_run(text, start, end)
    return _from_gbk_run(text, start, end)


def _from_gbk_run(text: str, start: int, end: int) -> list[Edit]:
    octets: Octets = []
    places: list[int] = []
    for place in range(start, end):
        code = (
            [_lost_before(text[place + 1 : place + 2])]
            if text[place] in (_LOST, "?")
            else _single(text[place])
        )
        octets += code
        places += [place] * len(code)
    return _decoded(octets, [*places, end])


def _single(char: str) -> Octets:
    return [bytes([byte]) for byte in _gbk(char)]


def _gbk(char: str) -> bytes:
    return char.encode("gb18030", "replace")


@cache
def _lost_before(after: str) -> bytes:
    """Return the bytes that a GBK reader drops before this character: those that make no pair with it.

    Because: of "一看" the 80 is dropped, as it begins no pair; an 8D (不看) would have made one.
    """
    if not after or after in (_LOST, "?"):
        return CONTINUATION
    return bytes(byte for byte in CONTINUATION if not _is_pair(bytes([byte, _gbk(after)[0]])))


def _is_pair(code: bytes) -> bool:
    try:
        return len(code.decode("gbk")) == 1
    except UnicodeDecodeError:
        return False


def _plausible(decoded: str, *, least: int) -> bool:
    if not _SENSIBLE.fullmatch(decoded):
        return False
    if _TYPOGRAPHY.fullmatch(decoded) or _EMOJI.match(decoded):
        return True
    han = [char for char in decoded if _HAN.match(char)]
    known = sum(bool(char.encode("gb2312", "ignore") or char.encode("big5", "ignore")) for char in han)
    return len(han) + (least == 1) >= least and known >= 0.9 * len(han) and decoded.count(_LOST) <= len(han)


def _decoded(octets: Octets, places: list[int]) -> list[Edit]:
    """Decode UTF-8 in which single bytes may be lost; ``[]`` where it is no UTF-8.

    ``places[i]`` is the character that byte i came from. Edits must not overlap, so a character whose bytes
    went into two decoded ones belongs to the first.
    """
    whole = b"".join(octets)
    if len(whole) == len(octets) and (chars := _strict(whole)):
        reached = accumulate(len(char.encode()) for char in chars)
        return _edits(chars, places[0], [places[at] if at < len(octets) else places[-1] for at in reached])
    options: list[list[str]] = []
    ends: list[int] = []
    at = 0
    while at < len(octets):
        width = _width(octets, at)
        options.append(candidates(octets[at : at + width]) if width else [])
        if not options[-1]:
            return []
        at += width
        ends.append(places[at] if at < len(octets) else places[-1])
    return _edits(likeliest(options), places[0], ends)


def _strict(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _edits(chars: str, start: int, ends: list[int]) -> list[Edit]:
    edits: list[Edit] = []
    for char, end in zip(chars, ends, strict=True):
        if end > start:
            edits.append((start, end, char))
            start = end
        else:
            last_start, last_end, last = edits.pop()
            edits.append((last_start, last_end, last + char))
    return edits


def _width(octets: Octets, at: int) -> int:
    """Return how many bytes the character at ``at`` takes, 0 where no character can begin."""
    first = octets[at][0]
    if len(octets[at]) > 1 or 0x80 <= first < 0xC2 or first > 0xF4:
        return 0
    width = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    rest = octets[at + 1 : at + width]
    return 1 + len(rest) if all(0x80 <= byte[0] < 0xC0 for byte in rest) else 0


def _text(edits: list[Edit]) -> str:
    return "".join(new for _, _, new in edits)
