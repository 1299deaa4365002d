"""Work that a new process can import: small, real functions for the crew."""

import os
from pathlib import Path


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
