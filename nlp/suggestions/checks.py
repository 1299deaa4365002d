"""A second look at what the scorer takes for a request: words of change, and what is no request (``suggestion_checks``).

The scorer is never asked about these patterns, so that a line may be added without training it anew.
"""

import re
from functools import cache

from nlp import lexicons
from nlp.text.simple import simplified

_HAN = re.compile(r"[\u3400-\u9fff]")


def speaks_of_change(text: str) -> bool:
    """Tell whether a passage has a word in which changes are spoken of.

    >>> speaks_of_change("夜班人手得补"), speaks_of_change("位置相对偏僻"), speaks_of_change("A bench would help")
    (True, False, True)
    """
    return _fits("change", text)


def vetoed(text: str) -> bool:
    """Tell whether a passage is no request whatever else speaks for it.

    >>> vetoed("隔音效果不如人意"), vetoed("不如改成自助"), vetoed("Clean rooms and kind staff")
    (True, False, True)
    """
    return _fits("veto", text)


def _fits(kind: str, text: str) -> bool:
    chinese = bool(_HAN.search(text))
    plain = simplified(text) if chinese else text.replace("’", "'")
    return any(pattern.search(plain) for pattern in _patterns("zh" if chinese else "en", kind))


@cache
def _patterns(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    rows = lexicons.rows(f"{language}/suggestion_checks")
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in rows if row["kind"] == kind)
