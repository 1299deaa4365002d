"""What authors ask the organisation to change: the sentences that ask, without wishes and tips for others.

Rules, not a model: each is a line of ``lexicons/zh|en/suggestions.tsv`` that a person can read, and a suggestion's
confidence is the weight of the surest rule that found it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache

from nlp import lexicons
from nlp.parts import Embedder
from nlp.records import Language, Suggestion
from nlp.text.simple import simplified

_SENTENCE = re.compile(r"[^。！!？?；;\n.]+(?:\.(?=\S)[^。！!？?；;\n.]+)*[。！!？?；;.]*")
_LEAST = 0.55
_HAN = re.compile(r"[\u3400-\u9fff]")


class Suggester:
    """Find the spans that ask for a change."""

    def __init__(self) -> None:
        told = "".join(f"{kind}{p.pattern}{w}" for one in ("zh", "en") for kind, p, w in _rules(one))
        self.id = "asks-" + hashlib.sha256(told.encode()).hexdigest()[:8]

    def find(self, texts: Sequence[str], languages: Sequence[Language]) -> list[list[Suggestion]]:
        """Return the suggestions of every text: spans of whole sentences, in order.

        >>> [s.text for s in Suggester().find(["房间不错。建议增加插座！"], ["zh-Hans"])[0]]
        ['建议增加插座！']
        """
        return [
            list(_asks(text)) if one != "other" else [] for text, one in zip(texts, languages, strict=True)
        ]


def load(embedder: Embedder) -> Suggester:
    """Load the suggester; it needs no vectors today, the embedder stands for swappable ones."""
    del embedder
    return Suggester()


def _asks(text: str) -> Iterator[Suggestion]:
    for match in _SENTENCE.finditer(text):
        sentence = match.group().rstrip()
        start = match.start() + len(sentence) - len(sentence.lstrip())
        asked = sentence.strip()
        sure = _weight(asked) if asked else 0.0
        if sure >= _LEAST:
            yield Suggestion(start=start, end=start + len(asked), text=asked, confidence=sure)


def _weight(sentence: str) -> float:
    language = "zh" if _HAN.search(sentence) else "en"
    plain = simplified(sentence)
    rules = _rules(language)
    asked = max((w for kind, p, w in rules if kind == "ask" and p.search(plain)), default=0.0)
    blocked = max((w for kind, p, w in rules if kind == "block" and p.search(plain)), default=0.0)
    return asked if asked > blocked else 0.0


@cache
def _rules(language: str) -> tuple[tuple[str, re.Pattern[str], float], ...]:
    rows = lexicons.rows(f"{language}/suggestions")
    return tuple((r["kind"], re.compile(r["pattern"], re.IGNORECASE), float(r["weight"])) for r in rows)
