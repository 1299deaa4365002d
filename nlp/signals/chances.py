# pyright: basic
"""Chances of counts and measures, from scipy (untyped): the only place of the room that asks it."""

from scipy import stats


def usual_range(mean: float, variance: float, sure: float = 0.95) -> tuple[float, float]:
    """Return the range that ``sure`` of quiet stretches stay in, for a negative binomial count."""
    if mean <= 0:
        return (0.0, 0.0)
    spread = max(variance / mean, 1.0 + 1e-6)
    edge = (1.0 - sure) / 2.0
    low, high = stats.nbinom.ppf([edge, 1.0 - edge], mean / (spread - 1.0), 1.0 / spread)
    return (float(low), float(high))


def as_normal(t: float, freedom: int) -> float:
    """Return the standard normal value as rare as ``t`` is for Student's distribution."""
    far = stats.norm.isf(max(stats.t.sf(abs(t), max(freedom, 1)), 1e-300))
    return float(far if t >= 0 else -far)


def usual_measures(centre: float, scale: float, freedom: int, sure: float = 0.95) -> tuple[float, float]:
    """Return the range that ``sure`` of usual measures stay in, for Student's distribution."""
    reach = float(stats.t.isf((1.0 - sure) / 2.0, max(freedom, 1))) * scale
    return (centre - reach, centre + reach)


def rate_range(count: int, time: float, sure: float = 0.95) -> tuple[float, float]:
    """Return the rates per unit of time under which ``count`` findings would not be odd (Garwood 1936)."""
    edge = (1.0 - sure) / 2.0
    low = stats.chi2.ppf(edge, 2 * count) / 2.0 if count else 0.0
    return (float(low / time), float(stats.chi2.isf(edge, 2 * count + 2) / 2.0 / time))


def part_range(hits: int, of: int, sure: float = 0.95) -> tuple[float, float]:
    """Return the parts under which ``hits`` of so many would not be odd (Wilson 1927); everything where ``of`` is 0."""
    if of <= 0:
        return (0.0, 1.0)
    z = float(stats.norm.isf((1.0 - sure) / 2.0))
    share, whole = hits / of, 1.0 + z * z / of
    middle = (share + z * z / (2.0 * of)) / whole
    reach = z * (share * (1.0 - share) / of + z * z / (4.0 * of * of)) ** 0.5 / whole
    return (max(0.0, middle - reach), min(1.0, middle + reach))
