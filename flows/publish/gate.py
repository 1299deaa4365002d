"""The last door before the wall: who may be named there, and which of the sentences about them.

The night has decided already (roster, praise, confidence, consent, masks). Whatever reaches a screen that strangers
pass is looked at once more here, cheaply and without mercy: a sentence that is doubtful stays inside.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from flows.messages import simplified
from nlp import lexicons
from nlp.answers import Done
from nlp.records import Insights, Praise, ProcessPraise, Quote, Word

PERSONAL = re.compile(
    r"\d(?:[\s\-.()]*\d){4,}|[零〇一二三四五六七八九幺]{6,}|@|https?:|www\.|<[^>]*>|\*|&#?\w+;"
    r"|(?:微信|wechat|whatsapp|qq)\s*[:：号]?\s*\w{3,}",
    re.IGNORECASE,
)
"""Digits enough for a number of any kind, addresses, mark-up, and what the masks have covered."""

PLAIN_PRAISE = 0.3
"""A word of praise is at least this good by itself."""
HAPPY, VERY_HAPPY = 0.15, 0.35
"""Mean score of the comments in which a word of praise, or a thing, must stand to go up on the wall."""


def named(insights: Insights) -> list[Praise]:
    """List the people whom customers thanked and who may be named on the wall, the most thanked first."""
    people = [p for p in _welcome(insights) if by_customers(p) > 0]
    return sorted(people, key=lambda p: (-by_customers(p), p.employee_id or ""))


def by_colleagues(insights: Insights) -> list[Praise]:
    """List the people whom colleagues thanked and who may be named, in the order of their numbers."""
    people = [p for p in _welcome(insights) if p.from_colleagues > 0]
    return sorted(people, key=lambda p: p.employee_id or "")


def by_customers(person: Praise) -> int:
    """Count the thanks that came from customers."""
    return person.thanks - person.from_colleagues


def _welcome(insights: Insights) -> list[Praise]:
    people = [
        p for p in insights.praise if p.tier == "display" and p.employee_id and not p.held and p.name.strip()
    ]
    return [p for p in people if not is_rude(p.name) and not PERSONAL.search(p.name)]


def done(insights: Insights) -> list[Done]:
    """List the suggestions that were carried out and may be shown: they name nobody."""
    names = {praise.name for praise in insights.praise if len(praise.name) > 1}
    return [
        each
        for each in insights.done
        if not any(_doubtful(text, names) for text in (each.asked, each.did_zh, each.did_en))
    ]


def _doubtful(text: str, names: set[str]) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    return bool(PERSONAL.search(plain)) or is_rude(text) or any(name in text for name in names)


def sentences(person: Praise, insights: Insights) -> list[Quote]:
    """List the sentences about a person that may stand beside the name."""
    others = _others(person, insights)
    return [
        quote
        for quote in person.quotes
        if may_show(quote) and not any(other in quote.text for other in others)
    ]


def processes(insights: Insights) -> list[ProcessPraise]:
    """List the thanks for teams and processes that may be shown: they name nobody."""
    names = {praise.name for praise in insights.praise if len(praise.name) > 1}
    return [
        process
        for process in insights.processes
        if not process.held
        and may_show(process.quote)
        and not is_rude(process.text)
        and not any(name in process.quote.text or name in process.text for name in names)
    ]


def loved(insights: Insights, words: Iterable[Word]) -> list[Word]:
    """Keep the words of happy comments that may be shown: where a yes is needed, only those that have it."""
    kind = kind_words(insights, words)
    if insights.approved_words is None:
        return kind
    return [word for word in kind if word.text in insights.approved_words]


def kind_words(insights: Insights, words: Iterable[Word]) -> list[Word]:
    """Keep what happy comments praise: words of praise and things of the service; no name, nothing personal or rude."""
    names = {praise.name for praise in insights.praise}
    return [
        word
        for word in words
        if word.score >= (HAPPY if _praises(word.text) else VERY_HAPPY if _is_service(word.text) else 2)
        and word.text not in names
        and not is_rude(word.text)
        and not PERSONAL.search(word.text)
    ]


def _praises(text: str) -> bool:
    return simplified(text.lower()) in _lexicon()[0]


def _is_service(text: str) -> bool:
    return simplified(text.lower()) in _lexicon()[1]


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str]]:
    """Read the words that praise, and the words for what a service is made of."""
    rows = [row for name in ("zh/valence", "en/valence") for row in lexicons.rows(name)]
    kind = frozenset(row["word"].lower() for row in rows if float(row["valence"]) >= PLAIN_PRAISE)
    terms = lexicons.rows("shared/service_terms")
    return kind, frozenset(term for row in terms for term in (row["zh"], row["en"].lower()))


def may_show(quote: Quote) -> bool:
    """Tell whether strangers may read a sentence: a customer's, kind, clean, and nobody's data."""
    return (
        quote.audience == "customer"
        and quote.label == "positive"
        and quote.score > 0
        and not PERSONAL.search(unicodedata.normalize("NFKC", quote.text))
        and not is_rude(quote.text)
        and not slights(quote.text)
    )


def slights(text: str) -> bool:
    """Tell whether praise grants a fault on the way: kind between two people, unkind on a screen in the lobby.

    >>> slights("師傅雖然行得慢，但係手工一流"), slights("Slow, though very thorough"), slights("thorough and kind")
    (True, True, False)
    """
    plain = simplified(unicodedata.normalize("NFKC", text).lower())
    return any(pattern.search(plain) for pattern in _slights())


@cache
def _slights() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in lexicons.rows("shared/slights"))


def is_rude(text: str) -> bool:
    """Tell whether a text insults or blames, even where the word is spaced, split by signs or in other letters.

    >>> is_rude("这个服务员真是傻 * 逼"), is_rude("what a s.h.i.t show"), is_rude("a classic hit of kindness")
    (True, True, False)
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(char) != "Cf"
    )
    chinese, english = _patterns()
    letters = simplified("".join(char for char in plain if char.isalpha()))
    return bool(
        chinese.search(letters) or english.search(plain.translate(_LOOKALIKES)) or english.search(plain)
    )


_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a", "!": "i"}
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = [row["word"] for name in ("shared/abuse", "shared/blame") for row in lexicons.rows(name)]
    chinese = [re.escape(simplified(word)) for word in words if not word.isascii()]
    split = [r"[\W_]*".join(map(re.escape, word.replace(" ", ""))) for word in words if word.isascii()]
    return re.compile("|".join(chinese)), re.compile(rf"(?<![a-z])(?:{'|'.join(split)})(?![a-z])")


def _others(person: Praise, insights: Insights) -> set[str]:
    """Names that must not stand in this person's sentence: anybody else's, shown or not."""
    names = {praise.name for praise in insights.praise}
    return {name for name in names if len(name) > 1 and name not in person.name and person.name not in name}
