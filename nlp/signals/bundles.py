"""Turn the stream into series: what is counted, against what it is weighed, and which comments it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nlp.records import Audience, Family
from nlp.signals.budget import TERM_LEVELS, bars
from nlp.signals.calendars import weekday_factor
from nlp.signals.engines import DAILY, Engine, Series
from nlp.signals.hazards import by_hazard
from nlp.signals.observations import AUTHOR_DAYS, Stream, repeats
from nlp.signals.panel import Evidence, evidence, knowledge

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

INTENSE = -0.7  # score from which a negative comment is harsh
SEVERAL, ENOUGH = 3, 20
"""Comments that a subject needs at one site, in one language, and that a mood is read from."""
SPOKEN = 100
"""Comments that each of two languages must have before topics are counted in each."""
TONGUES: Mapping[str, str] = MappingProxyType({"zh-Hans": "zh", "zh-Hant": "zh", "en": "en"})

VOLUME = Engine(
    half_lives=(28.0,), dispersion=3.0, dispersion_weight=20.0, wander=0.002, baseline=21, horizon=7,
    sizes=(2.0, 4.0, 8.0), least=8, tilt=0.0, pooled=False,
)  # fmt: skip
HAZARD = replace(DAILY, baseline=4, least=4)
"""Trouble is told from the fifth day on, though young evidence must be three times as strong."""
SPREAD = Engine(dispersion=1.0, dispersion_weight=40.0, least=4, pooled=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What one series is about; ``subject`` is a topic id, a term, or None for everything."""

    family: Family
    subject: str | None
    audience: Audience
    site: int = -1
    tongue: str | None = None
    """zh or en, where only those comments count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The series of one family at one level, sharing an engine and a part of the budget."""

    name: str
    engine: Engine
    keys: Sequence[Key]
    members: Sequence[Ints]
    """Places in the stream of the comments that each series counts, oldest first."""
    series: Series
    alive: Floats
    """(T,) how many series there were to be wrong about on each day; (L, T) where they come in ``levels``."""
    levels: Ints | None = None
    """(S, T) the level of each series on each day: its row of ``alive`` and its part of the budget."""

    def bars(self, found: Evidence, budget: float) -> Floats:
        """Return the log10 e-value that each cell found must reach."""
        if self.levels is None:
            return bars(self.name, self.alive, budget)[found.columns]
        parts = np.array([bars(n, a, budget) for n, a in zip(TERM_LEVELS, self.alive, strict=True)])
        return parts[self.levels[found.rows, found.columns], found.columns]

    def weigh(self, mask: Bools) -> Evidence:
        """Weigh the days of ``mask`` (T,) for every series."""
        asked = np.zeros(self.series.y.shape, bool)
        asked[:] = mask
        return evidence(self.engine, self.series, asked)


def counted(days: Ints, n: int) -> Floats:
    """Count entries per column of a calendar of ``n`` days."""
    return np.bincount(days, minlength=n)[:n].astype(float)


def grid(members: Sequence[Ints], stream: Stream) -> Floats:
    """Return (S, T) counts of the members of each series."""
    y = np.zeros((len(members), stream.days))
    for s, places in enumerate(members):
        np.add.at(y[s], stream.day[places], 1.0)
    return y


def once_an_author(members: Sequence[Ints], stream: Stream) -> list[Ints]:
    """Leave out what an author said again in the same series within a week."""
    if not len(members) or (stream.author < 0).all():
        return list(members)
    series = np.repeat(np.arange(len(members)), [len(m) for m in members])
    places = np.concatenate(members)
    kept = ~repeats(stream.author[places], stream.day[places], AUTHOR_DAYS, series)
    ends = np.cumsum([0, *[len(m) for m in members]])
    return [places[a:b][kept[a:b]] for a, b in pairwise(ends)]


def born_by(members: Sequence[Ints], stream: Stream, seen: int = 1) -> Floats:
    """Return how many series had been seen ``seen`` times by each day."""
    starts = [stream.day[m[seen - 1]] for m in members if len(m) >= seen]
    return np.cumsum(counted(np.array(starts, int), stream.days))


def _split(stream: Stream, places: Ints, by: Ints) -> Iterator[tuple[int, Ints]]:
    for value in np.unique(by[places]):
        if value >= 0:
            yield int(value), places[by[places] == value]


