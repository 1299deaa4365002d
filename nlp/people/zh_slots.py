"""Candidates for a Chinese name in the slot between a cue and what staff do, and where nothing introduces it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.people import tables, zh_sides
from nlp.people.dictionary import every_word, ordinary_words
from nlp.people.lac import Token
from nlp.people.zh_given import given

_HAN = re.compile(f"[{zh_sides.HAN}]")


def places(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield words behind what introduces somebody: a job, a thanks, a deed, a comma of a list."""
    ends = {t.end for t in tokens}
    starts = {t.start for t in tokens}
    for start in sorted(starts | {m.end() for m in zh_sides.role_words().finditer(text)}):
        if not _HAN.match(text[start : start + 1]):
            continue
        kind = zh_sides.left_kind(text, start)
        after_comma = text[start - 1 : start] in {"、", "，", ",", " ", "/"}
        if (
            kind in {"none", "prep", "punct", "start"}
            and not after_comma
            and not zh_sides.agent_before(text, start)
            and not zh_sides.deed_before(text, start)
        ):
            yield from _unheard(text, start, ends)
            yield from _doer(text, start, kind)
            continue
        for length in (2, 3, 4):
            end = start + length
            if end in ends and end <= len(text) and all(_HAN.match(c) for c in text[start:end]):
                yield start, end, "slot"


def _unheard(text: str, start: int, ends: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield a family name with what no dictionary knows, where nothing introduces it: 桑宁|办的, 遇到|焦阳."""
    plain = text[start] not in tables.surnames() or text[start] in tables.word_surnames()
    if plain or zh_sides.left_kind(text, start) == "none":
        return
    for end in (start + 2, start + 3):
        word = text[start:end]
        unheard = word not in every_word() and word[1:] not in ordinary_words()
        if unheard and end in ends and len(word) == end - start and all(_HAN.match(c) for c in word):
            yield start, end, "slot"


def unlisted(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield a word of the tagger that no dictionary has and that begins like a family: 项目组的|简宁, 写的是|项南."""
    for token in tokens:
        word = text[token.start : token.end]
        named = len(word) in _LENGTHS and word[0] in tables.surnames() and all(_HAN.match(c) for c in word)
        said = token.start > 0 and text[token.start - 1] in _SAID
        if named and said and token.tag not in _NEVER and word not in every_word():
            yield token.start, token.end, "slot"


_LENGTHS, _NEVER = (2, 3), frozenset({"TIME", "m", "r", "d", "p", "c", "u", "w"})
_SAID = frozenset("的是叫找问由让请归给替跟和与")


def _doer(text: str, start: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """Yield a given name alone where a clause begins with who did something for somebody: 子墨剪的头发."""
    word = text[start : start + _PAIR]
    if kind not in {"start", "punct"} or len(word) < _PAIR or not DID.match(text, start + _PAIR):
        return
    names, thing = given(), word in every_word() and not _FOR.match(text, start + _PAIR)
    if not thing and word not in ordinary_words() and all(names.get(c, 0.0) >= _USUAL for c in word):
        yield start, start + _PAIR, "slot"


_PAIR, _USUAL = 2, 1.5
_HOW: Final = "(?:主动|亲自|一直|又|也|就|还|都|每次|全程|连夜|专门|特意|耐心|细心)*"
_WHOM: Final = "(?:[帮给教替为陪](?:我|我们|咱|咱们|孩子|娃|老人|爸|妈|忙|他|她|大家)|[帮教陪]了)"
_FOR: Final = re.compile(_HOW + _WHOM)
DID: Final = re.compile(
    f"{_HOW}(?:{_WHOM}|[剪做修办送装画拍讲带烤调洗染按接开教推煮炒炸熬泡冲算订挑选][的得])"
)
"""What people do for somebody, behind the name: 帮我, 给孩子, 剪的, 讲得; a word that is a name too needs whom."""
