"""What speaks for and against a candidate in a Chinese text, as named features for the scorer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.people import tables, zh_sides
from nlp.people.dictionary import every_word, ordinary_words
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
    found["continues"] = float(_continues(text, core))
    found |= _edges(scene, core) | _around(scene, core)
    return found


def _continues(text: str, core: Core) -> bool:
    """Tell whether the name goes on in the other script without a space: 何若亭|Aries, Helen|小袁."""
    before, first = text[core.start - 1 : core.start], text[core.start]
    last, behind = text[core.end - 1], text[core.end : core.end + 1]
    latin = re.compile(zh_sides.LATIN)
    if latin.match(before) and not latin.match(first):
        return True
    if core.title_end > core.end or not behind:
        return False
    if latin.match(behind):
        return not latin.match(last)
    return bool(latin.match(last)) and (behind in "小老阿" or behind in tables.surnames())


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
    found["place_end"] = float(len(word) > 1 and bool(_PLACE.match(word[-1])))
    found["title_inside"] = float(bool(zh_sides.title_words().search(word[1:-1] if len(word) > 3 else "")))
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
        "latin_han_long": float(len(han) > 1 and han[0] not in "小老阿" and han[:1] in tables.surnames()),
    }


def _edges(scene: Scene, core: Core) -> dict[str, float]:
    text, word = scene.text, scene.text[core.start : core.end]
    overlap = [p for p in scene.people if p[0] < core.end and core.start < p[1]]
    start, end = _han_part(text, core)
    exact = any(p in {(core.start, core.end), (core.start, core.title_end), (start, end)} for p in overlap)
    tags = {t.tag for t in scene.tokens if t.start == core.start and t.end == core.end} - {"PER"}
    stop = word in scene.stop or text[core.start : core.title_end] in scene.stop
    return {
        "roster": float(word in scene.known or text[core.start : core.title_end] in scene.known),
        "per": float(exact),
        **{f"tag_{tag}": 1.0 for tag in tags},
        "unheard": float(bool(tags) and len(word) > 1 and word not in every_word()),
        "small_long": float(word[0] in "小老阿" and len(word) > _SMALL and core.title_end == core.end),
        "per_part": float(bool(overlap) and not exact),
        "cut_left": float(core.start not in scene.starts),
        "cut_right": float(core.title_end not in scene.ends and core.end not in scene.ends),
        "cue_inside": float(_holds_cue(scene, core)),
        "word_tail": float(_ends_word(scene, core)),
        "adverb_tail": float(
            word[-1] in "人很真特超都也好太" and zh_sides.right_kind(text, core.end) in {"be", "do"}
        ),
        "stop_inside": float(
            any(word[i : i + 2] in scene.stop and not word[i].isascii() for i in range(len(word) - 1))
            and word not in scene.stop
        ),
        "word_inside": float(_holds_word(scene, core)),
        "stop": float(stop or _inside_stop(scene, core)),
    }


_SMALL = 2


def _han_part(text: str, core: Core) -> tuple[int, int]:
    """Return the Chinese part of a name that also has a Latin part."""
    start, end = core.start, core.end
    while end - start > 1 and text[end - 1].isascii():
        end -= 1
    while end - start > 1 and text[start].isascii():
        start += 1
    return start, end


def _holds_cue(scene: Scene, core: Core) -> bool:
    """Tell whether a role, a thanks or a particle is part of the name: 大堂梁, 谢谢小, 楼层的."""
    word = scene.text[core.start : core.end]
    if re.search("[的了是在很我你他她们这那哪不没有么吗呢吧啊哦也就都还被把让给得着过]", word):
        return True
    before = scene.text[max(0, core.start - 4) : core.end]
    at = core.start - max(0, core.start - 4)
    words = (*zh_sides.role_words().finditer(before), *_thanks().finditer(before))
    return any(m.end() > at for m in words)


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


def _ends_word(scene: Scene, core: Core) -> bool:
    """Tell whether the name is only the end of an ordinary word: 方 in 对方 before 经理."""
    return any(
        t.start < core.start < t.end <= core.end and scene.text[t.start : t.end] in ordinary_words()
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
    return {
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


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(tables.alternatives(tables.by_kind("zh/person_cues.tsv")["thanks"]))


@cache
def _culture() -> re.Pattern[str]:
    return re.compile(
        "作者|书|小说|文章|电影|演唱会|歌|主演|版本|笔下|翻译|译|出版|诗|作品|传记|导演|演员|粉丝|电视剧|画"
    )
