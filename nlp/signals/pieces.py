"""Comments cut for naming: stretches without a stop, where their content words stand, and runs of words as written."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicons import words
from nlp.records import Language
from nlp.words import lemma

Cut = Callable[[str, Language], list[str]]

PIECE = re.compile(r"[，。！？；、：…（）“”「」【】,!?;:()\[\]\"\n\r\t*]+|(?<!\.)\.+(?=\s|$)|\s[-–—]+\s")
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*\d{0,3}")
HAN = re.compile(r"[\u3400-\u9fff]")
ADDRESSED = re.compile(r"^(?:\s*\.?@[\w.]+[\s,:]*)+")
"""Whom a post is addressed to: no part of what it says."""
JOINT = re.compile(
    r"^(?:and|but|so|or|then|also|plus)\s+|^(?:但是|可是|不过|而且|所以|然后|但)", re.IGNORECASE
)
"""What ties a stretch to the one before it, and means nothing without that."""
LINK = re.compile(r"(?:of|the|an?|in|at|on|to|for|with|from|is|was|are|were|my|our|your|no|not|by|out|up|off|down|[^a-z])*", re.IGNORECASE)  # fmt: skip
"""What may stand between two content words of an English phrase; "met as angry" is none. One sign at a time: rows of
signs, as in a pasted log, would be cut in all ways there are."""
LONGEST: Mapping[str, int] = {"zh": 12, "en": 34}
"""Letters of a phrase."""
CONTENT = 3
"""Words of a phrase that say something, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a comment without a stop in it, and where its content words stand."""

    comment: int
    text: str
    marks: tuple[tuple[int, int, str], ...]
    """Start, end and counted form of each content word."""


def pieces(texts: Sequence[tuple[str, Language]], tongue: str, cut: Cut) -> list[Piece]:
    """Return the stretches of the comments of one language that hold content words."""
    found: list[Piece] = []
    for n, (text, language) in enumerate(texts):
        if ("en" if language == "en" else "zh") != tongue:
            continue
        for part in PIECE.split(unaddressed(text)):
            plain = JOINT.sub("", part.strip(" .'’-·~～"))
            marks = tuple(_marks(plain, language, cut))
            if marks:
                found.append(Piece(comment=n, text=plain, marks=marks))
    return found


def unaddressed(text: str) -> str:
    """Leave out whom a post is addressed to.

    >>> unaddressed("@air .@help where is my bag?")
    'where is my bag?'
    """
    return ADDRESSED.sub("", text)


def _marks(text: str, language: Language, cut: Cut) -> Iterator[tuple[int, int, str]]:
    """Find the content words in the text they were cut from; what was put together otherwise is left out."""
    at = 0
    lower = text.lower()
    for token in cut(text, language):
        span = _chinese_span(lower, token, at) if HAN.search(token) else _english_span(text, token, at)
        if span is not None:
            yield *span, token
            at = span[1]


def _chinese_span(lower: str, token: str, at: int) -> tuple[int, int] | None:
    start = lower.find(token.lower(), at)
    return (start, start + len(token)) if start >= 0 else None


def _english_span(text: str, token: str, at: int) -> tuple[int, int] | None:
    """Find the words of a token, which is in lower case, without endings, and may begin with a negation."""
    parts = token.split()
    found = list(WORD.finditer(text, at))
    for i in range(len(found) - len(parts) + 1):
        here = [m.group().lower().replace("’", "'") for m in found[i : i + len(parts)]]
        if all(_is(surface, part) for surface, part in zip(here, parts, strict=True)):
            return found[i].start(), found[i + len(parts) - 1].end()
    if len(parts) > 1 and parts[0] == "not":
        return _denied(text, parts[1:], found)
    return None


def _denied(text: str, parts: Sequence[str], found: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Find a word that is denied a little earlier: "doesn't even work"."""
    for i, match in enumerate(found):
        if not _is(match.group().lower(), parts[0]):
            continue
        before = found[max(0, i - 3) : i]
        first = next((m for m in before if denies(m.group().lower())), match)
        return first.start(), match.end()
    return None


def denies(word: str) -> bool:
    """Tell whether an English word denies what follows."""
    return word.replace("’", "'").endswith("n't") or word in words("en/kept_negations") or word == "cannot"


def _is(surface: str, part: str) -> bool:
    return part in (surface, lemma(surface), surface.removesuffix("'s")) or (
        part == "not" and denies(surface)
    )


def runs(piece: Piece) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the runs of content words that may name something, and each as it is written."""
    marks = piece.marks
    for i in range(len(marks)):
        for j in range(i, min(i + CONTENT, len(marks))):
            if j > i and not LINK.fullmatch(piece.text[marks[j - 1][1] : marks[j][0]]):
                break
            end = marks[j][1] + piece.text.startswith("了", marks[j][1])
            text = piece.text[marks[i][0] : end]
            if len(text) <= LONGEST["zh" if HAN.search(text) else "en"]:
                yield tuple(m[2] for m in marks[i : j + 1]), text if HAN.search(text) else text.lower()
