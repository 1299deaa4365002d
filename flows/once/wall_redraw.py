"""The wall put in order: nights that show somebody who has said no since are drawn again, at once."""

from collections.abc import Iterator
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.nightly import run
from flows.stages.standing import overdue, record_of
from flows.store import Store


def redraw(config: Path) -> Iterator[str]:
    """Draw every night again that shows somebody who may not be shown today, the oldest first."""
    settings = configuration.load(config)
    language = settings.screen.language
    with Store.open(settings) as store:
        due = [(record_of(folder).day, ", ".join(gone)) for folder, gone in overdue(settings, store)]
    for day, names in due:
        report = run(config, day)
        yield say("wall.redrawn", language, day=day, names=names, path=str(report.folder))
    if not due:
        yield say("wall.in_order", language)
