"""Badge numbers: 工号1024, staff no. 88. They count as a person only where the roster knows them."""

import re
from collections.abc import Sequence

from nlp.people.frames import Spotted

_ZH = re.compile(
    r"(?:工号|员工号|员工编号|胸牌号?|工牌号?|编号|柜员号|服务号|工號|員工編號)(?:是|为|為|：|:|\s|No\.?|no\.?)*([A-Za-z]{0,3}\d{1,8})(?:号)?"
)
_BARE = re.compile(
    r"(?<![\dA-Za-z第房])([A-Z]?\d{2,6})(?:号|號)(?:的)?(?:员工|服务员|柜员|客服|技师|师傅|小姐姐|小哥哥|美女|帅哥|先生|小姐)"
)
_EN = re.compile(
    r"\b(?:staff|badge|employee|agent|id|operator|emp|crew|driver|team member)(?:\s+id)?\s*(?:no\.?|number|num|#|id|:)\s*(?:is |was )?#?\s*([A-Za-z]{0,3}\d{1,8})\b",
    re.IGNORECASE,
)


def find(text: str) -> list[Spotted]:
    """Return the badge numbers of a text; whoever links them drops those that the roster does not know."""
    found: list[Spotted] = []
    for pattern in (_ZH, _BARE, _EN):
        for match in pattern.finditer(text):
            if not any(s.start < match.end(1) and match.start() < s.end for s in found):
                found.append(
                    Spotted(
                        start=match.start(),
                        end=match.end(1),
                        name=match.group(1),
                        score=0.95,
                        sources=("badge",),
                        badge=True,
                    )
                )
    return sorted(found, key=lambda s: s.start)


def without_overlap(badges: Sequence[Spotted], people: Sequence[Spotted]) -> list[Spotted]:
    """Return the badges that do not lie inside a person already found."""
    named = {i for p in people for i in range(p.start, p.end)}
    return [b for b in badges if named.isdisjoint(range(b.start, b.end))]
