"""What a night of early warning costs: 1,000 series and 20,000 terms over a year: ``python -m tests.bench.signals cost``.

Seconds are of processor time, so that a busy machine changes little. The world is made up: eighty comments a day,
words as frequent as words are, forty topics at twenty-five sites.
"""

import sys
import time
from collections import Counter
from datetime import date, timedelta

import numpy as np

from nlp.records import Topic
from nlp.signals import Observation, score_panel, watch
from nlp.signals.terms import grams

FIRST = date(2025, 1, 1)
DAYS, A_DAY, WORDS, LONG = 365, 80, 60_000, 17
TOPICS, SITES = 40, 25
AGAIN = 3
"""Nights that every night judges again, because comments arrive late."""
Document = tuple[Observation, list[str]]


def main() -> None:
    """Print the cost of one night, and of a series and day."""
    world = _world(np.random.default_rng(2031))
    counts = Counter(term for _, words in world for term in grams(words))
    terms = sum(n >= 4 for n in counts.values())
    words_of = {o.text: words for o, words in world}
    topics = {f"T{i}": Topic(id=f"T{i}", label_zh=f"主题{i}", label_en=f"topic {i}") for i in range(TOPICS)}
    last = FIRST + timedelta(days=DAYS - 1)
    small = [o for o, _ in world[:2_000]]
    watch(small, topics=topics, start=small[-1].day, end=small[-1].day, tokens=lambda text, _: words_of[text])
    begun = time.process_time()
    watch(
        [o for o, _ in world], topics=topics, start=last - timedelta(days=AGAIN - 1), end=last,
        tokens=lambda text, _: words_of[text],
    )  # fmt: skip
    sys.stdout.write(
        f"a night of {TOPICS * SITES} series and {terms:,} terms, {len(world):,} comments of a year: "
        f"{time.process_time() - begun:.1f} s of CPU (bar 10 s)\n"
    )
    _series_days()


def _series_days() -> None:
    """Print the cost of judging one series on one day, and in one week."""
    rng = np.random.default_rng(2032)
    daily, volume = rng.poisson(0.8, (400, 270)), rng.poisson(60.0, (400, 270))
    days = np.datetime64("2025-01-01") + np.arange(270)
    weekly = rng.poisson(6.0, (40, 624))
    for name, y, dates, exposure, first in (
        ("day", daily, days, daily + volume, 180),
        ("week", weekly, None, None, 575),
    ):
        mask = np.zeros(y.shape, bool)
        mask[:, first:] = True
        score_panel(y[:8], mask[:8], dates, None if exposure is None else exposure[:8])
        begun = time.process_time()
        score_panel(y, mask, dates, exposure)
        spent = (time.process_time() - begun) / mask.sum()
        sys.stdout.write(f"a series and {name}: {spent * 1e6:.1f} µs of CPU (bar 50 µs)\n")


def spelt(n: int) -> str:
    """Spell a number in letters: texts that differ in digits alone are copies of each other.

    >>> spelt(207)
    'wcah'
    """
    return "w" + "".join(chr(ord("a") + int(digit)) for digit in str(n))


def _world(rng: np.random.Generator) -> list[Document]:
    frequent = 1.0 / np.arange(1, WORDS + 1) ** 1.05
    sizes = 1.0 / np.arange(1, TOPICS + 1) ** 0.9
    found: list[Document] = []
    for i in range(DAYS * A_DAY):
        words = [spelt(n) for n in rng.choice(WORDS, LONG, p=frequent / frequent.sum()).tolist()]
        about = tuple(f"T{n}" for n in set(rng.choice(TOPICS, 2, p=sizes / sizes.sum()).tolist()))
        negative = bool(rng.random() < 0.3)
        comment = Observation(
            comment_id=f"c{i}", day=FIRST + timedelta(days=i // A_DAY), site=f"S{int(rng.integers(SITES))}", topic_ids=about,
            text=f"{' '.join(words)} {spelt(i)}", label="negative" if negative else "neutral", score=-0.6 * negative,
        )  # fmt: skip
        found.append((comment, words))
    return found


if __name__ == "__main__":
    main()
