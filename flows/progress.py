"""Progress: bars on a terminal, a line now and then in a log, nothing when asked to be quiet."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from flows.messages import say
from flows.settings import ScreenLanguage
from flows.tell import Tell, silent

PAUSE = 30.0
"""Seconds between two lines of a stage in a log."""


@contextmanager
def progress(*, quiet: bool = False, language: ScreenLanguage = "both") -> Iterator[Tell]:
    """Show how far each stage is, on standard error; a total of 0 is one that nobody knows yet."""
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _bars(language) as tell:
            yield tell
    else:
        yield lines(language, _write)


def lines(
    language: ScreenLanguage, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic
) -> Tell:
    """Return a teller for logs: a line when a stage begins, one every half minute, and one when it is done."""
    last: dict[str, float] = {}
    ended: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        now, ends = clock(), bool(total and done >= total)
        if stage in ended or (stage in last and now - last[stage] < PAUSE and not ends):
            return
        last[stage] = now
        ended.update([stage] if ends else [])
        far = f" {done:,}/{total:,}" if total else f" {done:,}" if done else " …"
        write(f"{say(f'stage.{stage}', language)}{far}")

    return tell


def _write(line: str) -> None:
    now = datetime.now().astimezone()
    sys.stderr.write(f"{now:%H:%M:%S} {line}\n")
    sys.stderr.flush()


@contextmanager
def _bars(language: ScreenLanguage) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bars:
        shown: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in shown:
                # A stage that found nothing to do never said so: its bar must not go on swaying.
                for task in [task for task in bars.tasks if task.total is None]:
                    bars.update(task.id, total=1, completed=1)
                shown[stage] = bars.add_task(say(f"stage.{stage}", language), total=None)
            bars.update(shown[stage], completed=done, total=total or None)

        yield tell
