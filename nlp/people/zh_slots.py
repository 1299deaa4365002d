"""Candidates for a Chinese name in the slot between a cue and what staff do, and where nothing introduces it."""

import re
from collections.abc import Iterator, Sequence

from nlp.people import tables, zh_sides
from nlp.people.dictionary import every_word, ordinary_words
from nlp.people.lac import Token

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
