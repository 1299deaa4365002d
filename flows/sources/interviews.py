"""Interviews: speaker turns become passages of readable length, the interviewer's questions their question."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.messages import say
from flows.settings import Settings, SourceSettings
from flows.sources import encoding
from flows.sources.arriving import Watch
from flows.sources.columns import audience_of, find_columns
from flows.sources.comments import comment_id, reader_of
from flows.sources.dates import DateError, DateReader
from flows.sources.open import open_table
from flows.sources.table import SourceError, text_of
from flows.sources.turns import Transcript, Turn, asks, interviewers, passages, transcript
from flows.sources.words_docx import paragraphs
from nlp.records import Comment, Rejection

_TEXTS = (".txt", ".md", ".docx", ".vtt", ".srt")
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_.年]?(\d{2})[-_.月]?(\d{2})(?!\d)")


def is_interview(path: Path, source: SourceSettings) -> bool:
    """Tell whether a file of this source is read as an interview."""
    return source.kind == "interview" or path.suffix.lower() in {".md", ".docx"}


def read_interview(
    path: Path, source: SourceSettings, settings: Settings
) -> Iterator[tuple[list[Comment], list[Rejection]]]:
    """Read the answers of one interview; written transcripts and tables of turns alike.

    In a written transcript ``site``, ``touchpoint``, ``channel`` and ``date`` of the source are the values
    themselves, for it has no columns; lines such as "门店：上海一店" at its top count over them.

    Raises:
        SourceError: the file cannot be read or holds no words.
    """
    if path.suffix.lower() in _TEXTS:
        yield _written(path, source, settings), []
    else:
        yield from _tabled(path, source, settings)


def _lines(path: Path, source: SourceSettings) -> list[str]:
    if path.suffix.lower() == ".docx":
        return paragraphs(path)
    watch = Watch(path)
    name = encoding.named(source.encoding) if source.encoding else encoding.detect(path)
    text = path.read_text(name, "replace").lstrip("\ufeff").replace("\0", " ")
    if not text.endswith("\n") and watch.grows():
        msg = say("source.arriving", "both", file=path.name)
        raise SourceError(msg)
    return text.splitlines()


def _written(path: Path, source: SourceSettings, settings: Settings) -> list[Comment]:
    script = transcript(_lines(path, source))
    if not script.turns:
        msg = say("source.no_words", "both", file=path.name)
        raise SourceError(msg)
    asking = interviewers(script.turns)
    frame = _frame(path, source, settings, script)
    comments: list[Comment] = []
    question: str | None = source.question
    for turn in script.turns:
        if turn.speaker in asking:
            question = turn.text if asks(turn) else question
            continue
        for passage in passages(turn.text):
            number = len(comments) + 1
            name = f"{path.stem}#{number}"
            key = comment_id(frame.source, name, question, passage)
            comments.append(
                replace(
                    frame,
                    id=key,
                    source_id=name,
                    text=passage,
                    row=number,
                    question=question,
                    speaker=turn.speaker,
                )
            )
    return comments


def _frame(path: Path, source: SourceSettings, settings: Settings, script: Transcript) -> Comment:
    """Return what all passages of one interview share."""
    facts = script.facts
    return Comment(
        id="frame",
        source=source.name or path.name,
        source_id="",
        text="",
        day=_day(facts.get("date") or source.date, settings) or _day_in_name(path.name),
        site=facts.get("site") or source.site,
        touchpoint=facts.get("touchpoint") or source.touchpoint,
        channel=facts.get("channel") or source.channel or "interview",
        audience="employee"
        if audience_of(facts.get("audience") or source.audience) == "employee"
        else "customer",
    )


def _day(text: str | None, settings: Settings) -> date | None:
    try:
        moment = DateReader(settings.zone).read(text)
    except DateError:
        return None
    return moment[0] if moment else None


def _day_in_name(name: str) -> date | None:
    match = _DAY_IN_NAME.search(name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _tabled(
    path: Path, source: SourceSettings, settings: Settings
) -> Iterator[tuple[list[Comment], list[Rejection]]]:
    table = open_table(path, source, file=path.name, arriving=True)
    peek = [line.cells for line, _ in zip(table.lines(), range(500), strict=False)]
    columns = find_columns(table, source, peek)
    speaker = columns.at("speaker")
    if speaker is None:
        msg = say("source.no_speaker", "both", file=path.name)
        raise SourceError(msg)
    said = (line.cells for line in table.lines() if not line.fault and len(line.cells) > speaker)
    asking = interviewers(
        [Turn(text_of(row[speaker]) or None, text_of(row[columns.text[0]])) for row in said]
    )
    reader = reader_of(table, source, settings)
    question: str | None = None
    for line in table.lines():
        comments, rejections = reader.read(line)
        kept: list[Comment] = []
        for comment in comments:
            if comment.speaker in asking:
                question = comment.text if asks(Turn(comment.speaker, comment.text)) else question
            else:
                kept += _cut(comment, comment.question or question)
        yield kept, rejections


def _cut(comment: Comment, question: str | None) -> list[Comment]:
    """Cut a long turn of a table into passages, numbered behind its own id."""
    parts = passages(comment.text)
    names = [
        comment.source_id if len(parts) == 1 else f"{comment.source_id}#{n}" for n in range(1, len(parts) + 1)
    ]
    return [
        replace(
            comment,
            id=comment_id(comment.source, name, question, part),
            source_id=name,
            text=part,
            question=question,
            channel=comment.channel or "interview",
        )
        for name, part in zip(names, parts, strict=True)
    ]
