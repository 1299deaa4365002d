"""Early warning on real texts with issues that are known because they were planted: ``python -m tests.bench.signals replays``.

A stream is real texts of one set on shuffled days, eighty a week for half a year: nothing happens in it, though real
people speak. Into it go three issues of two weeks (5, 10 and 19 posts a week) on one subject that the stream doesn't
have, and a flood of adverts. No topics are given: words, known kinds of trouble and moods must do it alone.
The sets lie in ``../shared/data`` (``TINGJIAN_DATA`` overrides); what is absent is skipped.
"""

import csv
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from nlp.records import Label, Language, Signal
from nlp.signals import Observation, public_holidays, stitched, watch
from nlp.words import Words

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
FIRST = date(2025, 3, 3)
DAYS, A_WEEK, LASTS = 182, 80, 14
PLANTS = ((56, 5), (91, 10), (126, 19))
"""First day of each planted issue, and its posts a week."""
FLOOD_START, FLOOD_DAYS, FLOOD_A_DAY = 160, 5, 60
WARM_UP = 28
MINE = 0.3
"""Part of an alert's comments that must be planted ones."""
ADVERTS = {
    "zh-Hans": ("加微信{}领取优惠券，低价代订全国酒店，返现秒到账，名额有限", "兼职刷单日结三百，联系QQ{}，无需押金，手机就能做", "代开发票，价格优惠，电话{}，真实可查，欢迎来电咨询合作"),
    "en": ("Call {} now for customer support, toll free number available day and night", "Earn 300 dollars a day from home, write to {}, no deposit needed at all", "Cheap bookings and coupons, contact {}, limited places only today"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text of a set: what it is about and how it feels."""

    text: str
    subject: str
    label: Label = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where the stream comes from, and where the planted subjects."""

    name: str
    language: Language
    stream: str
    others: str
    subjects: tuple[str, ...]
    """Subjects planted, one in each world; the stream holds none of it."""


SETTINGS = (
    Setting(name="zh shopping, a product goes bad", language="zh-Hans", stream="shopping", others="shopping", subjects=("水果", "洗发水", "热水器", "书籍")),
    Setting(name="zh hotels, another subject", language="zh-Hans", stream="hotels", others="shopping", subjects=("平板", "蒙牛", "衣服", "手机")),
    Setting(name="en banking, a new question", language="en", stream="banking", others="banking", subjects=("card_swallowed", "transfer_timing", "top_up_failed", "verify_my_identity")),
    Setting(name="en airlines, another subject", language="en", stream="airlines", others="banking", subjects=("lost_or_stolen_phone", "exchange_rate", "pin_blocked", "contactless_not_working")),
)  # fmt: skip


def main() -> None:
    """Print, for every setting, what was told of the planted issues, of nothing, and of the adverts."""
    if not DATA.is_dir():
        sys.stdout.write(f"replays: no data at {DATA}; set TINGJIAN_DATA\n")
        return
    tokens = Words().tokens
    for setting in SETTINGS:
        begun = time.process_time()
        stream, others = _read(DATA, setting.stream), _read(DATA, setting.others)
        told: dict[int, list[int | None]] = {a_week: [] for _, a_week in PLANTS}
        other = flooded = 0
        for seed, subject in enumerate(setting.subjects):
            world = list(_world(setting, stream, others, subject, seed))
            last = FIRST + timedelta(days=DAYS - 1)
            found = watch(
                world, topics={}, start=FIRST + timedelta(days=WARM_UP), end=last, tokens=tokens,
                holidays=public_holidays(FIRST, last),
            )  # fmt: skip
            delays, rest, adverts = _score(stitched(found, []))
            other, flooded = other + rest, flooded + adverts
            for (_, a_week), delay in zip(PLANTS, delays, strict=True):
                told[a_week].append(delay)
        weeks = (DAYS - WARM_UP) / 7 * len(setting.subjects)
        parts = ", ".join(f"{n} a week: {_row(delays)}" for n, delays in told.items())
        sys.stdout.write(
            f"{setting.name:34} {parts}; others {other / weeks:.2f} a week, of adverts {flooded}; "
            f"{time.process_time() - begun:.0f} s of CPU\n"
        )
        sys.stdout.flush()


def _row(delays: list[int | None]) -> str:
    days = sorted(d for d in delays if d is not None)
    return f"{len(days)}/{len(delays)} (days {' '.join(map(str, days)) or '-'})"


def _read(folder: Path, name: str) -> list[Said]:
    if name == "banking":
        return [Said(text=r["text"], subject=r["topic"]) for r in _rows(folder / "en_banking77.csv")]
    if name == "airlines":
        return [
            Said(text=r["text"], subject=r["reason"], label=r["sentiment"])
            for r in _rows(folder / "en_airline_tweets.csv")
        ]
    file = "zh_online_shopping.csv" if name == "shopping" else "zh_chnsenticorp_hotels.csv"
    return [
        Said(
            text=r["text"],
            subject=r.get("category", ""),
            label="positive" if r["positive"] == "1" else "negative",
        )
        for r in _rows(folder / file)
        if r["text"].strip()
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _world(
    setting: Setting, stream: list[Said], others: list[Said], subject: str, seed: int
) -> Iterator[Observation]:
    rng = np.random.default_rng([2030, seed])
    calm = [s for s in stream if s.subject != subject]
    pool = [s for s in others if s.subject == subject and s.label != "positive"]
    usual = rng.choice(len(calm), A_WEEK * DAYS // 7, replace=False)
    for n, i in enumerate(usual.tolist()):
        yield _said(setting, f"q{n}", int(rng.integers(0, DAYS)), calm[i])
    free = rng.permutation(len(pool)).tolist()
    for start, a_week in PLANTS:
        for n in range(a_week * LASTS // 7):
            yield _said(
                setting, f"p{start}-{n}", start + int(rng.integers(0, LASTS)) * (n > 0), pool[free.pop()]
            )
    forms = ADVERTS[setting.language]
    for n in range(FLOOD_DAYS * FLOOD_A_DAY):
        tail = "".join(rng.choice(list("abcdefghij"), 3 * (n % 2)))
        text = forms[n % len(forms)].format(int(rng.integers(10**8, 10**9))) + " " + tail
        yield _said(setting, f"x{n}", FLOOD_START + n % FLOOD_DAYS, Said(text=text, subject=""))


def _said(setting: Setting, name: str, day: int, said: Said) -> Observation:
    score = {"positive": 0.6, "negative": -0.6}.get(said.label, 0.0)
    return Observation(
        comment_id=name, day=FIRST + timedelta(days=day), language=setting.language, text=said.text,
        label=said.label, score=score,
    )  # fmt: skip


def _score(found: list[Signal]) -> tuple[list[int | None], int, int]:
    """Return the delay of each planted issue, and how many alerts were of something else, and of adverts."""
    delays: list[int | None] = []
    for start, _ in PLANTS:
        days = [
            (s.day - FIRST).days - start for s in found if _part(s, f"p{start}-") >= MINE
            and 0 <= (s.day - FIRST).days - start < LASTS
        ]  # fmt: skip
        delays.append(min(days) if days else None)
    firsts = [s for s in found if s.update_of is None]
    adverts = sum(_part(s, "x") >= MINE for s in firsts)
    planted = sum(_part(s, "p") >= MINE for s in firsts)
    return delays, len(firsts) - adverts - planted, adverts


def _part(signal: Signal, mark: str) -> float:
    return sum(c.startswith(mark) for c in signal.comment_ids) / max(len(signal.comment_ids), 1)


if __name__ == "__main__":
    main()
