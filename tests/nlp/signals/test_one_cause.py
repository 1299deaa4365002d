"""One cause is one alert: what shares some comments and is close in meaning is joined, what is close only is named kin."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from nlp.signals import Observation, facts, stitched
from nlp.signals.bundles import Bundle, Key
from nlp.signals.cases import Case, walk
from nlp.signals.engines import DAILY, plain
from nlp.signals.episodes import Episode, Night
from nlp.signals.meaning import Meaning, Nearness
from nlp.signals.observations import Stream, prepare
from tests.builders import signal
from tests.nlp.signals.conftest import FIRST, hash_of

DIM, SUBJECTS, BEFORE = 48, 30, 60
SAID = {
    "lock": ("手机钥匙点了没反应", "the phone key does nothing"),
    "rust": ("水龙头流出来的水是黄的", "brown water comes out of the tap"),
    "ill": ("吃完早餐一家人都拉肚子", "the whole family fell ill after breakfast"),
    "staff": ("前台爱理不理", "the desk could not care less"),
    "chat": ("今天顺便说两句", "just a few words today"),
}  # fmt: skip
LANGUAGES = {"zh": "zh-Hans", "en": "en"}
Spoken = dict[str, int]
"""How many comments of each cause a finding has."""

ROWS: list[tuple[str, Spoken, Spoken, int, str]] = [
    ("a small finding shares two of five with a wide one of the same cause", {"lock": 18, "chat": 12}, {"lock": 5}, 2, "joined"),
    ("as many share half, told by one cause", {"lock": 8, "chat": 30}, {"lock": 6}, 3, "joined"),
    ("one cause in other comments", {"lock": 10}, {"lock": 6}, 0, "kin"),
    ("one cause among comments about this and that", {"lock": 8, "chat": 6}, {"lock": 5, "chat": 3}, 0, "kin"),
    ("one comment shared is chance", {"lock": 18, "chat": 12}, {"lock": 5}, 1, "kin"),
    ("another cause", {"lock": 10}, {"rust": 6}, 0, "apart"),
    ("two who fell ill speak of the staff too", {"staff": 40, "ill": 2}, {"ill": 5}, 2, "apart"),
    ("comments about this and that share some", {"chat": 30}, {"chat": 5}, 2, "apart"),
    ("too few to compare", {"lock": 10}, {"lock": 2}, 0, "apart"),
]  # fmt: skip


def meant(cause: str, rng: np.random.Generator) -> np.ndarray:
    """Return the vector of a comment: close to others of its cause; talk is about one of thirty old subjects."""
    if cause == "chat":
        centre = np.random.default_rng([7, int(rng.integers(SUBJECTS))]).normal(size=DIM)
    else:
        centre = np.random.default_rng(hash_of(cause)).normal(size=DIM)
    return (centre + 0.7 * rng.normal(size=DIM))[None].astype(np.float32)


class World:
    """Comments of three months about old subjects, and what is said of causes after them."""

    def __init__(self, *, known: bool = True) -> None:
        self._rng = np.random.default_rng(3)
        self._known = known
        self._said: list[Observation] = []
        for tongue in LANGUAGES:
            for i in range(BEFORE):
                self.say("chat", tongue, i)

    def say(self, cause: str, tongue: str, day: int, **fields: str) -> str:
        name = f"c{len(self._said):04d}"
        aside = "".join(self._rng.choice(list("bcdfghklmnprstvw"), 30))
        self._said.append(
            Observation(**{
                "comment_id": name, "day": FIRST + timedelta(days=day), "language": LANGUAGES[tongue], "author": name,
                "text": f"{SAID[cause][tongue == 'en']} {aside}",
                "vectors": meant(cause, self._rng) if self._known else None,
            } | fields)
        )  # fmt: skip
        return name

    def finding(
        self, spoken: Spoken, tongue: str, day: int, shared: Sequence[str] = (), **fields: str
    ) -> list[str]:
        wanted = [cause for cause, n in spoken.items() for _ in range(n)]
        return [*shared, *(self.say(cause, tongue, day, **fields) for cause in wanted[len(shared) :])]

    def stream(self) -> Stream:
        stream = prepare(self._said, end=FIRST + timedelta(days=100))
        assert stream is not None
        return stream


def told(stream: Stream, *findings: tuple[int, str, Sequence[str]], silent: bool = False) -> list[Case]:
    """Walk the nights on which the findings were made, (column, subject, comment ids); return the cases."""
    places = {o.comment_id: i for i, o in enumerate(stream.observations)}
    made = [
        _episode(stream, column, subject, [places[c] for c in said]) for column, subject, said in findings
    ]
    cases: dict[int, Case] = {}
    for column, touched in walk(made, stream):
        for case in touched:
            cases[id(case)] = case
            case.told = -1 if silent else column
    return list(cases.values())


def _episode(stream: Stream, column: int, subject: str | None, where: list[int]) -> Episode:
    members = np.array(sorted(where))
    audience = stream.observations[where[0]].audience
    family = "topic" if subject else "sentiment"
    key = Key(family=family, subject=subject, audience=audience)
    night = Night(
        column=column, log10e=9.0, bar=3.0, window=7, observed=float(len(where)), expected=0.5, variance=0.5, places=members
    )  # fmt: skip
    bundle = Bundle(
        name=family, engine=DAILY, keys=[key], members=[members], series=plain(np.zeros((1, stream.days))),
        alive=np.ones(stream.days),
    )  # fmt: skip
    return Episode(key=key, bundle=bundle, row=0, nights=(night,))


def verdict(cases: Sequence[Case]) -> str:
    return "joined" if len(cases) == 1 else "kin" if cases[1].kin is cases[0] else "apart"


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize(
    ("first", "second", "shared", "said"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_what_has_one_cause_is_told_once(first, second, shared, said, tongue):
    world = World()
    wide = world.finding(first, tongue, 80)
    small = world.finding(second, tongue, 82, wide[-shared:] if "ill" in first else wide[:shared])
    assert verdict(told(world.stream(), (81, "T1", wide), (83, "T2", small))) == said


LOCKED: Spoken = {"lock": 10}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_what_was_never_told_or_is_long_over_has_no_kin(tongue):
    world = World()
    early, late = world.finding(LOCKED, tongue, 80), world.finding(LOCKED, tongue, 82)
    stream = world.stream()
    assert verdict(told(stream, (81, "T1", early), (83, "T2", late))) == "kin"
    assert verdict(told(stream, (81, "T1", early), (83, "T2", late), silent=True)) == "apart"
    assert verdict(told(stream, (81, "T1", early), (91, "T2", late))) == "apart"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_two_of_one_night_are_told_both_and_named_kin(tongue):
    world = World()
    one = world.finding({"lock": 18, "chat": 12}, tongue, 80)
    other = world.finding(LOCKED, tongue, 80, one[:2])
    assert verdict(told(world.stream(), (81, "T1", one), (81, "T2", other))) == "kin"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_customers_and_employees_are_told_apart(tongue):
    world = World()
    for i in range(BEFORE):
        world.say("chat", tongue, i, audience="employee")
    customers = world.finding(LOCKED, tongue, 80)
    staff = world.finding(LOCKED, tongue, 82, audience="employee")
    assert verdict(told(world.stream(), (81, "T1", customers), (83, "T2", staff))) == "apart"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_what_is_about_everything_has_no_kin(tongue):
    world = World()
    early, late = world.finding(LOCKED, tongue, 80), world.finding(LOCKED, tongue, 82)
    stream = world.stream()
    assert verdict(told(stream, (81, None, early), (83, "T2", late))) == "apart"
    assert verdict(told(stream, (81, "T1", early), (83, None, late))) == "apart"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_without_vectors_or_a_past_nothing_is_close(tongue):
    blind = World(known=False)
    early, late = blind.finding(LOCKED, tongue, 80), blind.finding(LOCKED, tongue, 82)
    assert verdict(told(blind.stream(), (81, "T1", early), (83, "T2", late))) == "apart"
    world = World()
    early, late = world.finding(LOCKED, tongue, 3), world.finding(LOCKED, tongue, 5)
    assert verdict(told(world.stream(), (4, "T1", early), (6, "T2", late))) == "apart"


def test_two_languages_tell_of_one_cause():
    world = World()
    chinese, english = world.finding(LOCKED, "zh", 80), world.finding(LOCKED, "en", 82)
    assert verdict(told(world.stream(), (81, "T1", chinese), (83, "T2", english))) == "kin"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_two_sites_with_the_same_trouble_stay_two_alerts(tongue):
    world = World()
    here, there = world.finding(LOCKED, tongue, 80, site="S1"), world.finding(LOCKED, tongue, 82, site="S2")
    assert len(told(world.stream(), (81, "T1", here), (83, "T2", there))) == 2


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_what_comes_later_changes_no_nearness(tongue):
    world = World()
    one, other = world.finding(LOCKED, tongue, 80), world.finding({"lock": 6, "chat": 3}, tongue, 82)
    before = _nearness(world.stream(), one, other)
    world.finding({"lock": 9, "chat": 40}, tongue, 84)
    assert before is not None
    assert _nearness(world.stream(), one, other) == before


def _nearness(stream: Stream, one: Sequence[str], other: Sequence[str]) -> Nearness | None:
    ids = [o.comment_id for o in stream.observations]
    places = (np.array(sorted(ids.index(c) for c in said)) for said in (one, other))
    return Meaning(stream).nearness(*places, 75)


def test_kin_is_named_in_both_languages():
    alert = signal(id="S2", kin="S1", kin_names=("手机应用", "mobile app"))
    assert "意思与另一个预警“手机应用”相近，可能是同一件事。" in facts(alert, "zh")
    assert 'Close in meaning to another alert, "mobile app": it may be the same thing.' in facts(alert, "en")
    assert not any("同一件事" in line for line in facts(signal(id="S2"), "zh"))


def test_kin_is_the_alert_that_people_know():
    first = signal(id="S1", comment_ids=("a", "b", "c"), label_zh="排队", label_en="queue")
    again = signal(id="S7", comment_ids=("a", "b", "d"), label_zh="等候", label_en="waiting")
    other = signal(
        id="S9",
        comment_ids=("x", "y", "z"),
        label_zh="门锁",
        label_en="lock",
        kin="S7",
        kin_names=("等候", "waiting"),
    )
    tied = stitched([again, other], [first])
    assert [(s.update_of, s.kin) for s in tied] == [("S1", None), (None, "S1")]
    assert stitched(tied, tied) == tied
    assert stitched([replace(other, kin="S5")], [first])[0].kin is None
