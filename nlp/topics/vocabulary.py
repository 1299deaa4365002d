"""The words that topics are described with: Chinese by jieba, English by regular expression, no stop words."""

from collections.abc import Sequence
from functools import cache

from nlp.topics import evidence
from nlp.topics.registry import SegmentInput
from nlp.words import Words


@cache
def _words() -> Words:
    return Words(sorted(evidence.translations()))


def tokens(segments: Sequence[SegmentInput]) -> list[list[str]]:
    """Return the content words of every segment, phrases of the service lexicon whole."""
    return [_words().tokens(segment.text, segment.language) for segment in segments]
