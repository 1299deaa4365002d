"""Which clauses of a Chinese text could name somebody: the network reads only those, because it costs the most."""

import re
from functools import cache

from nlp import lexicons
from nlp.people import finder, tables, zh_acts, zh_sides, zh_woven
from nlp.people.dictionary import every_word, ordinary_words
from nlp.people.zh_given import given

_CLAUSE = re.compile("[^，。！？!?,;；\n~～…]+")
_BOY = re.compile(f"[{zh_sides.HAN}](?<![牛公])仔")
_USUAL = 2.0


def windows(plain: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Return the clauses that could name somebody, each with its neighbours, because the network reads in context."""
    clauses = [m.span() for m in _CLAUSE.finditer(plain)]
    hinted = [i for i, (start, end) in enumerate(clauses) if may_name(plain[start:end])]
    named = [
        i
        for s, e in finder.places(plain, known)
        for i, (start, end) in enumerate(clauses)
        if s < end and start < e
    ]
    near = sorted({k for i in (*hinted, *named) for k in (i - 1, i, i + 1) if 0 <= k < len(clauses)})
    found: list[tuple[int, int]] = []
    for before, k in zip([-2, *near], near, strict=False):
        start = found.pop()[0] if before == k - 1 else clauses[k][0]
        found.append((start, clauses[k][1]))
    return found


def may_name(clause: str) -> bool:
    """Tell cheaply whether a clause can hold a name at all; most cannot."""
    if _BOY.search(clause) or _hint().search(clause) or _served().search(clause):
        return True
    if _unheard_given(clause) or zh_woven.places(clause) or _familiar().search(clause) or _kin(clause):
        return True
    match = _subject().search(clause)
    return bool(match) and match.group(1) not in ordinary_words() and not _plain() & set(match.group(1))


def _unheard_given(clause: str) -> bool:
    """Tell whether two characters of given names stand together and are no word: 梦洁, or one of them twice: 糖糖."""
    names, common, words = given(), _plain(), every_word()
    for i in range(len(clause) - 1):
        one, two = clause[i], clause[i + 1]
        if one == two and one in names and zh_acts.acts(clause, i + 2):
            return True
        if one in common or two in common or clause[i : i + 2] in words:
            continue
        family = one in tables.surnames() and one not in _hints()["not_first"]
        usual = (family or names.get(one, 0.0) >= _USUAL) and names.get(two, 0.0) >= _USUAL
        if (usual or (one == two and one in names)) and not (
            clause[max(0, i - 1) : i + 1] in ordinary_words() or clause[i + 1 : i + 3] in ordinary_words()
        ):
            return True
    return False


@cache
def _hints() -> dict[str, frozenset[str]]:
    return tables.by_kind("zh/name_hints.tsv")


@cache
def _plain() -> frozenset[str]:
    return _hints()["plain"]


@cache
def _served() -> re.Pattern[str]:
    """Return a job right before what is no usual word behind a job: 救生员大鹏."""
    jobs = tables.opening(tables.everything("zh/roles.tsv") - _hints()["quiet"])
    usual, han = tables.opening(_hints()["follows"]), zh_sides.HAN
    return re.compile(
        rf"(?:{jobs}|[{han}][员师嫂导工士匠]|同事|师父|领导)(?:的|是|叫)?(?!{usual})[{han}A-Za-z]{{2}}"
    )


@cache
def _familiar() -> re.Pattern[str]:
    """Return how people are known without a family name: 接电话的甘甜, 强子, 何太, 我们家毛毛."""
    deeds = tables.opening(tables.by_kind("zh/person_cues.tsv")["deed"])
    han = zh_sides.HAN
    words = tables.opening({w for w in lexicons.words("zh/name_words.txt") if len(w) > 1} - _WISHES)
    return re.compile(
        rf"(?:{deeds})(?:我们|我)?的(?:是|还是)?(?!人|时|地|服务|酒店|房)[{han}]{{2}}|[强军勇刚伟斌磊鹏超亮涛辉杰虎柱壮]子(?!里|女|弟)"
        rf"|(?<![小大表堂学师空姐阿帅])[{han}](?:姐(?![姐妹弟夫])|姨|嫂|婶|哥(?!哥|伦))|[肥高瘦矮黑](?:人|仔|妹)[{han}]|[一二三四大老小]胖(?!子)|^[大二][{han}](?=[{han}]*(?:帮|给|修|送|教|哥|师傅|教练))"
        rf"|^(?:{words})(?=帮|给我|教|陪|在前台|在大堂|办|手艺|手法)|(?:^|的|家|[和跟])([{han}])\1(?=剪|洗|帮|给|教|送|手|老师|教练|姐|哥|服|态)"
    )


_WISHES = frozenset({"希望", "建设", "成功", "相信", "幸福", "万一", "马上"})


@cache
def _kin_titles() -> re.Pattern[str]:
    """Return two characters before an elder: 洛桑大哥."""
    return re.compile(
        rf"([{zh_sides.HAN}]{{2}})(?:大哥|大姐|阿姨|叔叔|大叔|大爷|大妈|师父|老师|教练|医生|护士|大夫)"
    )


def _kin(clause: str) -> bool:
    """Tell whether a name that no dictionary has as a word stands before one who is addressed so."""
    jobs = tables.everything("zh/roles.tsv")
    return any(
        m.group(1) not in ordinary_words() and m.group(1) not in jobs and not _plain() & set(m.group(1))
        for m in _kin_titles().finditer(clause)
    )


@cache
def _subject() -> re.Pattern[str]:
    """Return two or three characters at the front of a clause before what people do or are."""
    return re.compile(
        rf"^[“\"\s]*([{zh_sides.HAN}]{{2,3}})(?:帮|给|为我|为我们|说|办|修|教|剪|接|推荐|安排|处理|回|讲|洗|按|搬|换|送|开的|却|耐心|负责|态度|服务|很|真|非常|太|特别|今天|一直|总是|也)"
    )


@cache
def _hint() -> re.Pattern[str]:
    """Return what every name has beside it: thanks, a title, a job, 小 and a surname, Latin, or a clause's start."""
    cues = tables.by_kind("zh/person_cues.tsv")
    titles = tables.by_kind("zh/titles.tsv")
    named = cues["thanks"] | cues["naming"] | titles["job"] | titles["honorific"] | titles["epithet"]
    named = {w for w in named if len(w) > 1 and w not in _hints()["everywhere"]} | {"叫", "姓"}
    places = tables.opening(tables.everything("zh/roles.tsv"))
    jobs = tables.opening(tables.by_kind("zh/roles.tsv")["job"])
    compound = {s for s in tables.surnames() if len(s) > 1}
    common = "".join(s for s in tables.surnames() if len(s) == 1 and s not in _hints()["not_first"])
    usual, han = "".join(_hints()["usual"]), zh_sides.HAN
    return re.compile(
        rf"{tables.opening(named)}|[{common}常方高](?:姐|哥|总|工|生|叔|姨|婶|嫂|伯|导|局|sir|Sir)|[小老阿][{common}{han}](?![^打开停泊修倒的]?车)|阿[A-Za-z]|[小大老][A-Z](?![A-Za-z])"
        rf"|[A-Za-z]{{3,}}|[{usual}](?![到边围末日全年金色况必立多久子])[{han}]"
        rf"|(?:{places})[{han}]{{2,3}}(?:服务|态度|热情|很|非常|特别)|(?:{jobs})(?:的)?[{common}]|{tables.opening(compound)}|(?:^|[，。！？、,!?;；~ ]|前台|大堂|客服|管家|员|尤其是|特别是|还有|和)[{common}][{han}]{{1,3}}"
    )
