"""A night judged on what was there by then tells word for word what it tells when the future is there too."""

from dataclasses import replace

import numpy as np
import pytest

from nlp.records import Topic
from nlp.signals import watch
from nlp.signals.bundles import tongue_bundle, topic_bundles
from nlp.signals.known import as_known
from nlp.signals.observations import prepare
from nlp.signals.subjects import subject_bundles
from tests.nlp.signals.conftest import on, planted, quiet, spaces

SUBJECTS = {
    "zh-Hans": ["房间 安静", "早餐 丰富", "位置 方便", "泳池 水温", "电梯 太慢", "停车 收费", "床品 舒服", "窗户 漏风"],
    "en": ["quiet room", "breakfast choice", "great location", "pool water", "slow lift", "parking fee", "soft bed", "window draft"],
}  # fmt: skip
TOPICS = {f"T{i}": Topic(id=f"T{i}", label_zh=f"主题{i}", label_en=f"topic {i}") for i in range(16)}
OTHER = {"zh-Hans": "en", "en": "zh-Hans"}
LATE = 62
"""Day from which there is a fifth site, eight more topics, and half of the comments in another language."""


def world(language: str):
    """Ten weeks at four sites; a planted issue at one of them; then much that nobody could have known before."""
    rng = np.random.default_rng(7)
    found = []
    for o in quiet(72, 22, seed=5):
        topic, late = int(rng.integers(8)), o.day >= on(LATE)
        tongue = OTHER[language] if late and rng.random() < 0.5 else language
        found.append(replace(
            o, site=f"S{rng.integers(5 if late else 4)}", topic_ids=(f"T{topic + 8 * (late and rng.random() < 0.4)}",),
            language=tongue, text=f"{SUBJECTS[tongue][topic]} {o.text}", label="negative" if rng.random() < 0.3 else "neutral",
            score=-0.8 if rng.random() < 0.1 else -0.3,
        ))  # fmt: skip
    issue = planted(
        48, 7, 2, SUBJECTS[language][3], topic_ids=("T3",), site="S2", label="negative", score=-0.8
    )
    return [*found, *(replace(o, language=language) for o in issue)]


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_whole_alerts_are_the_same_when_the_future_is_cut_off(language):
    comments = world(language)

    def told(end):
        known = [o for o in comments if o.day <= on(end)]
        return watch(known, topics=TOPICS, start=on(40), end=on(end), tokens=spaces, budget=3.0)

    whole = told(71)
    assert {s.family for s in whole} >= {"topic", "sentiment"}
    for night in (50, 60, 63, 67):
        assert told(night) == [s for s in whole if s.day <= on(night)]


@pytest.mark.parametrize(("site", "needed"), [(False, 1), (True, 3)], ids=["everywhere", "at one site"])
def test_a_series_is_watched_once_it_has_been_heard(site, needed):
    comments = [
        replace(o, site=o.site or "S1", language="en")
        for o in [*quiet(60, 20), *planted(50, 5, 1, "late", topic_ids=("T9",), site="S2")]
    ]
    stream = prepare(comments, end=on(59))
    assert stream is not None
    bundle = as_known(topic_bundles(stream)[site], stream)
    row = next(i for i, key in enumerate(bundle.keys) if key.subject == "T9")
    watched = bundle.series.watched()
    assert np.flatnonzero(watched[row])[0] == 50 + needed - 1
    assert bundle.alive.tolist() == watched.sum(axis=0).tolist()


def test_nothing_is_told_by_language_or_spread_before_there_are_two_languages_and_three_sites():
    comments = [
        replace(o, language="en" if i % 2 and o.day >= on(30) else "zh-Hans", site="S1" if o.day < on(40) else f"S{i % 3}")
        for i, o in enumerate(quiet(60, 30))
    ]  # fmt: skip
    stream = prepare(comments, end=on(59))
    assert stream is not None
    spoken = tongue_bundle(stream)
    assert spoken is not None
    assert np.flatnonzero(as_known(spoken, stream).alive)[0] > 30
    spread = [as_known(b, stream) for b in subject_bundles(stream) if b.name == "spread"]
    assert np.flatnonzero(spread[0].alive)[0] >= 40
