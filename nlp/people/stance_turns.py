"""Where words mean their opposite for a person: comparisons, 要不是, except, thanks for nothing, quotation marks."""

import re
from collections.abc import Sequence

from nlp.people.phrases import Hit

_STRONG = 2.5
_ROLE = r"(?:前台|客服|那个|这个|之前的|上次的|上次|原来的|隔壁的|the |our |my |your |last time's )?"
_BETTER_EN = (
    r"(?:better|nicer|friendlier|faster|kinder|warmer|quicker|smarter|calmer|more (?!rude|arrogant)\w+)"
)
_WORSE_EN = r"(?:worse|slower|ruder|lazier|meaner|colder|less \w+|more (?:rude|arrogant)\w*)"
_BAD_ZH = r"(?:差|慢|烂|糟|懒|凶|冷|粗鲁|敷衍|傲慢)"
_GOOD_ZH = r"(?:好|专业|热情|耐心|细心|强|快|贴心|负责|靠谱|认真|周到|亲切|懂)"
_THANKS = r"(?:感谢|谢谢|多谢|thanks to|thank you|thanks|congratulations to|congrats to|kudos to|bravo|well done|great job|good job|nice work|nice job|nice one)"


def only_stress(plain: str, start: int, end: int) -> bool:
    """Tell whether 好 only stresses what follows: 态度好差 is bad."""
    return plain[end - 1 : end] == "好" and bool(re.match(r"[差烂坏凶慢串冷恶吵懒]", plain[end : end + 1]))


def quoted(plain: str, start: int, end: int) -> bool:
    """Tell whether praise stands in quotation marks, as in a “good” attitude."""
    opens, closes = plain[max(0, start - 1) : start], plain[end : end + 1]
    return bool(opens) and opens in "\"“'‘「" and bool(closes) and closes in "\"”'’」"


def turned(plain: str, span: tuple[int, int], total: float, hits: Sequence[Hit]) -> float:
    """Return the total for one person after all turns of speech around the name."""
    before, behind = plain[max(0, span[0] - 40) : span[0]], plain[span[1] : span[1] + 60]
    compared = _compared(before, behind)
    if compared:
        return compared
    saved = _saved(before, behind, total)
    if saved is not None:
        return saved
    if re.search(
        rf"(?:除了|除|except|except for|apart from|other than|besides)\s*{_ROLE}[\u4e00-\u9fff]{{0,4}}$",
        before,
    ):
        return _excepted(before, behind, total)
    return _ironic(before, behind, total, hits)


def _compared(before: str, behind: str) -> float:
    """Whoever stands behind 比 or than is the worse one; whoever stands before it the better one."""
    if re.search(rf"比起?{_ROLE}$", before):
        return _STRONG if re.match(rf"[^，。,.!！]{{0,6}}{_BAD_ZH}", behind) else -_STRONG
    if re.match(r"(?:的?(?:服务|态度))?(?:可|真的|明显|就|也)?比(?!较|如|例)", behind):
        return -_STRONG if re.match(rf"[^，。,.!！]{{1,12}}{_BAD_ZH}", behind) else _STRONG
    if re.search(rf"(?:不如|不像|不及|远不如|比不上|赶不上)(?:{_ROLE}|那个)$", before):
        return _STRONG
    if re.search(rf"没有?{_ROLE}$", before) and re.match(rf"(?:那么|这么|那样)?{_GOOD_ZH}", behind):
        return _STRONG
    if re.match(
        rf"(?:还|都|远|真)?(?:不如|不及|比不上|赶不上|没有?[\u4e00-\u9fff]{{2,4}}{_GOOD_ZH})", behind
    ):
        return -_STRONG
    return _compared_en(before, behind)


def _compared_en(before: str, behind: str) -> float:
    if re.search(rf"\b{_BETTER_EN} than {_ROLE}$", before) or re.search(rf"\bunlike {_ROLE}$", before):
        return -_STRONG
    if re.search(rf"\b{_WORSE_EN} than {_ROLE}$", before) or re.search(rf"\bas \w+ as {_ROLE}$", before):
        return _STRONG
    if re.match(rf"(?: is| was|'s)(?: \w+)? {_BETTER_EN} than\b", behind):
        return _STRONG
    if re.match(rf"(?: is| was|'s)(?: \w+)? {_WORSE_EN} than\b", behind):
        return -_STRONG
    if re.match(r"(?: is| was|'s)(?: not|n't| nowhere near| half| hardly) (?:\w+ )?as \w+ as\b", behind):
        return -_STRONG
    return 0.0


