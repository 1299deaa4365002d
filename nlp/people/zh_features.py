"""What speaks for and against a candidate in a Chinese text, as named features for the scorer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp import lexicons
from nlp.people import tables, zh_sides
from nlp.people.dictionary import every_word, ordinary_words
from nlp.people.lac import Token
from nlp.people.zh_around import PLACE, around, together
from nlp.people.zh_cores import Core

_LATIN = re.compile(zh_sides.LATIN)
_LETTERS = re.compile(rf"{zh_sides.LATIN}+")
_NO_HAN = re.compile("[^㐀-鿿]")
_PARTICLE = re.compile("[的了是在很我你他她们这那哪不没有么吗呢吧啊哦也就都还被把让给得着过]")
_FUNCTION_SURNAMES = frozenset("向和于由从有时对经连全都方常安平成高明路简单包代边文水费")


@dataclass(frozen=True, slots=True)
class Scene:
    """A plain text with its words, shared by all its candidates."""

    text: str
    tokens: Sequence[Token]
    starts: frozenset[int]
    ends: frozenset[int]
    people: frozenset[tuple[int, int]]
    starting: Mapping[int, str]
    ending: Mapping[int, str]
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
            {t.start: t.tag for t in tokens},
            {t.end: t.tag for t in tokens},
            stop,
            known,
        )


@cache
def _given() -> dict[str, float]:
    return {row["character"]: float(row["weight"]) for row in lexicons.rows("zh/given_characters.tsv")}


@cache
def _name_words() -> frozenset[str]:
    return lexicons.words("zh/name_words.txt")


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
    found |= _latin(word) if _LATIN.match(word[-1]) or _LATIN.match(word[0]) else _han(word)
    found["continues"] = float(_continues(text, core))
    found |= _edges(scene, core) | around(text, core) | _tags(scene, core)
    role = zh_sides.role_before(text, core.start)
    found["left_job"] = float(role is not None and zh_sides.is_job(role[1]))
    return found | together(found)


def _tags(scene: Scene, core: Core) -> dict[str, float]:
    """Name the kinds of word right before and behind: a verb behind a name speaks for a subject."""
    before, behind = scene.ending.get(core.start, "inside"), scene.starting.get(core.title_end, "inside")
    return {
        f"before_{before}": float(core.start > 0),
        f"behind_{behind}": float(core.title_end < len(scene.text)),
    }


def _continues(text: str, core: Core) -> bool:
    """Tell whether the name goes on in the other script without a space: 何若亭|Aries, Helen|小袁."""
    before, first = text[core.start - 1 : core.start], text[core.start]
    last, behind = text[core.end - 1], text[core.end : core.end + 1]
    if _LATIN.match(before) and not _LATIN.match(first):
        return True
    if core.title_end > core.end or not behind:
        return False
    if _LATIN.match(behind):
        return not _LATIN.match(last)
    return bool(_LATIN.match(last)) and (
        behind in "小老阿" or (behind in tables.surnames() and behind not in _FUNCTION_SURNAMES)
    )


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
        found["rare_surname"] = float(tables.surnames()[word[0]] < _RARE)
        found["function_surname"] = float(word[0] in _FUNCTION_SURNAMES)
        found["word_surname"] = float(word[0] in tables.word_surnames())
        rest = word[1:]
    else:
        found["no_surname"] = 1.0
        rest = word
    if rest:
        usual = sum(_given().get(c, 0.0) >= 3 for c in rest) / len(rest)
        found["given"] = usual
        found["ungiven"] = sum(_given().get(c, 0.0) < 0.8 for c in rest) / len(rest)
    found["word"] = float(word in ordinary_words())
    found["name_word"] = float(word in _name_words())
    found["word_first"] = float(len(word) > _PAIR and word[:2] in ordinary_words())
    found["word_last"] = float(len(word) > _PAIR and word[-2:] in ordinary_words())
    found["place_end"] = float(len(word) > 1 and bool(PLACE.match(word[-1])))
    found["title_inside"] = float(bool(zh_sides.title_words().search(word[1:-1] if len(word) > 3 else "")))
    found["doubled"] = float(len(word) == 2 and word[0] == word[1])
    return found


_RARE = 60


def _latin(word: str) -> dict[str, float]:
    letters = _LETTERS.findall(word)
    first = letters[0] if letters else ""
    han = _NO_HAN.sub("", word)
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
        "per_plus": float(_adds_function_word(scene, core)),
        "cut_left": float(core.start not in scene.starts and not _joined(scene, core.start)),
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
        "word_inside": float(_holds_word(scene, core)),
        "stop": float(stop or _inside_stop(scene, core)),
    }


_SMALL = 2


def _cut_right(scene: Scene, core: Core) -> dict[str, float]:
    """Tell whether the name ends inside a word, and whether that word is none that a dictionary has: Kevin|陈办."""
    if core.title_end in scene.ends or core.end in scene.ends:
        return {}
    over = [scene.text[t.start : t.end] for t in scene.tokens if t.start < core.title_end < t.end]
    odd = all(word not in every_word() for word in over)
    return {"cut_odd" if odd else "cut_right": 1.0}


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
    if _PARTICLE.search(word):
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
    """Tell whether the name is only the end of an ordinary word: 方 in 对方 before 经理, 李 in 行李生."""
    return core.start not in scene.starts and any(
        scene.text[start : core.start + 1] in ordinary_words()
        for start in range(max(0, core.start - _PAIR), core.start)
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


@cache
def _long_thanks() -> re.Pattern[str]:
    """Leave out 谢, 夸 and 赞, which may begin or end a name."""
    return re.compile(
        tables.alternatives({w for w in tables.by_kind("zh/person_cues.tsv")["thanks"] if len(w) > 1})
    )


_NEAR = 4
_PAIR = 2
