"""What speaks for and against a candidate in a Chinese text, as named features for the scorer."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from nlp.people import tables, zh_acts, zh_built, zh_counted, zh_latin, zh_sides, zh_soft, zh_split, zh_woven
from nlp.people.dictionary import every_word, ordinary_words
from nlp.people.lac import Token
from nlp.people.zh_around import around, plain_word, syntax, together
from nlp.people.zh_cores import Core
from nlp.people.zh_scene import Scene

_LATIN = re.compile(zh_sides.LATIN)
_LETTERS_LEFT = re.compile(f"{zh_sides.LATIN}+$")
_LONG_WORD = 16
_SMALL_SAID = frozenset("小老阿啊大")
_OWNED = re.compile(r"['’]s\b")
_PRONOUN = re.compile("[^。！？!?]{0,14}[他她]")
_PARTICLE = re.compile("[的了是在很我你他她们这那哪不没有么吗呢吧啊哦也就都还被把让给得着过]")


def features(scene: Scene, core: Core, neighbour: bool, seconded: bool = False) -> dict[str, float]:
    """Describe one candidate; ``neighbour``: a person already found stands beside it; ``seconded``: and has its name."""
    text, word = scene.text, scene.text[core.start : core.end]
    found = {"bias": 1.0, "left_" + zh_sides.left_kind(text, core.start): 1.0}
    found["right_" + zh_sides.right_kind(text, core.title_end)] = 1.0
    if core.title_end > core.end:
        found["title_" + zh_sides.title_kind(text[core.end : core.title_end])] = 1.0
    if neighbour:
        found["neighbour"] = 1.0
    found["seconded"] = float(seconded)
    found |= zh_latin.latin(word) if _LATIN.match(word[-1]) or _LATIN.match(word[0]) else zh_built.built(word)
    found["continues"] = float(_continues(text, core))
    found |= _edges(scene, core)
    found |= around(text, core)
    found |= _tags(scene, core)
    found |= _called(text, core)
    found |= _beside(scene, core)
    found |= zh_soft.soft(scene, core)
    found |= zh_split.split(scene, core)
    found |= zh_woven.features(text, core.start, core.end)
    found |= zh_acts.features(text, core.start, core.title_end)
    found |= zh_counted.features(text, core.start, core.title_end)
    found |= _excused(found)
    found["plain_word"] = float(plain_word(found))
    if found["plain_word"]:
        found["roster"] = 0.0
    more = syntax(found)
    found |= together(found)
    found |= more
    return found


def _excused(found: dict[str, float]) -> dict[str, float]:
    """Return what no longer speaks against a name from another tongue, and one in a list of persons: 小马和小朱."""
    torn = dict.fromkeys(_TORN, 0.0) if found["woven"] else {}
    return torn | ({"stop": 0.0} if found["per"] and found["beside_person"] else {})


def _called(text: str, core: Core) -> dict[str, float]:
    """Say who is named here by job or deed, how somebody is called who has no family name, and whether a shop is."""
    role = zh_sides.role_before(text, core.start)
    job = role is not None and zh_sides.is_job(role[1])
    return {
        "left_job": float(job or zh_sides.latin_job(text[max(0, core.start - 14) : core.start])),
        "left_agent": float(zh_sides.agent_before(text, core.start)),
        "left_deed": float(zh_sides.deed_before(text, core.start)),
        "shop_behind": float(zh_sides.shop_behind(text, core.title_end)),
        "role_behind": float(zh_sides.role_behind(text, core.title_end)),
        "nick": float(core.source == "small" and text[core.start] not in "小老阿啊"),
        "lady": float(core.source == "lady"),
    }


def _beside(scene: Scene, core: Core) -> dict[str, float]:
    """Describe the marks and the persons right beside, and whether the name comes again."""
    text, (start, end) = scene.text, (core.start, core.title_end)
    return {
        "owned": float(bool(_OWNED.match(text[core.end : core.end + 3]))),
        "slashed": float("/" in text[start - 1 : start] + text[end : end + 1]),
        "beside_person": float(zh_soft.beside_person(scene, core)),
        "pronoun": float(bool(_PRONOUN.match(text, end, end + 15))),
        "small_left": float(text[max(0, start - 1) : start] in _SMALL_SAID),
        "courtesy": float(core.source == "courtesy"),
        "again": float(core.end - start > 1 and text.count(text[start : core.end]) > 1),
    }


_TORN = (
    "cue_inside",
    "word_inside",
    "stop_inside",
    "four_plain",
    "per_half",
    "cut_left",
    "cut_right",
    "cut_odd",
)
"""What speaks against a candidate because the tagger knows no names from other tongues."""


def _tags(scene: Scene, core: Core) -> dict[str, float]:
    """Name the kinds of word right before and behind: a verb behind a name speaks for a subject."""
    before, behind = scene.ending.get(core.start, "inside"), scene.starting.get(core.title_end, "inside")
    return {
        f"before_{before}": float(core.start > 0),
        f"behind_{behind}": float(core.title_end < len(scene.text)),
    }


def _continues(text: str, core: Core) -> bool:
    """Tell whether the name goes on in the other script without a space: 何若亭|Aries, Helen|小袁, and not HR小袁."""
    before, first = text[core.start - 1 : core.start], text[core.start]
    last, behind = text[core.end - 1], text[core.end : core.end + 1]
    if _LATIN.match(before) and not _LATIN.match(first):
        letters = _LETTERS_LEFT.search(text[max(0, core.start - _LONG_WORD) : core.start])
        return not letters or not zh_latin.acronym(letters.group())
    if core.title_end > core.end or not behind:
        return False
    if _LATIN.match(behind):
        return not _LATIN.match(last)
    return bool(_LATIN.match(last)) and (
        behind in "小老阿" or (behind in tables.surnames() and behind not in zh_built.FUNCTION_SURNAMES)
    )


def _edges(scene: Scene, core: Core) -> dict[str, float]:
    text, word = scene.text, scene.text[core.start : core.end]
    words = scene.words(core.start, core.end)
    tags = {t.tag for t in words if t.start == core.start and t.end == core.end} - {"PER"}
    titled = core.title_end > core.end and len(word) > 1 and word in tables.surnames()
    stop = (word in scene.stop and not titled) or text[core.start : core.title_end] in scene.stop
    return {
        "roster": float(word in scene.known or text[core.start : core.title_end] in scene.known),
        **_persons(scene, core),
        **{f"tag_{tag}": 1.0 for tag in tags},
        "unheard": float(bool(tags) and len(word) > 1 and word not in every_word()),
        "small_long": float(
            word[0] in "小老阿啊"
            and not word[-1].isascii()
            and len(word) > _SMALL
            and core.title_end == core.end
        ),
        "per_plus": float(_adds_function_word(scene, core)),
        "cut_left": float(
            core.start not in scene.starts
            and not _joined(scene, core.start)
            and not _letters_begin(text, core.start)
        ),
        **_cut_right(scene, core),
        "cue_inside": float(_holds_cue(scene, core)),
        "word_tail": float(_ends_word(scene, core)),
        "adverb_tail": float(
            word[-1] in "人很真特超都也好太" and zh_sides.right_kind(text, core.end) in {"be", "do"}
        ),
        "stop_inside": float(
            any(word[i : i + 2] in scene.stop and not word[i].isascii() for i in range(len(word) - 1))
            and word not in scene.stop
        ),
        "word_inside": float(_holds_word(words, core)),
        "stop": float(stop or _inside(scene, core, scene.stop, 2, 4)),
        "inside_word": float(_inside(scene, core, ordinary_words(), 2, 2)),
    }


_SMALL = 2


def _persons(scene: Scene, core: Core) -> dict[str, float]:
    """Tell whether the tagger sees a person here: this one exactly, or one that is longer or shorter."""
    over = [p for p in scene.people if p[0] < core.end and core.start < p[1]]
    if not over:
        return {"per": 0.0, "per_half": 0.0, "four_plain": 0.0, "per_part": 0.0}
    text, word = scene.text, scene.text[core.start : core.end]
    exact = any(
        p in {(core.start, core.end), (core.start, core.title_end), _han_part(text, core)} for p in over
    )
    half = not word[0].isascii() and any(
        end - start > _FOUR - 1 and not text[end - 1].isascii() and {core.start, core.end} & {start, end}
        for start, end in over
    )
    plain = len(word) == _FOUR and word[:2] not in tables.surnames()
    return {
        "per": float(exact),
        "per_half": float(half and not exact),
        "four_plain": float(exact and plain and all(c not in zh_built.FOREIGN for c in word[1:])),
        "per_part": float(not exact),
    }


_FOUR = 4


def _cut_right(scene: Scene, core: Core) -> dict[str, float]:
    """Tell whether the name ends inside a word, and whether that word is none that a dictionary has: Kevin|陈办."""
    if core.title_end in scene.ends or core.end in scene.ends or _letters_end(scene.text, core.end):
        return {}
    last = scene.words(core.title_end - 1, core.title_end)
    over = [scene.text[t.start : t.end] for t in last if core.title_end < t.end]
    odd = all(word not in every_word() for word in over)
    return {"cut_odd" if odd else "cut_right": 1.0}


def _letters_end(text: str, at: int) -> bool:
    """Tell whether a Latin word ends here, whatever word the tagger drew around it: Mia|/Hugo/."""
    return text[at - 1].isascii() and not text[at : at + 1].isalnum()


def _letters_begin(text: str, at: int) -> bool:
    return text[at].isascii() and not text[at - 1 : at].isalnum()


def _joined(scene: Scene, at: int) -> bool:
    """Tell whether the tagger drew the word that joins a list into the next name: 阿明|同明|哥."""
    return scene.text[at - 1 : at] in {"和", "同", "与", "跟"} and at - 1 in scene.starts


def _adds_function_word(scene: Scene, core: Core) -> bool:
    """Tell whether the tagger's person goes on into the next short verb or adverb: 黄丽|会."""
    middle = core.end - 1
    alone = core.end in scene.ends and not scene.text[middle - 1].isascii()
    return (
        alone
        and (core.start, middle) in scene.people
        and scene.starting.get(middle) in {"v", "d", "p", "u", "c", "r", "f"}
    )


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
    if _PARTICLE.search(word, int(word[0] == "啊")):
        return True
    begin = max(0, core.start - _NEAR)
    window = scene.text[begin : core.end + _NEAR]
    start, end = core.start - begin, core.end - begin
    return any(stop > start and first < end for first, stop in _cues(window))