def totals(stream: Stream) -> dict[tuple[int, int], Ints]:
    """Return the places of all comments by (audience, site), site -1 meaning everywhere."""
    everything = np.arange(len(stream.day))
    found: dict[tuple[int, int], Ints] = {}
    for a, places in _split(stream, everything, stream.audience):
        found[a, -1] = places
        if len(stream.sites) > 1:
            found.update({(a, s): part for s, part in _split(stream, places, stream.site)})
    return found


def by_topic(stream: Stream) -> dict[tuple[str, int], Ints]:
    """Return the places of the comments by (topic id, audience)."""
    found: dict[tuple[str, int], list[int]] = {}
    for i, o in enumerate(stream.observations):
        for topic in dict.fromkeys(o.topic_ids):
            found.setdefault((topic, int(stream.audience[i])), []).append(i)
    return {key: np.array(places) for key, places in sorted(found.items())}


def _bundle(
    name: str, engine: Engine, keys: list[Key], members: list[Ints], exposure: Floats, stream: Stream
) -> Bundle:
    kept = once_an_author(members, stream)
    y = grid(kept, stream)
    series = Series(
        y=y, exposure=exposure, group=np.arange(len(y)), priors=np.zeros((1, stream.days)),
        born=np.full(len(y), -1),
    )  # fmt: skip
    return Bundle(
        name=name, engine=engine, keys=keys, members=kept, series=series, alive=born_by(kept, stream)
    )


def _grown_from(parent: Bundle, child: Bundle) -> Bundle:
    """Let the series of single sites start from what is known everywhere: new sites borrow the topic's rate."""
    places = {(k.subject, k.audience): i for i, k in enumerate(parent.keys)}
    born = np.array([places[k.subject, k.audience] for k in child.keys], int)
    priors = knowledge(parent.engine, parent.series, np.arange(len(parent.keys)))[:, :, 0]
    return replace(child, series=replace(child.series, priors=priors, born=born))


def topic_bundles(stream: Stream, least: int = SEVERAL) -> list[Bundle]:
    """Count every topic against all comments, everywhere and site by site."""
    subjects = by_topic(stream)
    everything = totals(stream)
    days = {place: counted(stream.day[m], stream.days) for place, m in everything.items()}
    wide = _level(stream, "topic", subjects, days)
    if len(stream.sites) < 2:
        return [wide]
    parts = {
        (topic, a, site): part
        for (topic, a), places in subjects.items()
        for site, part in _split(stream, places, stream.site)
        if len(part) >= least
    }
    keys = [
        Key(family="topic", subject=topic, audience=stream.audiences[a], site=site)
        for topic, a, site in parts
    ]
    group = {place: i for i, place in enumerate(days)}
    narrow = _bundle(
        "topic at a site", DAILY, keys, list(parts.values()), np.array(list(days.values())), stream
    )
    rows = np.array([group[a, site] for _, a, site in parts], int)
    return [wide, _grown_from(wide, replace(narrow, series=replace(narrow.series, group=rows)))]


def tongues(stream: Stream) -> dict[str, Bools]:
    """Return which comments are Chinese and which English, where both are spoken; else nothing."""
    spoken = np.array([TONGUES.get(o.language, "") for o in stream.observations])
    found = {tongue: spoken == tongue for tongue in ("zh", "en")}
    return found if all(mine.sum() >= SPOKEN for mine in found.values()) else {}


def tongue_bundle(stream: Stream, least: int = SEVERAL) -> Bundle | None:
    """Count every topic among the comments of one language: what only one half of the guests run into."""
    subjects = by_topic(stream)
    keys: list[Key] = []
    members: list[Ints] = []
    exposure: list[Floats] = []
    for tongue, mine in tongues(stream).items():
        for (topic, a), places in subjects.items():
            part = places[mine[places]]
            if len(part) >= least:
                keys.append(Key(family="topic", subject=topic, audience=stream.audiences[a], tongue=tongue))
                members.append(part)
                exposure.append(counted(stream.day[mine & (stream.audience == a)], stream.days))
    if not keys:
        return None
    return _bundle("topic in a language", DAILY, keys, members, np.array(exposure), stream)


def hazard_bundle(stream: Stream) -> Bundle:
    """Count the known kinds of trouble against all comments: they are there from the first night, topics are not."""
    everything = totals(stream)
    days = {place: counted(stream.day[m], stream.days) for place, m in everything.items()}
    return _level(stream, "hazard", by_hazard(stream), days, HAZARD)


