"""What speaks for and against a candidate in a Chinese text, as named features for the scorer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.people import tables, zh_sides
from nlp.people.dictionary import ordinary_words
from nlp.people.lac import Token
from nlp.people.zh_cores import Core

_PLACE = re.compile(
    "[路街塔市区县省镇村湾山寺庙桥湖河江岛广场大厦大学中学小学酒店宾馆饭店公园机场车站故居祠陵庵]"
)
_FUNCTION_SURNAMES = frozenset("向和于由从有时对经连全都方常安平成高明路简单包代边文水费")
_CLAUSE = re.compile(r"[，。！？!?,;；\n~～…]|\s{2,}")


@dataclass(frozen=True, slots=True)
class Scene:
    """A plain text with its words, shared by all its candidates."""

    text: str
    tokens: Sequence[Token]
    starts: frozenset[int]
    ends: frozenset[int]
    people: frozenset[tuple[int, int]]
    stop: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(
        cls, text: str, tokens: Sequence[Token], stop: frozenset[str], known: frozenset[str] = frozenset()
    ) -> "Scene":
        """Index the words once; ``known`` are names of the roster."""
        return cls(
            text,
            tokens,
            frozenset(t.start for t in tokens),
            frozenset(t.end for t in tokens),
            frozenset((t.start, t.end) for t in tokens if t.tag == "PER"),
            stop,
            known,
        )


@cache
def _given() -> dict[str, float]:
    return {row["character"]: float(row["weight"]) for row in lexicons.rows("zh/given_characters.tsv")}


@cache
def latin_names() -> frozenset[str]:
    """Return English given names in lower case."""
    return frozenset(name.lower() for name in lexicons.words("en/given_names.txt"))


def features(scene: Scene, core: Core, neighbour: bool) -> dict[str, float]:
    """Describe one candidate; ``neighbour``: it stands in a list beside a person already found."""
    text, word = scene.text, scene.text[core.start : core.end]
    found = {"bias": 1.0, "left_" + zh_sides.left_kind(text, core.start): 1.0}
    found["right_" + zh_sides.right_kind(text, core.title_end)] = 1.0
    if core.title_end > core.end:
        found["title_" + zh_sides.title_kind(text[core.end : core.title_end])] = 1.0
    if neighbour:
        found["neighbour"] = 1.0
    found |= (
        _latin(word)
        if re.match(zh_sides.LATIN, word[-1]) or re.match(zh_sides.LATIN, word[0])
        else _han(word)
    )
    found |= _edges(scene, core) | _around(scene, core)
    return found


def _han(word: str) -> dict[str, float]:
    found = {f"length_{min(len(word), 4)}": 1.0}
    if word[0] in "小老阿" and len(word) > 1:
        found["small"] = 1.0
        found["small_surname"] = float(word[1] in tables.surnames())
        rest = word[1:]
    elif word[:2] in tables.surnames() and len(word) > 1:
        found["surname"] = 1.0
        rest = word[2:]
    elif word[0] in tables.surnames():
        found["surname"] = 1.0
        found["common_surname"] = float(tables.surnames()[word[0]] > 400)
        found["function_surname"] = float(word[0] in _FUNCTION_SURNAMES)
        rest = word[1:]
    else:
        found["no_surname"] = 1.0
        rest = word
    if rest:
        usual = sum(_given().get(c, 0.0) >= 3 for c in rest) / len(rest)
        found["given"] = usual
        found["ungiven"] = sum(_given().get(c, 0.0) < 0.8 for c in rest) / len(rest)
    found["word"] = float(word in ordinary_words())
    found["doubled"] = float(len(word) == 2 and word[0] == word[1])
    return found


def _latin(word: str) -> dict[str, float]:
    letters = re.findall(rf"{zh_sides.LATIN}+", word)
    first = letters[0] if letters else ""
    han = re.sub(r"[^㐀-鿿]", "", word)
    return {
        "latin": 1.0,
        "latin_known": float(first.lower() in latin_names()),
        "latin_title": float(first[:1].isupper() and first[1:].islower() and len(first) > 2),
        "latin_lower": float(first.islower()),
        "latin_upper": float(first.isupper()),
        "latin_short": float(len(first) < 3),
        "latin_two": float(len(letters) > 1),
        "latin_han": float(bool(han)),
    }


def _edges(scene: Scene, core: Core) -> dict[str, float]:
    text, word = scene.text, scene.text[core.start : core.end]
    overlap = [p for p in scene.people if p[0] < core.end and core.start < p[1]]
    exact = any(p == (core.start, core.end) or p == (core.start, core.title_end) for p in overlap)
    stop = word in scene.stop or text[core.start : core.title_end] in scene.stop
    return {
        "roster": float(word in scene.known),
        "per": float(exact),
        "per_part": float(bool(overlap) and not exact),
        "cut_left": float(core.start not in scene.starts),
        "cut_right": float(core.title_end not in scene.ends and core.end not in scene.ends),
        "cue_inside": float(_holds_cue(scene, core)),
        "word_inside": float(_holds_word(scene, core)),
        "stop": float(stop or _inside_stop(scene, core)),
    }


def _holds_cue(scene: Scene, core: Core) -> bool:
    """Tell whether a role, a thanks or a particle is part of the name: 大堂梁, 谢谢小, 楼层的."""
    word = scene.text[core.start : core.end]
    if re.search("[的了是在很我你他她们这那哪不没有么吗呢吧啊哦也就都还被把让给]", word):
        return True
    before = scene.text[max(0, core.start - 4) : core.end]
    at = core.start - max(0, core.start - 4)
    crossing = (m.span() for m in zh_sides.role_words().finditer(before))
    return any(start < len(before) and end > at for start, end in crossing) or bool(_thanks().search(word))


def _holds_word(scene: Scene, core: Core) -> bool:
    """Tell whether an ordinary word of two characters or more lies in the name or hangs over its edge."""
    return any(
        t.end - t.start > 1
        and t.tag not in {"PER", "nz", "nr"}
        and t.start < core.end
        and core.start < t.end
        and (t.start, t.end) != (core.start, core.end)
        and not t.start <= core.start < core.title_end <= t.end
        for t in scene.tokens
    )


def _inside_stop(scene: Scene, core: Core) -> bool:
    """Tell whether the name is the front or the whole of a stop word in the text: 高峰 in 高峰时段."""
    if core.title_end > core.end:
        return False
    return any(
        scene.text[start:stop] in scene.stop
        for start in range(max(0, core.start - 2), core.start + 1)
        for stop in range(core.end, min(len(scene.text), core.end + 4) + 1)
        if stop - start > core.end - core.start
    )


def _around(scene: Scene, core: Core) -> dict[str, float]:
    text = scene.text
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, core.start)), default=0)
    match = _CLAUSE.search(text, core.title_end)
    before, behind = text[begin : core.start], text[core.title_end : match.start() if match else len(text)]
    found = {
        "thanks_before": float(bool(_thanks().search(before))),
        "thanks_behind": float(bool(_thanks().search(behind[:12]))),
        "service_behind": float(bool(re.search("服务|态度|热情|耐心|周到|专业|帮", behind[:12]))),
        "role_before": float(bool(zh_sides.role_words().search(before))),
        "place": float(core.title_end == core.end and bool(_PLACE.match(behind[:1]))),
        "quoted": float(
            text[core.start - 1 : core.start] in {"《", "〈"} or bool(re.match("[》〉]", behind))
        ),
        "culture": float(bool(_culture().search(before + behind))),
    }
    return found


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(tables.alternatives(tables.by_kind("zh/person_cues.tsv")["thanks"]))


@cache
def _culture() -> re.Pattern[str]:
    return re.compile(
        "作者|书|小说|文章|电影|演唱会|歌|主演|版本|笔下|翻译|译|出版|诗|作品|传记|导演|演员|粉丝|电视剧|画"
    )
