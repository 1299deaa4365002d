"""What stands left and right of a place in a Chinese text: roles, thanks, lists, verbs of service.

Everything works on ``tables.plain`` text: simplified, half-width, same offsets.
"""

import re
from functools import cache, lru_cache

from nlp.people import tables

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
LATIN = r"[A-Za-zÀ-ÿ]"
_GAP = r"[\s\"'“”‘’「」『』（(【\[:：@~～]*"
_SOFT = "的|了|过|着|一下|一个|一位|那位|这位|那个|这个|位|美女|帅哥|小姐姐|小哥哥|小哥|小美女|小姑娘|靓女|靓仔|漂亮的?|热情的?|可爱的?|亲切的?"
_SOFT_BACK = "的?(?:亮漂|情热|爱可|切亲)|的|了|过|着|下一|[个位][一那这]|位|女美小?|哥帅|姐姐小|哥?哥小|娘姑小|女靓|仔靓"
"""The same from behind. What ends at a place is matched backwards from there: that asks once, not at every character."""
_MARK_LEFT, _MARK_RIGHT = re.compile(rf"[^\w{HAN}]\s*$"), re.compile(rf"\s*[^\w{HAN}]")
_LEFT_ORDER = ("guest", "author", "role", "thanks", "naming", "focus", "join", "prep", "guide")


def _back(words: frozenset[str]) -> str:
    """Return a regex of the words written backwards."""
    return tables.opening(word[::-1] for word in words)


@cache
def _left_back() -> re.Pattern[str]:
    """Return what may stand before a name, written backwards; the group that matches says which kind it is."""
    words: dict[str, frozenset[str]] = dict(tables.by_kind("zh/person_cues.tsv"))
    words["role"] = tables.everything("zh/roles.tsv")
    soft: dict[str, str] = dict.fromkeys(("role", "thanks", "focus"), f"(?:{_SOFT_BACK})?")
    return re.compile(
        "|".join(
            f"(?P<{kind}>{_GAP}{soft.get(kind, '')}(?:{_back(words[kind])}))"
            for kind in _LEFT_ORDER
            if kind in words
        )
    )


@lru_cache(maxsize=8192)
def left_kind(text: str, at: int) -> str:
    """Tell what stands directly before ``at``: start, punct, role, thanks, naming, focus, join, prep … or none."""
    window = text[max(0, at - 14) : at]
    if not window.strip():
        return "start"
    if found := _left_back().match(window[::-1]):
        return str(found.lastgroup)
    if latin_job(window):
        return "role"
    return "punct" if _MARK_LEFT.search(window) else "none"


def latin_job(window: str) -> bool:
    """Tell whether a job in Latin letters ends here: bartender, GRO."""
    written = window.rstrip(" :")
    return len(written) < len(window) and written[-1:].isascii() and bool(_latin_jobs().search(window))


@cache
def _latin_jobs() -> re.Pattern[str]:
    jobs = tables.alternatives(tables.by_kind("en/roles.tsv")["job"])
    return re.compile(rf"(?<![A-Za-z])(?:{jobs}|GRO|GSO|GSA|MOD|CSR)[ :]+$", re.IGNORECASE)


@cache
def _guest_called() -> re.Pattern[str]:
    cues = tables.by_kind("zh/person_cues.tsv")
    return re.compile(rf"(?:{tables.branches(cues['guest'])})(?:的名字|名字)?(?:叫做|名叫|叫|姓|是){_GAP}$")


def guest_called(text: str, at: int) -> bool:
    """Tell whether a guest or relative is named here: 我老公叫谭磊."""
    return bool(_guest_called().search(text[max(0, at - 14) : at]))


@cache
def _right_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = tables.by_kind("zh/person_cues.tsv")
    return tuple(
        (kind, re.compile(rf"[\s\"'”’」』）)】\]]*{tables.opening(words[kind])}"))
        for kind in ("join", "do", "be")
    )


@lru_cache(maxsize=8192)
def right_kind(text: str, at: int) -> str:
    """Tell what stands directly behind ``at``: end, join, do (what staff do), be (how they are), punct or none."""
    if not text[at : at + 6].strip():
        return "end"
    for kind, pattern in _right_patterns():
        if pattern.match(text, at):
            return kind
    return "punct" if _MARK_RIGHT.match(text, at) else "none"


