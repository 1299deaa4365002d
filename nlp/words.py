# pyright: basic
"""Content words of Chinese and English comments: what is counted, drawn in clouds and tells topics apart.

Stop words are out, negations stay with their word (不干净, not clean), phrases of the lexicons stay whole
(前台, check in). Traditional Chinese is cut like Simplified and keeps its characters. Wraps jieba.
"""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from opencc import OpenCC

from nlp import lexicons
from nlp.records import Language

_RUN = re.compile(
    r"(?P<out>https?://\S+|www\.[^\s\u3400-\u9fff]+|[A-Za-z0-9.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|@\w{1,64}|\*+)"
    r"|(?P<zh>[\u3400-\u9fff]+)"
    r"|(?P<en>[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*\d{0,3})"
    r"|(?P<stop>[^\s\w]+)"
)
_WRITTEN_BOTH_WAYS = {
    "wifi": "wifi",
    "email": "email",
    "checkin": "check in",
    "checkout": "check out",
    "addon": "addon",
    "addons": "addon",
}
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十两几半每这那某头第]|\d)+多?[个個天周月年次遍声聲趟回份條条位只張张間间句圈下点點分刻晚夜日"
    r"号號种種些把盒瓶杯层層元块塊张套双雙家台件本口道段排人]?(?:钟|鐘|头|小时|小時|分钟|分鐘|星期|天|月|年)?"
)
Near = Literal["apart", "linked", "beside"]
"""How a content word stands to the one before: next to it, by links alone (房间很干净, staff were very friendly), or not."""
_REACH = 2
"""A negation waits for this many stop words at most: "not a very clean room" is "not clean"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A content word, and how it stands to the one before."""

    word: str
    near: Near
    form: str
    """As it is written here (waited), where the word is what it counts as (wait)."""


class Words:
    """Cut comments into content words. The dictionary is loaded once, at the first Chinese comment."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        """Take further phrases that must stay whole, in either language."""
        every = {*lexicons.words("zh/phrases"), *lexicons.words("en/phrases"), *phrases}
        self._english = _Phrases(phrase for phrase in every if phrase.isascii())
        self._chinese = tuple(sorted({_simplified(p) for p in every if len(p) > 1 and _is_han(p)}))
        self._cutter = None

    def tokens(self, text: str, language: Language) -> list[str]:
        """Return the content words in order; the same word may come again.

        >>> Words().tokens("前台态度好，房间不干净。Not clean at check-in!", "mixed")
        ['前台', '态度好', '房间', '不干净', 'not clean', 'check in']
        """
        return [each.word for each in self.said(text, language)]

    def said(self, text: str, language: Language) -> list[Said]:
        """Return the content words in order, each with how near it stands to the one before.

        >>> [(s.word, s.near) for s in Words().said("房间很干净，早餐", "zh-Hans")]
        [('房间', 'apart'), ('干净', 'linked'), ('早餐', 'apart')]
        """
        found: list[Said] = []
        english: list[str] = []
        for run in _RUN.finditer(text):
            if run.lastgroup == "en":
                english.append(run.group())
                continue
            found += self._english_words(english)
            english = []
            if run.lastgroup == "zh":
                found += self._chinese_words(run.group())
        return [*found, *self._english_words(english)]

    def _chinese_words(self, run: str) -> Iterator[Said]:
        plain = _simplified(run)
        at = 0
        negation = ""
        near: Near = "apart"
        for word in self._jieba().lcut(plain):
            surface = run[at : at + len(word)]
            at += len(word)
            if word in _list("zh/kept_negations"):
                negation = surface
                near = _after(word, near, "zh")
            elif _counts_in_chinese(word) or (negation and _counts_after_negation(word)):
                yield Said(negation.rstrip("是太") + surface, near, surface)
                negation, near = "", "beside"
            else:
                near = _after(word, near, "zh")
                negation = negation if word in _list("zh/between") else ""

    def _jieba(self) -> Any:  # noqa: ANN401  # jieba has no types
        if self._cutter is None:
            self._cutter = _dictionary(self._chinese)
        return self._cutter

    def _english_words(self, words: list[str]) -> Iterator[Said]:
        negation, reach = False, 0
        near: Near = "apart"
        for word, form in self._english.joined([part for surface in words for part in _parts(surface)]):
            if word in _list("en/kept_negations"):
                negation, reach = True, _REACH
                near = _after(word, near, "en")
            elif word in _list("en/stopwords") or len(word) < 2:
                reach -= 1
                negation = negation and reach >= 0
                near = _after(word, near, "en")
            else:
                yield Said(f"not {word}" if negation else word, near, form)
                negation, near = False, "beside"


def weak(word: str) -> bool:
    """Tell whether a word says little of what people talk about: how, when, how often, what anybody does.

    >>> [weak(word) for word in ("两周", "一遍", "三十分钟", "suddenly", "押金", "deposit")]
    [True, True, True, True, False, False]
    """
    plain = word if word.isascii() else _simplified(word)
    return plain.lower() in _list("shared/weak_words") or _COUNTED.fullmatch(plain) is not None


def _after(word: str, near: Near, tongue: str) -> Near:
    """Tell how near the next word stands, once a word that does not count has passed."""
    return "linked" if near != "apart" and word in _list(f"{tongue}/links") else "apart"


def kinds_in_jieba(words: Iterable[str]) -> dict[str, str]:
    """Return the part of speech that jieba's dictionary gives to each word it knows: n, v, a, nr (a name) ...

    >>> sorted(kinds_in_jieba(["早餐", "干净", "人住"]).items())
    [('干净', 'a'), ('早餐', 'n')]
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    wanted, found = set(words), dict[str, str]()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split()
            if word in wanted:
                found[word] = tag
    return found


