"""Find the spans that suggest something, and whom they are for.

A packaged head weighs the meaning of each segment (its vector, computed already for the feeling) with the rules
of ``lexicons/zh|en/suggestions.tsv``. Without vectors the rules decide alone.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp import lexicons
from nlp.parts import Embedder
from nlp.records import Addressee, Language, Suggestion
from nlp.suggestions.checks import speaks_of_change, vetoed
from nlp.suggestions.cues import Cues, cues
from nlp.suggestions.head import FILE, SIDES, Head
from nlp.text import cut

Span = tuple[int, int]

_SENTENCE = re.compile(r"[^。！!？?；;\n.]+(?:\.(?=\S)[^。！!？?；;\n.]+)*[。！!？?；;.]*")
_BY_RULE = 0.55
_TIP_BY_RULE = 0.8
_BY_HEAD = {"organisation": 0.85, "others": 0.65}
_BY_BOTH = 0.35
"""How sure the head must be alone, and where a rule says the same; on whole reviews few sentences ask."""
_BARE = 0.95
"""And where not a word speaks of a change: of such passages of real reviews one in six asked for something."""
_END = re.compile(r"[。！!？?；;.\n]\s*$")
_CONTENT = re.compile(r"[^\W\d_]")
_PASSING = 0.4
"""Tips that fill less than this share of a comment are advice in passing, for those who read reviews."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one of the texts."""

    text: int
    start: int
    end: int
    words: str


class Suggester:
    """Find the spans that suggest something."""

    def __init__(self, embedder: Embedder | None = None, head: Head | None = None) -> None:
        """Take the vectors and the head that was trained on them; without both the rules stand alone."""
        self._embedder, self._head = embedder, head
        tables = [f"{one}/{table}" for one in ("zh", "en") for table in ("suggestions", "suggestion_checks")]
        told = "".join(str(lexicons.rows(table)) for table in tables).encode()
        weights = FILE.read_bytes() if head else b""
        self.id = "asks-" + hashlib.sha256(told + weights).hexdigest()[:8]

    def find(
        self,
        texts: Sequence[str],
        languages: Sequence[Language],
        spans: Sequence[Sequence[Span]] | None = None,
    ) -> list[list[Suggestion]]:
        """Return the suggestions of every text in order; ``spans`` are its segments, where they are known.

        >>> [s.text for s in Suggester().find(["房间不错。建议增加插座！"], ["zh-Hans"])[0]]
        ['建议增加插座！']
        """
        pieces = list(self._pieces(texts, languages, spans))
        told = [cues(piece.words) for piece in pieces]
        found: list[list[Suggestion]] = [[] for _ in texts]
        for piece, to, sure in self._judged(pieces, told):
            _add(found[piece.text], piece, to, sure, texts[piece.text])
        return [_in_passing(tips, text) for tips, text in zip(found, texts, strict=True)]

    def _pieces(
        self, texts: Sequence[str], languages: Sequence[Language], spans: Sequence[Sequence[Span]] | None
    ) -> Iterator[_Piece]:
        """Cut as the reader cuts, so that vectors are known; the rules alone need whole sentences."""
        for i, (text, language) in enumerate(zip(texts, languages, strict=True)):
            if language == "other":
                continue
            if not self._head:
                mine = [_trimmed(text, *match.span()) for match in _SENTENCE.finditer(text)]
            else:
                mine = spans[i] if spans is not None else cut(text, language)
            yield from (_Piece(i, a, b, text[a:b]) for a, b in mine if a < b and _CONTENT.search(text[a:b]))

    def _judged(
        self, pieces: Sequence[_Piece], told: Sequence[Cues]
    ) -> Iterator[tuple[_Piece, Addressee, float]]:
        if not pieces:
            return
        if not self._head or not self._embedder:
            for piece, found in zip(pieces, told, strict=True):
                if (verdict := _by_rules(found)) and not _refused(verdict[0], piece.words):
                    yield piece, *verdict
            return
        vectors = self._embedder.embed([piece.words for piece in pieces])
        odds = self._head.odds(vectors, [found.numbers() for found in told])
        for piece, found, row in zip(pieces, told, odds.tolist(), strict=True):
            to, sure = max(zip(SIDES[1:], row[1:], strict=True), key=lambda pair: pair[1])
            if sure >= _least(to, found, piece.words) and not _refused(to, piece.words):
                yield piece, _addressee(to, found), round(sure, 3)


def _least(to: str, found: Cues, words: str) -> float:
    """Return how sure the head must be of a passage; nobody looks at the words of one that is below all bars."""
    if to != "organisation":
        return _BY_HEAD[to]
    if found.asked >= _BY_RULE:
        return _BY_BOTH
    return _BY_HEAD[to] if speaks_of_change(words) else _BARE


def _refused(to: str, words: str) -> bool:
    return to == "organisation" and vetoed(words)


def _by_rules(found: Cues) -> tuple[Addressee, float] | None:
    if found.asked >= _BY_RULE:
        return "organisation", found.asked
    if found["tip"] >= _TIP_BY_RULE and not found["told"]:
        return _addressee("others", found), found["tip"]
    return None


def _addressee(to: str, found: Cues) -> Addressee:
    """Tell advice to customers who are spoken to (建议大家, anyone with a pram) from a tip to nobody in particular."""
    if to == "organisation":
        return "organisation"
    return "customers" if found["named"] else "anyone"


def _in_passing(found: list[Suggestion], text: str) -> list[Suggestion]:
    """Take a tip inside a longer review as said to other customers; a comment that is a tip is for anyone."""
    size = sum(one.end - one.start for one in found if one.to == "anyone")
    if not size or size >= _PASSING * len(text.strip()):
        return found
    return [replace(one, to="customers") if one.to == "anyone" else one for one in found]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end].rstrip()
    return start + len(part) - len(part.lstrip()), start + len(part)


def _add(found: list[Suggestion], piece: _Piece, to: Addressee, sure: float, text: str) -> None:
    """Add a piece, as part of the suggestion before it where one sentence goes on."""
    last = found[-1] if found else None
    if last and last.to == to and not text[last.end : piece.start].strip() and not _END.search(last.text):
        found[-1] = replace(
            last, end=piece.end, text=text[last.start : piece.end], confidence=max(last.confidence, sure)
        )
        return
    found.append(Suggestion(start=piece.start, end=piece.end, text=piece.words, confidence=sure, to=to))
