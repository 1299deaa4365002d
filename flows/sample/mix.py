"""Make further comments by joining two or three whole hand-written ones of one theme and mood."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator

from flows.sample import company
from flows.sample.place import choose_site
from flows.sample.written import Placed, Written

_ENDS: Final = "。！？!?…～~.)）"
_TRIES: Final = 200
_MEMORABLE: Final = 2
_SUMMER_END: Final = date(2026, 9, 5)
_AUTUMN_START: Final = date(2026, 9, 28)


class Mixer:
    """Joins comments so that no pair comes twice and no comment is used too often."""

    def __init__(self, written: Sequence[Written], rng: Generator) -> None:
        self._parts = [item for item in written if item.reuse]
        self._rng = rng
        self._used: Counter[str] = Counter()
        self._pairs: set[frozenset[str]] = set()

    def fill(self, placed: Sequence[Placed], weights: dict[str, float]) -> list[Placed]:
        """Return the comments that bring every day up to its normal volume; incidents come on top."""
        have = Counter((item.day, item.audience) for item in placed if not item.parts[0].incident)
        made: list[Placed] = []
        for day in company.DAYS:
            for audience in ("customer", "employee"):
                missing = int(self._rng.poisson(company.expected(day, audience))) - have[day, audience]
                made += [self._made(day, audience, weights) for _ in range(max(0, missing))]
        return made

    def _made(self, day: date, audience: str, weights: dict[str, float]) -> Placed:
        site = choose_site(tuple(company.SITES), weights, self._rng)
        pool = [item for item in self._parts if _usable(item, day, audience, site)]
        chosen = self._chosen(pool)
        first = chosen[0]
        return Placed(
            text=self._joined(chosen),
            language=first.language,
            audience=audience,
            theme=first.theme,
            mood=first.mood,
            site=site,
            day=day,
            parts=tuple(chosen),
        )

    def _chosen(self, pool: Sequence[Written]) -> list[Written]:
        """Draw until a comment has a partner: one alone would be an exact copy of what was written."""
        for attempt in range(_TRIES):
            first = self._pick(pool, ())
            if partners := self._partners(first, pool, strict=attempt < _TRIES // 4):
                return [first, *partners]
            self._used[first.id] -= 1
        msg = "no two comments are left that can be joined: write more, or allow more reuse"
        raise ValueError(msg)

    def _partners(self, first: Written, pool: Sequence[Written], *, strict: bool) -> list[Written]:
        """Return one partner, or two short ones; of the same theme and mood, else of the same mood alone."""
        mood = [item for item in pool if item.mood == first.mood and self._fresh(first, item)]
        alike = [item for item in mood if item.theme == first.theme] or ([] if strict else mood)
        if not alike:
            return []
        second = self._pick(alike, (first,))
        third = [item for item in alike if item not in (first, second) and self._fresh(second, item)]
        chosen = [second]
        if third and len(first.text) + len(second.text) < _short(first) and self._rng.random() < 0.35:
            chosen.append(self._pick(third, (first, second)))
        return chosen

    def _fresh(self, first: Written, other: Written) -> bool:
        """Tell whether two comments differ, were not joined before, and neither drowns the other."""
        ratio = len(other.text) / len(first.text)
        return other is not first and frozenset((first.id, other.id)) not in self._pairs and 0.4 < ratio < 2.5

    def _pick(self, pool: Sequence[Written], before: tuple[Written, ...]) -> Written:
        """Draw one comment, the less used the likelier, and remember its pairs."""
        share = np.array([self._appeal(item) for item in pool])
        item = pool[int(self._rng.choice(len(pool), p=share / share.sum()))]
        self._used[item.id] += 1
        self._pairs.update(frozenset((item.id, other.id)) for other in before)
        return item

    def _appeal(self, item: Written) -> float:
        """Weigh a comment: the plainer and the less used, the likelier; one that people remember, twice at most."""
        used = self._used[item.id]
        if item.reuse == 1 and used >= _MEMORABLE:
            return 1e-9
        return item.reuse / (1 + used / item.reuse) ** 2

    def _joined(self, parts: Sequence[Written]) -> str:
        """Join as people do: mostly a full stop, at times a new line, a blank or a comma."""
        chinese = parts[0].language != "en"
        text = parts[0].text
        for part in parts[1:]:
            kind = str(self._rng.choice(["stop", "line", "loose"], p=[0.76, 0.08, 0.16]))
            text += (_gap_zh if chinese else _gap_en)(text, part.text, kind) + part.text
        return text


def _ended(text: str) -> bool:
    return text[-1] in _ENDS or not text[-1].isalnum()


def _gap_zh(before: str, _: str, kind: str) -> str:
    if kind == "line":
        return "\n"
    if _ended(before):
        return ""
    return "。" if kind == "stop" else "，"


def _gap_en(before: str, after: str, kind: str) -> str:
    if kind == "line":
        return "\n"
    if _ended(before):
        return " "
    return ", " if kind == "loose" and after[0].islower() else ". "


def _short(item: Written) -> int:
    return 34 if item.language != "en" else 90


def _usable(item: Written, day: date, audience: str, site: str) -> bool:
    if item.audience != audience or not site.startswith(company.sites_for(item.region)):
        return False
    if item.when == "summer":
        return day <= _SUMMER_END
    return item.when != "autumn" or day >= _AUTUMN_START
