"""One alert per cause: series that speak of the same comments become one case, told once and then updated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nlp.signals.bundles import Key
from nlp.signals.episodes import QUIET_DAYS, Episode, Night
from nlp.signals.meaning import Meaning
from nlp.signals.observations import Stream

SHARED, WITHIN, WIDER = 0.4, 0.6, 4
"""Part of the smaller set of comments that two series must share to have one cause, and where the other is so many times wider."""
FEW = 3
"""Fewer comments shared with what is so wide may be chance: what is new is not hidden in what is always spoken of."""
ALIKE, PAIR_ALIKE, PAIR = 0.6, 0.4, 2
"""Likeness in meaning that makes kin, and that makes one cause of two that share ``SHARED`` of the smaller set, so many at least."""
EXPLAINED = 0.4
"""Part of an excess of all comments (volume, mood) that an open case must explain to be its cause."""
RANK = {"topic": 0, "sentiment": 1, "harsher": 2, "spread": 3, "term": 4, "novelty": 5, "kpi": 6, "volume": 7}
GENERAL = 10
"""Added to the rank of a series about everything: any closer description goes first."""
EVERYWHERE = -1
"""The site of a series over all sites; what is loud everywhere is not told again site by site."""
Entry = tuple[Episode, Night]


@dataclass(slots=True, kw_only=True)
class Case:
    """A cause under way: the series that show it, their newest loud nights, all comments so far."""

    opened: int
    first: Entry
    entries: dict[tuple[str, object], Entry] = field(default_factory=dict[tuple[str, object], Entry])
    places: set[int] = field(default_factory=set[int])
    last: int = 0
    told: int = -1
    first_told: int = -1
    told_count: float = 0.0
    told_why: frozenset[str] = frozenset()
    updates: int = 0
    kin: "Case | None" = None
    """A case from before whose comments are close in meaning, though too few are shared to call it the same."""
    called: tuple[str, str] = ("", "")
    """What it was called when it was told last."""
    names: dict[Key, tuple[str, str]] = field(default_factory=dict[Key, tuple[str, str]])
    """What a series without a name of its own was called when it was told first."""

    def take(self, entry: Entry) -> None:
        """Add a night of a series, or replace the series' older night."""
        episode, night = entry
        self.entries[episode.bundle.name, episode.key] = entry
        self.last = max(self.last, night.column)
        if not is_general(episode):
            self.places.update(night.places.tolist())

    def current(self, column: int) -> list[Entry]:
        """Return the series that were loud within the last week, the best description first."""
        fresh = [e for e in self.entries.values() if column - e[1].column <= QUIET_DAYS]
        return sorted(fresh, key=order)


def is_general(episode: Episode) -> bool:
    """Tell whether the series is about everything at a place, not about something."""
    return episode.key.subject is None


def order(entry: Entry) -> tuple[float, float, str, int]:
    """Sort the best description first: what has a topic, then words, then everything; the stronger first."""
    episode, night = entry
    rank = RANK[episode.key.family] + (GENERAL if is_general(episode) else 0)
    return (rank, night.bar - night.log10e, str(episode.key.subject), episode.key.site)


def by_night(found: Iterable[Episode]) -> dict[int, list[tuple[Entry, bool]]]:
    """Return the entries of every night, and whether the episode opened then; best descriptions first."""
    nights: dict[int, list[tuple[Entry, bool]]] = {}
    for episode in found:
        for i, night in enumerate(episode.nights):
            nights.setdefault(night.column, []).append(((episode, night), i == 0))
    for entries in nights.values():
        entries.sort(key=lambda item: order(item[0]))
    return dict(sorted(nights.items()))


def walk(found: Iterable[Episode], stream: Stream) -> Iterator[tuple[int, list[Case]]]:
    """Walk the nights: open cases, join what has the same cause; yield each night with the cases it spoke of."""
    cases: list[Case] = []
    meaning = Meaning(stream)
    for column, entries in by_night(found).items():
        touched: list[Case] = []
        for entry, opened in entries:
            case = cause_of(entry, cases, stream) if opened else _case_of(entry, cases)
            kin = closest(entry, cases, meaning) if case is None else None
            if kin is not None and kin.told >= 0 and shares_some(entry, kin):
                case = kin
            if case is None:
                case = Case(opened=column, first=entry, kin=kin)
                cases.append(case)
            case.take(entry)
            touched.append(case)
        yield column, list({id(c): c for c in touched}.values())
        cases = [c for c in cases if column - c.last <= QUIET_DAYS]


def _case_of(entry: Entry, cases: Sequence[Case]) -> Case | None:
    episode = entry[0]
    return next((c for c in cases if (episode.bundle.name, episode.key) in c.entries), None)


def cause_of(entry: Entry, cases: Sequence[Case], stream: Stream) -> Case | None:
    """Return the open case that this series belongs to, the one that shares most; None for a new cause."""
    episode, night = entry
    best, most = None, 0.0
    for case in cases:
        shared = _shared(episode, night, case)
        if shared > most:
            best, most = case, shared
    return best


def _shared(episode: Episode, night: Night, case: Case) -> float:
    if night.column - case.last > QUIET_DAYS or _audience(case) != episode.key.audience:
        return 0.0
    if _same_subject(episode, case):
        return 2.0
    mine = set(night.places.tolist())
    common = len(mine & case.places)
    if is_general(episode):
        return common / max(night.excess, 1.0) if common >= EXPLAINED * night.excess else 0.0
    if not case.places:
        return 0.0
    return overlap(common, len(mine), len(case.places))


def closest(entry: Entry, cases: Sequence[Case], meaning: Meaning) -> Case | None:
    """Return the case whose comments are closest in meaning to those of a new series; None if none is close.

    What is about everything is close to nothing; what was not told until tonight explains nothing to anybody.
    """
    episode, night = entry
    best, most = None, 0.0
    for case in cases if not is_general(episode) else ():
        known = case.told >= 0 or case.opened == night.column
        if not known or night.column - case.last > QUIET_DAYS or _audience(case) != episode.key.audience:
            continue
        places = np.array(sorted(case.places), int)
        found = meaning.nearness(night.places, places, min(night.start, case.first[1].start))
        likeness = found.likeness if found else 0.0
        if likeness > most and likeness >= (PAIR_ALIKE if shares_some(entry, case) else ALIKE):
            best, most = case, likeness
    return best


def shares_some(entry: Entry, case: Case) -> bool:
    """Tell whether a series close in meaning shares enough comments with a case to be told as the same."""
    mine = set(entry[1].places.tolist())
    common = len(mine & case.places)
    return common >= max(PAIR, SHARED * min(len(mine), len(case.places)))


def overlap(common: int, one: int, other: int) -> float:
    """Return the part of the smaller of two sets that both share, 0 where it tells no common cause."""
    small, large = sorted((max(1, one), max(1, other)))
    part = common / small
    if large <= WIDER * small:
        return part if part >= SHARED else 0.0
    return part if part >= WITHIN and common >= FEW else 0.0


def _audience(case: Case) -> str:
    return case.first[0].key.audience


def _same_subject(episode: Episode, case: Case) -> bool:
    key = episode.key
    for other, _ in case.entries.values():
        if key.subject is not None and other.key.subject == key.subject:
            return True
        if key.subject is None and other.key == key:
            return True
        if key.subject is None and other.key == replace(key, site=EVERYWHERE):
            return True
    return False