def _saved(before: str, behind: str, total: float) -> float | None:
    """Read 要不是她我就投诉了, if it weren't for Ann, two stars for Ann, can't thank Ann enough as praise."""
    patterns = (
        r"(?:要不是|若不是|如果不是|如果没有|要是没有|没有|多亏|幸亏|幸好|好在|好彩|全靠|还好有?|亏得)(?:了|有)?[\u4e00-\u9fff]{0,4}$",
        r"(?:if it (?:weren't|wasn't|were not|was not|hadn't been|had not been) for|if not for|but for|thank god for|thank goodness for|without)\s*(?:\w+ ){0,2}$",
        r"\bstars?,? (?:\w+ ){0,3}for\s*(?:\w+ ){0,1}$",
        r"(?:can(?:no|')?t|cannot|could ?n[o']t) (?:thank|praise|say enough (?:good things )?about|recommend)\s*$",
        r"(?:can(?:no|')?t|cannot|could ?n[o']t) complain about\s*$",
        r"(?:下次|以后|再来)还?(?:会)?(?:再)?(?:找|选|约)\s*$",
    )
    if any(re.search(p, before) for p in patterns) and not re.match(
        r"[^，。,.]{0,4}(?:我|咱|什么)?(?:也不|都不|没)", behind
    ):
        return max(1.4, abs(total))
    if re.search(r"[，,]?[^。！]{0,6}要不是[他她]", behind[:14]):
        return max(1.4, abs(total))
    return None


def _excepted(before: str, behind: str, total: float) -> float:
    """Turn the praise of everybody round for the one exception, and the blame too."""
    if re.search(r"没人|都不|没有一个|nobody|no one|none|terrible|awful|rude|worst", before + behind):
        return 1.4
    return -max(1.4, abs(total))


def _ironic(before: str, behind: str, total: float, hits: Sequence[Hit]) -> float:
    """Hear thanks for nothing: thanks or congratulations for something that is bad."""
    clause = re.split(r"[。！!\n]|\.\s", behind)[0]
    thanked = re.search(rf"{_THANKS}[,，]?\s*{_ROLE}(?:[\u4e00-\u9fff]{{0,4}})$", before)
    if thanked and re.match(_BAD_DEED, clause):
        return -max(1.4, abs(total))
    if re.search(
        r"thanks? (?:you )?for nothing|真是服了|也是服了|呵呵|可真会|真会|so+ (?:un)?helpful, (?:she|he|they) (?:laughed|walked)",
        before[-30:] + clause,
    ):
        return -max(1.2, abs(total))
    if total > 0 and re.search(_ABSURD, clause):
        return -1.2
    if (
        total > 0
        and re.search(r"(?:\bif (?:only )?|要是|如果|假如)[\w ]{0,12}$", before)
        and re.match(r" (?:cared|had|would|could|knew|was|were)|能|会|肯", behind)
    ):
        return -total
    return total


_BAD_DEED = (
    r"[^，,]{0,6}(?:让我|害我|害得|把我)[^，。]{0,6}(?:白跑|白等|等|丢|坏|迟到|错过|误|投诉|弄)|[^，,]{0,8}(?:弄丢|弄坏|搞砸|搞错|放鸽子)"
    r"|\s*(?:,\s*)?(?:i|we) (?:missed|lost|waited|had to|was late|were late|never got)|\s*(?:,\s*)?for (?:losing|ruining|nothing|ignoring|breaking|wasting|making us wait|making me wait|hanging up|the wrong)"
)
_ABSURD = r"(?:骂哭|一张卡办了|办了两个?小时|等了一个世纪)|\b(?:two|three|four|five|\d+) hours? for (?:one|a|1)\b|laughed and walked away"
