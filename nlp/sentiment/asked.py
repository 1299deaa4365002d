"""What the question already says: 价格 is praise under 您最喜欢什么? and blame under 最需要改进的是什么?"""

import re
from functools import cache

from nlp import lexicons
from nlp.text.simple import simplified

_LONGEST = {"zh": 10, "en": 5}
_WORDS = re.compile(r"[\w'’-]+")
_LEAN = 0.45


def lean(question: str | None) -> float:
    """Tell which way a bare answer to a question leans: positive, negative, or 0 for an open question.

    >>> lean("您最喜欢什么？"), lean("What should we improve?"), lean("您的年龄？")
    (0.45, -0.45, 0.0)
    """
    if not question:
        return 0.0
    plain = simplified(question).lower()
    found = [
        (match.end(), polarity) for pattern, polarity in _patterns() for match in pattern.finditer(plain)
    ]
    signs = {polarity for _, polarity in found}
    return _LEAN * signs.pop() if len(signs) == 1 else 0.0


def is_bare(text: str, language: str) -> bool:
    """Tell whether an answer only names things (价格, the staff), so that the question must say how it is meant."""
    plain = simplified(text).strip(" 。.!！~～").lower()
    if not plain or re.search(r"[?？]", plain):
        return False
    size = len(plain) if language == "zh" else len(_WORDS.findall(plain))
    return size <= _LONGEST[language]


def says_nothing(text: str) -> bool:
    """Tell whether an answer says that there is nothing to say: 无, none, n/a."""
    return simplified(text).strip(" 。.!！~～").lower() in _nothing()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = lexicons.rows("shared/questions")
    return tuple((re.compile(row["pattern"], re.IGNORECASE), int(row["lean"])) for row in rows)


@cache
def _nothing() -> frozenset[str]:
    """Answers that say there is nothing to say."""
    return lexicons.words("shared/nothing")
