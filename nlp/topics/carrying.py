"""What people decided about topics, carried over to a registry that was built anew on another model's vectors.

Old centres mean nothing to a new model, but sentences do: each old topic is looked up where its most typical
sentences, its pinned ones and its names lie now. Then the edits are made again, in their order, on what was found.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nlp.parts import Embedder
from nlp.records import Language
from nlp.topics.assigning import similarities
from nlp.topics.edits import EditError, edit
from nlp.topics.registry import Edit, Registry, SegmentInput

_TYPICAL, _PINNED, _NAMED, _WORDED = 3, 3, 2, 1
"""How much the place of a sentence, of a name and of the keywords says about where a topic is now."""


def carried(registry: Registry, previous: Registry, embedder: Embedder) -> Registry:
    """Return the new registry with the edits of the old one made again; what has no place any more is left out."""
    homes: dict[str, str] = {}
    renamed: set[str] = set()
    for change in previous.edits:
        there = _moved(registry, previous, change, embedder, homes)
        if there is None or (change.kind == "rename" and there.topic_id in renamed):
            continue
        try:
            registry = edit(registry, there)
        except EditError:
            continue
        if change.kind == "rename" and there.topic_id:
            renamed.add(there.topic_id)
        if change.kind == "split" and change.into and registry.edits[-1].into:
            homes[change.into] = registry.edits[-1].into
    return registry


def _moved(
    registry: Registry, previous: Registry, change: Edit, embedder: Embedder, homes: dict[str, str]
) -> Edit | None:
    """Return an edit with the ids of today; None where a topic is not found again."""
    wanted = [one for one in (change.topic_id, None if change.kind == "split" else change.into) if one]
    for old in wanted:
        home = homes.get(old) or _home(registry, previous, old, embedder)
        if home is None:
            return None
        homes[old] = home
    into = homes[change.into] if change.into in wanted and change.into else None
    return replace(change, topic_id=homes[change.topic_id] if change.topic_id else None, into=into)


def _home(registry: Registry, previous: Registry, old: str, embedder: Embedder) -> str | None:
    """Return the topic in which most of what is known of an old one lies."""
    said = _sayings(previous, previous.row(old))
    if not said or not registry.reachable:
        return None
    segments = [
        SegmentInput(comment_id="", index=i, text=t, language=lang) for i, (t, lang, _) in enumerate(said)
    ]
    scores = similarities(registry, segments, embedder.embed([text for text, _, _ in said]))
    reach = registry.reachable
    votes: Counter[str] = Counter()
    for row, (_, _, weight) in zip(scores[:, reach], said, strict=True):
        votes[registry.owner(reach[int(np.argmax(row))])] += weight
    return min(votes, key=lambda one: (-votes[one], one))


def _sayings(previous: Registry, row: int) -> list[tuple[str, Language, int]]:
    topic, shape = previous.topics[row], previous.shapes[row]
    zh: Language = "zh-Hans"
    listed: Sequence[tuple[str, Language, int]] = (
        (shape.typical[0], zh, _TYPICAL),
        (shape.typical[1], "en", _TYPICAL),
        (topic.label_zh, zh, _NAMED),
        (topic.label_en, "en", _NAMED),
        ("，".join(topic.keywords_zh), zh, _WORDED),
        (", ".join(topic.keywords_en), "en", _WORDED),
        *(
            (text, zh if any("\u4e00" <= c <= "\u9fff" for c in text) else "en", _PINNED)
            for text in shape.pins
        ),
    )
    return [(text, language, weight) for text, language, weight in listed if text]
