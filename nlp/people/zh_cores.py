"""Candidates for the name itself in a Chinese text, without its title: wherever one could stand.

Generous on purpose: the scorer decides. Five makers: the tagger, a title behind, 小/老/阿, Latin letters,
and the slot between a cue and what staff do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from nlp.people import finder, tables, zh_counted, zh_sides, zh_slots, zh_small, zh_woven
from nlp.people.dictionary import ordinary_words
from nlp.people.lac import Token
from nlp.people.zh_given import name_words

_HAN = re.compile(f"[{zh_sides.HAN}]")
_LATIN_NAME = re.compile(
    r"(?<![A-Za-zÀ-ÿ0-9.@_-])(?<!:/)(?<!//)[A-Za-zÀ-ÿ]+(?:[ .-][A-Z][a-zà-ÿ]+){0,2}(?:[ .-][A-Z]{2,})?(?![A-Za-zÀ-ÿ0-9@_])"
)
_COURTESY = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|Madam)(?:\. ?| )[A-Z][a-z]+(?: [A-Z][a-z]+)?(?![A-Za-z0-9@_])",
    re.IGNORECASE,
)
_KANA = re.compile("[\u3040-\u30ff]")
_WORDS = re.compile("[^ ]+")
_LATIN_LEFT = re.compile(r"[A-Za-z]+(?:[ .][A-Z][a-z]+)?$")
_HAN_LEFT = re.compile(rf"[{zh_sides.HAN}]{{1,3}}$")
_HAN_RIGHT = re.compile(rf"[小老阿]?[{zh_sides.HAN}]")
_PARTICLE = re.compile("[的了是着过得却很]")
_TAIL = re.compile(r"[人很真好态服特也都是帮给热非超](?:$)")


_LONG_ENOUGH = 2
_VERBS = frozenset("办帮给做开说送带让叫把拿接买修")
_LONGEST = 6
_JOINING = frozenset("和与及跟或")
_BOUND = frozenset("对由关至终属等位基处出在便利")
_JOINERS = frozenset("和与跟及由向从对被让给是有同为到在于小老阿大这那某各")


@dataclass(frozen=True, slots=True)
class Core:
    """A possible name [start, end) and the title behind it, [end, title_end)."""

    start: int
    end: int
    title_end: int
    source: str


def cores(text: str, tokens: Sequence[Token], known: frozenset[str] = frozenset()) -> list[Core]:
    """Return every different candidate of a plain text, with its title; ``known``: names of the roster."""
    found: dict[tuple[int, int], Core] = {}
    for start, end, source in (
        *((start, end, "roster") for start, end in finder.whole(text, known)),
        *((start, end, "woven") for start, end in zh_woven.places(text)),
        *_from_tagger(text, tokens),
        *_before_titles(text),
        *zh_small.small(text),
        *zh_small.surname_said(text),
        *zh_small.ladies(text),
        *_latin(text),
        *zh_slots.places(text, tokens),
        *zh_slots.unlisted(text, tokens),
        *((start, end, "slot") for start, end in zh_counted.places(text)),
    ):
        core = Core(start, end, end + 1 if source == "lady" else _title_end(text, end), source)
        if end > start and (start, end) not in found and _sensible(text, core):
            found[start, end] = core
    return sorted(found.values(), key=lambda c: (c.start, c.end))


def _sensible(text: str, core: Core) -> bool:
    """Drop what can be no name: a lone character without a title, or one that only joins (和经理, 跟主任)."""
    word = text[core.start : core.end]
    long = sum(bool(_HAN.match(c)) for c in word) > _LONGEST
    if not word.strip() or word[-1] == " " or _KANA.search(word) or long:
        return False
    if core.source == "woven":
        return True
    if core.source != "roster" and (_no_name(word) or text[core.start : core.title_end] in _called()):
        return False
    if len(word) > 1 and core.title_end > core.end and text[core.end - 1 : core.title_end] in _long_titles():
        return False
    if len(word) > 1 or not _HAN.match(word):
        return word[0] not in _JOINING or core.source == "roster" or word in name_words()
    return _sensible_alone(text, core)


def _no_name(word: str) -> bool:
    inside = any(word[k:] in _long_titles() for k in range(1, len(word) - 1))
    inside |= word[0].isascii() and not word[-3:-2].isascii() and word[-2:] in ordinary_words()
    return inside or bool(_PARTICLE.search(word)) or word[0] == "姓" or word in _called()


def _sensible_alone(text: str, core: Core) -> bool:
    """Tell whether one character may be a family name here: 姓江, 于老师, 刘姐."""
    word = text[core.start]
    if core.title_end == core.end:
        return text[core.start - 1 : core.start] == "姓" and word in tables.surnames()
    kin = zh_sides.title_kind(text[core.end : core.title_end]) == "kin"
    if text.startswith(("什么事", "啥事", "屁事"), core.title_end) or _happens(text, core):
        return False
    bound = word == "于" and text[core.start - 1 : core.start] not in _BOUND
    joins = word in _JOINERS and core.source != "lac" and not bound
    return not joins and (kin or core.source == "lac" or word in tables.surnames())


def _happens(text: str, core: Core) -> bool:
    """Tell whether a time or a car stands before a job instead of a family name: 吃饭时服务员, 接车司机."""
    word, before = text[core.start], text[max(0, core.start - 1) : core.start]
    if word == "车":
        return text.startswith("司机", core.end)
    return (
        word == "时" and bool(_HAN.match(before)) and zh_sides.left_kind(text, core.start) in {"none", "prep"}
    )


@cache
def _called() -> frozenset[str]:
    """Return what people are called instead of by a name: 帅哥, 婆婆, 弟弟."""
    return _long_titles() | {w for w in tables.by_kind("zh/person_cues.tsv")["guest"] if len(w) > 1}


@cache
def _long_titles() -> frozenset[str]:
    """Return titles that are never the end of a name: 陈先生 is 陈 with a title, 张文生 is a name."""
    return frozenset(t for t in tables.everything("zh/titles.tsv") if len(t) > 1)


def _title_end(text: str, end: int) -> int:
    match = zh_sides.title_words().match(text, end)
    if not match or match.group() == " ":
        return end
    title = match.group().strip()
    if title == "姐妹" and text[match.end() : match.end() + 1] in set("仨俩两三四几"):
        return end
    if title == "总" and text.startswith(_ALWAYS, match.end()):
        return end
    if len(title) == 1 and (
        text[end - 1] + title in ordinary_words() or text[end : end + 2] in ordinary_words()
    ):
        return end
    return match.end()


_ALWAYS = ("把", "是", "爱", "喜欢", "能", "让", "给", "嫌")
"""Behind 总 these say that it means always: 管晓彤总把功劳算自己头上."""


def _from_tagger(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    roles = [m.span() for m in zh_sides.role_words().finditer(text)]
    people = [(t.start, t.end) for t in tokens if t.tag == "PER"]
    merged: list[tuple[int, int]] = []
    for start, end in people:
        if merged and merged[-1][1] == start and _mixed_scripts(text, merged[-1], end):
            merged.append((merged[-1][0], end))
        merged.append((start, end))
    merged += [(start, end - 1) for start, end in people if end - start == 3 and text[start] in "小老阿啊"]
    merged += [
        (start, end + 1) for start, end in people if end - start < 3 and _HAN.match(text[end : end + 1])
    ]
    merged += [span for start, end in people for span in _parts(text, start, end)]
    merged += [(start - 1, end) for start, end in people if _lost_surname(text, tokens, start, end)]
    merged += list(_wider(text, tokens))
    for start, end in merged:
        cut = max((stop for first, stop in roles if first <= start < stop < end), default=start)
        if end - cut > _LONG_ENOUGH and text[end - 1] in _VERBS:
            yield cut, end - 1, "lac"
            continue
        tail = zh_sides.title_words().search(text, cut, end)
        yield cut, end, "lac"
        if tail and tail.start() > cut:
            yield cut, tail.start(), "lac"
        if tail and tail.end() < end:
            yield tail.end(), end, "lac"
        if end - cut == 3 and _TAIL.search(text[cut:end]):
            yield cut, end - 1, "lac"


def _lost_surname(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the tagger took the family name before a given name for a word: 连|晓彤."""
    names = tables.surnames()
    before = text[max(0, start - 1) : start]
    alone = any(t.end == start and t.end - t.start == 1 for t in tokens)
    return alone and end - start == _LONG_ENOUGH and before in names and text[start] not in names


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long person into two or three, each beginning anew: 李艳|冬艳, 廖倩|宋子健|陆瑶."""
    if end - start < _TWO_NAMES or not all(_HAN.match(c) for c in text[start:end]):
        return
    for first in range(start, end - 1):
        for last in range(first + 2, min(first + 3, end) + 1):
            at_edges = (first == start or first - start > 1) and (last == end or end - last > 1)
            if at_edges and (first, last) != (start, end):
                yield first, last


_TWO_NAMES = 4


def _wider(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Join a person with the short word behind: names from other tongues are torn, 古丽|米热."""
    for one, two in pairwise(tokens):
        short = two.end - two.start <= _LONG_ENOUGH and two.tag not in {"w", "u", "c", "p", "r", "d", "m"}
        if (
            one.tag == "PER"
            and one.end - one.start > 1
            and short
            and all(_HAN.match(c) for c in text[one.start : two.end])
        ):
            yield one.start, two.end