def _level(
    stream: Stream,
    name: str,
    subjects: Mapping[tuple[str, int], Ints],
    days: Mapping[tuple[int, int], Floats],
    engine: Engine = DAILY,
) -> Bundle:
    keys = [Key(family="topic", subject=topic, audience=stream.audiences[a]) for topic, a in subjects]
    exposure = np.array([days[a, -1] for _, a in subjects]).reshape(len(keys), stream.days)
    return _bundle(name, engine, keys, list(subjects.values()), exposure, stream)


def mood_bundles(stream: Stream, least: int = ENOUGH) -> list[Bundle]:
    """Count the negative among the comments of a topic (and of everything), and the harsh among the negative."""
    negative = np.array([o.label == "negative" for o in stream.observations])
    harsh = negative & np.array([o.score <= INTENSE for o in stream.observations])
    groups: list[tuple[str | None, int, int, Ints]] = [
        (topic, a, -1, places) for (topic, a), places in by_topic(stream).items()
    ]
    groups += [(None, a, site, places) for (a, site), places in totals(stream).items()]
    groups = [g for g in groups if len(g[3]) >= least]
    found: list[Bundle] = []
    mood: tuple[tuple[Family, Bools, Bools], ...] = (
        ("sentiment", negative, np.ones_like(negative)),
        ("harsher", harsh, negative),
    )
    for family, inner, outer in mood:
        keys = [
            Key(family=family, subject=topic, audience=stream.audiences[a], site=site)
            for topic, a, site, _ in groups
        ]
        exposure = grid([p[outer[p]] for *_, p in groups], stream).reshape(len(keys), stream.days)
        found.append(_bundle(family, DAILY, keys, [p[inner[p]] for *_, p in groups], exposure, stream))
    return found


def spread_bundle(stream: Stream) -> Bundle:
    """Count the sites that speak of a topic against the number that would if it were everywhere alike."""
    subjects = {key: p[stream.site[p] >= 0] for key, p in by_topic(stream).items()}
    at = np.zeros((len(stream.audiences), len(stream.sites), stream.days))
    known = stream.site >= 0
    np.add.at(at, (stream.audience[known], stream.site[known], stream.day[known]), 1.0)
    keys = [Key(family="spread", subject=topic, audience=stream.audiences[a]) for topic, a in subjects]
    members = [p[_first_of_site(stream, p)] for p in subjects.values()]
    exposure = np.zeros((len(keys), stream.days))
    for i, ((_, a), places) in enumerate(subjects.items()):
        all_days = at[a].sum(0)
        before = np.concatenate([[0.0], np.cumsum(counted(stream.day[places], stream.days))[:-1]])
        rate = (before + 0.5) / (np.concatenate([[0.0], np.cumsum(all_days)[:-1]]) + 1.0)
        exposure[i] = (1.0 - np.exp(-rate * at[a])).sum(0)
    return _bundle("spread", SPREAD, keys, members, exposure, stream)


def _first_of_site(stream: Stream, places: Ints) -> Bools:
    """Tell which comments are the first of their site on their day."""
    code = stream.day[places] * (len(stream.sites) + 1) + stream.site[places]
    first = np.zeros(len(places), bool)
    first[np.unique(code, return_index=True)[1]] = True
    return first


def volume_bundle(stream: Stream, quiet: Bools) -> Bundle:
    """Count all comments of a site against its own weekday; ``quiet`` days (holidays) are not weighed."""
    everything = totals(stream)
    keys = [
        Key(family="volume", subject=None, audience=stream.audiences[a], site=site) for a, site in everything
    ]
    members = list(everything.values())
    y = grid(members, stream)
    weekday = (stream.first.weekday() + np.arange(stream.days)) % 7
    exposure = np.array([weekday_factor(row, weekday) for row in y]).reshape(y.shape)
    exposure[(y == 0) | quiet] = 0.0
    series = Series(
        y=np.where(quiet, 0.0, y), exposure=exposure, group=np.arange(len(y)),
        priors=np.zeros((1, stream.days)), born=np.full(len(y), -1),
    )  # fmt: skip
    return Bundle(
        name="volume",
        engine=VOLUME,
        keys=keys,
        members=members,
        series=series,
        alive=born_by(members, stream),
    )
