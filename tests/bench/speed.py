"""Measure the speed and the memory of ``tingjian read`` on short comments, ours beside the plain stack, in one run.

Ours is the whole reading with people and the sample's roster, shared among the machine's cores; the plain stack
(``tests.bench.peers.plain``) gets as many threads. Loading counts for neither. Busy machines slow both: the ratio holds.
"""

import csv
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil

from flows.once.reading import read_rows
from flows.once.rows import BATCH
from flows.settings import ModelSettings
from flows.sources import read_file
from flows.tell import silent
from tests.bench.peers.plain import Plain

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
ROSTER = Path(__file__).parents[2] / "flows" / "sample" / "roster.csv"
SETS = ("zh_online_shopping.csv", "zh_hotel_reviews.csv", "en_airline_tweets.csv")
OURS, PLAIN, SEED = 8_000, 160, 3
_SHORTEST = 8
_FIRST = re.compile(r".{8,}?[。！？!?；\n]|.+", re.DOTALL)


def short_comments(count: int) -> list[str]:
    """Draw comments of one sentence or two, a third from each set; where one is too small, later sentences of others."""
    csv.field_size_limit(10**8)
    random = np.random.default_rng(SEED)
    chosen: list[str] = []
    later: list[str] = []
    for name in SETS:
        with (DATA / name).open(encoding="utf-8") as file:
            texts = [row["text"].strip() for row in csv.DictReader(file) if row["text"].strip()]
        if name.startswith("zh"):
            cut = [[found[:120] for found in _FIRST.findall(text)] for text in texts]
            texts = [sentences[0] for sentences in cut if sentences]
            later += [
                sentence for sentences in cut for sentence in sentences[1:] if len(sentence) >= _SHORTEST
            ]
        chosen += [texts[i] for i in random.permutation(len(texts))[: count // len(SETS)]]
    if missing := len(SETS) * (count // len(SETS)) - len(chosen):
        chosen += [later[i] for i in random.permutation(len(later))[:missing]]
    return [chosen[i] for i in random.permutation(len(chosen))]


class Memory(threading.Thread):
    """Watches what this process and its children hold together, once a second; memory they share counts once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self._over = 0.0, threading.Event()

    def run(self) -> None:
        while not self._over.wait(1):
            self.peak = max(self.peak, sum(_held(process) for process in _family()))

    def stop(self) -> float:
        self._over.set()
        return self.peak


def _family() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def _held(process: psutil.Process) -> float:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return getattr(full, "pss", full.uss) / 2**20


def ours(texts: list[str], folder: Path) -> tuple[float, float]:
    """Return comments a second, once every worker has read its first batch, and the peak in MB."""
    file = folder / "comments.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["text"], *([text] for text in texts)])
    memory = Memory()
    memory.start()
    warm = ModelSettings().processes * BATCH
    done = 0
    begun = time.perf_counter()
    for done, _ in enumerate(read_rows(read_file(file, text="text"), ROSTER, silent), start=1):
        if done == warm:
            begun = time.perf_counter()
    return (done - warm) / (time.perf_counter() - begun), memory.stop()


def plain(texts: list[str], folder: Path) -> float:
    """Return comments a second of the plain stack, after a first batch."""
    stack = Plain(folder, ModelSettings().processes)
    stack.read(texts[:32])
    begun = time.perf_counter()
    stack.read(texts[32:])
    return (len(texts) - 32) / (time.perf_counter() - begun)


def table(count: int) -> Iterator[str]:
    """Yield the lines of the table."""
    texts = short_comments(count)
    yield f"{len(texts)} short comments of {np.mean([len(t) for t in texts]):.0f} characters, {ModelSettings().processes} cores"
    with tempfile.TemporaryDirectory() as folder:
        rate, peak = ours(texts, Path(folder))
        yield f"tingjian read, people included   {rate:8.0f} comments/s   peak {peak:6.0f} MB"
        other = plain(texts[:PLAIN], Path(folder))
        yield f"the plain stack                  {other:8.1f} comments/s"
        yield f"ours / plain                     {rate / other:8.1f} times"


def main(count: int = OURS) -> None:
    """Print the table; ``python -m tests.bench.speed 100000`` reads as many comments as one asks for."""
    if not DATA.is_dir():
        sys.stdout.write(f"speed: no data at {DATA}; set TINGJIAN_DATA\n")
        return
    for line in table(count):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
