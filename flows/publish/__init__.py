"""From one Insights record to what people look at. Nothing is worked out here, only shown."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from flows.messages import table, traditional
from flows.publish import (
    alerts,
    clouds,
    gate,
    maps,
    names,
    notes,
    page,
    scenes,
    stills,
    tables,
    topic_grids,
    wall,
    workbook,
)
from flows.publish.deck import slides
from flows.publish.fonts import Faces
from flows.publish.notices import Notice, notices
from flows.publish.stage import Stage
from flows.settings import Settings
from nlp.records import Insights

__all__ = ["Notice", "notices", "publish", "slides"]


def publish(insights: Insights, folder: Path, settings: Settings, previous: Path | None = None) -> list[Path]:
    """Write clouds, wall, workbook, tables, alerts and the morning page of a night into ``folder``.

    ``previous`` is the folder of the night before: names keep the seats that they had there. The folder is
    expected to be a temporary one that is moved to its place when everything stands in it.
    """
    case = Faces(_texts(insights), traditional=settings.screen.language == "zh-Hant")
    stage = Stage(insights=insights, settings=settings, folder=folder, previous=previous, case=case)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *tables.write(stage),
        alerts.write(stage),
        workbook.write(stage),
        page.write(stage),
        *notes.write(stage),
        *_pictures(stage),
        *_topics(stage),
    ]


def _topics(stage: Stage) -> list[Path]:
    """Draw the map of topics, topics over the weeks, and topics by site."""
    faces = maps.faces_of(stage)
    (stage.folder / "topics").mkdir(exist_ok=True)
    return [*maps.write(stage, faces), *topic_grids.write(stage, faces)]


def _pictures(stage: Stage) -> list[Path]:
    """Draw the clouds and the wall, which share their letters and seats."""
    faces = clouds.faces_of(stage)
    people = names.told_apart(gate.named(stage.insights), stage)
    cloud = names.arrange(people, faces, stage.previous, clouds.shape_of(stage))
    written = clouds.write(stage, cloud, faces)
    night = scenes.compose(stage, cloud, faces)
    cut = stage.faces(scenes.letters(night))
    return [*written, *wall.write(stage, night, cut), *stills.write(stage, night, cut)]


def _texts(insights: Insights) -> set[str]:
    """Collect the letters of everything that may be drawn: the record without its long tail of comments, and all messages."""
    letters = {char for zh, en in table().values() for char in zh + en + traditional(zh)}
    stack: list[object] = [replace(insights, quotes=())]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            letters |= set(value)
        elif isinstance(value, tuple):
            stack += value
        elif is_dataclass(value):
            stack += [getattr(value, each.name) for each in fields(value)]
    return letters
