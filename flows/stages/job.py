"""What every stage is given: the settings, the store, the day asked for, and whom to tell how far we are."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from flows.settings import Settings
from flows.store import Store

log = logging.getLogger("tingjian")
Tell = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell only the log how far a stage is."""
    log.debug("%s %d/%d", stage, done, total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One night's work. ``tell(stage, done, of)`` is called as work goes on."""

    settings: Settings
    store: Store
    asked: date | None = None
    tell: Tell = silent
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Keep how long a stage took, for the night's manifest."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] = round(time.monotonic() - started, 2)
