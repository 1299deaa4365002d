"""Refit: fit the topics again over everything, matched to the registry, then draw the night again."""

from datetime import date
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.nightly import as_task, run


@flow(name="refit")
def refit(config: str = "tingjian.toml", day: date | None = None) -> str:
    """Refit topics once a week; ids are kept, and every birth, split and merge is told with its reason."""
    report = run(Path(config), day, step=as_task, refit=True)
    create_markdown_artifact(report.markdown(), key="refit", description="Tingjian, weekly refit")
    return str(report.folder)
