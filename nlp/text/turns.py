"""Where an opinion turns (但是, 就是, but, except), and the pairs of words that look so but belong together."""

import re

_NOT_BUT = r"(?<!不)(?<!非)(?<!岂)(?<!豈)"
_BUT = r"但是|但(?![凡愿願求])"
_ZH_START = (
    rf"{_BUT}|不[过過](?![来來去分如瘾癮夜关關期敏])|然而|可惜|可是|只是(?![说說])|却|卻|倒是|美中不足|唯[一独獨]"
    r"|就是(?![说說这這那了因喜爱愛为為想要我你您他她好棒赞讚冲衝来來])|缺[点點]|不足之|[遗遺]憾|[无無]奈|偏偏|[谁誰]知|除了"
    r"|[\u3400-\u9fff]{0,4}(?:[虽雖]然|[虽雖][说說]|[尽儘]管)"
)
_EN_START = (
    r"but(?! (?:also|rather)\b)|however|although|though(?=\s+\w)|even though|except|unfortunately|sadly|the only|only "
    r"(?:thing|problem|issue|complaint|downside|negative|drawback|con)|on the (?:other hand|downside)|the downside|"
    r"that said|having said that|nevertheless|nonetheless|whereas|despite|apart from|other than|yet(?! (?:again|to)\b)"
)
STARTS = re.compile(rf"[\s\"'“‘(（]*(?:{_ZH_START}|(?:{_EN_START})\b)", re.IGNORECASE)
"""A clause that begins so turns against the clause before it."""

INSIDE = (
    rf"(?<=[\u3400-\u9fff）)]){_NOT_BUT}(?=但是|但(?![凡愿願求])|然而|可惜|美中不足)"
    r"|(?<=[了的错錯净淨便])(?=不[过過](?![来來去分如瘾癮夜关關期敏了]))"
    r"|(?i:(?=\s)(?<!\bnothing)(?<!\ball)(?<!\banything)(?<!\bnone)(?<!\bone)(?<!\bhelp)(?<!\blast)(?<!\beven)(?<!\bas)(?<!\s)"
    r"\s{1,9}(?=(?:but(?! (?:also|rather|for)\b)|however|except|although|though(?=\s+\w)|even though|unfortunately|"
    r"whereas|apart from|other than)\b))"
)
"""Places in mid-clause at which a turning word begins; it is a pattern's text, part of a larger one."""

_OPENS_TURN = re.compile(
    r"\W*(?:[\u3400-\u9fff]{0,4}(?:[虽雖]然|[虽雖][说說]|[尽儘]管)|除了|(?:although|though|even though|despite|in spite of|except for|apart from)\b)",
    re.IGNORECASE,
)
_OPENS_WHOLE = re.compile(
    r"\W*(?:如果|要是|假如|若是|倘若|只要|除非|一旦|[万萬]一|只有|因[为為]|由于|由於|既然|[为為]了|即使|哪怕|不管|[无無][论論]|"
    r"(?:if|when|because|since|as|after|once|unless)\b)",
    re.IGNORECASE,
)
_PAIRS = (
    (re.compile(r".{0,6}不是"), re.compile(r"\s*(?:就是|而是|便是)")),
    (re.compile(r".{0,6}不[但仅僅光单單]|.{0,6}非但|.{0,30}\bnot (?:only|just)\b", re.I | re.S),
     re.compile(r"\s*(?:而且|并且|並且|[还還]|也|反而|更|甚至|but\b)", re.I)),
    (re.compile(r".{0,6}要么|.{0,6}要麼|.{0,6}[与與]其|\W*either\b", re.I), re.compile(r"\s*(?:要么|要麼|不如|or\b)", re.I)),
)  # fmt: skip
_FOLLOWS = re.compile(
    r"\s*(?:所以|因此|因而|于是|從而|从而|以至|[导導]致|害得|也就|就(?!是)|才|so\b)", re.IGNORECASE
)


def turns(clause: str) -> bool:
    """Tell whether a clause begins with a turning word."""
    return bool(STARTS.match(clause))


def turns_after(clause: str) -> bool:
    """Tell whether the main clause after this one must turn, as after 虽然 or Although."""
    return bool(_OPENS_TURN.match(clause))


def belong_together(before: str, after: str) -> bool:
    """Tell whether two clauses make one statement: 不是…就是, 如果…就, not only … but also.

    >>> belong_together("不是不好，", "就是贵"), belong_together("房间很大，", "就是贵")
    (True, False)
    """
    if any(first.match(before) and second.match(after) for first, second in _PAIRS):
        return True
    return not turns(after) and bool(_OPENS_WHOLE.match(before) or _FOLLOWS.match(after))
