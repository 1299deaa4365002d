"""What every stage is given: the settings, the store, the day asked for, how to run a step, whom to tell how far we are."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import ParamSpec, Protocol, TypeVar

from flows.settings import Settings
from flows.store import Store

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger("tingjian")
Tell = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell only the log how far a stage is."""
    log.debug("%s %d/%d", stage, done, total)


class Step(Protocol):
    """How a stage, or one batch of its work, is run: plainly, or as a task of Prefect's."""

    def __call__(self, stage: Callable[P, R]) -> Callable[P, R]:
        """Wrap a stage."""
        ...


def plainly(stage: Callable[P, R]) -> Callable[P, R]:
    """Run a stage as what it is: a function."""
    return stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One night's work. ``tell(stage, done, of)`` is called as work goes on; ``step`` runs a batch of it."""

    settings: Settings
    store: Store
    asked: date | None = None
    tell: Tell = silent
    step: Step = plainly
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Keep how long a stage took, for the night's manifest."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] = round(time.monotonic() - started, 2)
