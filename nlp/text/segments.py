"""Cut a comment into segments: the sentence, or the clause of it, that carries one opinion.

First the text is split wherever a cut may be (sentence ends, turning words, commas, blanks between Chinese
words); then neighbours are joined until a segment says enough to stand alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import Match

from nlp.records import Language
from nlp.text.turns import INSIDE, belong_together, turns, turns_after

Span = tuple[int, int]

_END, _TURN, _PAUSE = 3, 2, 1
_ENOUGH = {"zh": 8, "en": 30}
"""From this width on a segment may end at the next comma; English commas mostly stand inside one opinion."""
_WIDE = 40
_LIMIT = 120
"""No segment is wider: about 120 Chinese characters or 60 English words."""
_LEAST = 2
_SHORT_TAIL = 4

_HAN = "\u3400-\u9fff"
_EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff"
_CLOSING = "\"'”’）)】」』》\\]"

_KEEP = (
    rf"(?:https?://|www\.)[^\s{_HAN}\uff00-\uffef，。]+|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.]{{1,64}}"
    r"|\d+(?:[.,:]\d+)+"
    r"|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Mt|vs|etc|approx|dept|est|ext|tel|No|Nr|Rm|Ave|Blvd|Apt|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s*[\w(#])"
    r"|\b(?:[A-Za-z]\.){2,}(?!\s+[A-Z])|\b[B-HJ-Z]\.(?=\s?[A-Z][a-z])"
    r"|(?<![\w-])[\w-]{1,64}\.(?:com|cn|net|org|io|js|py|exe|pdf|txt|html?)\b"
    r"|(?:^|(?<=[\s；;。：:，,]))\d{1,2}[.、)）](?=\s*[^\s\d])"
)
_STOP = (
    rf"\n\s*|[。！？!?；;]+[。！？!?…~～.]*[{_CLOSING}]*|(?:…|\.\.|。。)[…。.]*[{_CLOSING}]*"
    rf"|\.(?=[{_CLOSING}]*(?:\s|$)|[A-Z][a-z]|[{_HAN}])[{_CLOSING}]*"
)
_REST = rf"[，,][，,]*[{_CLOSING}]*\s{{0,3}}|[~～]+|(?<=[{_HAN}，])\s+(?=[{_HAN}])|(?<=[{_EMOJI}\ufe0f])(?=[^\W_])"
_PLACES = re.compile(f"(?P<keep>{_KEEP})|(?P<end>{_STOP})|(?P<turn>{INSIDE})|(?P<pause>{_REST})")
_CONTENT = re.compile(r"[^\W_]")
_WORDS = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:['’-][^\W_{_HAN}]+)*")
_LEAD = re.compile(r"[\s，,、~～]*")
_WEAK_PLACE = re.compile(r"[、：:，,—\-/（(]+|\s+|.{200}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text, how strong the cut before it is, and how much it says."""

    start: int
    end: int
    before: int
    width: int


def cut(text: str, language: Language) -> list[Span]:
    """Return the trimmed spans of the segments, in order, in time that grows with the length only.

    >>> text = "房间干净 服务好 就是早餐差。Staff was kind, but the lift was broken."
    >>> [text[start:end] for start, end in cut(text, "mixed")]
    ['房间干净 服务好', '就是早餐差。', 'Staff was kind,', 'but the lift was broken.']
    """
    pieces = (part for piece in _pieces(text) for part in _shortened(text, piece))
    enough = _ENOUGH["en" if language == "en" else "zh"]
    return [span for start, end in _joined(text, pieces, enough) if (span := _trimmed(text, start, end))]


def _pieces(text: str) -> Iterator[_Piece]:
    """Split at every place where a cut may be."""
    start, before = 0, _END
    for place in _PLACES.finditer(text):
        if place.lastgroup == "keep":
            continue
        at = place.start() if place.lastgroup == "turn" else place.end()
        if start < at < len(text):
            yield _piece(text, start, at, before)
            start, before = at, _strength(text, place)
    if start < len(text):
        yield _piece(text, start, len(text), before)


def _strength(text: str, place: Match[str]) -> int:
    if place.lastgroup == "turn":
        return _TURN
    return _PAUSE if place.lastgroup == "pause" or _trails_off(text, place) else _END


def _trails_off(text: str, place: Match[str]) -> bool:
    """Tell dots in mid-sentence ("well... the room") from an end."""
    dots = place.group().strip()[:2] in ("..", "…", "……")
    return dots and text[place.end() : place.end() + 2].strip()[:1].islower()


def _piece(text: str, start: int, end: int, before: int) -> _Piece:
    part = text[start:end]
    if before == _PAUSE and turns(part[:40]):
        before = _TURN
    return _Piece(start, end, before, _width(part))


def _width(part: str) -> int:
    """Count a Chinese character as one, a word in letters as two, a number as one."""
    return sum(1 if len(word) == 1 or word.isdigit() else 2 for word in _WORDS.findall(part))


def _shortened(text: str, piece: _Piece) -> Iterator[_Piece]:
    """Cut what has no sentence end for too long at its blanks and lists, or anywhere at last."""
    if piece.width <= _LIMIT and piece.end - piece.start <= 4 * _LIMIT:
        yield piece
        return
    start, before = piece.start, piece.before
    for place in _WEAK_PLACE.finditer(text, piece.start, piece.end):
        if place.end() - start >= _LIMIT:
            yield _Piece(start, place.end(), before, _width(text[start : place.end()]))
            start, before = place.end(), _PAUSE
    if start < piece.end:
        yield _Piece(start, piece.end, before, _width(text[start : piece.end]))


def _joined(text: str, pieces: Iterable[_Piece], enough: int) -> Iterator[Span]:
    """Join neighbours that are one opinion; ``clause`` is the start of the last clause joined."""
    start = clause = end = width = 0
    for piece in pieces:
        part = text[piece.start : min(piece.end, piece.start + 40)]
        last = text[clause : min(end, clause + 60)]
        if end and not _joins(last, part, piece, width=width, enough=enough):
            yield start, end
            start = piece.start
            width = 0
        clause = piece.start if piece.width else clause
        end, width = piece.end, width + piece.width
    if end:
        yield start, end


def _joins(last: str, part: str, piece: _Piece, *, width: int, enough: int) -> bool:
    """Tell whether a piece continues the segment before it, which ends with the clause ``last``."""
    if (not piece.width or not width) and piece.end - piece.start < _LIMIT:
        return True
    if piece.before == _END or width + piece.width > _LIMIT or piece.end - piece.start >= _LIMIT:
        return False
    if belong_together(last, part):
        return True
    if piece.before == _TURN or turns_after(last):
        return min(width, piece.width) < _LEAST
    return width < enough or (piece.width < _SHORT_TAIL and width + piece.width <= _WIDE)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Take off blanks and leading commas; nothing remains of a segment without content."""
    part = text[start:end].rstrip()
    if not part:
        return None
    lead = _LEAD.match(part)
    first = lead.end() if lead and lead.end() < len(part) else len(part) - len(part.lstrip())
    return start + first, start + len(part)
