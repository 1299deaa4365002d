"""Edits of topics: from what a person wrote in a cell to a decision of the registry."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from flows.messages import say
from flows.store import Review
from nlp import topics
from nlp.records import Topic
from nlp.topics import Edit, Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an edit, in both languages."""

    applied: bool
    zh: str
    en: str


def refuse(key: str, **values: object) -> Outcome:
    """Say why an edit cannot be carried out, and what to write instead."""
    values = {"value": "—", **values}
    return Outcome(
        applied=False, zh=say(f"refused.{key}", "zh", **values), en=say(f"refused.{key}", "en", **values)
    )


def edit_topic(registry: Registry, review: Review, night: date) -> tuple[Registry, Outcome]:
    """Return the registry as the edit leaves it, and the answer; a refused edit leaves it as it was."""
    topic = find(registry, review.target)
    if topic is None:
        return registry, refuse("topic", value=review.target)
    if review.kind in {"rename", "merge", "split"} and not review.value:
        return registry, refuse("no_value")
    if (already := _ALREADY.get(review.kind)) and (why := already(registry, topic, review.value or "")):
        return registry, why
    change = _change(registry, topic, review, night)
    if isinstance(change, Outcome):
        return registry, change
    try:
        edited = topics.edit(registry, change)
    except ValueError as error:
        return registry, refuse("failed", reason=str(error))
    return edited, _told(review.kind, edited, change)


def find(registry: Registry, text: str) -> Topic | None:
    """Find a topic by its id or by its name in either language; of equal names the one in use."""
    word = text.strip().casefold()
    ordered = sorted(registry.topics, key=lambda t: t.state == "retired")
    return next(
        (t for t in ordered if word in {t.id.casefold(), t.label_zh.casefold(), t.label_en.casefold()}), None
    )


def _change(registry: Registry, topic: Topic, review: Review, night: date) -> Edit | Outcome:
    value, edit = (
        (review.value or "").strip(),
        Edit(kind="show", topic_id=topic.id, by=review.reviewer, day=night),
    )
    if review.kind in {"rename", "split"}:
        return _named(edit, review.kind, value)
    if review.kind == "merge":
        other = find(registry, value)
        return replace(edit, kind="merge", into=other.id) if other else refuse("topic", value=value)
    return replace(edit, kind="hide") if review.kind == "hide" else edit


def _named(edit: Edit, kind: str, value: str) -> Edit | Outcome:
    """Give a topic another name, or what its cue words find a name of its own."""
    if kind == "rename":
        zh, en = names(value)
        named = replace(edit, kind="rename", label_zh=zh, label_en=en)
        return named if zh or en else refuse("no_value")
    name, cues = cues_of(value)
    zh, en = names(name)
    return replace(edit, kind="split", cues=cues, label_zh=zh, label_en=en) if cues else refuse("no_cues")


def names(text: str) -> tuple[str | None, str | None]:
    """Tell the Chinese and the English name apart in what somebody wrote.

    >>> names("排队 / waiting"), names("waiting"), names("App 卡顿"), names("Wi-Fi/网络")
    (('排队', 'waiting'), (None, 'waiting'), ('App 卡顿', None), ('网络', 'Wi-Fi'))
    """
    parts = [part.strip() for part in re.split(r"[/|／｜\n]", text) if part.strip()]
    zh = [part for part in parts if re.search(r"[㐀-鿿]", part)]
    en = [part for part in parts if part not in zh]
    if len(zh) > 1 or len(en) > 1:
        return (text, None) if zh else (None, text)
    return (zh[0] if zh else None), (en[0] if en else None)


def cues_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a new topic, where one is given before a colon, and its cue words.

    >>> cues_of("退押金：押金、deposit")
    ('退押金', ('押金', 'deposit'))
    """
    name, colon, rest = text.replace("：", ":").partition(":")
    words = re.split(r"[、,，;；\n]", rest if colon else name)
    return (name.strip() if colon else ""), tuple(dict.fromkeys(w.strip() for w in words if w.strip()))


def _told(kind: str, registry: Registry, change: Edit) -> Outcome:
    about = registry.topics[registry.row((change.into if kind == "merge" else change.topic_id) or "")]
    if kind == "split":
        about = registry.topics[-1]
    value = f"{about.id} {about.label_zh} / {about.label_en}"
    return Outcome(
        applied=True, zh=say(f"answer.{kind}", "zh", value=value), en=say(f"answer.{kind}", "en", value=value)
    )  # fmt: skip


def _same_name(registry: Registry, topic: Topic, value: str) -> Outcome | None:
    zh, en = names(value)
    for other in registry.topics:
        taken = (zh and other.label_zh == zh) or (en and other.label_en.casefold() == en.casefold())
        if taken and other.id != topic.id and other.state != "retired":
            return refuse("taken", value=f"{other.id} {other.label_zh} / {other.label_en}")
    return None


def _same_topic(registry: Registry, topic: Topic, value: str) -> Outcome | None:
    other = find(registry, value)
    if other is None:
        return None
    if other.id == topic.id:
        return refuse("self")
    if registry.owner(registry.row(other.id)) == registry.owner(registry.row(topic.id)):
        return Outcome(applied=True, zh=say("answer.already", "zh"), en=say("answer.already", "en"))
    return None


_ALREADY: dict[str, Callable[[Registry, Topic, str], Outcome | None]] = {
    "rename": _same_name,
    "merge": _same_topic,
}
