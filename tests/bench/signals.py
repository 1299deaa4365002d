"""Early warning beside its peers: simulated weeks, days and panels, and a replay of real reviews.

Short versions (seed 1). The yardsticks and the peers come from the shared bench folder (``../shared/bench``);
where it is absent, this says so. One detector alone: ``python -m tests.bench.signals ours``; planted subjects in real
texts: ``replays``; what a night costs: ``cost``; whether bets are fair: ``evalues``; real
incidents from text alone: ``incidents``.
"""

import contextlib
import subprocess
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = "nlp.signals:score_panel"
WEEKLY = {"ours": OURS, "Farrington flexible": "reference:farrington_flexible"}
DAILY = {
    "ours": OURS, "quasi-Poisson, counts": "reference:qp_daily", "quasi-Poisson, shares": "reference:qp_daily_offset",
    "Sentry's limit": "reference:sentry_spike", "28-day mean + 3 sd": "reference:zscore28",
}  # fmt: skip
SECONDS = 240
OTHERS = {
    "replays": "tests.bench.signals_replays",
    "cost": "tests.bench.signals_cost",
    "evalues": "tests.bench.signals_evalues",
    "incidents": "tests.bench.signals_incidents",
}


def folder() -> Path:
    """Return where the yardsticks lie."""
    return ROOT.parent / "shared" / "bench" / "early_warning"


def run(name: str, script: str, *arguments: str) -> list[str]:
    """Run one yardstick on one detector and return the lines that hold its result."""
    path = str(folder() / script)
    start = f"import runpy, sys; sys.path[:0] = [{str(ROOT)!r}, {str(folder())!r}]; sys.argv = sys.argv[1:]; "
    start += f"runpy.run_path({path!r}, run_name='__main__')"
    command = [sys.executable, "-c", start, path, *arguments]
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=ROOT)
        wanted = ("EQUAL", "OVERALL", "nightly_FDR", "detected")
        found = [line for line in done.stdout.splitlines() if line.startswith(wanted)]
        return [f"  {name:24} {line}" for line in found] or [f"  {name:24} failed: {done.stderr[-200:]}"]
    return [f"  {name:24} took more than {SECONDS} s"]


def report(title: str, lines: list[str]) -> None:
    """Write one yardstick's results."""
    sys.stdout.write("\n".join((title, *lines, "")) + "\n")
    sys.stdout.flush()


def main(only: str | None = None) -> None:
    """Measure all yardsticks, ours beside the peers; or one of the other measurements."""
    if only in OTHERS:
        import_module(OTHERS[only]).main()
        return
    if not (folder() / "score.py").exists():
        report(f"signals: no yardsticks at {folder()}", [])
        return
    weekly = {n: d for n, d in WEEKLY.items() if only in (None, n)}
    daily = {n: d for n, d in DAILY.items() if only in (None, n)}
    report("weekly (bar: POD .565 and first week .395 at FPR 1 %)", [
        line for name, d in weekly.items()
        for line in run(name, "score.py", "weekly", "--detector", d, "--seed", "1", "--reps", "5", "--quiet")
    ])  # fmt: skip
    report("daily (bar: POD .90 at k=2, .999 at k=4, delay 3.3 d)", [
        line for name, d in daily.items()
        for line in run(name, "score.py", "daily", "--detector", d, "--seed", "1", "--reps", "40")
    ])  # fmt: skip
    report("daily, issues of four days (bar: POD .85 at k=4)", run(
        "ours", "score.py", "daily", "--detector", OURS, "--seed", "1", "--reps", "40", "--duration", "4",
    ))  # fmt: skip
    for k, bar in (("2", ".92"), ("4", ".99")):
        report(f"panel, k={k} (bar: episode FDR .10, POD {bar})", run(
            "ours", "score.py", "panel", "--detector", OURS, "--seed", "1", "--reps", "5", "--fdr", "ebh", "--k", k,
        ))  # fmt: skip
    data = folder() / "data"
    reviews = ["--csv", str(data / "youtube_ios_reviews.csv"), "--topics", str(data / "youtube_topics.json")]
    rest = ["--detector", OURS, "--terms", "--neg", "--q", "0.1", "--quiet"]
    incidents = ["--incidents", str(data / "youtube_incidents.json")]
    report(
        "replay of app reviews (bar: 9/9, 1 d, 4 others a month)",
        run("ours", "replay.py", *reviews, *incidents, *rest),
    )
    report(
        "the same shuffled (bar: .1 topic and .1 term a month)",
        run("ours", "replay.py", *reviews, "--shuffle", *rest),
    )


if __name__ == "__main__":
    main(*sys.argv[1:2])