def _mixed_scripts(text: str, first: tuple[int, int], end: int) -> bool:
    """Chinese and English name side by side are one person."""
    left, right = text[first[1] - 1], text[first[1]]
    return bool(_HAN.match(left)) != bool(_HAN.match(right)) and end > first[1]


@cache
def _title_starts() -> re.Pattern[str]:
    return re.compile(
        f"(?={tables.opening(tables.everything('zh/titles.tsv') - tables.by_kind('zh/titles.tsv')['lady'])})"
    )


def _before_titles(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _title_starts().finditer(text):
        end = match.start()
        while end > 0 and text[end - 1] == " ":
            end -= 1
        latin = _LATIN_LEFT.search(text[max(0, end - 24) : end])
        if latin:
            yield end - len(latin.group()), end, "title"
        elif end == match.start():
            yield from _backward(text, end)


def _backward(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    surnames = tables.surnames()
    for length in (1, 2, 3, 4):
        start = end - length
        if start < 0 or not all(_HAN.match(c) for c in text[start:end]):
            break
        word = text[start:end]
        compound = length > 1 and word[:2] in surnames
        if (
            (word[0] in surnames and length <= 3)
            or compound
            or (length == 2 and word[0] in "小老阿啊")
            or (length == 2 and _called_so(text, start, word))
        ):
            yield start, end, "title"
    kin = zh_sides.title_kind(_title_at(text, end)) == "kin"
    if end and (text[end - 1] == "姓" or (kin and _HAN.match(text[end - 1]))):
        yield end - 1, end, "title"


def _called_so(text: str, start: int, word: str) -> bool:
    """Tell whether two characters without a family name may stand before a title: 洛桑|大哥, 丸子|老师."""
    left = zh_sides.left_kind(text, start)
    if left in {"role", "thanks", "naming"}:
        return True
    unheard = word not in ordinary_words() or word in name_words()
    return unheard and left in {"start", "punct", "prep", "join"} and word not in _long_titles()


def _title_at(text: str, at: int) -> str:
    match = zh_sides.title_words().match(text, at)
    return match.group() if match else "先生"


def _latin(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _COURTESY.finditer(text):
        yield match.start(), match.end(), "courtesy"
    for match in _LATIN_NAME.finditer(text):
        start, end = match.span()
        if end - start <= _LONGEST_LATIN:
            words = [(start + m.start(), start + m.end()) for m in _WORDS.finditer(match.group())]
            yield from ((first, last, "latin") for k, (first, _) in enumerate(words) for _, last in words[k:])
            yield from _both_scripts(text, start, end)


_LONGEST_LATIN = 24


def _both_scripts(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Join a Latin name with the Chinese one behind or before it: Helen小袁, 何若亭Aries."""
    behind = _HAN_RIGHT.match(text, end)
    if behind and (behind.group()[0] in tables.surnames() or behind.group()[0] in "小老阿"):
        yield start, behind.end(), "latin+zh"
    before = _HAN_LEFT.search(text[max(0, start - 3) : start])
    for length in (1, 2, 3) if before else ():
        word = text[start - length : start]
        if len(word) == length and (word[0] in tables.surnames() or word[0] in "阿小老"):
            yield start - length, end, "zh+latin"
