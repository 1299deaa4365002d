"""Send: what is new goes out once. A digest a night, a message for each alert that is new or has doubled.

A message is noted as begun before it leaves. If the machine dies in between, nobody can know whether it arrived; it is
not sent again, and the next digest names its alert anyway.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from flows.messages import say
from flows.post import Letter, PostError, deliver
from flows.publish import Notice, notices
from flows.put import put_text
from flows.settings import DoorSettings
from flows.stages.job import Job
from flows.store import Sent
from nlp.records import Insights

GROWN = 2.0
"""An alert is told again when it has this many times the comments of the last message about it."""
FRESH_DAYS = 3
"""Nights older than this are drawn, but nobody is woken for them (a backfill, a sample)."""
FOLDER = "messages"


def send(job: Job, insights: Insights, folder: Path) -> tuple[str, ...]:
    """Send what is due through every door, or only write it where sending is off; return lines for the summary."""
    settings, language = job.settings.messages, job.settings.screen.language
    if not settings.doors:
        return ()
    known = job.store.messages()
    due = [m for door in settings.doors for m in _due(job, insights, door, known)]
    _write(folder / FOLDER, due)
    if not settings.send:
        return (say("night.messages_dry", language, n=len(due), path=str(folder / FOLDER)),)
    if insights.day < datetime.now(job.settings.zone).date() - timedelta(days=FRESH_DAYS):
        return (say("night.messages_old", language),)
    unsure = _cut_off(job, known)
    lost = [reason for door, sent, notice in due if (reason := _send(job, door, sent, notice))]
    lines = [say("night.messages", language, sent=len(due) - len(lost), failed=len(lost))]
    lines += [say("night.message_lost", language, reason=reason) for reason in lost]
    return (*lines, *([say("night.message_unsure", language, n=unsure)] if unsure else []))


Due = tuple[DoorSettings, Sent, Notice]


def _cut_off(job: Job, known: Mapping[str, Sent]) -> int:
    """Count the messages that an earlier night began and never finished; they are told of once."""
    begun = [sent for sent in known.values() if sent.status == "begun"]
    for sent in begun:
        job.store.note_message(replace(sent, status="unsure"))
    return len(begun)


def _due(job: Job, insights: Insights, door: DoorSettings, known: Mapping[str, Sent]) -> list[Due]:
    """List what this door has not heard yet."""
    called = door_id(door)
    told = [m for m in known.values() if m.door == called and m.status != "failed"]
    return [
        (door, sent, notice)
        for notice in notices(insights, job.settings, door)
        if (sent := _new(notice, told, called, insights.day)) is not None
    ]


def _new(notice: Notice, told: Sequence[Sent], door: str, day: date) -> Sent | None:
    """Return the row of a message that is due, nothing where this has been told and has not grown."""
    before = [m for m in told if m.what == notice.what and m.about == notice.about]
    if before and (notice.what == "digest" or notice.level < GROWN * max(m.level or 0.0 for m in before)):
        return None
    name = f"{door}|{notice.what}|{notice.about}|{len(before)}"
    return Sent(
        id=hashlib.sha256(name.encode()).hexdigest()[:24], day=day, door=door, what=notice.what,
        status="begun", about=notice.about, level=notice.level,
    )  # fmt: skip


def door_id(door: DoorSettings) -> str:
    """Name a door without telling its address, which may be a secret."""
    address = "|".join([door.kind, door.url, *door.to])
    return f"{door.kind}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _send(job: Job, door: DoorSettings, sent: Sent, notice: Notice) -> str | None:
    """Send one message, noted before and after; return why it did not arrive, nothing where it did."""
    job.store.note_message(sent)
    facts = {
        "what": notice.what,
        "about": notice.about,
        "day": sent.day.isoformat(),
        "comments": notice.level,
    }
    try:
        deliver(door, Letter(id=sent.id, title=notice.title, text=notice.text, facts=facts))
    except PostError as error:
        if error.certain:
            job.store.note_message(replace(sent, status="failed", note=str(error)))
        return str(error)
    job.store.note_message(replace(sent, status="sent"))
    return None


def _write(folder: Path, due: Sequence[Due]) -> None:
    """Lay every message beside the night's files, so that one can read what went out or would have."""
    seen: Counter[str] = Counter()
    for _, sent, notice in due:
        folder.mkdir(exist_ok=True)
        seen[sent.door] += 1
        put_text(folder / f"{sent.door}-{seen[sent.door]:02}.txt", notice.text + "\n")
