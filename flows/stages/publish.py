"""Publish: one folder per night, whole or absent; ``latest`` never goes back to an older night."""

import os
import shutil
import tempfile
from pathlib import Path

from flows import publish as screens
from flows.stages.job import Job
from flows.store import to_json_text
from nlp.records import Insights

LATEST = "latest"


def publish(job: Job, insights: Insights) -> Path:
    """Draw everything into a hidden folder, then put it in its place in one move."""
    outputs = job.settings.outputs
    outputs.mkdir(parents=True, exist_ok=True)
    target = outputs / insights.day.isoformat()
    work = Path(tempfile.mkdtemp(prefix=f".{insights.day}-", dir=outputs))
    try:
        (work / "insights.json").write_text(to_json_text(insights), "utf-8")
        screens.publish(insights, work, job.settings, previous=_previous(outputs, target))
        work.chmod(0o755)
        _replace(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _point(outputs, target)
    job.tell("publish", 1, 1)
    return target


def _previous(outputs: Path, target: Path) -> Path | None:
    """Return the newest earlier night (or this one, drawn before), for steady seats in the clouds."""
    nights = sorted(p for p in outputs.glob("????-??-??") if p.is_dir() and p.name <= target.name)
    return nights[-1] if nights else None


def _replace(work: Path, target: Path) -> None:
    """Swap a whole night for an older drawing of the same night."""
    if not target.exists():
        work.rename(target)
        return
    old = work.with_name(work.name + ".old")
    target.rename(old)
    work.rename(target)
    shutil.rmtree(old)


def _point(outputs: Path, target: Path) -> None:
    """Move ``latest``, in one step; a night that is drawn again late never hides a newer one."""
    link = outputs / LATEST
    if link.is_symlink() and link.readlink().name > target.name:
        return
    fresh = outputs / f".{LATEST}-{os.getpid()}"
    fresh.symlink_to(target.name)
    fresh.replace(link)
