"""How a case is called and what its comments say: by its topic, by words that they share, or by one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import Language, Topic
from nlp.signals.cases import Case, Entry
from nlp.signals.hazards import hazard_names
from nlp.signals.names import READ, WHOLE, Said, name_of
from nlp.signals.observations import Observation, Stream
from nlp.signals.sentences import companion
from nlp.signals.terms import Tokenizer, grams

Ints = NDArray[np.int64]

KEYWORDS = 6
TELLING = 2.0
"""Times its usual share from which a word tells these comments from others."""
ENOUGH, HERE = 10, 1.5
"""Earlier comments of a series from which a word must be new among them too, and what being new there counts for."""
CROSS = 3
"""Comments that are not content, from which on they alone say what it is about."""
NOWHERE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What telling needs besides the case."""

    stream: Stream
    tokens: Sequence[list[str]]
    """The words of each comment of the stream."""
    topics: Mapping[str, Topic]
    budget: float
    holidays: frozenset[date]
    postings: Mapping[str, Ints]
    """The places of the comments that hold a word or pair, for those in more than one."""
    cut: Tokenizer
    """How a text is cut into words."""


def named(topics: Mapping[str, Topic]) -> dict[str, tuple[str, str]]:
    """Return the names (zh, en) of topics and of known kinds of trouble by their subject."""
    return {**hazard_names(), **{key: (topic.label_zh, topic.label_en) for key, topic in topics.items()}}


def label_of(case: Case, entry: Entry, said: Said, told: Background) -> tuple[str, str]:
    """Name what is told; what has no name of its own keeps the one under which it was told first."""
    key = entry[0].key
    if key.subject is not None and key.subject in hazard_names():
        return hazard_names()[key.subject]
    if key.subject is not None and key.subject in told.topics:
        topic = told.topics[key.subject]
        return topic.label_zh, topic.label_en
    if key.family not in {"term", "novelty"} or key.subject is None:
        return companion(key.family, None, None)
    if key not in case.names:
        case.names[key] = name_of(said, key.subject if key.family == "term" else None)
    return case.names[key]


def phrases_of(entry: Entry, said: Said, labels: tuple[str, str]) -> tuple[str, str]:
    """Say what the comments say, where the name is that of a topic or of a number."""
    family = entry[0].key.family
    if family in {"term", "novelty", "volume", "kpi", "spread"}:
        return "", ""
    zh, en = name_of(said, longest=WHOLE)
    return "" if zh in labels[0] else zh, "" if en in labels[1] else en


def said_of(entry: Entry, places: Ints, told: Background) -> Said:
    """Return the comments as they want a name, and how rare a word was before: among all, and in the same series."""
    episode, night = entry
    stream = told.stream
    members = episode.bundle.members[episode.row]
    earlier = members[stream.day[members] < night.start]
    before = int(np.searchsorted(stream.day, night.start))

    def rarity(word: str) -> float:
        known = told.postings.get(word, NOWHERE)
        common = int(np.searchsorted(known, before))
        among_all = float(np.log((before + 2.0) / (common + 1.0)))
        if episode.key.family == "term" or len(earlier) < ENOUGH:
            return among_all
        inside = int(np.isin(earlier, known).sum())
        return min(among_all, HERE * float(np.log((len(earlier) + 2.0) / (inside + 1.0))))

    where: list[int] = places.tolist()
    voices = [stream.observations[p] for p in where]
    cross = [o for o in voices if o.label != "positive"]
    chosen = cross if len(cross) >= CROSS else voices
    texts: list[tuple[str, Language]] = [(o.text, o.language) for o in chosen]
    of_feeling = episode.key.family in {"sentiment", "harsher"} and episode.key.subject is None
    middle = tuple(-o.score for o in chosen) if of_feeling else _middle(chosen)
    return Said(texts=texts, cut=told.cut, rarity=rarity, middle=middle)


def _middle(voices: Sequence[Observation]) -> tuple[float, ...]:
    """Return how close each comment comes to the others, by its nearest sentence to each; nothing without vectors."""
    known = [o.vectors for o in voices[:READ] if o.vectors is not None and len(o.vectors)]
    if len(known) < len(voices[:READ]):
        return ()
    unit = [v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9) for v in known]
    return tuple(float(np.mean([(mine @ other.T).max() for other in unit])) for mine in unit)


def keywords(places: Ints, column: int, told: Background) -> tuple[str, ...]:
    """Return the words that these comments share and others do not, the most telling first."""
    inside: Counter[str] = Counter()
    where: list[int] = places.tolist()
    for place in where:
        inside.update(grams(told.tokens[place]))
    so_far = int(np.searchsorted(told.stream.day, column + 1))
    n = max(len(places), 1)
    scores: dict[str, float] = {}
    for word, count in inside.items():
        if count >= max(2, 0.1 * n):
            common = int(np.searchsorted(told.postings[word], so_far)) if word in told.postings else count
            times = count / n * (so_far + 1.0) / (common + 1.0)
            if times >= TELLING:
                scores[word] = count / n * float(np.log(times))
    picked: list[str] = []
    for word in sorted(scores, key=lambda w: (-scores[w], w)):
        parts = set(word.split())
        if not any(parts & set(p.split()) for p in picked):
            picked.append(word)
        if len(picked) == KEYWORDS:
            break
    return tuple(picked)
