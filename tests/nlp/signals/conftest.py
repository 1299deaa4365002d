"""Small worlds for early warning: so many comments a day, and what is planted among them."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from nlp.records import Topic
from nlp.signals import Observation

FIRST = date(2026, 1, 1)
WAIT = Topic(id="T1", label_zh="前台排队", label_en="waiting at the front desk")


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def quiet(days: int, a_day: int, seed: int = 1, **fields) -> list[Observation]:
    """Comments of a quiet time: a tenth of them speak of T1, each by somebody else."""
    rng = np.random.default_rng(seed)
    said = [
        "房间",
        "早餐",
        "位置",
        "泳池",
        "电梯",
        "停车",
        "room",
        "breakfast",
        "pool",
        "parking",
        "lift",
        "view",
    ]
    found = []
    for day in range(days):
        for i in range(rng.poisson(a_day)):
            about = ("T1",) if rng.random() < 0.1 else ()
            text = " ".join(rng.choice(said, 4)) + f" {day}.{i}"
            plain = {
                "comment_id": f"q{seed}-{day}-{i}", "day": on(day), "topic_ids": about, "text": text,
                "author": f"a{seed}-{day}-{i}",
            }  # fmt: skip
            found.append(Observation(**plain | fields))
    return found


def planted(start: int, days: int, a_day: int, text: str, **fields) -> list[Observation]:
    """Comments of an issue: ``a_day`` for ``days`` days from ``start``, by different people in different words."""
    return [
        Observation(**{
            "comment_id": f"p{start}-{day}-{i}", "day": on(start + day), "text": f"{text} {_aside(day, i + hash_of(text))}",
            "author": f"p{start}-{day}-{i}",
        } | fields)
        for day in range(days) for i in range(a_day)
    ]  # fmt: skip


def _aside(day: int, i: int) -> str:
    """What else a writer says: never the same twice, so that nobody copies."""
    rng = np.random.default_rng([day, i])
    return " ".join("".join(rng.choice(list("bcdfghklmnprstvw"), 7)) for _ in range(5))


def spaces(text: str, _language: str) -> list[str]:
    """Cut at spaces: enough for texts that are written that way."""
    return [word for word in text.lower().split() if not word[0].isdigit()]


@pytest.fixture
def tell() -> Callable:
    from nlp.signals import watch

    def run(observations, start=28, end=60, **fields):
        topics = {"T1": WAIT}
        return watch(observations, topics=topics, start=on(start), end=on(end), tokens=spaces, **fields)

    return run


@pytest.fixture
def quiet_world() -> Callable:
    def world(language: str) -> list[Observation]:
        return [o for o in quiet(44, 60, language=language) if "T1" not in o.topic_ids]

    return world


@pytest.fixture
def said_on() -> Callable:
    def said(day: int, text: str, language: str) -> Observation:
        return Observation(
            comment_id=f"h{day}-{text}", day=on(day), language=language, author=f"h{day}-{text}",
            text=f"{text} {_aside(day, len(text) + hash_of(text))}",
        )  # fmt: skip

    return said


def hash_of(text: str) -> int:
    """A number of a text that is the same every time."""
    return sum(ord(letter) * (i + 1) for i, letter in enumerate(text))
