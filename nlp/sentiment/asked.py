"""What the question already says: 价格 is praise under 您最喜欢什么? and blame under 最需要改进的是什么?

Three kinds of question are known by ``lexicons/shared/questions.tsv`` and ``questions_yes.tsv``: those that lean, those
that ask for a fact (how often do you come?), and those that yes or no answer (would you recommend us?).
"""

import re
from functools import cache, lru_cache

from nlp import lexicons
from nlp.text.simple import simplified

_LONGEST = {"zh": 10, "en": 5}
_WORDS = re.compile(r"[\w'’-]+")
_LEAN = 0.45
_ENDS = " \t\n。.!！~～,，"


def lean(question: str | None) -> float:
    """Tell which way a bare answer to a question leans: positive, negative, or 0 for an open question.

    >>> lean("您最喜欢什么？"), lean("What should we improve?"), lean("您的年龄？")
    (0.45, -0.45, 0.0)
    """
    signs = _ways(question or "") - {0}
    return _LEAN * next(iter(signs)) if len(signs) == 1 else 0.0


def is_fact(question: str | None) -> bool:
    """Tell whether a question asks for a fact and nothing else: how often, which branch.

    >>> is_fact("您这个月来过几次？"), is_fact("Which branch did you like most?")
    (True, False)
    """
    return _ways(question or "") == frozenset({0})


def agreed(text: str, question: str | None) -> float:
    """Tell which way yes or no leans after a question that can be answered so: no, to would you recommend us?

    >>> agreed("不会", "您会推荐我们吗？"), agreed("No", "Did you have any problems?"), agreed("No", "Any comments?")
    (-0.45, 0.45, 0.0)
    """
    return _LEAN * _said().get(_plain(text), 0) * _meant(question) + 0.0 if question else 0.0


def is_bare(text: str, language: str) -> bool:
    """Tell whether an answer only names things (价格, the staff), so that the question must say how it is meant."""
    plain = _plain(text)
    if not plain or re.search(r"[?？]", plain):
        return False
    size = len(plain) if language == "zh" else len(_WORDS.findall(plain))
    return size <= _LONGEST[language]


def says_nothing(text: str) -> bool:
    """Tell whether an answer says that there is nothing to say: 无, none, n/a."""
    return _plain(text) in _nothing()


def _plain(text: str) -> str:
    return simplified(text).strip(_ENDS).lower().replace("’", "'")


@lru_cache(maxsize=1024)
def _ways(question: str) -> frozenset[int]:
    """Return the leans of all patterns that a question fits; questions are few and come again."""
    plain = simplified(question).lower()
    return frozenset(way for pattern, way in _patterns("questions", "lean") if pattern.search(plain))


@lru_cache(maxsize=1024)
def _meant(question: str) -> int:
    """Return what yes means after a question: 1 praise, -1 blame, 0 neither or unknown; the first pattern counts."""
    plain = simplified(question).lower()
    return next((way for pattern, way in _patterns("questions_yes", "yes") if pattern.search(plain)), 0)


@cache
def _patterns(table: str, column: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = lexicons.rows(f"shared/{table}")
    return tuple((re.compile(row["pattern"], re.IGNORECASE), int(row[column])) for row in rows)


@cache
def _said() -> dict[str, int]:
    return {row["answer"]: int(row["says"]) for row in lexicons.rows("shared/yes_no")}


@cache
def _nothing() -> frozenset[str]:
    """Answers that say there is nothing to say."""
    return lexicons.words("shared/nothing")
