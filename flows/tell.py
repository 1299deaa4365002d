"""Whom to tell how far the work is: a bar on a terminal, or only the log."""

import logging
from collections.abc import Callable

log = logging.getLogger("tingjian")
Tell = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell only the log how far a stage is."""
    log.debug("%s %d/%d", stage, done, total)
