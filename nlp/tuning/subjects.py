# pyright: basic
"""Teach the packaged e5 what feedback is about: ``python -m nlp.tuning.subjects --out FILE --models FOLDER``.

Every topic is a direction, one for both languages; a sentence is drawn to its own and away from those of the same
list (normalised softmax, Wang et al. 2017), whatever words and feeling it has. So that topics which nobody wrote
about stay as far apart as they were, what two general encoders say of how other sentences relate is kept (relations
distilled, Park et al. 2019). One seed and a fixed number of threads: same inputs and versions, same bytes.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp import embed, lexicons
from nlp.embed import packed, ranges, tokens, tuned
from nlp.sentiment import corpora
from nlp.tuning.net import Net
from nlp.tuning.train import batches, padded

SEED, THREADS, ROUNDS = 0, 1, 5
LONGEST = 80
OTHERS, EVERY, GENERAL = 24, 2, 6000
"""Sentences about anything at once, in every how many steps, and in all."""
FROM = {"zh": 6710, "en": 6689}
"""How many of the first own sentences of a language they are drawn from: what is added later moves no draw."""
PACE, LINE_PACE, WARM, DECAY = 1e-3, 5e-3, 0.06, 0.01
SHARP, DOUBT, KEEP = 16.0, 0.05, 1.0
"""How sharply topics are told apart, how far labels are doubted, and what the old relations count."""


@dataclass(frozen=True)
class Lesson:
    """A sentence about one topic of one list."""

    list: str
    topic: str
    language: str
    text: str


def lessons() -> list[Lesson]:
    """Return the sentences written about topics, and those of the starter taxonomy."""
    found = [
        Lesson(row["list"], row["topic"], language, row["text"])
        for language in ("zh", "en")
        for row in lexicons.rows(f"{language}/topic_lessons.tsv")
    ]
    starters = lexicons.rows("shared/topic_examples.tsv")
    return found + [Lesson("starters", r["topic"], r["language"][:2], r["text"]) for r in starters]


class School:
    """The encoder, a direction for each topic, and how sentences about anything relate by the general encoders."""

    def __init__(self, taught: Sequence[Lesson], others: Sequence[str], relations: np.ndarray) -> None:
        weights = packed.read(packed.locate())
        rows = tokens.keep(weights)
        pieces = tokens.Pieces(tokens.build(weights, rows), LONGEST, "")
        self.packed, self.net = weights, Net(weights, rows, SEED)
        self.ids = pieces.ids([one.text for one in taught])
        names = sorted({(one.list, one.topic) for one in taught})
        self.wanted = torch.tensor([names.index((one.list, one.topic)) for one in taught])
        lists = [name for name, _ in names]
        self.rivals = torch.tensor([[a == b for b in lists] for a in lists])
        self.topics = nn.Parameter(torch.randn(len(names), weights.hidden) / weights.hidden**0.5)
        self.others, self.relations = pieces.ids(others), torch.tensor(relations)
        self.zh = torch.tensor([not text.isascii() for text in others])

    def vectors(self, ids: Sequence[list[int]]) -> Tensor:
        """Return unit vectors."""
        with torch.autocast("cpu", torch.bfloat16):
            found = self.net(*padded(ids, [[1 / len(one)] * len(one) for one in ids]))
        return functional.normalize(found.float(), dim=-1)

    def missed(self, rows: Sequence[int]) -> Tensor:
        """Return how far sentences are from their topics, beside the other topics of their list."""
        wanted = self.wanted[list(rows)]
        near = self.vectors([self.ids[i] for i in rows]) @ functional.normalize(self.topics, dim=-1).T
        odds = (SHARP * near).masked_fill(~self.rivals[wanted], -1e4).log_softmax(dim=1)
        doubt = (odds * self.rivals[wanted]).sum(1) / self.rivals[wanted].sum(1)
        return -((1 - DOUBT) * odds.gather(1, wanted[:, None])[:, 0] + DOUBT * doubt).mean()

    def changed(self, rows: Sequence[int]) -> Tensor:
        """Return how far the relations between sentences of one language are from what they were."""
        vectors, zh = self.vectors([self.others[i] for i in rows]), self.zh[list(rows)]
        for group in (zh, ~zh):
            if bool(group.any()):
                vectors = vectors - group[:, None] * vectors[group].mean(0)
        vectors = functional.normalize(vectors, dim=-1)
        within = (zh[:, None] == zh[None]) & ~torch.eye(len(rows), dtype=torch.bool)
        old = self.relations[list(rows)]
        now, before = (vectors @ vectors.T)[within], (old @ old.T)[within]
        return 1 - functional.cosine_similarity(now - now.mean(), before - before.mean(), dim=0)


def teach(
    taught: Sequence[Lesson], others: Sequence[str], relations: np.ndarray, rounds: int = ROUNDS
) -> dict[str, np.ndarray]:
    """Teach, and return the arrays of ``e5_topics.safetensors``."""
    torch.manual_seed(SEED)
    school, drawn = School(taught, others, relations), np.random.default_rng(SEED)
    plan = list(chain.from_iterable(_round(school, drawn) for _ in range(rounds)))
    groups = [{"params": school.net.update.parameters()}, {"params": [school.topics]}]
    steps = torch.optim.AdamW(groups, weight_decay=DECAY)
    school.net.train()
    begun, told = time.monotonic(), 0.0
    for number, rows in enumerate(plan):
        done = number / len(plan)
        for group, pace in zip(steps.param_groups, (PACE, LINE_PACE), strict=True):
            group["lr"] = pace * min(1, done / WARM) * (1 - done)
        steps.zero_grad()
        loss = school.missed(rows)
        told += float(loss.detach())
        if number % EVERY == 0:
            some = drawn.choice(len(others), min(OTHERS, len(others)), replace=False).tolist()
            loss = loss + EVERY * KEEP * school.changed(some)
        loss.backward()
        nn.utils.clip_grad_norm_(school.net.update.parameters(), 1.0)
        steps.step()
        if number % 100 == 99:
            sys.stderr.write(
                f"{number + 1} of {len(plan)} steps, {time.monotonic() - begun:.0f} s, missed {told / 100:.2f}\n"
            )
            told = 0.0
    made = {name: values.numpy().astype(np.float16) for name, values in school.net.learned().items()}
    update = {name: np.asarray(values, np.float32) for name, values in made.items()}
    return made | ranges.measure(ranges.gauge(), tuned.moved(school.packed, update), "")


def _round(school: School, drawn: np.random.Generator) -> list[list[int]]:
    found = list(batches(school.ids, None, drawn))
    return [found[i] for i in drawn.permutation(len(found))]


def main() -> None:
    """Teach, and write the update."""
    from safetensors.numpy import save_file

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--models", type=Path, required=True, help="folder where the general encoders are built"
    )
    parser.add_argument("--out", type=Path, default=tuned.TOPICS)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    others = _general()
    made = teach(lessons(), others, _relations(others, given.models))
    save_file({name: np.ascontiguousarray(made[name]) for name in sorted(made)}, given.out)


def _general() -> list[str]:
    """Return sentences about anything."""
    own = corpora.own()
    every = [
        example.text
        for language, first in FROM.items()
        for example in [one for one in own if one.language == language][:first]
    ]
    return [every[i] for i in np.random.default_rng(SEED).permutation(len(every))[:GENERAL]]


def _relations(texts: Sequence[str], models: Path) -> np.ndarray:
    """Return where the general encoders see the texts of each language."""
    vectors = embed.load("e5+use", folder=models, threads=THREADS).embed(texts)
    zh = np.array([not text.isascii() for text in texts])
    for group in (zh, ~zh):
        vectors[group] -= vectors[group].mean(axis=0)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
