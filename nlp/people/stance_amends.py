"""Who makes amends and for whom: Maria apologised for Tim's mistake, 小李替小王的失误道歉.

Neither is judged by the fault that is spoken of: it is not hers, and her good deed is not his.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from nlp.records import Stance

Part = Literal["", "mends", "mended"]
_REACH: Final = 90

_NO: Final = re.compile(
    r"\b(?:not|never|without|nor|refus\w*|should|could|would|instead of)\b|n['’]t\b|不|没|拒绝|应该|别"
)
_EN: Final = re.compile(
    r"(?:\b(?:apologi[sz](?:e|es|ed|ing)|(?:said|says|was|were|is|so|very|really) sorry|an? apology|apologies)\b[^.!?;\n]{0,24}?\b(?:for|about|on behalf of)"
    r"|\b(?:made up for|makes up for|covered for|covers for|cleaned up(?: after)?|put right|corrected|undid|fixed|sorted(?: out)?))"
    r"((?: (?!and\b|but\b|then\b|while\b|so\b|when\b|until\b|before\b|after\b|because\b)[\w'’-]+){0,4}) $"
)
_FAULT: Final = r"(?:mistakes?|errors?|mess|mix-?ups?|blunders?|rudeness|behaviou?r|attitude|tone|conduct|failures?|slip|oversight|carelessness|absence|lateness|outburst|words|remarks?)"
_FAULT_EN: Final = re.compile(rf"['’]s? (?:[\w-]+ ){{0,2}}{_FAULT}\b")
_DID_EN: Final = re.compile(
    r" (?:being|having|had|did|has|who|said|was|were|again|when|not)\b|\s*(?:[.,;!?)]|$)"
)
_FOR_ZH: Final = re.compile(
    r"(?:代?替|代|为|就|因|因为|帮|对|给)(?:了)?(?:同事|下属|员工|那位|那个|前台|客服|服务员)?$"
)
_SORRY_ZH: Final = re.compile(
    r"[^，。！？；,!?;\n]{0,14}?(?:道(?:了?个?|了|过)歉|致歉|表达歉意|赔(?:了?个?|了)?(?:不是|礼|罪)|说(?:了?声?|了)?(?:对不起|抱歉|不好意思)|善后|擦屁股|收拾烂摊子|打圆场)"
)
_MEND_ZH: Final = re.compile(r"(?:弥补|补救|纠正|改正|更正|收拾|处理|解决|挽回)了?$")
_FAULT_ZH: Final = re.compile(
    r"(?:的|留下的|搞出的?|造成的|犯下?的)?(?:失误|错误|疏忽|过失|过错|错|纰漏|烂摊子|差错)"
)


def parts(plain: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    """Return the part of each person named: who mends, for whom, or neither."""
    found: list[Part] = ["" for _ in spans]
    for i, span in enumerate(spans):
        before = plain[max(0, span[0] - _REACH) : span[0]]
        at = _mended(before, plain[span[1] : span[1] + _REACH])
        if at is None:
            continue
        found[i] = "mended"
        start = span[0] - len(before) + at
        mender = i - 1 if i and _leads(plain[spans[i - 1][1] : start]) else None
        if mender is not None and not _NO.search(plain, spans[mender][1], span[0]):
            found[mender] = "mends"
    return found


def _mended(before: str, behind: str) -> int | None:
    """Return where in the words before the mending begins, if this is the person whose fault is mended."""
    zh, mend = _FOR_ZH.search(before), _MEND_ZH.search(before)
    if zh and _SORRY_ZH.match(behind):
        return zh.start()
    if mend and _FAULT_ZH.match(behind):
        return mend.start()
    en = _EN.search(before)
    if not en:
        return None
    sorry = re.search(r"sorry|apolog", en.group())
    return en.start() if _FAULT_EN.match(behind) or (sorry and _DID_EN.match(behind)) else None


def _leads(between: str) -> bool:
    """Tell whether what stands between a name and the mending is one clause: who, kindly, 主动."""
    return len(between) <= _CLAUSE and not re.search(r"[.!?;\n，。！？；]|\b(?:but|while)\b", between)


_CLAUSE: Final = 32


def fair(part: Part, stance: Stance, thanked: bool) -> Stance:
    """Return the stance that is fair: who mends is not blamed for it, whose fault it was is not praised."""
    if part == "mends" and stance != "praise":
        return "praise" if thanked else "neutral"
    return "neutral" if part == "mended" and stance == "praise" else stance
