"""Mark comments that tell of effort, of a goal, of an experience or of an obstacle, and stay silent otherwise.

Patterns of ``lexicons/zh|en/marks.tsv`` know the usual wordings; the encoder, taught with ``mark_sentences.tsv``, knows
what else means the same. Most comments have no mark: when unsure, none is given.
"""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from nlp import lexicons
from nlp.embed import tuned
from nlp.parts import Embedder
from nlp.records import Language
from nlp.sentiment.model import side
from nlp.text.sieve import Sieve
from nlp.text.simple import simplified

MARKS = ("effort", "experience", "goal", "obstacle")
_TOLD = 3.0
"""What a pattern adds to the log-odds of the encoder."""
_SURE = {"effort": 0.2, "experience": 0.8, "goal": 0.5, "obstacle": 1.2}
"""The log-odds from which a mark is given: on sentences held out about nine of ten marks given are right."""


def tags(text: str, language: Language) -> tuple[str, ...]:
    """Return the marks that the patterns alone find in a text, in a fixed order; most comments have none.

    >>> tags("同一份材料跑了三趟窗口", "zh-Hans"), tags("I called five times", "en"), tags("很好", "zh-Hans")
    (('effort',), ('effort',), ())
    """
    plain = simplified(text)
    languages = ("zh", "en") if language == "mixed" else (side(language),)
    found = {mark for one in languages for mark, pattern in _able(one, plain) if pattern.search(plain)}
    return tuple(sorted(found))


class Marker:
    """Give the marks of comments from their segments; without an encoder that was taught them, by patterns alone."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        """Take the embedder that the feelings are read with."""
        taught = embedder is not None and embedder.id.startswith("e5-tuned")
        self._embedder = embedder if taught else None

    def find(
        self, texts: Sequence[str], languages: Sequence[Language], segments: Sequence[Sequence[str]]
    ) -> list[tuple[str, ...]]:
        """Return the marks of every comment, in a fixed order."""
        told = [set(tags(text, language)) for text, language in zip(texts, languages, strict=True)]
        if self._embedder is None:
            return [tuple(sorted(one)) for one in told]
        odds = iter(self._odds([words for some in segments for words in some]))
        return [
            self._sure(mine, language, [next(odds) for _ in some])
            for mine, language, some in zip(told, languages, segments, strict=True)
        ]

    def _odds(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        if self._embedder is None or not texts:
            return []
        weight, bias = tuned.line("marks")
        vectors = self._embedder.embed([text or " " for text in texts])
        return (np.asarray(vectors, np.float64) @ weight.T + bias).tolist()

    @staticmethod
    def _sure(told: set[str], language: Language, odds: Sequence[Sequence[float]]) -> tuple[str, ...]:
        if language == "other" or not odds:
            return tuple(sorted(told))
        best = [max(one[k] for one in odds) for k in range(len(MARKS))]
        return tuple(m for m, most in zip(MARKS, best, strict=True) if most + _TOLD * (m in told) >= _SURE[m])


def _able(language: str, plain: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return the patterns that can match a text: most cannot."""
    patterns = _patterns(language)
    return [patterns[number] for number in _sieve(language).may(plain)]


@cache
def _sieve(language: str) -> Sieve:
    return Sieve([pattern for _, pattern in _patterns(language)])


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (r["mark"], re.compile(r["pattern"], re.IGNORECASE)) for r in lexicons.rows(f"{language}/marks")
    )
