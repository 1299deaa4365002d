"""The words by which a suggestion is known: lines of ``lexicons/zh|en/suggestions.tsv`` that a person can read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.text.sieve import Sieve
from nlp.text.simple import simplified

KINDS = ("ask", "block", "tip", "named", "told")
"""Asks for a change; surely does not; advice to customers; customers spoken to; tells what was said or done."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Cues:
    """The weight of the strongest rule of each kind, and how the words stand."""

    chinese: bool
    question: bool
    weights: tuple[float, ...]

    def __getitem__(self, kind: str) -> float:
        """Return the weight of the strongest rule of a kind; nothing found is 0."""
        return self.weights[KINDS.index(kind)]

    @property
    def asked(self) -> float:
        """Return how sure the rules alone are that a change is asked for."""
        return self["ask"] if self["ask"] > self["block"] else 0.0

    def numbers(self) -> list[float]:
        """Return what the head sees of the rules."""
        chinese = (self["ask"], self["tip"]) if self.chinese else (0.0, 0.0)
        return [*self.weights, self.asked, float(self.question), *chinese]


WIDTH = len(KINDS) + 4


def cues(text: str) -> Cues:
    """Look for the rules of the language in which the words are written.

    >>> found = cues("建议大家早点去")
    >>> found.asked, found["tip"], found["named"]
    (0.0, 1.0, 1.0)
    """
    chinese = bool(_HAN.search(text))
    plain = simplified(text) if chinese else text.replace("’", "'")
    strongest: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    rules, sieve = _rules("zh" if chinese else "en")
    for number in sieve.may(plain):
        kind, pattern, weight = rules[number]
        if weight > strongest[kind] and pattern.search(plain):
            strongest[kind] = weight
    return Cues(chinese, "?" in text or "？" in text, tuple(strongest.values()))


@cache
def _rules(language: str) -> tuple[Sequence[tuple[str, re.Pattern[str], float]], Sieve]:
    """Read the rules, the heaviest first, so that most need not be tried once one of a kind was found."""
    table = lexicons.rows(f"{language}/suggestions")
    rules = [(r["kind"], re.compile(r["pattern"], re.IGNORECASE), float(r["weight"])) for r in table]
    rules.sort(key=lambda rule: -rule[2])
    return rules, Sieve([pattern for _, pattern, _ in rules])
