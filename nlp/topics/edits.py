"""People's decisions about topics: they outlive every night and refit, and can be undone."""

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np

from nlp.records import Topic
from nlp.topics import wording
from nlp.topics.registry import Edit, Registry, Shape


class EditError(ValueError):
    """An edit that cannot be made: what was asked, and why it is not possible."""


def edit(registry: Registry, change: Edit) -> Registry:
    """Return the registry with a person's decision applied and written down."""
    if change.kind == "undo":
        return _undo(registry, change)
    if change.topic_id is None:
        msg = f"{change.kind}: say which topic"
        raise EditError(msg)
    try:
        row = registry.row(change.topic_id)
    except KeyError as error:
        raise EditError(error.args[0]) from None
    before = (registry.topics[row], registry.shapes[row])
    edited, change, what_zh, what_en = _KINDS[change.kind](registry, row, change)
    event = wording.edited(before[0], change.day, what_zh, what_en, change.by)
    return replace(
        edited,
        edits=(*registry.edits, change),
        before=(*registry.before, before),
        events=(*edited.events, event),
    )


_Made = tuple[Registry, Edit, str, str]


def _rename(registry: Registry, row: int, change: Edit) -> _Made:
    zh, en = (change.label_zh or "").strip(), (change.label_en or "").strip()
    if not zh and not en:
        msg = "rename: give label_zh or label_en"
        raise EditError(msg)
    for i, topic in enumerate(registry.topics):
        if (
            i != row
            and topic.state != "retired"
            and (topic.label_zh == zh or topic.label_en.lower() == en.lower())
        ):
            msg = f"rename: {topic.id} already has that name ({topic.label_zh} / {topic.label_en})"
            raise EditError(msg)
    topic, shape = registry.topics[row], registry.shapes[row]
    by_hand = (bool(zh) or shape.named_by_hand[0], bool(en) or shape.named_by_hand[1])
    new = replace(topic, label_zh=zh or topic.label_zh, label_en=en or topic.label_en)
    named = registry.with_row(row, topic=new, shape=replace(shape, named_by_hand=by_hand))
    return (
        named,
        change,
        f"改名为 {new.label_zh} / {new.label_en}",
        f"renamed {new.label_zh} / {new.label_en}",
    )


def _merge(registry: Registry, row: int, change: Edit) -> _Made:
    into = _other(registry, change)
    if registry.owner(into) == registry.topics[row].id:
        msg = f"merge: {change.topic_id} and {change.into} are already one topic"
        raise EditError(msg)
    target = registry.topics[into]
    gone = replace(registry.topics[row], state="retired")
    merged = registry.with_row(row, topic=gone, shape=replace(registry.shapes[row], into=target.id))
    return (
        merged,
        change,
        f"并入 {target.id} {target.label_zh}",
        f"merged into {target.id} {target.label_en}",
    )


def _split(registry: Registry, row: int, change: Edit) -> _Made:
    """Give the segments with the cue words a topic of their own; it starts where the old one lies."""
    if not change.cues:
        msg = "split: give the cue words of the new topic"
        raise EditError(msg)
    old, shape = registry.topics[row], registry.shapes[row]
    child = Topic(
        id=f"T{registry.next_id:04d}",
        label_zh=change.label_zh or f"{old.label_zh}·{_first(change.cues, ascii_=False)}",
        label_en=change.label_en or f"{old.label_en}, {_first(change.cues, ascii_=True)}",
        parent=old.id,
        born=change.day,
    )
    grown = Shape(
        cues=change.cues,
        radii=shape.radii,
        lead=shape.lead,
        origin="split",
        named_by_hand=(True, True),
        last_seen=change.day,
    )
    event = wording.edited(child, change.day, f"从 {old.id} 分出", f"split off {old.id}", change.by)
    made = replace(
        registry,
        topics=(*registry.topics, child),
        shapes=(*registry.shapes, grown),
        centroids=np.concatenate([registry.centroids, registry.centroids[row : row + 1]]),
        events=(*registry.events, event),
        next_id=registry.next_id + 1,
    )
    return (
        made,
        replace(change, into=child.id),
        f"分出 {child.id} {child.label_zh}",
        f"split into {child.id} too",
    )


def _move(registry: Registry, row: int, change: Edit) -> _Made:
    parent = None if change.into is None else registry.topics[_other(registry, change)]
    if parent is not None and change.topic_id in _line(registry, parent):
        msg = f"move: {change.topic_id} cannot stand under itself"
        raise EditError(msg)
    moved = registry.with_row(row, topic=replace(registry.topics[row], parent=parent.id if parent else None))
    under_zh = f"移到 {parent.id} {parent.label_zh} 之下" if parent else "移到最上层"
    return (
        moved,
        change,
        under_zh,
        f"moved under {parent.id} {parent.label_en}" if parent else "moved to the top",
    )


def _line(registry: Registry, topic: Topic) -> list[str]:
    """Return a topic and those above it, the nearest first."""
    above = {one.id: one.parent for one in registry.topics}
    found = [topic.id]
    while (parent := above.get(found[-1])) is not None and parent not in found:
        found.append(parent)
    return found


