"""The series of what comments are about: watched every night, and proved with the same ones."""

from collections.abc import Iterator

from nlp.signals.bundles import (
    Bundle,
    hazard_bundle,
    mood_bundles,
    spread_bundle,
    tongue_bundle,
    topic_bundles,
)
from nlp.signals.observations import Stream

FEWEST_SITES = 3
"""Sites from which a spread over sites can be told."""


def subject_bundles(stream: Stream) -> Iterator[Bundle]:
    """Yield topics, known kinds of trouble, topics in each language, their moods, and their spread over sites."""
    yield from topic_bundles(stream)
    yield hazard_bundle(stream)
    spoken = tongue_bundle(stream)
    if spoken is not None:
        yield spoken
    yield from mood_bundles(stream)
    if len(stream.sites) >= FEWEST_SITES:
        yield spread_bundle(stream)
