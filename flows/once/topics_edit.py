"""Edit topics from the command line: the same decisions as on the review sheet, and those that need no sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows import settings as configuration
from flows.messages import say
from flows.reviews.topics import Outcome, edit_topic, find, refuse
from flows.settings import SettingsError
from flows.store import Review, Store
from nlp import topics
from nlp.records import Topic
from nlp.topics import Edit, EditError, Registry

SHEET = ("rename", "merge", "split", "hide", "show")
"""What the review sheet knows too: read from the same words."""
HERE = ("move", "pin", "forbid", "undo")
KINDS = (*SHEET, *HERE)


def edit_topics(config: Path, kind: str, target: str, value: str, by: str | None = None) -> str:
    """Carry out one edit, keep the registry, and return the answer in the language of the screens.

    The next night groups by what is kept here; every refit carries it on, and ``undo`` takes the last edit back.

    Raises:
        SettingsError: no night has run yet, or the edit cannot be made: why, and what to write instead.
    """
    settings = configuration.load(config)
    with Store.open(settings) as store, store.only_one():
        registry, night = store.load_registry(), store.last_run_day()
        if registry is None or night is None:
            raise SettingsError(say("refused.no_topics", settings.screen.language))
        edited, outcome = carry_out(registry, kind, (target, value), night, by)
        answer = outcome.en if settings.screen.language == "en" else outcome.zh
        if not outcome.applied:
            raise SettingsError(answer)
        store.save_registry(edited, night)
    return answer


def list_topics(config: Path) -> list[str]:
    """Return one line for every topic in use: its id, its names, and under which it stands."""
    settings = configuration.load(config)
    with Store.look(settings) as store:
        kept = [topic for topic in store.topics() if topic.state != "retired"]
    named = {topic.id: topic for topic in kept}
    return [
        f"{t.id}  {t.label_zh} / {t.label_en}"
        + (f"  < {t.heading_zh} / {t.heading_en}" if t.heading_zh else "")
        + (f"  ({t.parent})" if t.parent in named else "")
        for t in kept
    ]


def carry_out(
    registry: Registry, kind: str, said: Sequence[str], night: date, by: str | None = None
) -> tuple[Registry, Outcome]:
    """Return the registry as the edit leaves it, and the answer; a refused edit leaves it as it was."""
    target, value = (part.strip() for part in said)
    if kind in SHEET:
        review = Review(day=night, kind=kind, target=target, about="topic", value=value or None, reviewer=by)
        return edit_topic(registry, review, night)
    change = _change(registry, kind, target, value)
    if isinstance(change, Outcome):
        return registry, change
    try:
        edited = topics.edit(registry, replace(change, by=by, day=night))
    except EditError as error:
        return registry, refuse("failed", reason=str(error))
    return edited, _told(edited, change)


def _change(registry: Registry, kind: str, target: str, value: str) -> Edit | Outcome:
    if kind == "undo":
        return Edit(kind="undo") if registry.edits else refuse("no_edit")
    topic = find(registry, target)
    if topic is None:
        return refuse("topic", value=target)
    if kind == "move":
        return _move(registry, topic, value)
    if not value:
        return refuse("no_sentence")
    return Edit(kind="pin" if kind == "pin" else "forbid", topic_id=topic.id, text=value or None)


def _move(registry: Registry, topic: Topic, value: str) -> Edit | Outcome:
    above = find(registry, value) if value else None
    if value and above is None:
        return refuse("topic", value=value)
    if above and topic.id in _line(registry, above):
        return refuse("under_self")
    return Edit(kind="move", topic_id=topic.id, into=above.id if above else None)


def _line(registry: Registry, topic: Topic) -> list[str]:
    """Return the id of a topic and of all that it stands under."""
    named = {one.id: one for one in registry.topics}
    line = [topic.id]
    while (above := named[line[-1]].parent) in named and above not in line:
        line.append(above)
    return line


def _told(registry: Registry, change: Edit) -> Outcome:
    if change.topic_id is None:
        return _said("undo", "—")
    about = registry.topics[registry.row(change.topic_id)]
    return _said(change.kind, f"{about.id} {about.label_zh} / {about.label_en}")


def _said(kind: str, value: str) -> Outcome:
    zh, en = (say(f"answer.{kind}", tongue, value=value) for tongue in ("zh", "en"))
    return Outcome(applied=True, zh=zh, en=en)
