"""The clause around a candidate in a Chinese text, and features that say more together than alone."""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from nlp.people import tables, zh_sides
from nlp.people.zh_cores import Core

PLACE = re.compile(
    "[路街塔市区县省镇村湾山寺庙桥湖河江岛广场大厦大学中学小学酒店宾馆饭店公园机场车站故居祠陵庵氏族]"
)
_CLAUSE = re.compile(r"[，。！？!?,;；\n~～…]|\s{2,}")
_SERVICE = re.compile("服务|态度|热情|耐心|周到|专业|帮")


def around(text: str, core: Core) -> dict[str, float]:
    """Describe the clause that a candidate stands in."""
    begin, stop = _clause(text, core)
    before, behind = text[begin : core.start], text[core.title_end : stop]
    return {
        "thanks_before": float(bool(_thanks().search(before))),
        "thanks_behind": float(bool(_thanks().search(behind[:12]))),
        "service_behind": float(bool(_SERVICE.search(behind[:12]))),
        "role_before": float(bool(zh_sides.role_words().search(before))),
        "place": float(core.title_end == core.end and bool(PLACE.match(behind[:1]))),
        "quoted": float(text[core.start - 1 : core.start] in {"《", "〈"} or behind.startswith(("》", "〉"))),
        "culture": float(bool(_culture().search(before + behind))),
    }


def _clause(text: str, core: Core) -> tuple[int, int]:
    """Return where the clause of a candidate begins and ends."""
    if text[core.start].isspace() or text[core.title_end - 1].isspace():
        begin = max((m.end() for m in _CLAUSE.finditer(text, 0, core.start)), default=0)
        match = _CLAUSE.search(text, core.title_end)
        return begin, match.start() if match else len(text)
    starts, ends = _breaks(text)
    before, behind = bisect_right(ends, core.start), bisect_left(starts, core.title_end)
    return ends[before - 1] if before else 0, starts[behind] if behind < len(starts) else len(text)


@lru_cache(maxsize=256)
def _breaks(text: str) -> tuple[list[int], list[int]]:
    """Return where marks and gaps between clauses start, and where they end: one search for all candidates."""
    found = [m.span() for m in _CLAUSE.finditer(text)]
    return [start for start, _ in found], [end for _, end in found]


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(tables.branches(tables.by_kind("zh/person_cues.tsv")["thanks"]))


@cache
def _culture() -> re.Pattern[str]:
    return re.compile(
        "作者|的书|本书|新书|小说|文章|电影|演唱会|的歌|首歌|听歌|歌曲|主演|版本|笔下|翻译|译者|出版|的诗|首诗|诗词|诗人|作品|传记|导演|演员|粉丝|电视剧|的画|幅画|画展|小品|雕像|代言"
    )


@cache
def _titles() -> tuple[str, ...]:
    return tuple(f"title_{kind}" for kind in tables.by_kind("zh/titles.tsv"))


def together(found: dict[str, float]) -> dict[str, float]:
    """Pair what says more together than alone: a tagger's person with a family name, a title behind one."""
    family = bool(found.get("surname") or found.get("small_surname"))
    title = any(found.get(name) for name in _titles())
    return {
        "per_surname": float(bool(found["per"]) and family),
        "per_title": float(bool(found["per"]) and title),
        "lone_title": float(title and family and bool(found.get("length_1"))),
        "unheard_surname": float(bool(found["unheard"]) and family),
        "doubled_per": float(bool(found.get("doubled")) and bool(found["per"])),
        "title_word": float(title and bool(found.get("word"))),
        "lone_word": float(title and bool(found.get("length_1")) and bool(found.get("word_surname"))),
        "word_job": float(bool(found.get("word")) and bool(found.get("left_job"))),
        "name_word_job": float(bool(found.get("name_word")) and bool(found.get("left_job"))),
        "name_word_role": float(bool(found.get("name_word")) and bool(found.get("left_role"))),
        "name_word_deed": float(bool(found.get("name_word")) and bool(found.get("left_deed"))),
        "doubled_alone": float(bool(found.get("doubled")) and not any(found.get(k) for k in _WORD_CUES)),
        "no_cue": float(not title and not any(found.get(cue) for cue in _CUES)),
    }


def syntax(found: dict[str, float]) -> dict[str, float]:
    """Say what kind of word a word is, and what follows it: 前台安静帮我们 is odd Chinese unless 安静 is somebody."""
    word = (found.get("word") or found.get("name_word")) and not found["per"]
    if not word or not any(found.get(k) for k in _SLOT_CUES):
        return {}
    kind = next((to for tag, to in _KINDS.items() if found.get(f"tag_{tag}")), "x")
    behind = next((tag for tag in _BEHIND if found.get(f"behind_{tag}")), "x")
    return {f"word_{kind}_{behind}": 1.0, f"word_{kind}": 1.0}


_SLOT_CUES = ("left_role", "left_thanks", "left_naming", "left_agent", "left_deed", "left_job")
_KINDS = {
    **dict.fromkeys(("a", "an", "ad"), "a"),
    "d": "d",
    **dict.fromkeys(("v", "vn", "vd"), "v"),
    **dict.fromkeys(("n", "nz", "nw"), "n"),
    **dict.fromkeys(("LOC", "ORG", "TIME", "t", "s"), "t"),
}
_BEHIND = ("u", "w", "v", "n", "vn", "d", "a", "p", "c", "r", "m")
_PAIR = 2
_CUES = (
    *("left_role", "left_thanks", "left_naming", "left_focus", "right_do", "right_be", "neighbour"),
    *("thanks_before", "thanks_behind", "service_behind", "role_before", "roster"),
)


def plain_word(found: dict[str, float]) -> bool:
    """Tell whether a name is only a word here, on the roster or not: 住得很高兴, and not 前台高兴很热情."""
    word = found["stop"] or found.get("word") or found.get("name_word")
    does = found.get("acts") or (found.get("right_do") and not found.get("behind_u"))
    return bool(word) and not found["per"] and not does and not any(found.get(cue) for cue in _WORD_CUES)


_WORD_CUES = (
    *("left_role", "left_thanks", "left_naming", "left_focus", "left_agent", "left_deed", "neighbour"),
    *("title_job", "title_honorific", "title_short", "title_epithet", "title_kin"),
)
