"""What every stage is given: the settings, the store, the day asked for, how to run a step, whom to tell how far we are."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import ParamSpec, Protocol, TypeVar

from flows.settings import Settings
from flows.store import Store
from flows.tell import Tell, silent

P = ParamSpec("P")
R = TypeVar("R")

__all__ = ["Job", "Step", "Tell", "plainly", "silent"]


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
