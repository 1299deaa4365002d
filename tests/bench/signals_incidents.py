"""Early warning on real incidents, day by day from text alone: ``python -m tests.bench.signals incidents``.

Posts about a browser around the Saturday on which its add-ons stopped, hotel reviews around the outbreak of an epidemic,
tweets to airlines in the week of a winter storm. Each goes through ``tingjian replay`` as anybody would run it, reading
included. Told: what begins from the day before to two days after; others: all that begins on
other days but those of the four weeks in which an incident goes on. The sets lie in ``../shared/data``
(``TINGJIAN_DATA`` overrides); what is absent is skipped. ``-full`` takes all of the browser's year and a half.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TINGJIAN_DATA", ROOT.parent / "shared" / "data"))  # noqa: TID251 - set-up of a bench
AFTERMATH = timedelta(days=28)


@dataclass(frozen=True)
class Case:
    """A file, the days of it that are read, the first that is watched, and when something happened."""

    name: str
    file: str
    read: tuple[date, date]
    watched: date
    happened: date


CASES = (
    Case("browser", "en_firefox_support_2018_2020.csv", (date(2019, 3, 15), date(2019, 5, 31)), date(2019, 4, 20), date(2019, 5, 4)),
    Case("hotels zh", "zh_hotel_reviews.csv", (date(2020, 1, 1), date(2020, 5, 31)), date(2020, 1, 1), date(2020, 1, 25)),
    Case("airlines", "en_airline_tweets.csv", (date(2015, 2, 1), date(2015, 2, 28)), date(2015, 2, 17), date(2015, 2, 21)),
)  # fmt: skip
WHOLE = {"browser": ((date(2018, 12, 1), date(2020, 7, 31)), date(2018, 12, 1))}


def main() -> None:
    """Replay each case and print what was told around the day, how many others a week, and what it cost."""
    for case in CASES:
        if not (DATA / case.file).exists():
            sys.stdout.write(f"{case.name}: no {case.file} in {DATA}\n")
            continue
        read, watched = (
            WHOLE.get(case.name, (case.read, case.watched))
            if "-full" in sys.argv
            else (case.read, case.watched)
        )
        _show(case, list(_rows(case, read)), watched)


def _rows(case: Case, read: tuple[date, date]) -> Iterator[tuple[date, str]]:
    csv.field_size_limit(10**9)
    with (DATA / case.file).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            day = _day(row.get("date") or row["created"])
            if read[0] <= day <= read[1] and row.get("locale", "en-US") == "en-US":
                yield day, ". ".join(part for part in (row.get("title", ""), row["text"]) if part)


def _day(told: str) -> date:
    """Read 2019-05-04T... or 2/21/2015 ...; neither is of any zone."""
    if told[4:5] == "-":
        return date.fromisoformat(told[:10])
    month, day, year = told.split()[0].split("/")
    return date(int(year), int(month), int(day))


def _show(case: Case, rows: list[tuple[date, str]], watched: date) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = _told(rows, watched)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    around = [one for one in told if timedelta(days=-1) <= one[0] - case.happened <= timedelta(days=2)]
    others = [
        one for one in told if not case.happened <= one[0] + timedelta(days=1) <= case.happened + AFTERMATH
    ]
    weeks = max(1.0, ((rows[-1][0] - watched).days + 1 - AFTERMATH.days) / 7)
    sys.stdout.write(
        f"{case.name}: {len(rows):,} comments, {case.happened} told "
        f"{'; '.join(f'{day} {name}' for day, name in around) or 'never'}\n"
        f"  others {len(others)} in {weeks:.1f} weeks, reading and all {spent:.0f} s of CPU\n"
    )
    sys.stdout.flush()


def _told(rows: list[tuple[date, str]], watched: date) -> list[tuple[date, str]]:
    """Return the day and name of each alert that is no update of another."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "rows.csv", Path(folder) / "alerts.jsonl"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("date", "text"), *sorted(rows)])
        command = [sys.executable, "-m", "flows.cli", "replay", str(file), "--text", "text", "--date", "date"]
        subprocess.run([*command, "--from", str(watched), "--out", str(out), "--quiet"], check=True, cwd=ROOT)
        alerts = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return [
        (date.fromisoformat(a["day"]), f"{a['label_zh']} / {a['label_en']}")
        for a in alerts
        if not a.get("update_of")
    ]


if __name__ == "__main__":
    main()
