"""Praise that belongs to a team (前台的小伙伴们) or to a process (退款当天到账), not to one person."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp import lexicons
from nlp.people import phrases, stance_scope, tables
from nlp.records import Credit
from nlp.text.sieve import Sieve

_PLACES_ZH: Final = frozenset(
    {"酒店", "客服", "管家", "礼宾", "保洁", "厨房", "护士", "医护", "整个", "前厅", "护理"}
)


_HAN: Final = re.compile("[\u3400-\u9fff]")


@cache
def _patterns() -> dict[tuple[str, str], tuple[list[re.Pattern[str]], Sieve]]:
    """Build the patterns of both kinds, both languages, from the tables of credits and of roles.

    All in lower case, as the texts are: a pattern that ignores case is four times slower.
    """
    rows = lexicons.rows("shared/credit_patterns.tsv")
    words = {
        language: {r["kind"]: r["pattern"] for r in rows if r["language"] == language}
        for language in ("zh", "en")
    }
    places = {
        "zh": tables.by_kind("zh/roles.tsv")["department"] | _PLACES_ZH,
        "en": tables.by_kind("en/roles.tsv")["department"]
        | {"hotel", "cleaning", "nursing", "service", "wait"},
    }
    found: dict[tuple[str, str], list[re.Pattern[str]]] = {}
    for row in rows:
        language, kind = row["language"], row["kind"]
        if kind in {"team", "process"}:
            own = words[language]
            low = frozenset(place.lower() for place in places[language])
            filled = row["pattern"].replace("{place}", tables.alternatives(low))
            filled = filled.replace("{thing}", own["thing"]).replace("{done}", own["done"])
            found.setdefault((kind, language), []).append(re.compile(filled))
    return {key: (made, Sieve(made)) for key, made in found.items()}


def find(text: str, people: Sequence[tuple[int, int]]) -> list[Credit]:
    """Return the teams and processes that a comment praises, with what for."""
    plain = tables.folded(text)
    clauses: list[stance_scope.Part] | None = None
    taken = {i for s, e in people for i in range(s, e)}
    found: list[Credit] = []
    for kind in ("team", "process"):
        for start, end in _spans(plain, kind):
            if not taken.isdisjoint(range(start, end + 1)):
                continue
            if kind == "team":
                clauses = stance_scope.parts(plain, people) if clauses is None else clauses
                praise = _praise(plain, clauses, start)
                taken.update(range(start, end))
            else:
                praise = _smooth(plain, start, end)
            if praise is not None:
                found.append(
                    Credit(kind=kind, start=start, end=end, text=text[start:end], praised_for=praise)
                )
    return sorted(found, key=lambda c: c.start)


def _spans(plain: str, kind: str) -> list[tuple[int, int]]:
    """Return where a kind of credit is named, the longest first where two overlap."""
    languages = ("zh", "en") if _HAN.search(plain) else ("en",)
    tables_of = [_patterns()[kind, language] for language in languages]
    able = [patterns[n] for patterns, sieve in tables_of for n in sieve.may(plain)]
    every = {m.span() for pattern in able for m in pattern.finditer(plain)}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(every, key=lambda s: (s[0] - s[1], s[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def _smooth(plain: str, start: int, end: int) -> tuple[str, ...] | None:
    """Return what a process is praised for, None where it is wished for or denied."""
    return None if _denied(plain, start, end) else _reasons(plain[start:end])


def _praise(plain: str, clauses: Sequence[stance_scope.Part], at: int) -> tuple[str, ...] | None:
    """Return what for, where the clause of a team (and the one behind it) praises; None where it does not."""
    if not clauses:
        return None
    part = clauses[stance_scope.clause_of(clauses, at)]
    clause = plain[part.start : part.end]
    hits = [h for lang in ("zh", "en") for h in phrases.find(clause, lang)]
    total = sum(
        h.weight * (-0.9 if _denied(plain, part.start + h.start, part.start + h.end) else 1) for h in hits
    )
    reasons = tuple(dict.fromkeys(h.praised_for for h in hits if h.weight > 0 and h.praised_for))
    if total > _ENOUGH:
        return reasons
    swift = _swiftly()["zh" if _HAN.search(clause) else "en"].search(plain, at, part.end)
    praised = swift and total >= 0 and not _denied(plain, *swift.span())
    return reasons or ("speed",) if praised else None


_ENOUGH: Final = 0.6


@cache
def _swiftly() -> dict[str, re.Pattern[str]]:
    """Return how a thing goes well, as the table of processes says: at once, within the hour."""
    rows = [row for row in lexicons.rows("shared/credit_patterns.tsv") if row["kind"] == "done"]
    edge = {"zh": "(?:{})", "en": r"\b(?:{})\b"}
    return {row["language"]: re.compile(edge[row["language"]].format(row["pattern"])) for row in rows}


def _reasons(clause: str) -> tuple[str, ...]:
    hits = [h for lang in ("zh", "en") for h in phrases.find(clause, lang)]
    found = tuple(dict.fromkeys(h.praised_for for h in hits if h.weight > 0 and h.praised_for))
    return found or ("speed",)


def _denied(plain: str, start: int, end: int) -> bool:
    around = _SMOOTHLY.sub("", plain[max(0, start - 8) : end])
    return bool(
        re.search(
            r"不|没|未|无法|难|冇|唔|希望|如果|要是|能否|建议|\bnot\b|n't|\bnever\b|\bno\b|\bwish\b|\bif\b|\bshould\b|\bcould be\b|\bnot as\b",
            around,
        )
    )


_SMOOTHLY: Final = re.compile(
    r"不用(?:排队|等|跑)|免排队|不(?:麻烦|慢|复杂)|毫不费力|\bno (?:queues?|lines?|wait\w*|paperwork|time)\b|\bless than\b"
)
"""A no that is good news: no queue, no trouble."""
