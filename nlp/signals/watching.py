"""Watch: one engine over topics, moods, words, sites and volume, night by night, each seeing only its past."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import Kpi, Signal, Topic
from nlp.signals.budget import bars
from nlp.signals.bundles import (
    Bundle,
    volume_bundle,
)
from nlp.signals.cases import Case, walk
from nlp.signals.episodes import Episode, episodes
from nlp.signals.kindred import Remembered, kindred
from nlp.signals.known import as_known
from nlp.signals.kpis import kpi_signals
from nlp.signals.labels import Background
from nlp.signals.newborn import newborn
from nlp.signals.observations import Observation, prepare
from nlp.signals.subjects import subject_bundles
from nlp.signals.telling import is_praise, tell
from nlp.signals.terms import Tokenizer, postings, term_bundles, tokenised
from nlp.signals.usual import says_nothing

Bools = NDArray[np.bool_]

WARM_UP_DAYS = 90
"""Nights judged in silence before the first, so that what is going on already is updated, not told again."""
AGAIN_DAYS = 7
"""An open case is told again after so many days, or when it has doubled, or when it shows in a new way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the user may set."""

    budget: float = 1.0
    least_employees: int = 8
    holidays: frozenset[date] = frozenset()


def watch(  # noqa: PLR0913 - the one door of the room; everything after the stream goes by name
    observations: Iterable[Observation], *, topics: Mapping[str, Topic], start: date, end: date,
    budget: float = 1.0, kpis: Sequence[Kpi] = (), holidays: Collection[date] = (), least_employees: int = 8,
    tokens: Tokenizer | None = None, remembered: Remembered | None = None,
) -> list[Signal]:  # fmt: skip
    """Return what early warning would have told on the nights from ``start`` to ``end``, in order.

    A first telling has no ``update_of``; later ones of the same cause name it there. Each night sees only the
    comments of its day and before.

    Args:
        observations: the comments that count, in any order.
        topics: the topics by id, for their names.
        start: first night told.
        end: last night told.
        budget: false alarms allowed a week, over everything watched.
        kpis: measured values by site and day.
        holidays: days on which a volume says nothing.
        least_employees: comments below which a finding among employees is not told.
        tokens: how a text is cut into words; ``nlp.words`` where not given.
        remembered: what earlier calls heard in comments that these begin with, so that no night is heard twice.
    """
    stream = prepare(observations, end=end)
    if stream is None:
        return kpi_signals(kpis, start, end, budget)
    rules = Rules(budget=budget, least_employees=least_employees, holidays=frozenset(holidays))
    cut = tokens or _words()
    documents = tokenised(((o.text, o.language) for o in stream.observations), cut)
    told = Background(
        stream=stream, tokens=documents, topics=topics, budget=budget, holidays=rules.holidays,
        postings=postings(documents, least=2), cut=cut,
    )  # fmt: skip
    found = list(_episodes(told, start, rules, remembered))
    signals = [s for s in _tellings(found, told) if s.day >= start]
    return sorted([*signals, *kpi_signals(kpis, start, end, budget)], key=lambda s: s.day)


def _words() -> Tokenizer:
    from nlp.words import Words

    return Words().tokens


def _episodes(
    told: Background, start: date, rules: Rules, remembered: Remembered | None
) -> Iterator[Episode]:
    stream = told.stream
    mask = np.arange(stream.days) >= stream.column_of(start) - WARM_UP_DAYS
    quiet = np.array([stream.date_of(t) in rules.holidays for t in range(stream.days)])
    yield from kindred(stream, mask, rules.budget, rules.least_employees, remembered)
    for bundle in _bundles(told, quiet):
        if bundle.name == "topic":
            bar = bars(bundle.name, bundle.alive, rules.budget)
            yield from newborn(bundle, bar, int(mask.argmax()), stream)
        weighed = bundle.weigh(mask)
        bar_of = bundle.bars(weighed, rules.budget)
        for episode in episodes(bundle, weighed, bar_of, stream, rules.least_employees):
            if not says_nothing(episode, told.postings, stream):
                yield episode


def _bundles(told: Background, quiet: Bools) -> Iterator[Bundle]:
    stream = told.stream
    for bundle in subject_bundles(stream):
        yield as_known(bundle, stream)
    yield as_known(volume_bundle(stream, quiet), stream)
    yield from term_bundles(stream, told.postings)


def _tellings(found: Iterable[Episode], told: Background) -> Iterator[Signal]:
    """Tell what is new about the cases of each night."""
    for column, touched in walk(found, told.stream):
        for case in touched:
            signal = _news(case, column, told)
            if signal is not None:
                yield signal


def _news(case: Case, column: int, told: Background) -> Signal | None:
    """Return the case as a signal if tonight says more than what was told before."""
    entries = case.current(column)
    why = frozenset(e.key.family for e, _ in entries)
    count = max(n.observed for _, n in entries)
    first = case.told < 0
    more = count >= 2.0 * case.told_count or bool(why - case.told_why) or column - case.told >= AGAIN_DAYS
    if (not first and not more) or is_praise(case, column, told.stream):
        return None
    signal = tell(case, column, told)
    case.first_told = column if first else case.first_told
    signal = replace(
        signal, first_told=told.stream.date_of(case.first_told), times_told=case.updates + (1 if first else 2)
    )
    if not first:
        case.updates += 1
        signal = replace(signal, id=f"{signal.id}.{case.updates}", update_of=signal.id)
    case.told, case.told_count, case.told_why = column, count, case.told_why | why
    return signal
