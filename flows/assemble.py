"""Put the parts together that the settings name; each heavy model is loaded once in a process."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata

from flows import settings as configuration
from flows.settings import ModelSettings, Settings
from flows.vectors import Kept, Room
from nlp.parts import Embedder
from nlp.reader import Reader
from nlp.records import Names, Posting

MEMO = 10_000


def embedder(name: str, threads: int, room: Room | None = None) -> Embedder:
    """Load an embedder by the name in the settings; equal texts are embedded once while it lives, or while ``room`` keeps them.

    Not those of "use": its last digits depend on the other texts of the batch, so what it remembers would depend
    on what this process happened to read before, and the same file twice would not group the same.
    """
    return _embedder(name, threads, room)


@lru_cache(maxsize=4)
def _embedder(name: str, threads: int, room: Room | None) -> Embedder:
    from nlp import embed

    configuration.stay_offline()
    if "+" in name:  # what the parts remember is not embedded again: sentiment has read the same segments
        return embed.Joined(*(_embedder(part, threads, room) for part in name.split("+", 1)))
    loaded = embed.load(name, folder=configuration.build_folder(), threads=threads)
    if name == "use" or not configuration.cache_on():
        return loaded
    return embed.Memo(Kept(loaded, room) if room else loaded, MEMO)


def reader(
    models: ModelSettings,
    roster: Sequence[Posting] | None,
    not_people: Sequence[str] = (),
    room: Room | None = None,
) -> Reader:
    """Build the reader: embedding, sentiment, people (not with ``roster=None``), suggestions."""
    from nlp import lexicons, people, sentiment, suggestions

    vectors = embedder(models.embedding, models.threads, room)
    with _unseen("torch"):
        found = None if roster is None else people.load(roster, not_people=not_people, embedder=vectors)
    return Reader(
        embedder=vectors,
        scorer=sentiment.load(vectors, model=models.sentiment),
        people=found,
        suggester=suggestions.load(vectors),
        ratings=sentiment.RatingPrior(models.rating_prior, models.rating_best),
        also=f"tingjian {metadata.version('tingjian')}, words {lexicons.checksum()[:8]}, roster {_print(roster, not_people)}",
    )


@contextmanager
def _unseen(library: str) -> Iterator[None]:
    """Hide a library from what is loaded here: spaCy takes torch where it sees it, 180 MB a process, for nothing."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # pyright: ignore[reportArgumentType]
    try:
        yield
    finally:
        del sys.modules[library]


def _print(roster: Sequence[Posting] | None, not_people: Sequence[str]) -> str:
    """Return a fingerprint of who works here: with other people, the same comments read otherwise."""
    return hashlib.sha256(repr((roster, sorted(not_people))).encode()).hexdigest()[:8]


def names(settings: Settings) -> Names:
    """Return what the customer calls things, in both languages."""
    return Names(
        brand_zh=settings.brand,
        brand_en=settings.brand_en or settings.brand,
        sites=_named(settings.sites),
        touchpoints=_named(settings.touchpoints),
    )


def _named(table: dict[str, list[str] | str]) -> tuple[tuple[str, str, str], ...]:
    pairs = ((key, [value] if isinstance(value, str) else value) for key, value in table.items())
    return tuple((key, value[0], value[-1]) for key, value in pairs if value)
