# pyright: basic
"""Public holidays of the places that feedback comes from: known days, on which a volume says nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

PLACES = ("CN", "HK", "TW", "GB", "US")


def public_holidays(start: date, end: date, places: Sequence[str] = PLACES) -> frozenset[date]:
    """Return the public holidays of ``places`` from ``start`` to ``end``, each with the day after it.

    Because: people travel on the holiday and write the day after.

    >>> date(2026, 10, 1) in public_holidays(date(2026, 9, 1), date(2026, 10, 31), ["CN"])
    True
    """
    from holidays import country_holidays

    years = range(start.year, end.year + 1)
    known = {day for place in places for day in country_holidays(place, years=years)}
    after = {day + timedelta(days=1) for day in known}
    return frozenset(day for day in known | after if start <= day <= end)