def _pin(registry: Registry, row: int, change: Edit) -> _Made:
    text = _text(change)
    cleared = registry
    for i, other in enumerate(registry.shapes):
        if text in other.pins and i != row:
            cleared = cleared.with_row(
                i, shape=replace(other, pins=tuple(p for p in other.pins if p != text))
            )
    shape = cleared.shapes[row]
    pinned = replace(
        shape,
        pins=(*(p for p in shape.pins if p != text), text),
        bans=tuple(b for b in shape.bans if b != text),
    )
    return cleared.with_row(row, shape=pinned), change, f"固定一句：{text}", f"pinned a segment: {text}"


def _forbid(registry: Registry, row: int, change: Edit) -> _Made:
    text = _text(change)
    shape = registry.shapes[row]
    banned = replace(
        shape,
        bans=(*(b for b in shape.bans if b != text), text),
        pins=tuple(p for p in shape.pins if p != text),
    )
    return registry.with_row(row, shape=banned), change, f"排除一句：{text}", f"kept a segment out: {text}"


def _hide(registry: Registry, row: int, change: Edit) -> _Made:
    hidden = registry.with_row(row, topic=replace(registry.topics[row], state="hidden"))
    return hidden, change, "不再展示", "hidden"


def _show(registry: Registry, row: int, change: Edit) -> _Made:
    shown = registry.with_row(
        row,
        topic=replace(registry.topics[row], state="active"),
        shape=replace(registry.shapes[row], into=None, quiet_refits=0),
    )
    return shown, change, "恢复展示", "shown again"


_KINDS: dict[str, Callable[[Registry, int, Edit], _Made]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "pin": _pin,
    "forbid": _forbid,
    "hide": _hide,
    "show": _show,
}


def _undo(registry: Registry, change: Edit) -> Registry:
    """Take back the last edit; what nights and refits have learned since stays."""
    if not registry.edits:
        msg = "undo: nobody has edited these topics"
        raise EditError(msg)
    last, (topic, shape) = registry.edits[-1], registry.before[-1]
    row = registry.row(topic.id)
    now, form = registry.topics[row], registry.shapes[row]
    restored = registry.with_row(
        row,
        topic=replace(
            now, label_zh=topic.label_zh, label_en=topic.label_en, state=topic.state, parent=topic.parent
        ),
        shape=replace(
            form,
            pins=shape.pins,
            bans=shape.bans,
            cues=shape.cues,
            into=shape.into,
            named_by_hand=shape.named_by_hand,
        ),
    )
    if last.kind == "split" and last.into is not None:
        child = restored.row(last.into)
        gone = replace(restored.topics[child], state="retired")
        restored = restored.with_row(child, topic=gone, shape=replace(restored.shapes[child], into=topic.id))
    event = wording.edited(
        topic, change.day, f"撤销“{_KIND_ZH[last.kind]}”", f"{last.kind} undone", change.by
    )
    return replace(
        restored,
        edits=registry.edits[:-1],
        before=registry.before[:-1],
        events=(*registry.events, event),
    )


_KIND_ZH = {
    "rename": "改名",
    "merge": "合并",
    "split": "拆分",
    "move": "移动",
    "pin": "固定",
    "forbid": "排除",
    "hide": "隐藏",
    "show": "展示",
}


def kept_apart(registry: Registry) -> set[frozenset[int]]:
    """Return the pairs of rows that people tell apart: what was split by hand, and topics that both bear their mark."""
    parted = {
        frozenset((registry.row(one.topic_id), registry.row(one.into)))
        for one in registry.edits
        if one.kind == "split" and one.topic_id and one.into
    }
    marked = [i for i, shape in enumerate(registry.shapes) if shape.cues or any(shape.named_by_hand)]
    return parted | {frozenset((a, b)) for a in marked for b in marked if a < b}


def kept_whole(registry: Registry) -> set[int]:
    """Return the rows of topics that people joined others to: it is not for a refit to part them again."""
    merges = [one.into for one in registry.edits if one.kind == "merge" and one.into]
    return {registry.row(registry.owner(registry.row(into))) for into in merges}


def _other(registry: Registry, change: Edit) -> int:
    try:
        return registry.row(change.into or "")
    except KeyError as error:
        msg = f"{change.kind}: {error.args[0]}"
        raise EditError(msg) from None


def _text(change: Edit) -> str:
    if not change.text:
        msg = f"{change.kind}: give the text of the segment"
        raise EditError(msg)
    return change.text


def _first(cues: tuple[str, ...], *, ascii_: bool) -> str:
    return next((cue for cue in cues if cue.isascii() == ascii_), cues[0])


def hide_named(registry: Registry, names: Collection[str]) -> Registry:
    """Return the registry with the topics of these names, in either language, hidden: the settings' wish."""
    unwanted = {name.strip().lower() for name in names}
    for row, topic in enumerate(registry.topics):
        if topic.state == "active" and unwanted & {topic.label_zh.lower(), topic.label_en.lower()}:
            registry = registry.with_row(row, topic=replace(topic, state="hidden"))
    return registry
