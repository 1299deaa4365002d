"""From one Insights record to what people look at. Nothing is worked out here, only shown."""

from pathlib import Path

from flows.publish import alerts, clouds, gate, names, page, tables, wall, workbook
from flows.publish.deck import slides
from flows.publish.fonts import Faces
from flows.publish.stage import Stage
from flows.settings import Settings
from nlp.records import Insights

__all__ = ["publish", "slides"]


def publish(insights: Insights, folder: Path, settings: Settings, previous: Path | None = None) -> list[Path]:
    """Write clouds, wall, workbook, tables, alerts and the morning page of a night into ``folder``.

    ``previous`` is the folder of the night before: names keep the seats that they had there. The folder is
    expected to be a temporary one that is moved to its place when everything stands in it.
    """
    stage = Stage(insights=insights, settings=settings, folder=folder, previous=previous)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *tables.write(stage),
        alerts.write(stage),
        workbook.write(stage),
        page.write(stage),
        *_pictures(stage),
    ]


def _pictures(stage: Stage) -> list[Path]:
    """Draw the clouds and the wall, which share their letters and seats."""
    faces = clouds.faces_of(stage)
    cloud = names.arrange(gate.named(stage.insights), faces, stage.previous)
    written = clouds.write(stage, cloud, faces)
    night = wall.compose(stage, cloud, faces)
    written += wall.write(stage, night, Faces(wall.letters(night), traditional=stage.language == "zh-Hant"))
    return written
