"""What an author adds for the office: a phone number, an address, an order number, a sign-off. It is about nobody.

Read with the thanks beside it, it makes the thanks look like a request: 感谢前台小李，我的电话是….
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp import lexicons

_CLAUSE: Final = re.compile(r"(?:[^，。！？!?,;；\n.]|[.,](?!\s|$))+")
_MAY: Final = re.compile(
    r"[\d*@]|回电|联系|联络|复电|来电|地址|住|敬礼|regards|sincerely|yours|respectfully|best wishes|signed|祝好|商祺|落款|署名"
    r"|\b(?:call|ring|text|phone|e-?mail|contact|reach|message|get back to) (?:me|us)\b"
)
_NUMBER: Final = r"(?:(?=[a-z0-9_.@/+()#*-]*[\d*@])[a-z0-9_.@/+()#*-]{2,})"


@cache
def _whole() -> re.Pattern[str]:
    rows = lexicons.rows("shared/clerical.tsv")
    made = "|".join(f"(?:{row['pattern']})" for row in rows).replace("{no}", _NUMBER)
    return re.compile(rf"[\s:：~—-]*(?:{made})[\s~:：)）-]*")


def quiet(plain: str, people: Sequence[tuple[int, int]] = ()) -> str:
    """Return a plain text with blanks for clauses that only say how to reach the author, so that offsets stay.

    A clause that names one of ``people`` stays: a badge number is somebody.

    >>> quiet("感谢小李，电话13800001111。").rstrip(" 。")
    '感谢小李'
    """
    if not _MAY.search(plain):
        return plain
    pieces = list(plain)
    for match in _CLAUSE.finditer(plain):
        start, end = match.span()
        named = any(a < end and start < b for a, b in people)
        if not named and _whole().fullmatch(match.group().strip()):
            start -= plain[start - 1 : start] in {"，", ","}
            pieces[start:end] = " " * (end - start)
    return "".join(pieces)