def agent_before(text: str, at: int) -> bool:
    """Tell whether a job that no list has stands before, by its last character: 修表匠, 策展人."""
    return text[at - 1 : at] in _AGENT_ENDS and bool(_AGENT.search(text[max(0, at - 4) : at]))


_AGENT_ENDS = frozenset("员师嫂导工士匠问播理事档傅板的\n")
_AGENT = re.compile(f"[{HAN}][{HAN}][员师嫂导工士匠]$|(?:顾问|主播|助理|同事|搭档|师傅|老板)(?:的)?$")


@cache
def _deeds() -> re.Pattern[str]:
    deeds = tables.branches(tables.by_kind("zh/person_cues.tsv")["deed"])
    return re.compile(
        rf"(?:{deeds})(?:我们|我|业务|手续|的时候|孩子|咱们)?(?:的|嘅)(?:还是|还|就是|是|叫|那个|那位|这位)?{_GAP}$"
    )


_DEED_BACK = re.compile(f"{_GAP}(?:是[还就]?|还|叫|个那|位[那这])?[的嘅]")


@lru_cache(maxsize=8192)
def deed_before(text: str, at: int) -> bool:
    """Tell whether who does something is named here: 值班的小孔, 这次接待我们的是方圆."""
    window = text[max(0, at - 14) : at]
    return bool(_DEED_BACK.match(window[::-1])) and bool(_deeds().search(window))


@cache
def _shops() -> re.Pattern[str]:
    return re.compile(tables.opening(tables.by_kind("zh/person_cues.tsv")["shop"]))


def shop_behind(text: str, at: int) -> bool:
    """Tell whether a shop or a dish is called so: 凤姐烤鱼, 鲁迅故居."""
    return bool(_shops().match(text, at))


@cache
def _noted() -> re.Pattern[str]:
    return re.compile(rf"\s*[（(【\[·—-]\s*(?:{tables.branches(tables.everything('zh/roles.tsv'))})")


def role_behind(text: str, at: int) -> bool:
    """Tell whether a job or a desk is noted behind a name: Anna(前台), 王芳·收银."""
    return bool(_noted().match(text, at))


@cache
def _role_pattern() -> re.Pattern[str]:
    kinds = tables.by_kind("zh/roles.tsv")
    department, job = tables.opening(kinds["department"]), tables.opening(kinds["job"])
    one = rf"(?:(?:{department})?(?:{job})|(?:{department}))"
    return re.compile(rf"({one})(?:{_SOFT})?{_GAP}$")


@cache
def _role_back() -> re.Pattern[str]:
    return re.compile(f"{_GAP}(?:{_SOFT_BACK})?(?:{_back(tables.everything('zh/roles.tsv'))})")


@lru_cache(maxsize=8192)
def role_before(text: str, at: int) -> tuple[int, str] | None:
    """Return where the role directly before ``at`` starts, and the role as written."""
    start = max(0, at - 22)
    window = text[start:at]
    found = _role_pattern().search(window) if _role_back().match(window[::-1]) else None
    return (start + found.start(1), found.group(1)) if found else None


@lru_cache(maxsize=2048)
def is_job(role: str) -> bool:
    """Tell a job (大堂经理) from a mere department (前台)."""
    jobs = tables.by_kind("zh/roles.tsv")["job"]
    return any(role.endswith(job) for job in jobs)


@cache
def role_words() -> re.Pattern[str]:
    """Return the pattern that finds every department and job word."""
    return re.compile(tables.branches(tables.everything("zh/roles.tsv")))


@cache
def title_words() -> re.Pattern[str]:
    """Return the pattern that finds every title that may stand behind a name."""
    titles = tables.everything("zh/titles.tsv") - tables.by_kind("zh/titles.tsv")["lady"]
    return re.compile(rf"[ ]?{tables.opening(titles)}")


@cache
def title_kind(title: str) -> str:
    """Return job, short, honorific, epithet or kin."""
    title = title.strip()
    return next(kind for kind, words in tables.by_kind("zh/titles.tsv").items() if title in words)
