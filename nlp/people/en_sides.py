"""What stands beside a name in an English text: thanks, jobs, desks, companions, verbs of service."""

import re
import unicodedata
from functools import cache, lru_cache

from nlp import lexicons
from nlp.people import tables
from nlp.text.sieve import Sieve

_LEFT_ORDER = ("kin", "author", "naming", "article", "thanks", "meet", "role", "prep", "place")
_NOUN = r"(?:[\s,:;(\"'“‘*-]*(?:named|name|called|is|was|\()?[\s,:;(\"'“‘*-]*)"


def _word(words: frozenset[str]) -> str:
    return rf"(?<![\w'])(?:{tables.alternatives(words)})"


@cache
def _roles() -> dict[str, frozenset[str]]:
    return tables.by_kind("en/roles.tsv")


@cache
def _left_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = dict(tables.by_kind("en/person_cues.tsv"))
    roles = tables.everything("en/roles.tsv") - _PRONOUN
    words["role"] = roles | {r + "s" for r in roles}
    gap = r"[\s,:;(\"'“‘*.!-]*(?:to |from |our )?[(\"'“‘]?$"
    gaps = {"role": _NOUN + "$", "article": r"\s+$"}
    return tuple(
        (kind, re.compile(_word(words[kind]) + gaps.get(kind, gap), re.IGNORECASE)) for kind in _LEFT_ORDER
    )


@cache
def _left_sieve() -> Sieve:
    return Sieve([pattern for _, pattern in _left_patterns()])


_PRONOUN = frozenset({"it"})
"""A department that is a pronoun far more often: it was, with it."""


def left_kind(text: str, at: int) -> str:
    """Tell what stands directly before ``at``: start, kin, author, naming, article, thanks, role, prep, place, punct or none."""
    return _left_of(text[max(0, at - 32) : at])


@lru_cache(maxsize=4096)
def _left_of(window: str) -> str:
    if not window.strip():
        return "start"
    patterns = _left_patterns()
    for number in _left_sieve().may(window):
        kind, pattern = patterns[number]
        found = pattern.search(window)
        if found and (kind == "role" or not re.search(r"[.!?]\s+$", window)):
            return kind
    return "punct" if re.search(r"(?:[.!?\n:;)(…*-]\s*|\s{2,})$", window) else "none"


@cache
def _right_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = tables.by_kind("en/person_cues.tsv")
    roles = tables.everything("en/roles.tsv") - _PRONOUN
    places = _roles()["department"] - _PRONOUN
    return (
        (
            "place",
            re.compile(
                rf"\s*[,(-]?\s*(?:at|in|from|of|with|on|over at|working|who works|@)\s+(?:the |our |your )?(?:\w+ )?(?:{tables.alternatives(places)}|(?-i:IT|HR|PR|AV|FOH|BOH))\b",
                re.IGNORECASE,
            ),
        ),
        (
            "role",
            re.compile(
                rf"\s*[,(-]?\s*(?:(?:was |is )?(?:the|our|an?|my|your) (?:[a-z]+ )?)?(?:{tables.alternatives(roles)})\b",
                re.IGNORECASE,
            ),
        ),
        (
            "culture",
            re.compile(rf"(?:'s|’s)?\s+(?:{tables.alternatives(words['culture'])})\b", re.IGNORECASE),
        ),
        (
            "do",
            re.compile(
                rf"(?:'s|’s)?[\s,]+(?:(?:and|&|n)\s+\w+\s+)?(?:{tables.alternatives(words['do'])})\b",
                re.IGNORECASE,
            ),
        ),
        ("join", re.compile(r"\s*(?:,|&|/|and\b|n\b|or\b)", re.IGNORECASE)),
    )


@cache
def _right_sieve() -> Sieve:
    return Sieve([pattern for _, pattern in _right_patterns()])


@cache
def _verb() -> re.Pattern[str]:
    words = tables.by_kind("en/person_cues.tsv")["verb"]
    adverb = r"(?:(?:\w+ly|always|never|also|just|even|then|really|still|both|all)\s+)?"
    return re.compile(
        rf"(?:\s+and\s+[A-Z]\w+|\s*\([^)]{{1,30}}\))?[\s,]+{adverb}(?:[a-z]{{2,}}ed|{tables.alternatives(words)})\b(?!\s+(?:and\b|by\b))",
        re.IGNORECASE,
    )


