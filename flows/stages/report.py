"""Report: the night's manifest, and a summary that fits one screen."""

import hashlib
import json
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib import metadata
from pathlib import Path

from flows.messages import say
from flows.put import put_text
from flows.settings import ScreenLanguage, Settings
from flows.sources import files_of
from flows.stages.job import Job
from flows.stages.standing import overdue
from nlp.records import Insights, Rejection

FILES, REASONS = 5, 4
"""How many files and reasons the summary names; all stand in the workbook."""
PACKAGES = ("spacy", "jieba", "bertopic", "sentence-transformers", "wordcloud", "transformers", "prefect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the operator sees when the night is over."""

    folder: Path
    lines: tuple[str, ...]
    nothing_read: bool = False
    """Something came in or should have, and not one comment of it could be read."""

    def markdown(self) -> str:
        """Return the summary for Prefect's page."""
        return "\n".join(f"- {line}" for line in self.lines)


def report(job: Job, insights: Insights, folder: Path, part_id: str, told: Sequence[str] = ()) -> Report:
    """Write ``run.json`` beside the night's files and return the summary; ``told`` says what was sent to whom."""
    now = datetime.now(job.settings.zone)
    manifest = {
        "day": insights.day.isoformat(),
        "written": now.isoformat(timespec="seconds"),
        "inputs": [_input(path) for path in _inputs(job.settings)],
        "versions": {"python": sys.version.split()[0], **_versions()},
        "parts": part_id.split(" + "),
        "counts": asdict(insights.counts),
        "kept": job.store.count_comments(),
        "display": _decision(job),
        "messages": list(told),
        "seconds": job.seconds,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    put_text(folder / "run.json", json.dumps(manifest, ensure_ascii=False, indent=2))
    job.store.save_run(insights.day, manifest, folder)
    job.store.prune_readings(part_id, job.settings.models.keep_readings)
    return Report(
        folder=folder,
        lines=(*_summary(job, insights, folder), *told),
        nothing_read=bool(insights.counts.rejected and not insights.counts.read),
    )


def _inputs(settings: Settings) -> Iterable[Path]:
    for source in settings.sources:
        yield from files_of(source, settings)


def _input(path: Path) -> dict[str, object]:
    """Name a file and what was in it, so that a night can be compared with another; one that cannot be read has been told of."""
    try:
        with path.open("rb") as stream:
            return {"file": path.name, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}
    except OSError:
        return {"file": path.name, "sha256": None}


def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in ("tingjian", *PACKAGES)}


def _decision(job: Job) -> dict[str, object]:
    """Keep on whose word names are shown: the list as it was read, or who decided for all staff, and when."""
    people, listed = job.settings.people, job.store.consent() if job.settings.people.consent else []
    return {
        "consent_list": people.consent.name if people.consent else None,
        "lines_yes": sum(line.display for line in listed),
        "lines_no": sum(not line.display for line in listed),
        "all_consented": people.all_consented,
        "decided_by": people.consent_decided_by,
        "decided_on": people.consent_decided_on.isoformat() if people.consent_decided_on else None,
        "approval": job.settings.wall.approval,
    }


def _summary(job: Job, insights: Insights, folder: Path) -> list[str]:
    language = job.settings.screen.language
    c = insights.counts
    languages = " · ".join(f"{name} {n}" for name, n in c.languages)
    unassigned = 100 * c.unassigned_segments / max(c.segments, 1)
    display = sum(p.tier == "display" for p in insights.praise)
    lines = [
        say("night.counts", language, taken_in=c.taken_in, read=c.read, rejected=c.rejected, new=c.new),
        *set_aside(insights.rejections, language),
        *odd_days(job, datetime.now(job.settings.zone).date()),
        *([say("night.languages", language, languages=languages, unvoiced=c.unvoiced)] if languages else []),
        say("night.topics", language, n=len(insights.topics), unassigned=f"{unassigned:.0f}%"),
        say("night.alerts", language, n=len(insights.alerts)),
        say("night.praise", language, n=len(insights.praise), display=display),
        *late_nights(job),
        say("night.suggestions", language, n=len(insights.suggestions)),
    ]
    where = ("index.html", "insights.xlsx", "wall/index.html", "clouds/")
    return [*lines, *(say("night.look", language, path=str(folder / part)) for part in where)]


def late_nights(job: Job) -> list[str]:
    """Name the nights that still show somebody who has said no since, and how to draw them again."""
    late = [folder.name for folder, _ in overdue(job.settings, job.store)]
    if not late:
        return []
    named = ", ".join(late[-FILES:]) + (" …" if late[FILES:] else "")
    return [say("night.overdue", job.settings.screen.language, nights=named)]


def set_aside(rejections: Sequence[Rejection], language: ScreenLanguage) -> list[str]:
    """Name the files that could not be read, and what is wrong most often in the others.

    A reason comes in both languages as it is, so it stands once, whatever the language of the screens.
    """
    colon = ": " if language == "en" else "："
    whole = [
        colon.join((say("night.unread_file", language), *_named_once(r))) for r in rejections if not r.row
    ]
    often = Counter((r.file, r.column or "", r.reason) for r in rejections if r.row).most_common()
    rows = [
        colon.join(
            (say("night.unread_rows", language, n=n), " · ".join(filter(None, (file, column))), reason)
        )
        for (file, column, reason), n in often
    ]
    rest = len(whole[FILES:]) + sum(n for _, n in often[REASONS:])
    more = [say("night.unread_more", language, n=rest)] if rest else []
    return [*whole[:FILES], *rows[:REASONS], *more]


def _named_once(rejection: Rejection) -> tuple[str, ...]:
    """Return the file and why it was not read; most reasons name the file themselves."""
    named = rejection.reason.startswith(rejection.file)
    return (rejection.reason,) if named else (rejection.file, rejection.reason)


def odd_days(job: Job, today: date) -> list[str]:
    """Say of which sources comments have no day, and how many are dated after today: both are missed by trends."""
    language = job.settings.screen.language
    undated = job.store.query(
        "SELECT source, count(*) AS n FROM comments WHERE day IS NULL GROUP BY source ORDER BY n DESC, source"
    )
    (ahead,) = job.store.query("SELECT count(*) AS n FROM comments WHERE day > ?", [today])
    lines: list[str] = []
    if undated:
        sources = " · ".join(f"{row['source']} {row['n']}" for row in undated[:FILES])
        n = sum(row["n"] for row in undated)
        lines.append(say("night.undated", language, n=n, sources=sources, store=job.settings.store))
    if ahead["n"]:
        lines.append(say("night.ahead", language, n=ahead["n"]))
    return lines