@lru_cache(maxsize=4096)
def _cues(window: str) -> tuple[tuple[int, int], ...]:
    """Return where roles and thanks stand in a few characters."""
    words = (*zh_sides.role_words().finditer(window), *_long_thanks().finditer(window))
    return tuple(m.span() for m in words)


def _holds_word(words: Sequence[Token], core: Core) -> bool:
    """Tell whether an ordinary word of two characters or more lies in the name or hangs over its edge."""
    return any(
        t.end - t.start > 1
        and t.tag not in {"PER", "nz", "nr"}
        and (t.start, t.end) != (core.start, core.end)
        and not t.start <= core.start < core.title_end <= t.end
        for t in words
    )


def _ends_word(scene: Scene, core: Core) -> bool:
    """Tell whether the name is only the end of an ordinary word: 方 in 对方 before 经理, 李 in 行李生."""
    return core.start not in scene.starts and any(
        scene.text[start : core.start + 1] in ordinary_words()
        for start in range(max(0, core.start - _PAIR), core.start)
    )


def _inside(scene: Scene, core: Core, words: frozenset[str], before: int, behind: int) -> bool:
    """Tell whether the name, with its title, is only a part of a word in the text: 高峰 in 高峰时段."""
    text, first, last = scene.text, core.start, core.title_end
    stops = range(last, min(len(text), last + behind) + 1)
    for start in range(max(0, first - before), first):
        for stop in stops:
            if text[start:stop] in words:
                return True
    return any(text[first:stop] in words for stop in stops[1:])


@cache
def _long_thanks() -> re.Pattern[str]:
    """Leave out 谢, 夸 and 赞, which may begin or end a name."""
    return re.compile(
        tables.branches({w for w in tables.by_kind("zh/person_cues.tsv")["thanks"] if len(w) > 1})
    )


_NEAR = 4
_PAIR = 2