def verb_behind(text: str, at: int) -> bool:
    """Tell whether what somebody did or does stands behind: sorted my claim, knows her stuff."""
    return bool(_verb().match(text[at : at + 60]))


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"{_word(tables.by_kind('en/person_cues.tsv')['clause'])}[\s,]+$", re.IGNORECASE)


@cache
def _apposed() -> re.Pattern[str]:
    jobs = tables.alternatives(_roles()["job"])
    return re.compile(rf",? (?:the|our) (?:[a-z]+ )?(?:{jobs})\b")


def apposed(text: str, at: int) -> bool:
    """Tell whether a name is followed by what its owner is: Frank the doorman, Tina, our nurse."""
    return bool(_apposed().match(text, at, at + 48))


def clause_before(text: str, at: int) -> bool:
    """Tell whether a word that opens a clause stands before: since Winston left."""
    return bool(_clause().search(text[max(0, at - 16) : at]))


def right_kind(text: str, at: int) -> str:
    """Tell what stands directly behind ``at``: place, role, culture, do, join, possessive, end, punct, none."""
    return _right_of(text[at : at + 48])


@lru_cache(maxsize=4096)
def _right_of(tail: str) -> str:
    if not tail.strip(" .!"):
        return "end"
    patterns = _right_patterns()
    for number in _right_sieve().may(tail):
        kind, pattern = patterns[number]
        if pattern.match(tail):
            return kind
    if re.match(r"['’]s\b", tail):
        return "possessive"
    return "punct" if re.match(r"\s*[^\w\s]", tail) else "none"


@cache
def _role_before() -> re.Pattern[str]:
    jobs = tables.alternatives(_roles()["job"] | _roles()["department"])
    return re.compile(
        rf"(?<![\w'])((?:(?:{tables.alternatives(_roles()['department'])})\s+)?(?:{jobs}))s?{_NOUN}$",
        re.IGNORECASE,
    )


@cache
def _role_behind() -> re.Pattern[str]:
    jobs, places = _roles()["job"], _roles()["department"]
    near = r"(?:\s+(?:and|&|n)\s+[A-Z]\w+){0,3}"
    return re.compile(
        rf"{near}\s*[,(-]?\s*(?:(?:the|our|a|an|my|was our|is our|your|as your|as our)\s+)?({tables.alternatives(jobs)})\b"
        rf"|{near}\s*[,(-]?\s*(?:was |is |were |are )?(?:at|in|from|of|with|on|over at|working at|who works at)\s+(?:the |our |your )?({tables.alternatives(places)})\b",
        re.IGNORECASE,
    )


def role_of(text: str, start: int, end: int) -> str | None:
    """Return the job or department that the text gives this person, in lower case."""
    before = _role_before().search(text[max(0, start - 48) : start])
    if before:
        return before.group(1).lower().strip()
    behind = _role_behind().match(text, end)
    if behind:
        role = (behind.group(1) or behind.group(2)).lower()
        return None if role in _roles()["people"] else role
    return None


@cache
def given_names() -> frozenset[str]:
    """Return English given names in lower case."""
    listed = lexicons.words("en/given_names.txt") | lexicons.words("en/given_names_world.txt")
    return frozenset(name.lower() for name in listed)


def is_given(low: str) -> bool:
    """Tell a name of the lists, accents or not; of Soo-jin and Jean-Pierre one half is enough, if it is no word."""
    names = given_names()
    if low in names or (not low.isascii() and bare(low) in names):
        return True
    return any(half in names and half not in name_words() for half in (low.split("-") if "-" in low else ()))


def bare(word: str) -> str:
    """Return a word without its accents: Bjørn is Bjorn, Inês is Ines."""
    letters = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)


@cache
def name_words() -> frozenset[str]:
    """Return names that are also words, in lower case."""
    return frozenset(name.lower() for name in lexicons.words("en/name_words.txt"))


@cache
def courtesy() -> re.Pattern[str]:
    """Return the pattern of a courtesy title directly before a name."""
    titles = tables.alternatives(lexicons.words("en/courtesy_titles.txt"))
    return re.compile(rf"(?<![\w'])(?:{titles})\.?\s+$", re.IGNORECASE)
