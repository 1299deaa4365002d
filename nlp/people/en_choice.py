"""Which candidates of an English text are kept: scored, let loose on each other, the best that do not overlap."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.people import en_doubt, en_told, scorer
from nlp.people.en_features import EnCandidate, EnScene, completed

JOINT = re.compile(r"\s*(?:,|&|/|\band\b|\bn\b|\bor\b|\+)?\s*(?:,|&|\band\b)?\s*", re.IGNORECASE)
_LEAST = 0.5
_LONGER = 0.6
_UNKNOWN = 0.7
_INITIALED = 0.4
_WORD_NAME = 0.55
_CAMEL = 0.9
_SECOND, _SURE = 0.15, 0.9


Stands = Mapping[EnCandidate, Mapping[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A candidate, how likely it is a name, and why."""

    one: EnCandidate
    score: float
    features: Mapping[str, float]


def choose(scene: EnScene, every: Sequence[EnCandidate], stands: Stands) -> list[Scored]:
    """Return who is named, once what each says of its neighbours and namesakes has settled."""
    first = _score(scene, every, stands)
    kept = _best(first)
    for _ in range(4):
        spans = [(k.one.title_start, k.one.end) for k in kept]
        near = [s.one for s in first if beside(scene.text, s.one, spans)]
        same = [s.one for s in first if seconded(scene.text, s.one, [k.one for k in kept])]
        again = {s.one: s for s in _score(scene, [*dict.fromkeys([*near, *same])], stands, near, same)}
        grown = _best([again.get(s.one, s) for s in first])
        if len(grown) == len(kept):
            return grown
        kept = grown
    return kept


def _score(
    scene: EnScene,
    every: Sequence[EnCandidate],
    stands: Stands,
    near: Sequence[EnCandidate] = (),
    same: Sequence[EnCandidate] = (),
) -> list[Scored]:
    found = [completed(scene, one, stands[one], one in near, one in same) for one in every]
    scores = scorer.probabilities("en", found)
    sure = [max(s, _SURE) if f["seconded"] and s > _SECOND else s for s, f in zip(scores, found, strict=True)]
    told = [max(s, en_told.LEAST) if en_told.addressed(f) else s for s, f in zip(sure, found, strict=True)]
    return [Scored(*one) for one in zip(every, told, found, strict=True)]


def _reach(scored: Sequence[Scored]) -> dict[Scored, float]:
    """Let a longer name inherit the score of its front, so that Daniel does not beat Daniel Po."""
    reach: dict[Scored, float] = {}
    front: dict[int, float] = {}
    for s in sorted(scored, key=lambda s: (s.one.start, s.one.end)):
        best = front.get(s.one.start, 0.0)
        reach[s] = max(s.score, best) if s.score >= _LONGER else s.score
        front[s.one.start] = max(best, s.score)
    return reach


def _best(scored: Sequence[Scored]) -> list[Scored]:
    """Keep the best that do not overlap; what is doubtful takes its place and is dropped, lest Jimmy stay of Jimmy Choo."""
    reach = _reach(scored)
    taken: list[Scored] = []
    for s in sorted(scored, key=lambda s: (-reach[s], s.one.start - s.one.end)):
        if s.score < _least(s) or (s.features["two_known"] and s.features["given_beside"]):
            continue
        if all(s.one.end <= t.one.title_start or t.one.end <= s.one.title_start for t in taken):
            taken.append(s)
    return sorted((s for s in taken if not en_doubt.doubtful(s.features)), key=lambda s: s.one.start)


def _least(scored: Scored) -> float:
    """Ask more of a word that no list of names knows: brands are made up the same way."""
    found = scored.features
    if found.get("initial") and found.get("known_model"):
        return _INITIALED
    if found.get("known") or found.get("titled") or found.get("roster"):
        return _LEAST
    if found.get("name_word"):
        return _least_of_word(found)
    odd = found.get("camel") or found.get("acronym") or found.get("lower")
    return _CAMEL if odd else _UNKNOWN


def _least_of_word(found: Mapping[str, float]) -> float:
    """Ask more of a word that is a name where it begins a sentence and nobody does or is something: Art in the lobby."""
    if found.get("lower") and not found.get("lower_cue"):
        return _CAMEL
    person = any(found.get(k) for k in _OF_PEOPLE) or (found.get("word_verb") and found.get("model"))
    return _UNKNOWN if found.get("start_word") and not person else _WORD_NAME


_OF_PEOPLE = (
    "right_place",
    "right_role",
    "does_to",
    "manner_behind",
    "neighbour",
    "pronoun_behind",
    "who_behind",
)


def beside(text: str, one: EnCandidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a candidate stands in a list beside one of the spans."""
    return any(
        (end <= one.title_start and JOINT.fullmatch(text[end : one.title_start]))
        or (one.end <= start and JOINT.fullmatch(text[one.end : start]))
        for start, end in spans
    )


def seconded(text: str, one: EnCandidate, others: Sequence[EnCandidate]) -> bool:
    """Tell whether one of the others, elsewhere in the text, is or begins with the very same name."""
    word = text[one.start : one.end]
    return any(
        (o.end <= one.start or one.end <= o.start)
        and text[o.start : o.end].startswith(word)
        and not text[o.start + len(word) : o.end][:1].isalnum()
        for o in others
    )


def may_count(scored: Scored) -> bool:
    """Tell whether a candidate with all the luck there is would be kept; one named twice may be by the other place."""
    found = scored.features
    twice = found["again"] and found["known"] and scored.score > _SECOND
    enough = twice or scored.score >= _least(scored) or en_told.addressed(found)
    return bool(enough) and not en_doubt.doubtful(found)
