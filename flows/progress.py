"""Progress on a terminal: quiet when nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flows.messages import say
from flows.settings import ScreenLanguage
from flows.tell import Tell, silent


@contextmanager
def progress(*, quiet: bool = False, language: ScreenLanguage = "en") -> Iterator[Tell]:
    """Show one bar a stage while work goes on; nothing with ``quiet`` or without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bars:
        shown: dict[str, object] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in shown:
                shown[stage] = bars.add_task(say(f"stage.{stage}", language), total=None)
            bars.update(shown[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield tell
