"""Publish: one folder per night, whole or absent; ``latest`` never goes back to an older night, nor to nothing.

A night may be killed between any two steps: ``latest`` then still leads to a whole night, and the next night tidies up.
"""

import os
import shutil
import tempfile
from pathlib import Path

from flows import publish as screens
from flows.stages.job import Job
from flows.store import to_json_text
from nlp.records import Insights

LATEST, FRESH = "latest", ".latest-next"
HIDDEN = ".????-??-??-*"
"""Folders in the making, and those that a killed night left."""


def may_publish(outputs: Path) -> None:
    """Try whether a night can be put there, before hours of reading are spent on one that can not.

    Raises:
        OSError: the folder cannot be made or written.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".try-", dir=outputs):
        pass


def publish(job: Job, insights: Insights) -> Path:
    """Draw everything into a hidden folder, then put it in its place in one move."""
    outputs = job.settings.outputs
    outputs.mkdir(parents=True, exist_ok=True)
    tidy(outputs)
    target = outputs / insights.day.isoformat()
    work = Path(tempfile.mkdtemp(prefix=f".{insights.day}-", dir=outputs))
    try:
        (work / "insights.json").write_text(to_json_text(insights), "utf-8")
        screens.publish(insights, work, job.settings, previous=_previous(outputs, target))
        work.chmod(0o755)
        place(work, target)
    finally:
        tidy(outputs)
    job.tell("publish", 1, 1)
    return target


def _previous(outputs: Path, target: Path) -> Path | None:
    """Return the newest earlier night (or this one, drawn before), for steady seats in the clouds."""
    nights = sorted(p for p in outputs.glob("????-??-??") if p.is_dir() and p.name <= target.name)
    return nights[-1] if nights else None


def place(work: Path, target: Path) -> None:
    """Put a whole night in its place and point ``latest`` at the newest.

    A night that is drawn again gives way under the feet of whoever looks at it: ``latest`` steps aside onto a copy
    (of links, so it costs nothing) while the folder is exchanged.
    """
    outputs = target.parent
    if target.exists():
        if _latest(outputs) == target.name:
            aside = work.with_name(f"{work.name}-aside")
            shutil.copytree(work, aside, copy_function=os.link)
            _point(outputs, aside.name)
        target.rename(work.with_name(f"{work.name}-old"))
    work.rename(target)
    if _latest(outputs).startswith(".") or _latest(outputs) <= target.name:
        _point(outputs, target.name)


def tidy(outputs: Path) -> None:
    """Put right what a killed night left: the night that ``latest`` stands aside on gets its name, the rest goes."""
    latest = _latest(outputs)
    if latest.startswith(".") and (outputs / latest).is_dir():
        named = outputs / latest[1:11]
        if not named.exists():
            shutil.copytree(outputs / latest, work := outputs / f"{latest}-named", copy_function=os.link)
            work.rename(named)
        _point(outputs, named.name)
    for old in outputs.glob(f"{HIDDEN}-old"):
        if not (outputs / old.name[1:11]).exists():
            old.rename(outputs / old.name[1:11])
    for left in outputs.glob(HIDDEN):
        shutil.rmtree(left, ignore_errors=True)
    (outputs / FRESH).unlink(missing_ok=True)


def _latest(outputs: Path) -> str:
    """Return the name of the folder that ``latest`` leads to; empty where there is none."""
    link = outputs / LATEST
    return link.readlink().name if link.is_symlink() else ""


def _point(outputs: Path, name: str) -> None:
    """Move ``latest``, in one step."""
    fresh = outputs / FRESH
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    fresh.replace(outputs / LATEST)
