"""Work that a new process can import: small, real functions for the crew."""

import os
import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from flows.crew import Crew


def doubled(kit: int, batch: list[int]) -> list[int]:
    return [kit * number for number in batch]


def done_by(kit: int, batch: list[int]) -> int:
    return os.getpid()


def dies_elsewhere(home: int, batch: list[int]) -> list[int]:
    """End the process at the seventh batch, unless it is the one that asked."""
    if batch[0] == 6 and os.getpid() != home:
        os._exit(9)
    return batch


def missing_file(kit: int, batch: list[int]) -> str:
    return Path("/no/such/file").read_text("utf-8")


def noted(folder: Path, batch: list[int]) -> int:
    """Note who works here, and take as long as models do."""
    (folder / str(os.getpid())).touch()
    time.sleep(0.05)
    return batch[0]


def read_without_end(folder: str) -> None:
    """Share work that never ends among two processes, until somebody ends this one."""

    def batches() -> Iterator[list[int]]:
        for number in count():
            yield [number]

    for _ in Crew(partial(Path, folder), noted, 2).run(batches()):
        pass
