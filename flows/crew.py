"""One function over many batches: in this process, or shared among several, with the results in order either way.

Each worker builds its kit (the models) once. Few batches are in flight at a time, so memory does not grow with
the job; a small job stays here, because starting a worker takes as long as reading a thousand comments.
"""

import gc
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from threading import Thread
from typing import Any, ClassVar, Generic, TypeVar

from flows import settings

Kit = TypeVar("Kit")
Batch = TypeVar("Batch")
Result = TypeVar("Result")
log = logging.getLogger("tingjian")

SMALL = 4
"""A job of no more batches than this stays in the process that asks."""
_AHEAD = 2
"""Batches in flight for each worker: one being read, one waiting."""
_NEW = 10_000
"""New objects in a worker after which it looks for garbage; with Python's 700 that takes a fortieth of reading."""


@dataclass(frozen=True, slots=True)
class Crew(Generic[Kit, Batch, Result]):
    """Who does ``work`` on batches with what ``build`` makes; both are functions a new process can import."""

    build: Callable[[], Kit]
    work: Callable[[Kit, Batch], Result]
    workers: int
    kit: Kit | None = None
    """What ``build`` makes, where the asking process has it already."""

    def run(self, batches: Iterable[Batch]) -> Iterator[Result]:
        """Yield one result for every batch, in order, whoever did it."""
        stream = iter(batches)
        first = list(islice(stream, SMALL + 1))
        every = chain(first, stream)
        return self._together(every) if self.workers > 1 and len(first) > SMALL else self._here(every)

    def _here(self, batches: Iterable[Batch]) -> Iterator[Result]:
        kit = self.kit or self.build()
        for batch in batches:
            yield self.work(kit, batch)

    def _together(self, batches: Iterator[Batch]) -> Iterator[Result]:
        """Share the batches; where a worker dies, what is left is done here, and the reason is said."""
        waiting: deque[Batch] = deque()
        pool = self._pool()
        try:
            yield from self._shared(pool, batches, waiting)
        except BrokenProcessPool:
            log.error(
                "a reading process has ended before its work (is memory short?); reading goes on in one process"
            )
            pool.shutdown(wait=False, cancel_futures=True)
            yield from self._here(chain(waiting, batches))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _shared(
        self, pool: ProcessPoolExecutor, batches: Iterator[Batch], waiting: deque[Batch]
    ) -> Iterator[Result]:
        """Yield results in order; ``waiting`` holds the batches whose result has not been given."""
        results: deque[Future[Result]] = deque()
        for batch in batches:
            waiting.append(batch)
            results.append(pool.submit(_run, self.work, batch))
            if len(results) >= _AHEAD * self.workers:
                yield _next(results, waiting)
        while results:
            yield _next(results, waiting)

    def _pool(self) -> ProcessPoolExecutor:
        """Start new processes, because a copy of this one would copy its threads in mid-thought."""
        settings.calm_children()
        return ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"), _equip, (self.build,))


def _next(results: deque[Future[Result]], waiting: deque[Batch]) -> Result:
    result = results[0].result()
    results.popleft()
    waiting.popleft()
    return result


class _Worker:
    """What a worker process keeps from batch to batch."""

    kit: ClassVar[Any] = None


def _equip(build: Callable[[], object]) -> None:
    """Build the kit for good: what it holds lives as long as the process, and need not be searched for garbage."""
    Thread(target=_end_with_the_parent, daemon=True).start()
    _Worker.kit = build()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, *gc.get_threshold()[1:])


def _end_with_the_parent() -> None:
    """End a worker when the process that asked is gone, however it went.

    Because: a worker waits at a queue whose other end its fellows hold too, so it would wait for ever, models and all.
    """
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _run(work: Callable[[Any, Batch], Result], batch: Batch) -> Result:
    return work(_Worker.kit, batch)
