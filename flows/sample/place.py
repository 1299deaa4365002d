"""Give every hand-written comment one site and one day: by its hints, else by chance."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from flows.sample import company
from flows.sample.written import Placed, Written

_SUMMER_END = date(2026, 9, 5)
_AUTUMN_START = date(2026, 9, 28)


def place(written: Sequence[Written], weights: dict[str, float], rng: Generator) -> list[Placed]:
    """Return every comment once, at a site its hint allows and on a day that fits what it says."""
    days = _planned_days(written, rng)
    return [_placed(item, days.get(item.id), weights, rng) for item in written]


def site_weights(rng: Generator) -> dict[str, float]:
    """Draw how talkative each site is; the few sites in Traditional Chinese stay small."""
    drawn = {site: float(rng.gamma(6.0, 1 / 6)) for site in company.SITES}
    return {site: w * (0.7 if company.script_of(site) == "zh-Hant" else 1.0) for site, w in drawn.items()}


def choose_site(sites: Sequence[str], weights: dict[str, float], rng: Generator) -> str:
    """Draw one of some sites by their weights."""
    share = np.array([weights[site] for site in sites])
    return str(rng.choice(list(sites), p=share / share.sum()))


def _placed(item: Written, day: date | None, weights: dict[str, float], rng: Generator) -> Placed:
    sites = company.sites_for(item.site)
    if item.incident == "deposit" and len(item.site) != 4:
        owing = (site for group in company.DEPOSIT_SITES.values() for site in group)
        sites = tuple(site for site in owing if site in sites)
    if not sites:
        msg = f"{item.id}: no site fits the hint {item.site!r}"
        raise ValueError(msg)
    return Placed(
        text=item.text,
        language=item.language,
        audience=item.audience,
        theme=item.theme,
        mood=item.mood,
        site=choose_site(sites, weights, rng),
        day=day or _some_day(item, rng),
        parts=(item,),
        question=item.question,
    )


def _some_day(item: Written, rng: Generator) -> date:
    if item.when.startswith("2026"):
        return date.fromisoformat(item.when)
    days = [d for d in company.DAYS if _fits(d, item.when)]
    share = np.array([company.expected(day, item.audience) for day in days])
    return days[int(rng.choice(len(days), p=share / share.sum()))]


def _fits(day: date, when: str) -> bool:
    return (when != "summer" or day <= _SUMMER_END) and (when != "autumn" or day >= _AUTUMN_START)


def _planned_days(written: Sequence[Written], rng: Generator) -> dict[str, date]:
    """Return the days of the incidents' comments: they grow from their first day on."""
    plans = (
        ("lock", "customer", company.LOCK_START, company.LOCK_COUNTS),
        ("deposit", "employee", company.DEPOSIT_EMPLOYEES, company.DEPOSIT_EMPLOYEES_COUNTS),
        ("deposit", "customer", company.DEPOSIT_CUSTOMERS, company.DEPOSIT_CUSTOMERS_COUNTS),
    )
    days: dict[str, date] = {}
    for incident, audience, start, counts in plans:
        items = [item for item in written if item.incident == incident and item.audience == audience]
        days |= _dealt(
            items, [start + timedelta(days=i) for i, n in enumerate(counts) for _ in range(n)], rng
        )
    for who in company.GROWING:
        thanks = [item for item in written if item.named[:1] == ((who, "+"),) and not item.when]
        days |= _dealt(thanks, _growing(len(thanks)), rng)
    return days


def _growing(n: int) -> list[date]:
    """Return n days that come closer together toward the end: half of them in the last month."""
    last = len(company.DAYS) - 1
    return [company.DAYS[round(last * ((i + 0.5) / n) ** (1 / 2.6))] for i in range(n)]


def _dealt(items: Sequence[Written], days: list[date], rng: Generator) -> dict[str, date]:
    """Deal shuffled comments onto days; one with a date of its own keeps it."""
    fixed = {item.id: date.fromisoformat(item.when) for item in items if item.when.startswith("2026")}
    free = [item for item in items if item.id not in fixed]
    for day in fixed.values():
        days.remove(day)
    order = rng.permutation(len(free))
    return fixed | {free[int(k)].id: day for k, day in zip(order, days, strict=True)}
