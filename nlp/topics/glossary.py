"""Words for names: the counterpart of a word in the other language, and words too bland to name anything."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from nlp import lexicons
from nlp.topics import evidence

WORDS = "shared/topic_words.tsv"
CHINESE = "zh/topic_words.tsv"
BLAND = "shared/bland_words"


def bland(word: str) -> bool:
    """Tell whether a word says nothing of a subject (problem, 问题), or denies one."""
    return word.lower() in lexicons.words(BLAND) or word.lower().startswith("not ")


def telling_first(words: Sequence[str]) -> list[str]:
    """Put words that say nothing of a subject, or deny one, behind those that name it."""
    return sorted(words, key=bland)


def in_chinese(words: Sequence[str], concepts: Collection[str]) -> list[str]:
    """Return Chinese counterparts of English words; a word without a sure one stays English.

    "Windows" is no 窗户: words of more than one sense are only translated in a topic of their own concept.
    """
    return _distinct(
        _chinese().get(word.lower()) or _at_home(word.lower(), concepts) or word for word in words
    )


def in_english(words: Sequence[str]) -> list[str]:
    """Return English counterparts of Chinese words; the Chinese ones themselves where none has any."""
    table = {**_one_way(), **evidence.translations(), **_english()}
    found = _distinct(table[word] for word in words if word in table)
    return [word for word in found if word.isascii()] or list(words)


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


@cache
def _chinese() -> dict[str, str]:
    return {row["en"].lower(): row["zh"] for row in lexicons.rows(WORDS)}


@cache
def _english() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in sorted(lexicons.rows(WORDS), key=lambda row: len(row["en"])):
        table.setdefault(row["zh"], row["en"])
    return table


@cache
def _one_way() -> dict[str, str]:
    """Return counterparts that hold from Chinese to English only: 窗户 is a window, Windows no 窗户."""
    return {row["zh"]: row["en"] for row in lexicons.rows(CHINESE)}


@cache
def _senses() -> dict[str, tuple[str, str]]:
    """Return every English service term's concept and Chinese counterpart; the first line of a term wins."""
    table: dict[str, tuple[str, str]] = {}
    for row in lexicons.rows(evidence.TERMS):
        table.setdefault(row["en"].lower(), (row["concept"], row["zh"]))
    return table


def _at_home(word: str, concepts: Collection[str]) -> str | None:
    concept, chinese = _senses().get(word, ("", ""))
    return chinese if concept in concepts else None
