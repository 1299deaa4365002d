"""Prove the false-alarm budget on one's own history: what each budget would have cost, and what it would have found."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.once.budget_picture import draw_budget
from flows.once.dated import grouped_once, read_dated
from flows.settings import ScreenLanguage, Settings
from flows.sources import Row, SourceError
from flows.stages.group import find_floods
from flows.stages.job import Tell
from flows.stages.watch import observe
from flows.store import Store
from nlp.insights import Voice
from nlp.records import Comment, Placement, Reading, Topic
from nlp.signals import Observation, Proof, TooShortError, prove
from nlp.words import Words

COMMENTS, DAYS = 10_000, 84
"""The proof rests on the newest so many comments, or days, whichever is more."""
STEM = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is shuffled: the comments that count, with their topics."""

    observations: list[Observation]
    topics: dict[str, Topic]


def prove_budget(rows: Iterable[Row] | None, config: Path, out: Path, tell: Tell) -> Iterator[str]:
    """Measure on a file, or on an installation's own store; write table and picture, return the table as lines.

    Args:
        rows: the rows of a dated file; without them the store that ``config`` names is asked.
        config: the settings; needed only without a file.
        out: folder for ``budget.csv``, ``budget.png`` and ``budget.svg``.
        tell: told how far the work is.
    """
    settings = configuration.load(config if rows is None or config.exists() else None)
    history = _of_store(settings) if rows is None else _of_file(rows, tell)
    try:
        proof = prove(
            history.observations, topics=history.topics, tokens=Words().tokens,
            least_employees=settings.employee_threshold, tell=lambda done, of: tell("budget", done, of),
        )  # fmt: skip
    except TooShortError as error:
        raise SourceError(say("budget.short", settings.screen.language)) from error
    out.mkdir(parents=True, exist_ok=True)
    _write(proof, out / f"{STEM}.csv")
    drawn = draw_budget(proof, out / STEM, settings.screen.language)
    yield from lines(proof, settings.screen.language)
    yield say("night.look", settings.screen.language, path=str(drawn))


def _of_file(rows: Iterable[Row], tell: Tell) -> History:
    dated = read_dated(_newest(rows), tell)
    topics, observations = grouped_once(dated)
    tell("group", 1, 1)
    return History(observations=observations, topics=topics)


def _newest(rows: Iterable[Row]) -> list[Row]:
    known = [row for row in rows if row.comment and row.comment.day]
    first = _first_day(row.comment.day for row in known if row.comment and row.comment.day)
    return [row for row in known if row.comment and row.comment.day and row.comment.day >= first]


def _first_day(found: Iterable[date]) -> date:
    """Return the first day of what the proof rests on."""
    days = sorted(found)
    return min(days[-COMMENTS:][0], days[-1] - timedelta(days=DAYS - 1)) if days else date.min


def _of_store(settings: Settings) -> History:
    """Take what the last night left: readings, topics, and where each segment belongs."""
    with Store.open(settings) as store:
        comments = {c.id: c for batch in store.comments() for c in batch if c.day}
        parts = sorted(store.parts(), key=store.count_unread)
        batches = store.readings(parts[0]) if parts else iter(())
        readings = {r.comment_id: r for batch in batches for r, _ in batch if r.comment_id in comments}
        placed = [p for batch in store.placements() for p in batch]
        topics = {t.id: t for t in store.topics()}
    first = _first_day(c.day for c in comments.values() if c.day)
    wanted = [c for c in comments.values() if c.id in readings and c.day and c.day >= first]
    return History(observations=_observed(wanted, readings, placed), topics=topics)


def _observed(
    comments: list[Comment], readings: dict[str, Reading], placed: Iterable[Placement]
) -> list[Observation]:
    subjects: dict[str, dict[str, None]] = {}
    for p in placed:
        if p.topic_id:
            subjects.setdefault(p.comment_id, {})[p.topic_id] = None
    floods = find_floods(comments, readings)
    found: list[Observation] = []
    for c in comments:
        if readings[c.id].is_voice and c.id not in floods:
            seen = observe(Voice(comment=c, reading=readings[c.id], placed=()))
            found.append(replace(seen, topic_ids=tuple(subjects.get(c.id, ()))))
    return found


def lines(proof: Proof, language: ScreenLanguage) -> Iterator[str]:
    """Say the table, a line for each budget."""
    yield say("budget.title", language, n=proof.comments, days=proof.days, copies=proof.copies)
    for row in proof.rows:
        low, high = row.interval
        yield say(
            "budget.row", language, budget=f"{row.budget:g}", false=f"{row.false_a_week:.2f}", low=f"{low:.2f}",
            high=f"{high:.2f}", found="; ".join(_found(f.size, f.told, f.tries, f.days, language) for f in row.found),
        )  # fmt: skip
    yield say("budget.note", language)


def _found(size: int, told: int, tries: int, days: float | None, language: ScreenLanguage) -> str:
    if not tries:
        return say("budget.untried", language, size=size)
    if days is None:
        return say("budget.missed", language, size=size, tries=tries)
    return say(
        "budget.found",
        language,
        size=size,
        chance=f"{100 * told / tries:.0f}%",
        tries=tries,
        days=f"{days:g}",
    )


def _write(proof: Proof, path: Path) -> None:
    """Write the figures for whoever wants to draw them again: one line for each budget and size."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([
            "budget_a_week", "false_a_week", "low", "high", "weeks", "comments", "days", "copies", "issue_comments",
            "planted", "told", "median_days",
        ])  # fmt: skip
        for row in proof.rows:
            for f in row.found:
                table.writerow([
                    row.budget, row.false_a_week, *row.interval, proof.weeks, proof.comments, proof.days,
                    proof.copies, f.size, f.tries, f.told, "" if f.days is None else f.days,
                ])  # fmt: skip
