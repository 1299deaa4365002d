"""Make up the KPIs of every site and week, so that what happens in the comments shows in them too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from numpy.random import Generator

from flows.sample import company

HEADER: Final = ("site", "date", "nps", "waiting_minutes", "first_contact_resolution", "employee_engagement")
_FIRST_MONDAY: Final = date(2026, 7, 6)
_WEEKS: Final = 17


def measures(rng: Generator) -> Iterator[tuple[object, ...]]:
    """Yield one line per site and week; sites differ in one hidden quality that moves all four measures."""
    for site in company.SITES:
        quality, mood = (float(x) for x in rng.normal(size=2))
        for week in range(_WEEKS):
            yield _line(site, _FIRST_MONDAY + timedelta(weeks=week), quality, mood, rng)


def _line(site: str, monday: date, quality: float, mood: float, rng: Generator) -> tuple[object, ...]:
    noise = [float(x) for x in rng.normal(size=4)]
    lock = site in company.LOCK_SITES and monday >= company.LOCK_START
    owes = any(site in sites for sites in company.DEPOSIT_SITES.values())
    told = owes and monday >= company.DEPOSIT_EMPLOYEES
    felt = owes and monday >= company.DEPOSIT_CUSTOMERS
    nps = 36 + 9 * quality + 3.5 * noise[0] - 22 * lock - 8 * felt
    waiting = 11 - 2.2 * quality + 1.1 * noise[1] + 6 * lock + 2 * felt
    solved = 0.79 + 0.035 * quality + 0.015 * noise[2] - 0.1 * lock - 0.08 * felt
    engaged = 7.1 + 0.32 * quality + 0.3 * mood + 0.15 * noise[3] - 0.6 * told - 0.4 * lock
    return (
        site,
        monday,
        round(nps, 1),
        round(max(2.0, waiting), 1),
        round(min(0.97, solved), 3),
        round(engaged, 2),
    )
