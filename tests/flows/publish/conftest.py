"""One night, drawn once for all tests of a folder."""

from pathlib import Path

import pytest

from flows.publish import publish
from flows.publish.stage import Stage
from flows.settings import ScreenSettings, Settings
from tests.flows.publish.scenery import Scene, night


def settings(language: str = "zh", theme: str = "light") -> Settings:
    return Settings(screen=ScreenSettings.model_validate({"language": language, "theme": theme}))


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole night in both languages, on disk."""
    folder = tmp_path_factory.mktemp("night")
    publish(night(Scene(people=30, comments=200)), folder, settings("both"))
    return folder


@pytest.fixture
def stage(tmp_path: Path):
    """Make a stage for any night and language."""

    def make(insights=None, language: str = "zh", previous: Path | None = None) -> Stage:
        return Stage(
            insights=insights or night(Scene(people=12, comments=60, topics=6, sites=5)),
            settings=settings(language),
            folder=tmp_path,
            previous=previous,
        )

    return make
