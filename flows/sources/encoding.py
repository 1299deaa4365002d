"""Tell in which encoding a file of comments was saved, also when it has ten rows.

Survey tools, tills and spreadsheets in China, Hong Kong and elsewhere write UTF-8 with and without a mark,
GB18030, Big5, UTF-16 and Western single bytes. A mistaken byte in one row must not lose the file, so every
candidate is judged by how much of the text makes sense in it, never by a single failure.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from flows.messages import say
from flows.sources.table import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_ENOUGH = 200_000
# The characters that make up a good third of any Chinese text, in both scripts.
_COMMON = frozenset(
    "的一是不了在有我他這这個个們们中来來大上為为和國国地到以說说時时要就出會会可也你對对生能子那得着著下自之年很好"
    "服務务房間间店員员人前台等住吃小多沒没都還还但點点太感謝谢客質质量價价格工作公司，。！？、：“”「」’‘…—·"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_HAN = re.compile("[\u3400-\u9fff]")


def detect(path: Path) -> str:
    """Return the name of the encoding of the file at ``path``, as Python knows it."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    return _by_mark(head) or _utf16_without_mark(head) or _by_content(b"".join(_telling_lines(path)))


def named(encoding: str) -> str:
    """Check an encoding that a person gave by name."""
    known = "utf-8, gb18030 (also covers gbk and gb2312), big5, utf-16"
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        msg = say("source.encoding", "both", encoding=encoding, known=known)
        raise SourceError(msg) from None
    # The larger sets read everything the smaller ones wrote.
    return {"gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs", "utf-8": "utf-8-sig"}.get(name, name)


def _by_mark(head: bytes) -> str | None:
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _utf16_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 by its zero bytes (in every comma, digit and line end) and by reading sense in it."""
    sample = head[: min(len(head), _ENOUGH) // 2 * 2]
    zeros = sample.count(0)
    if zeros < 2 or zeros * 300 < len(sample) or (zeros * 5 < len(sample) and _looks_utf8(sample)):
        return None
    shares = {name: _plain_share(sample.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.5 and shares[best] > 1.5 * min(shares.values()) else None


def _plain_share(text: str) -> float:
    """Share of the text in ASCII, everyday Chinese or full-width punctuation: the wrong side gives none of it."""
    plain = sum(1 for char in text if " " <= char <= "~" or char in "\r\n\t" or char in _COMMON)
    han = sum(1 for char in text if "\u4e00" <= char <= "\u9fff" and char not in _COMMON)
    lines = 1 if "\n" in text or "\r" in text else 0
    return lines * (plain + 0.8 * min(han, 4 * plain)) / max(len(text), 1)


def _telling_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines that hold more than ASCII: only they tell encodings apart."""
    size = 0
    with path.open("rb") as file:
        while size < _ENOUGH and (lines := file.readlines(_CHUNK)):
            for line in lines:
                if not line.isascii():
                    size += len(line)
                    yield line[:_ENOUGH]
                if size >= _ENOUGH:
                    break


def _by_content(sample: bytes) -> str:
    if not sample or _looks_utf8(sample):
        return "utf-8"
    if _looks_western(sample):
        return "cp1252"
    return max(("gb18030", "big5hkscs"), key=lambda name: _sense(sample, name))


def _looks_utf8(sample: bytes) -> bool:
    """Count the characters that UTF-8 makes of it; one that the end of a sample cuts in two speaks for nothing."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    good = sum(1 for char in text if char > "\x7f" and char != "�")
    return good > 3 * text.count("�")


def _looks_western(sample: bytes) -> bool:
    """Single high bytes inside Latin words (the curly quote of "don't", the é of "café"): Chinese comes in runs of two bytes or more."""
    runs = _HIGH_RUN.findall(sample)
    single = sum(1 for run in runs if len(run) == 1)
    return single >= 0.8 * len(runs) and sum(map(len, runs)) < 0.12 * len(sample)


def _sense(sample: bytes, name: str) -> float:
    """Share of what is no ASCII that reads as everyday Chinese under this encoding, minus what fails."""
    text = sample.decode(name, "replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    common = sum(1 for char in beyond if char in _COMMON)
    usual = sum(1 for char in beyond if _is_level_one(char, name))
    strange = sum(1 for char in beyond if char == "�" or "\ue000" <= char <= "\uf8ff")
    return (2 * common + usual - 6 * strange) / len(beyond)


def _is_level_one(char: str, name: str) -> bool:
    """Tell whether the character stands in the standard's own table of frequent characters."""
    if not _HAN.match(char):
        return False
    code = char.encode(name, "ignore")
    if len(code) != 2:
        return False
    if name == "gb18030":
        return 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
    return 0xA4 <= code[0] <= 0xC6
