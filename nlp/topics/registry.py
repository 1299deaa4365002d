"""The registry of topics: ids for life, their geometry, and everything that happened to them.

A registry is immutable: every night, refit or edit returns a new one. It is written as JSON plus arrays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from nlp.records import Language, Topic, TopicEvent

Group = Literal["zh", "en"]
GROUPS: tuple[Group, Group] = ("zh", "en")
FORMAT = 1
"""Version of the written state; a change of its fields raises it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentInput:
    """One segment of one comment as topics see it; ``voice`` is False for spam, floods and boilerplate."""

    comment_id: str
    index: int
    text: str
    language: Language
    touchpoint: str | None = None
    day: date | None = None
    voice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One decision of a person about topics, kept for ever and applied again after every refit.

    rename: ``topic_id``, ``label_zh`` and/or ``label_en`` · merge: ``topic_id`` into ``into`` ·
    split: ``topic_id`` by ``cues`` · move: ``topic_id`` under the parent ``into`` (None: to the top) ·
    pin / forbid: the segment ``text`` always / never belongs to ``topic_id`` · hide / show: ``topic_id`` ·
    undo: the last edit that is not undone.
    """

    kind: Literal["rename", "merge", "split", "move", "pin", "forbid", "hide", "show", "undo"]
    topic_id: str | None = None
    into: str | None = None
    label_zh: str | None = None
    label_en: str | None = None
    text: str | None = None
    cues: tuple[str, ...] = ()
    by: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the registry knows of a topic beyond its name; pairs are (zh, en)."""

    sizes: tuple[int, int] = (0, 0)
    radii: tuple[float, float] = (1.0, 1.0)
    lead: float = 0.0
    """What a topic born small is given over the older ones beside it, within its reach."""
    cues: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    bans: tuple[str, ...] = ()
    named_by_hand: tuple[bool, bool] = (False, False)
    typical: tuple[str, str] = ("", "")
    origin: Literal["found", "seed", "starter", "born", "split"] = "found"
    last_seen: date | None = None
    quiet_refits: int = 0
    into: str | None = None
    """The topic this one was merged into: its segments count there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """How vectors become features: the mean of each language is taken off, lexicon concepts are added."""

    means: NDArray[np.float32]
    """(2, dim): the mean vector of zh and of en."""
    concepts: tuple[str, ...]
    weight: float
    """Share of the concepts in a similarity; the rest is the vectors'."""
    guide: NDArray[np.float32]
    """(dim, concepts): reads starter topics from a centred vector; zeros without an embedder."""
    sure: float
    """The guide's score of a plain example; 0 without a guide."""
    kin: str = ""
    """Which lessons read topics besides, by the name they are kept under; empty: the guide alone reads them."""
    home: bool = False
    """Whether the corpus is the kind of talk that the starter taxonomy is made for."""
    scale: NDArray[np.float32] = field(default_factory=lambda: np.ones(0, np.float32))
    """(dim,): makes the parts of a joined embedder count alike; empty: vectors are taken as they are."""
    axes: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    """(few, dim): the directions in which nearly all segments differ."""
    damping: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    """(few,): how far each of them is held back, so that what tells small topics apart is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All topics ever known, with their geometry; row i of ``centroids`` belongs to ``topics[i]``."""

    topics: tuple[Topic, ...]
    shapes: tuple[Shape, ...]
    centroids: NDArray[np.float32]
    """(topics, 2, features): the centre of a topic as seen from zh and from en."""
    space: Space
    events: tuple[TopicEvent, ...] = ()
    edits: tuple[Edit, ...] = ()
    next_id: int = 1
    embedding: str = ""
    unassigned: float = 0.0
    """Share of the fitted segments that fit nowhere."""
    before: tuple[tuple[Topic, Shape], ...] = ()
    """The edited topic as it was before each of ``edits``, so that an edit can be undone, refits later too."""

    def row(self, topic_id: str) -> int:
        """Return the row of a topic; an unknown id is an error that lists the known ones."""
        for i, topic in enumerate(self.topics):
            if topic.id == topic_id:
                return i
        known = ", ".join(topic.id for topic in self.topics)
        msg = f"no topic {topic_id!r}; known: {known or 'none'}"
        raise KeyError(msg)

    @property
    def live(self) -> list[int]:
        """Rows of the topics that segments may be placed in: hidden ones still collect theirs."""
        return [i for i, topic in enumerate(self.topics) if topic.state != "retired"]

    @property
    def reachable(self) -> list[int]:
        """Rows whose centres attract segments: the live ones, and those merged into one of them."""
        return [
            i for i, t in enumerate(self.topics) if t.state != "retired" or self.shapes[i].into is not None
        ]

    def owner(self, row: int) -> str:
        """Return the id under which a row's segments count: its own, or the topic it was merged into."""
        seen = {row}
        while (into := self.shapes[row].into) is not None and (following := self.row(into)) not in seen:
            row = following
            seen.add(row)
        return self.topics[row].id

    def with_row(self, row: int, *, topic: Topic | None = None, shape: Shape | None = None) -> "Registry":
        """Return the registry with one topic or shape replaced."""
        topics, shapes = list(self.topics), list(self.shapes)
        topics[row] = topic or topics[row]
        shapes[row] = shape or shapes[row]
        return replace(self, topics=tuple(topics), shapes=tuple(shapes))

    def to_state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.float32]]]:
        """Return the registry as JSON-ready values and arrays."""
        state: dict[str, Any] = {
            "format": FORMAT,
            "topics": [_plain(topic) for topic in self.topics],
            "shapes": [_plain(shape) for shape in self.shapes],
            "events": [_plain(event) for event in self.events],
            "edits": [_plain(edit) for edit in self.edits],
            "concepts": list(self.space.concepts),
            "weight": self.space.weight,
            "sure": self.space.sure,
            "home": self.space.home,
            "kin": self.space.kin,
            "next_id": self.next_id,
            "embedding": self.embedding,
            "unassigned": self.unassigned,
            "before": [[_plain(topic), _plain(shape)] for topic, shape in self.before],
        }
        return state, {"centroids": self.centroids, **{name: getattr(self.space, name) for name in _SPACE}}

    @classmethod
    def from_state(cls, state: Mapping[str, Any], arrays: Mapping[str, NDArray[np.float32]]) -> "Registry":
        """Read back what ``to_state`` wrote; another format is refused rather than guessed."""
        if state.get("format") != FORMAT:
            msg = f"topics state: expected format {FORMAT}, got {state.get('format')!r}; run a refit"
            raise ValueError(msg)
        return cls(
            topics=tuple(Topic(**_rich(row)) for row in state["topics"]),
            shapes=tuple(Shape(**_rich(row)) for row in state["shapes"]),
            centroids=np.asarray(arrays["centroids"], np.float32),
            space=Space(
                concepts=tuple(state["concepts"]),
                weight=state["weight"],
                sure=state["sure"],
                home=state.get("home", False),
                kin=state.get("kin", ""),
                **{name: np.asarray(arrays[name], np.float32) for name in _SPACE if name in arrays},
            ),
            events=tuple(TopicEvent(**_rich(row)) for row in state["events"]),
            edits=tuple(Edit(**_rich(row)) for row in state["edits"]),
            next_id=state["next_id"],
            embedding=state["embedding"],
            unassigned=state["unassigned"],
            before=tuple((Topic(**_rich(topic)), Shape(**_rich(shape))) for topic, shape in state["before"]),
        )


_SPACE = ("means", "guide", "scale", "axes", "damping")
_DAYS = frozenset({"day", "born", "last_seen"})


def _plain(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the small records above
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(record).items()
    }


def _rich(row: Mapping[str, Any]) -> dict[str, Any]:
    """Turn JSON's lists into tuples and its days into dates."""
    return {key: _value(key, value) for key, value in row.items()}


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if key in _DAYS and value is not None:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(cast("list[Any]", value))
    return value


def group_of(language: Language, text: str) -> Group:
    """Tell whether a segment is read as Chinese or as English; mixed text with Han in it is Chinese."""
    if language in ("zh-Hans", "zh-Hant"):
        return "zh"
    if language == "mixed" and any("\u4e00" <= char <= "\u9fff" for char in text):
        return "zh"
    return "en"


def groups_of(segments: Sequence[SegmentInput]) -> NDArray[np.int64]:
    """Return 0 (zh) or 1 (en) for every segment."""
    return np.array([GROUPS.index(group_of(s.language, s.text)) for s in segments], np.int64)
