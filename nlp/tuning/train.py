# pyright: basic
"""Teach the packaged e5: ``python -m nlp.tuning.train --vader SDIST --written FOLDER --out FILE``.

One encoder learns four tasks at once (how a text feels, how strongly, how its author speaks of a person, whom a
suggestion is for), each read from its vector by one line of weights. Batches, order and start are drawn from one
seed and a fixed number of threads does the sums, so the same inputs and versions on the same kind of processor give the same bytes.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.embed import packed, ranges, tokens, tuned
from nlp.tuning import lessons
from nlp.tuning.lessons import Task
from nlp.tuning.net import Net

SEED, ROUNDS, THREADS = 0, 3, 2
LONGEST, AT_ONCE = 96, 900
"""Pieces of a text, and of a batch."""
PACE, LINE_PACE, WARM, DECAY, STRENGTH = 1e-3, 3e-3, 0.06, 0.01, 2.0
"""Learning rates of the update and the lines (up over the first share, then down to none), and what strength counts."""
Batch = tuple[Task, list[int]]


class School:
    """The encoder, a line for each task, and the texts in pieces."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        weights = packed.read(packed.locate())
        self.kept = ranges.loudest(ranges.gauge(), weights, tuned.FEED, "")
        self.packed, rows = weights, tokens.keep(weights)
        weights = tuned.narrowed(weights, self.kept)
        pieces = tokens.Pieces(tokens.build(weights, rows), LONGEST, "")
        self.net = Net(weights, rows, SEED)
        self.ids, self.shares = {}, {}
        for task in tasks:
            spans = task.spans or [()] * len(task.texts)
            self.ids[task.name], self.shares[task.name] = pieces.within(task.texts, spans)
        kinds = {line_of(task): task.kinds for task in tasks} | {"strength": 1}
        self.lines = {name: nn.Linear(weights.hidden, n) for name, n in kinds.items()}
        for values in self.line_parameters():
            nn.init.zeros_(values)

    def line_parameters(self) -> list[nn.Parameter]:
        """Return what the lines learn with."""
        return [values for line in self.lines.values() for values in line.parameters()]

    def loss(self, task: Task, rows: Sequence[int]) -> Tensor:
        """Return how wrong the lines are on some texts of a task."""
        with torch.autocast("cpu", torch.bfloat16):
            ids, shares = self.ids[task.name], self.shares[task.name]
            vectors = self.net(*padded([ids[i] for i in rows], [shares[i] for i in rows]))
        vectors = vectors.float()
        wanted = torch.tensor([task.answers[i] for i in rows])
        total = vectors.new_zeros(())
        if task.flags:
            bits = (wanted[:, None] >> torch.arange(task.kinds)) & 1
            said = self.lines[line_of(task)](vectors)
            total = task.kinds * functional.binary_cross_entropy_with_logits(said, bits.float())
        elif bool((wanted >= 0).any()):
            said = self.lines[line_of(task)](vectors)
            total = functional.cross_entropy(said, wanted, ignore_index=-1, label_smoothing=task.doubt)
        if task.strengths:
            strength = torch.tanh(self.lines["strength"](vectors)[:, 0])
            real = torch.tensor([task.strengths[i] for i in rows])
            total = total + STRENGTH * functional.mse_loss(strength, real)
        return task.share * total

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the update, rounded to half precision, and the lines."""
        made = {name: values.numpy().astype(np.float16) for name, values in self.net.learned().items()}
        made |= {
            name: units for name, units in self.kept.items() if int(name[1:].split(".")[0]) < tuned.LAYERS
        }
        for task, line in self.lines.items():
            made[f"{task}.weight"] = line.weight.detach().numpy()
            made[f"{task}.bias"] = line.bias.detach().numpy()
        return made


def line_of(task: Task) -> str:
    """Name the line that answers a task: reviews are read by the line of feelings."""
    return "feeling" if task.name == "reviews" else task.name


def teach(tasks: Sequence[Task]) -> dict[str, np.ndarray]:
    """Teach all tasks and return the arrays of ``e5_tuned.safetensors``."""
    torch.manual_seed(SEED)
    school = School(tasks)
    drawn = np.random.default_rng(SEED)
    plan = list(chain.from_iterable(_round(school, tasks, drawn) for _ in range(ROUNDS)))
    groups = [{"params": school.net.update.parameters()}, {"params": school.line_parameters()}]
    steps = torch.optim.AdamW(groups, weight_decay=DECAY)
    school.net.train()
    begun = time.monotonic()
    for number, (task, rows) in enumerate(plan):
        done = number / len(plan)
        for group, pace in zip(steps.param_groups, (PACE, LINE_PACE), strict=True):
            group["lr"] = pace * min(1, done / WARM) * (1 - done)
        steps.zero_grad()
        school.loss(task, rows).backward()
        nn.utils.clip_grad_norm_(school.net.update.parameters(), 1.0)
        steps.step()
        if number % 100 == 99:
            sys.stderr.write(f"{number + 1} of {len(plan)} steps, {time.monotonic() - begun:.0f} s\n")
    arrays = school.arrays()
    update = {name: np.asarray(values, np.float32) for name, values in arrays.items()}
    return arrays | ranges.measure(ranges.gauge(), tuned.moved(school.packed, update), "")


def _round(school: School, tasks: Sequence[Task], drawn: np.random.Generator) -> list[Batch]:
    """Return every batch of one round in the order drawn: texts of one task and about one length together."""
    every = [(task, rows) for task in tasks for rows in batches(school.ids[task.name], task.a_round, drawn)]
    return [every[i] for i in drawn.permutation(len(every))]


def batches(ids: Sequence[list[int]], a_round: int | None, drawn: np.random.Generator) -> Iterator[list[int]]:
    """Draw texts of about one length together, ``AT_ONCE`` pieces at a time."""
    chosen = drawn.permutation(len(ids))[:a_round].tolist()
    batch: list[int] = []
    for i in sorted(chosen, key=lambda i: len(ids[i])):
        if batch and (len(batch) + 1) * len(ids[i]) > AT_ONCE:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def padded(ids: Sequence[list[int]], shares: Sequence[Sequence[float]]) -> tuple[Tensor, Tensor, Tensor]:
    """Lay the pieces of texts in rows of one length, and tell how many each has and what each piece counts."""
    lengths = torch.tensor([len(one) for one in ids])
    rows = torch.zeros(len(ids), int(lengths.max()), dtype=torch.long)
    counted = torch.zeros(rows.shape)
    for row, (one, some) in enumerate(zip(ids, shares, strict=True)):
        rows[row, : len(one)], counted[row, : len(one)] = torch.tensor(one), torch.tensor(some)
    return rows, lengths, counted


def main() -> None:
    """Teach, and write the update."""
    from safetensors.numpy import save_file

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vader", type=Path, required=True, help="vaderSentiment-3.3.2.tar.gz")
    parser.add_argument("--written", type=Path, required=True, help="folder of the sample's written comments")
    parser.add_argument("--out", type=Path, default=tuned.FILE)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    made = teach(lessons.tasks(given.vader, given.written))
    save_file({name: np.ascontiguousarray(made[name]) for name in sorted(made)}, given.out)


if __name__ == "__main__":
    main()
