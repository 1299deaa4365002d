"""What the learned stance sees of one mention: the words about the person without any name, and some numbers."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.people import stance_scope
from nlp.people.stance_scope import Part, clause_of

_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = {"zh": 60, "en": 170}
_AROUND = {"zh": (45, 55), "en": (120, 150)}
_WEAK = 0.28
_LED = 0.4
STAND_IN = {"zh": ("某某", "别人"), "en": ("alex", "someone")}
Span = tuple[int, int]


def side(text: str) -> str:
    """Return zh where a text has Chinese characters enough to be read as Chinese, else en."""
    return "zh" if len(_HAN.findall(text)) * 4 > len(text.replace(" ", "")) else "en"


@dataclass(frozen=True, slots=True)
class Page:
    """A comment cut into clauses, with the mentions in it, the lists they stand in, and what is about whom."""

    plain: str
    cut: Sequence[Part]
    spans: Sequence[Span]
    lists: Sequence[list[int]]
    scopes: Sequence[dict[int, float]]

    def list_of(self, mention: int) -> int:
        """Return the number of the list that a mention stands in."""
        return next(n for n, members in enumerate(self.lists) if mention in members)

    def scope(self, mention: int) -> dict[int, float]:
        """Return which clauses are about a mention, and how much."""
        return self.scopes[self.list_of(mention)]

    def about(self, mention: int, twins: Sequence[int]) -> tuple[tuple[str, str], Span]:
        """Return the clauses about a person, all around that is about nobody else, and where the first stand.

        Names are replaced, so that no name carries a feeling; a list of names becomes one. Where a first
        impression is taken back (以为 … 没想到, at first … turns out), the clauses from there on count.
        """
        mine = sorted({self.list_of(k) for k in twins})
        reach = [self.reach(n) for n in mine]
        language = side(self.plain)
        told = [self._nameless((self.cut[a].start, self.until(a, b)), mine) for a, b in reach]
        turn = self._turn(reach[0], mine[0], language) if len(mine) == 1 else None
        if turn is not None:
            rest = self._nameless((turn, max(turn, self.until(reach[0][0], self._sentence_end(turn)))), mine)
            told = [STAND_IN[language][0], rest]
        here = reach[mine.index(self.list_of(mention))]
        where = (self.cut[here[0]].start, self.until(*here))
        joint = "，" if language == "zh" else ", "
        return (joint.join(dict.fromkeys(told)), self._around(mine)), where

    def ends(self, number: int) -> Span:
        """Return where a list begins and ends in the text."""
        members = self.lists[number]
        return self.spans[members[0]][0], self.spans[members[-1]][1]

    def reach(self, number: int) -> Span:
        """Return the first and the last clause about a list of names: from it onward, or leading to bare names."""
        start, end = self.ends(number)
        home, last = clause_of(self.cut, start), clause_of(self.cut, end - 1)
        while self.scopes[number].get(home - 1, 0.0) >= _LED:
            home -= 1
        while self.scopes[number].get(last + 1, 0.0) >= _WEAK:
            last += 1
        return home, last

    def until(self, home: int, last: int) -> int:
        """Return where what is said from one clause to another ends, or where it has gone on long enough."""
        return min(self.cut[last].end, self.cut[home].start + _LONGEST[side(self.plain)])

    def _sentence_end(self, at: int) -> int:
        """Return the last clause of the sentence that holds a place."""
        first = clause_of(self.cut, at)
        return max(i for i, part in enumerate(self.cut) if part.sentence == self.cut[first].sentence)

    def _turn(self, reach: Span, number: int, language: str) -> int | None:
        """Return where a first impression of the person is taken back behind the name, if it is."""
        opening, turning = _first_impressions()[language]
        end = self.ends(number)[1]
        if not opening.search(self.plain, self.cut[max(0, reach[0] - 1)].start, end + 40):
            return None
        theirs = stance_scope.foreign(self.scopes, number)
        for i in range(reach[0], min(len(self.cut), reach[1] + 4)):
            found = turning.search(self.plain, max(self.cut[i].start, end), self.cut[i].end)
            if found and i not in theirs:
                return found.start()
        return None

    def _around(self, mine: Sequence[int]) -> str:
        """Return what stands around a person without the clauses about others, as far as whole clauses reach."""
        language = side(self.plain)
        before, behind = _AROUND[language]
        first, last = self.ends(mine[0])[0], self.ends(mine[-1])[1]
        own = {i for n in mine for i, weight in self.scopes[n].items() if weight >= 1.0}
        theirs = set[int].intersection(*(set(stance_scope.foreign(self.scopes, n)) for n in mine))
        runs: list[list[int]] = []
        for i, part in enumerate(self.cut):
            far = part.start < first - before or part.end > last + behind
            if i not in own and (far or i in theirs):
                continue
            after = self.cut[i + 1].start if i + 1 < len(self.cut) else len(self.plain)
            if runs and runs[-1][1] == part.start:
                runs[-1][1] = after
            else:
                runs.append([part.start, after])
        return (" " if language == "en" else "，").join(self._nameless((a, b), mine) for a, b in runs)

    def _nameless(self, window: Span, mine: Sequence[int]) -> str:
        """Return a part of the text with one stand-in for the person (and their list), one for others."""
        target, other = STAND_IN[side(self.plain)]
        pieces: list[str] = []
        at = window[0]
        for number in range(len(self.lists)):
            start, end = self.ends(number)
            if at <= start and end <= window[1]:
                pieces += [self.plain[at:start], target if number in mine else other]
                at = end
        pieces.append(self.plain[at : window[1]])
        return "".join(pieces).strip(" ，,。")


@cache
def _first_impressions() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    rows = {(r["language"], r["kind"]): r["pattern"] for r in lexicons.rows("shared/person_turns.tsv")}
    return {
        language: (re.compile(rows[language, "opens"]), re.compile(rows[language, "turns"]))
        for language in ("zh", "en")
    }


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {"zh": [], "en": []}
    for row in lexicons.rows("shared/person_patterns.tsv"):
        found[row["language"]].append((row["kind"], re.compile(row["pattern"])))
    return {language: tuple(rows) for language, rows in found.items()}


def numbers(page: Page, mention: int, about: tuple[str, str]) -> dict[str, float]:
    """Return which kinds of deed, neglect, question or report the words about a person hold."""
    plain, mine = page.plain, page.spans[mention]
    language = side(plain)
    own, whole = about
    before = plain[max(0, mine[0] - 40) : mine[0]]
    sentence = re.split(r"[。！!?？\n]|\.\s", plain[: mine[0]])[-1]
    found = {"bias": 1.0, f"bias_{language}": 1.0, "others": min(3.0, len(page.lists) - 1.0) / 3}
    for kind, pattern in _patterns()[language]:
        place = before if kind.endswith(("_to", "_before")) else whole if kind.endswith("_all") else own
        found[kind] = float(bool(pattern.search(place)))
    found["listed"] = float(len(page.lists[page.list_of(mention)]) > 1)
    found["length"] = math.log1p(len(own)) / 5
    found["lead"] = math.log1p(max(0, len(whole) - len(own))) / 5
    found["first"] = float(not sentence.strip())
    found["asks_end"] = float(plain.rstrip().endswith(("?", "？", "吗")))
    return found
