"""Private notes: for whoever leads a team, who of them was thanked this week and in which words.

One text file a team, to be handed on or mailed; nothing here is for a screen. Somebody who does not want to hang in a
lobby may still be thanked by the boss, so consent to the wall is not asked here, but certainty is. What colleagues
wrote is counted, never quoted.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flows.publish.stage import Stage
from nlp.records import Praise

DAYS = 7
HARMLESS = {"no_consent", "withheld", "not_approved"}
"""What keeps a name off the wall without a doubt about who was thanked."""


def write(stage: Stage) -> list[Path]:
    """Write ``notes/<site>-<department>.txt`` for every team with thanks this week."""
    teams: dict[tuple[str, str], list[Praise]] = {}
    for person in stage.insights.praise:
        if _due(person, stage):
            teams.setdefault((person.site or "", person.department or ""), []).append(person)
    folder = stage.folder / "notes"
    written: list[Path] = []
    for (site, department), people in sorted(teams.items()):
        folder.mkdir(exist_ok=True)
        path = folder / f"{_file_name(site, department)}.txt"
        path.write_text("\n".join(_lines(site, department, people, stage)) + "\n", "utf-8-sig")
        written.append(path)
    return written


def _due(person: Praise, stage: Stage) -> bool:
    since = stage.insights.day - timedelta(days=DAYS - 1)
    recent = person.last_day is not None and person.last_day >= since
    return bool(person.employee_id) and recent and set(person.held) <= HARMLESS


def _file_name(site: str, department: str) -> str:
    parts = [re.sub(r"\W+", "_", part) for part in (site, department) if part]
    return "-".join(parts) or "all"


def _lines(site: str, department: str, people: Sequence[Praise], stage: Stage) -> list[str]:
    team = " · ".join(filter(None, [stage.site(site), department]))
    head = stage.say("note.head", team=team or stage.brand(), day=stage.insights.day)
    lines = [head, stage.say("note.private"), ""]
    for person in sorted(people, key=lambda p: (-p.thanks, p.name)):
        lines.append(stage.say("note.person", name=person.name, n=person.thanks))
        reasons = [stage.say(f"praised.{reason}") for reason in person.praised_for]
        lines += (
            [stage.say("note.for", reasons=("、" if stage.language != "en" else ", ").join(reasons))]
            if reasons
            else []
        )
        lines += [f"  “{q.text}”" for q in person.quotes if q.audience == "customer"]
        lines.append("")
    return lines[:-1]
