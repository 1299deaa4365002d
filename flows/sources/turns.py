"""Written transcripts: who speaks, who asks, and where a long answer may be cut."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.sources.names import normal, usual
from nlp import lexicons

_LONGEST = 320
"""Width of a passage, a Han character counting two: some 160 Chinese characters or 55 English words."""
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"
_STAMP = rf"(?:[\[(（【]?\s*{_CLOCK}(?:\s*(?:-->|-|–|~)\s*{_CLOCK})?\s*[\])）】]?)"
_TURN = re.compile(
    rf"^\s*(?:[-*>]\s+)?(?P<stamp>{_STAMP})?\s*(?P<bold>\*\*|__)?\s*(?P<speaker>[^:：\s\d\[(（*][^:：\n*]{{0,29}}?)"
    rf"\s*(?:{_STAMP})?\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(?P<text>.*)$"
)
_ALONE = re.compile(rf"^\s*(?P<speaker>\S.{{0,28}}?)\s+{_STAMP}\s*$")
_NOISE = re.compile(rf"^\s*(?:#+\s.*|[-=*_]{{3,}}|WEBVTT.*|{_STAMP}|\d+)\s*$")
_ROLE = re.compile(r"\d+$")
_SENTENCE_END = re.compile(r"(?<=[。！？!?；;…])[”’」』\"')）]*|(?<=[.])\s+|\n+")
_FACTS = ("date", "site", "touchpoint", "channel", "audience")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another begins."""

    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of an interview and what its first lines tell: date, site and the like."""

    turns: tuple[Turn, ...]
    facts: dict[str, str]


def transcript(lines: Sequence[str]) -> Transcript:
    """Read the lines of a transcript; without speakers every paragraph is a turn of its own."""
    labels = _labels(lines)
    facts: dict[str, str] = {}
    turns: list[Turn] = []
    for line in lines:
        if not line.strip() or (_NOISE.match(line) and not _fact(line)):
            continue
        started = _started(line, labels)
        if not turns and (fact := _fact(line)):
            facts[fact[0]] = fact[1]
        elif started:
            turns.append(started)
        elif turns and labels:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, f"{last.text}\n{line.strip()}".strip())
        elif not labels:
            turns.append(Turn(None, line.strip()))
    return Transcript(tuple(_joined(turns)), facts)


def _labels(lines: Sequence[str]) -> frozenset[str]:
    """Tell speakers from words that happen to stand before a colon: they come back, or look like a role."""
    stamped: set[str] = set()
    counts: Counter[str] = Counter()
    for line in lines:
        match = _ALONE.match(line) or _TURN.match(line)
        if match:
            counts[match["speaker"].strip()] += 1
            if match.groupdict().get("stamp") or match.groupdict().get("bold"):
                stamped.add(match["speaker"].strip())
    repeated = {label for label, n in counts.items() if n > 1 and _is_label(label)}
    short = {label for label in counts if re.fullmatch(r"[一-鿿]{1,4}\d?|[A-Z][\w.]*( \d+)?", label)}
    taken = repeated | stamped | {label for label in counts if _asks_by_name(label)}
    return frozenset(label for label in taken | short if not _field(label) or label in repeated)


def _is_label(label: str) -> bool:
    return not re.search(r"[，。！？,!?]", label) and len(label.split()) <= 4


def _started(line: str, labels: frozenset[str]) -> Turn | None:
    for pattern in (_ALONE, _TURN):
        match = pattern.match(line)
        if match and match["speaker"].strip() in labels:
            return Turn(
                match["speaker"].strip(), (match.groupdict().get("text") or "").strip().removesuffix("**")
            )
    return None


def _joined(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Join what one speaker says in a row, and drop turns without words."""
    last: Turn | None = None
    for turn in turns:
        if last and turn.speaker and turn.speaker == last.speaker:
            last = Turn(last.speaker, f"{last.text}\n{turn.text}".strip())
            continue
        if last and last.text:
            yield last
        last = turn
    if last and last.text:
        yield last


def _field(label: str) -> str | None:
    return next((field for field in _FACTS if normal(label) in usual(field)), None)


def _fact(line: str) -> tuple[str, str] | None:
    name, colon, value = line.strip().lstrip("#-* ").replace("：", ":").partition(":")
    field = _field(name) if colon and value.strip() else None
    return (field, value.strip().strip("*").strip()) if field else None


def _asks_by_name(label: str) -> bool:
    return _ROLE.sub("", label.casefold()).strip() in lexicons.words("shared/interviewers.txt")


def interviewers(turns: Sequence[Turn]) -> frozenset[str | None]:
    """Return who asks: by label, else the one of several speakers whose turns are mostly questions."""
    speakers = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    named = frozenset(label for label in speakers if _asks_by_name(label))
    if named or len(speakers) < 2:
        return named
    shares = {label: _share_of_questions([t.text for t in turns if t.speaker == label]) for label in speakers}
    most = max(shares, key=lambda label: shares[label])
    return frozenset({most}) if shares[most] >= 0.6 else frozenset()


def _share_of_questions(texts: Sequence[str]) -> float:
    return sum(1 for text in texts if re.search(r"[?？吗呢]\s*$", text)) / len(texts)


def asks(turn: Turn) -> bool:
    """Tell a question from an "嗯。" or "OK." in between, which changes no subject."""
    words = re.sub(r"\W", "", turn.text)
    return len(words) > 3 and (bool(re.search(r"[?？吗呢]", turn.text)) or len(words) > 8)


def passages(text: str) -> list[str]:
    """Cut a long answer at the ends of sentences into passages that can be read at a glance.

    >>> passages("很好。")
    ['很好。']
    """
    if _width(text) <= _LONGEST:
        return [text.strip()] if text.strip() else []
    out: list[str] = []
    for sentence in _sentences(text):
        if out and _width(out[-1]) + _width(sentence) <= _LONGEST:
            out[-1] += sentence
        else:
            out.append(sentence)
    return [part.strip() for part in out if part.strip()]


def _sentences(text: str) -> Iterator[str]:
    """Yield sentences with whatever stands behind them; one without any end is cut hard."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() > start:
            yield from _hard(text[start : match.end()])
            start = match.end()
    yield from _hard(text[start:])


def _hard(sentence: str) -> Iterator[str]:
    for start in range(0, len(sentence), 2 * _LONGEST):
        yield sentence[start : start + 2 * _LONGEST]


def _width(text: str) -> int:
    return len(text) + sum(1 for char in text if char > "\u2e80")