class _Phrases:
    """English phrases, found in a list of words from the left, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(phrase.lower().split())
            if len(words) > 1:
                self._by_first.setdefault(words[0], []).append(words)
        for options in self._by_first.values():
            options.sort(key=len, reverse=True)

    def joined(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Yield phrases and words, each as it counts and as it is written."""
        at = 0
        while at < len(words):
            options = self._by_first.get(words[at], ())
            phrase = next(
                (option for option in options if tuple(words[at : at + len(option)]) == option), None
            )
            whole = " ".join(phrase or ())
            yield whole or lemma(words[at]), whole or words[at]
            at += len(phrase) if phrase else 1


def lemma(word: str) -> str:
    """Return the form under which an English word is counted; it is always a word.

    >>> [lemma(word) for word in ("rooms", "companies", "waited", "service", "bus", "Vegas")]
    ['room', 'company', 'wait', 'service', 'bus', 'Vegas']
    """
    irregular = _lemmas().get(word)
    if irregular:
        return irregular
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    for ending, singular in (("ies", "y"), ("s", ""), ("es", "")):
        stem = word.removesuffix(ending) + singular
        if word.endswith(ending) and len(stem) > 2 and stem in _english():
            return stem
    return word


def _parts(word: str) -> list[str]:
    """Split what is written together: check-in, don't, guest's."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if plain.endswith("n't") or plain == "cannot":
        return ["not"]
    together = _WRITTEN_BOTH_WAYS.get(plain.replace("-", ""))
    return together.split() if together else [part for part in re.split(r"[-']", plain) if part]


def _counts_in_chinese(word: str) -> bool:
    return word not in _list("zh/stopwords") if len(word) > 1 else word in _list("zh/single_characters")


def _counts_after_negation(word: str) -> bool:
    return word not in _list("zh/stopwords") and word not in _list("zh/between")


def _is_han(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in text)


def _simplified(text: str) -> str:
    """Convert to Simplified of the same length: offsets must hold."""
    plain = _to_simplified().convert(text)
    return plain if len(plain) == len(text) else "".join(_to_simplified().convert(char)[:1] for char in text)


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _dictionary(phrases: tuple[str, ...]) -> Any:  # noqa: ANN401  # jieba has no types
    """Load jieba's dictionary with our phrases, in silence; equal phrases share one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    for phrase in phrases:
        cutter.add_word(phrase)
    return cutter


_list = cache(lexicons.words)


@cache
def _lemmas() -> dict[str, str]:
    return {row["word"]: row["lemma"] for row in lexicons.rows("en/lemmas")}


@cache
def _english() -> frozenset[str]:
    return lexicons.words("en/ordinary_words") | lexicons.words("en/phrases")
