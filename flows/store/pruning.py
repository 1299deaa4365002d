"""Readings of parts that no night uses any more: kept for a while, so that going back costs nothing, then dropped."""

import shutil
import time
from pathlib import Path

from flows.store.readings import Readings

_DAY = 86_400
_LABEL = "part.txt"


def prune(folder: Path, part_id: str, days: int, now: float | None = None) -> list[str]:
    """Drop what parts other than ``part_id`` read, where no night used them for ``days`` days; return their names.

    Each night marks the readings that it used, so two installations that share a store do not take each other's
    away. Readings go before their vectors: whatever stops this half way, no reading stands without its vectors.
    """
    used = Readings(folder, part_id).texts.folder
    if (used / _LABEL).exists():
        (used / _LABEL).touch()
    oldest = (time.time() if now is None else now) - days * _DAY
    gone = [kept for kept in _kept(folder) if kept.name != used.name and _last_used(kept) < oldest]
    for readings in gone:
        shutil.rmtree(readings)
    for vectors in folder.glob("vectors/*"):
        if vectors.is_dir() and not (folder / "readings" / vectors.name).exists():
            shutil.rmtree(vectors)
    return [readings.name for readings in gone]


def _kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("readings/*") if path.is_dir())


def _last_used(readings: Path) -> float:
    label = readings / _LABEL
    return (label if label.exists() else readings).stat().st_mtime
