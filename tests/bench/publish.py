"""Measure how long the outputs of a night take: ``python tests/bench/publish.py [comments]``."""

import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from flows.publish import publish
from flows.settings import ScreenSettings, Settings
from tests.flows.publish.scenery import Scene, night


def main(comments: int = 10_000) -> None:
    """Draw one made night and report time and peak memory."""
    made = night(Scene(comments=comments))
    settings = Settings(screen=ScreenSettings(language="both"))
    with tempfile.TemporaryDirectory() as folder:
        wall, work = time.perf_counter(), time.process_time()
        written = publish(made, Path(folder), settings)
        wall, work = time.perf_counter() - wall, time.process_time() - work
        size = sum(path.stat().st_size for path in written)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{comments:,} comments, {len(written)} files, {size / 1e6:.1f} MB: {wall:.1f} s ({work:.1f} s of work), "
        f"peak {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
