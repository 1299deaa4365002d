"""Words for names: the counterpart of a word in the other language, and words too bland to name anything."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from nlp import lexicons, words
from nlp.topics import evidence

WORDS = "shared/topic_words.tsv"
CHINESE = "zh/topic_words.tsv"
MORE = "shared/topic_glossary.tsv"
MORE_CHINESE = "zh/topic_glossary.tsv"
BLAND = "shared/bland_words"
_MOOD = 0.5
_LONGEST = 8
"""Characters of a Chinese counterpart that is put together from those of the words of a phrase."""
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))
_DOUBLED = 2
_LACKING = "没有"
_DENIALS = ("没", "不")
_NAMED, _PLACES = 3, "岛屿寺庙宫塔湖江河泉湾港山界街巷坊洞滩村镇县桥城"
"""Characters of a word, and its last one, that make it a place."""


def bland(word: str) -> bool:
    """Tell whether a word says nothing of a subject (problem, 问题), or denies one (not clean, 没吃)."""
    if word.lower() in lexicons.words(BLAND) or word.lower().startswith("not "):
        return True
    return word.startswith(_DENIALS) and len(word) > 1 and english_of(word) is None


def weak(word: str) -> bool:
    """Tell whether a word says little: how, when, how many, what anybody does (suddenly, 三次, receive)."""
    return words.weak(word)


def mood(word: str) -> bool:
    """Tell whether a word says how somebody likes it, more than what: delicious, 差劲."""
    return abs(_valence().get(word.lower(), 0.0)) >= _MOOD


def telling_first(listed: Sequence[str]) -> list[str]:
    """Put words that say nothing of a subject, or deny one, behind those that name it."""
    return sorted(listed, key=bland)


def in_chinese(words: Sequence[str], concepts: Collection[str]) -> list[str]:
    """Return Chinese counterparts of English words; a word without a sure one stays English.

    "Windows" is no 窗户: words of more than one sense are only translated in a topic of their own concept, or
    beside words that tell which sense is meant.
    """
    return _distinct(chinese_of(word, concepts, words) or word for word in words)


def in_english(words: Sequence[str]) -> list[str]:
    """Return English counterparts of Chinese words; the Chinese ones themselves where none has any."""
    found = _distinct(other for word in words if (other := english_of(word)))
    return found or list(words)


def chinese_of(word: str, concepts: Collection[str] = (), beside: Collection[str] = ()) -> str | None:
    """Return the Chinese counterpart of an English word or phrase, None where none is sure."""
    near = _parts(beside) - {word.lower()}
    for form in _forms(word.lower()):
        found = _by_sense(form, near) or _chinese().get(form) or _at_home(form, concepts)
        if found := found or _more().get(form) or (_terms().get(form) if " " in form else None):
            return found
    return _composed(word, concepts, near) if " " in word else None


def told(word: str, beside: Collection[str]) -> bool:
    """Tell whether the words beside an English one say which of its senses is meant."""
    near = _parts(beside) - {word.lower()}
    return any(_by_sense(form, near) for form in _forms(word.lower()))


def english_of(word: str) -> str | None:
    """Return the English counterpart of a Chinese word, None where none is sure: 没有热水 is no hot water."""
    found = _english().get(word)
    if found or not word.startswith(_LACKING):
        return found
    lacked = _english().get(word.removeprefix(_LACKING))
    return f"no {lacked}" if lacked else None


def spelled(word: str) -> str:
    """Spell a place that has no counterpart (鼓浪屿, Gulangyu); what else has none stays: its sounds say nothing."""
    from pypinyin import lazy_pinyin

    place = len(word) >= _NAMED and word[-1] in _PLACES
    return "".join(lazy_pinyin(word)).capitalize() if place else word


def _parts(words: Collection[str]) -> set[str]:
    return {part for word in words for part in (word.lower(), *word.lower().split())}


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _forms(word: str) -> list[str]:
    """Return a word and what it may be a form of: reinstalling, reinstall; stopped, stop."""
    forms = [word]
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) > _DOUBLED:
            forms.append(stem + instead)
            if not instead and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


def _composed(phrase: str, concepts: Collection[str], near: Collection[str]) -> str | None:
    parts = [chinese_of(part, concepts, near) for part in phrase.split()]
    whole = "".join(part or "" for part in parts)
    return whole if all(parts) and len(whole) <= _LONGEST else None


def _by_sense(word: str, near: Collection[str]) -> str | None:
    """Return the counterpart of the sense that most of the words beside it tell."""
    told = [(-len(cues & set(near)), zh) for cues, zh in _told_apart().get(word, ())]
    return min(told)[1] if told and min(told)[0] < 0 else None


@cache
def _told_apart() -> dict[str, list[tuple[frozenset[str], str]]]:
    table: dict[str, list[tuple[frozenset[str], str]]] = {}
    for row in lexicons.rows(MORE):
        if row["beside"]:
            cues = frozenset(row["beside"].split(evidence.SPLIT))
            table.setdefault(row["en"].lower(), []).append((cues, row["zh"]))
    return table


@cache
def _more() -> dict[str, str]:
    return {row["en"].lower(): row["zh"] for row in lexicons.rows(MORE) if not row["beside"]}


@cache
def _chinese() -> dict[str, str]:
    return {row["en"].lower(): row["zh"] for row in lexicons.rows(WORDS)}


@cache
def _english() -> dict[str, str]:
    """Return every Chinese word's counterpart: what is written for names first, what is only read backwards last.

    Some counterparts hold from Chinese to English only: 窗户 is a window, Windows no 窗户.
    """
    table: dict[str, str] = {}
    for row in lexicons.rows(MORE_CHINESE):
        table.setdefault(row["zh"], row["en"])
    for row in sorted(lexicons.rows(WORDS), key=lambda row: len(row["en"])):
        table.setdefault(row["zh"], row["en"])
    for zh, en in evidence.translations().items():
        if en.isascii() and not zh.isascii():
            table.setdefault(zh, en)
    for row in [*lexicons.rows(CHINESE), *sorted(lexicons.rows(MORE), key=lambda row: len(row["en"]))]:
        table.setdefault(row["zh"], row["en"])
    return table


@cache
def _senses() -> dict[str, tuple[str, str]]:
    """Return every English service term's concept and Chinese counterpart; the first line of a term wins."""
    table: dict[str, tuple[str, str]] = {}
    for row in lexicons.rows(evidence.TERMS):
        table.setdefault(row["en"].lower(), (row["concept"], row["zh"]))
    return table


@cache
def _terms() -> dict[str, str]:
    return {en: zh for en, (_, zh) in _senses().items()}


@cache
def _valence() -> dict[str, float]:
    tables = ("zh/valence.tsv", "en/valence.tsv")
    return {row["word"].lower(): float(row["valence"]) for table in tables for row in lexicons.rows(table)}


def _at_home(word: str, concepts: Collection[str]) -> str | None:
    concept, chinese = _senses().get(word, ("", ""))
    return chinese if concept in concepts else None
