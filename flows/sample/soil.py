"""Plant the dirt: what every real export has in it, here in known numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from numpy.random import Generator

from flows.sample import company
from flows.sample.place import choose_site
from flows.sample.written import Dirt, Placed

FLOOD_DAY: Final = date(2026, 8, 22)
FLOOD_SITE: Final = "SZ02"
COPIES: Final = {"boilerplate": 3}
"""How often each text of a kind comes; once where not named."""
DUPLICATES: Final = 20
EMPTY: Final = 15


def soil(
    clean: Sequence[Placed], texts: Sequence[Dirt], weights: dict[str, float], rng: Generator
) -> list[Placed]:
    """Return all dirty rows, each marked with its kind."""
    made = [_dirty(item, weights, rng) for item in texts for _ in range(COPIES.get(item.kind, 1))]
    empty = [Dirt("", "empty", "en" if i % 3 == 0 else "zh-Hans", "") for i in range(EMPTY)]
    return made + [_dirty(item, weights, rng) for item in empty] + _copies(clean, rng)


def _dirty(item: Dirt, weights: dict[str, float], rng: Generator) -> Placed:
    flood = item.kind == "flood"
    hint = "HK" if item.language == "zh-Hant" else item.language
    return Placed(
        text=_garbled(item.text) if item.kind == "mojibake" else item.text,
        language=item.language,
        audience="customer",
        theme=item.kind,
        mood="neutral",
        site=FLOOD_SITE if flood else choose_site(company.sites_for(hint), weights, rng),
        day=FLOOD_DAY if flood else company.DAYS[int(rng.integers(len(company.DAYS)))],
        parts=(),
        dirt=item.kind,
    )


def _garbled(text: str) -> str:
    """Read UTF-8 as Windows-1252, the way a wrong import does."""
    raw = text.encode("utf-8")
    return "".join(_as_windows(byte) for byte in raw)


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _copies(clean: Sequence[Placed], rng: Generator) -> list[Placed]:
    """Return exact copies of customers' comments that went out twice: same text, site and day."""
    fit = [
        item
        for item in clean
        if item.audience == "customer"
        and len(item.text) > 16
        and not any(p.names or p.incident for p in item.parts)
    ]
    chosen = rng.choice(len(fit), size=DUPLICATES, replace=False)
    return [_copy(fit[int(i)]) for i in sorted(chosen)]


def _copy(item: Placed) -> Placed:
    return Placed(
        text=item.text,
        language=item.language,
        audience=item.audience,
        theme=item.theme,
        mood=item.mood,
        site=item.site,
        day=item.day,
        parts=item.parts,
        question=item.question,
        dirt="duplicate",
    )
