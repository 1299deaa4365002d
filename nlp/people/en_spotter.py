"""Who is named in an English text: candidates, scored, the best ones that do not overlap, staff or not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from nlp.people import en_doubt, en_sides, en_told, scorer, tables, zh_latin
from nlp.people.en_cores import candidates, may_name
from nlp.people.en_features import EnCandidate, EnScene, features
from nlp.people.en_model import Entity, Model, pipeline, sentences
from nlp.people.en_staff import is_staff
from nlp.people.frames import Spotted

_JOINT = re.compile(r"\s*(?:,|&|/|\band\b|\bn\b|\bor\b|\+)?\s*(?:,|&|\band\b)?\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|n|&)$")
_LETTERS = re.compile(r"[A-Za-z]+")
_LEAST = 0.5
_LONG = 3000
_LONGER = 0.6
_UNKNOWN = 0.7
_INITIALED = 0.4
_WORD_NAME = 0.55
_CAMEL = 0.9
_SECOND, _SURE = 0.15, 0.9
_SHOUTING = 0.6
_RUN = 3
_PAIRS = 4
_WORDY = 4
_HEADLINE = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    one: EnCandidate
    score: float
    features: Mapping[str, float]


def layer_id(model: Model | None = None) -> str:
    """Name the layers that run here."""
    return f"en:{(model or pipeline()).id}+{scorer.identity('en')}"


def spot_all(
    texts: Sequence[str],
    stop: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
    model: Model | None = None,
) -> list[list[Spotted]]:
    """Find the people that English or mixed texts name; the model reads only sentences that could name one."""
    parts = [(i, a, b) for i, text in enumerate(texts) for a, b in _portions(text)]
    found: list[list[Spotted]] = [[] for _ in texts]
    read = _spot_all([texts[i][a:b] for i, a, b in parts], stop, known, model or pipeline())
    for (i, start, _), people in zip(parts, read, strict=True):
        found[i].extend(replace(p, start=p.start + start, end=p.end + start) for p in people)
    return found


def _portions(text: str) -> list[tuple[int, int]]:
    """Cut a very long text at sentences, so that time grows with its length and not with its square."""
    portions: list[tuple[int, int]] = []
    for start, end in sentences(text) if len(text) > _LONG else [(0, len(text))]:
        if portions and end - portions[-1][0] <= _LONG:
            portions[-1] = (portions[-1][0], end)
        else:
            portions.append((start, end))
    return portions


def _spot_all(
    texts: Sequence[str], stop: frozenset[str], known: frozenset[str], model: Model
) -> list[list[Spotted]]:
    brands = _brands(stop)
    asked: list[tuple[int, int, int]] = []
    for i, text in enumerate(texts):
        hinted = [(s, e) for s, e in sentences(text) if may_name(text[s:e], known)]
        scene = scene_of(text, [], brands, known) if hinted else None
        asked.extend((i, s, e) for s, e in hinted if scene and _promising(scene, s, e))
    found: list[list[Entity]] = [[] for _ in texts]
    named = model.entities([texts[i][s:e] for i, s, e in asked])
    for (i, start, _), things in zip(asked, named, strict=True):
        found[i].extend(Entity(start + t.start, start + t.end, t.kind) for t in things)
    wanted: dict[int, list[tuple[int, int]]] = {}
    for i, start, end in asked:
        wanted.setdefault(i, []).append((start, end))
    return [_spot(text, found[i], wanted.get(i, []), (brands, known)) for i, text in enumerate(texts)]


@cache
def _brands(more: frozenset[str]) -> frozenset[str]:
    """Return one set for every batch, because what is kept beside it is found by it."""
    return more | tables.everything("shared/not_people.tsv")


def _promising(scene: EnScene, start: int, end: int) -> bool:
    """Tell whether any candidate could still be a name if the model says so: only then is the model asked."""
    hoped: list[dict[str, float]] = []
    for one in candidates(scene, start, end):
        found = features(scene, one, True)
        found |= {"model": 1.0, "known_model": found["known"], "word_model": found["name_word"]}
        hoped.append(found | {"unknown_model": found["unknown"]})
    return max(scorer.probabilities("en", hoped), default=0.0) >= _LEAST


def _spot(
    text: str,
    named: list[Entity],
    parts: list[tuple[int, int]],
    lists: tuple[frozenset[str], frozenset[str]],
) -> list[Spotted]:
    if not parts:
        return []
    scene = scene_of(text, named, *lists)
    every = sorted(
        {c for start, end in parts for c in candidates(scene, start, end)}, key=lambda c: (c.start, c.end)
    )
    kept = _choose(scene, every)
    return [_spotted(scene, k) for k in kept]


def scene_of(
    text: str,
    named: Sequence[Entity],
    stop: frozenset[str] | None = None,
    known: frozenset[str] = frozenset(),
) -> EnScene:
    """Gather what the features of all candidates of one text need."""
    shouting, titled = _loud(text)
    brands = tables.everything("shared/not_people.tsv") if stop is None else stop
    people = _separated(text, [(t.start, t.end) for t in named if t.kind == "person"])
    others = tuple(t for t in named if t.kind != "person")
    return EnScene(text, people, others, brands, shouting, titled and not shouting, known)


@lru_cache(maxsize=1024)
def _loud(text: str) -> tuple[bool, bool]:
    """Tell whether a text shouts, and whether it is a headline in which every word is capital."""
    letters = [*filter(str.isalpha, text)]
    shouting = sum(map(str.isupper, letters)) > _SHOUTING * len(letters)
    words = [w for w in _LETTERS.findall(text) if len(w) >= _WORDY]
    titled = len(words) >= _HEADLINE and sum(w[0].isupper() for w in words) > _SHOUTING * len(words)
    return shouting, titled


def _separated(text: str, people: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut the model's persons where a list runs through them: Josie n Elizabeth, Ana Kim Liz Pedro."""
    found: list[tuple[int, int]] = []
    for start, last in people:
        end = start + len(_AND.sub("", text[start:last]))
        words = [(start + m.start(), start + m.end()) for m in re.finditer(r"[\w'’-]+", text[start:end])]
        joined = [w for w in words if text[w[0] : w[1]].lower() in {"n", "and"}]
        names = [w for w in words if text[w[0] : w[1]].lower() in en_sides.given_names()]
        family = words and text[slice(*words[0])].lower() in zh_latin.romanised() and len(words) == _RUN
        if joined or (len(names) >= _RUN and not family):
            found.extend(w for w in words if w not in joined)
        elif len(words) == _PAIRS and words[0] in names and words[2] in names:
            found.extend([(words[0][0], words[1][1]), (words[2][0], words[3][1])])
        else:
            found.append((start, end))
    return found


def _choose(scene: EnScene, every: Sequence[EnCandidate]) -> list[_Scored]:
    first = _score(scene, every)
    kept = _best(first)
    for _ in range(4):
        spans = [(k.one.title_start, k.one.end) for k in kept]
        near = [s.one for s in first if beside(scene.text, s.one, spans)]
        same = [s.one for s in first if seconded(scene.text, s.one, [k.one for k in kept])]
        again = {s.one: s for s in _score(scene, [*dict.fromkeys([*near, *same])], near, same)}
        grown = _best([again.get(s.one, s) for s in first])
        if len(grown) == len(kept):
            return grown
        kept = grown
    return kept


def _score(
    scene: EnScene,
    every: Sequence[EnCandidate],
    near: Sequence[EnCandidate] = (),
    same: Sequence[EnCandidate] = (),
) -> list[_Scored]:
    found = [features(scene, one, one in near, one in same) for one in every]
    scores = scorer.probabilities("en", found)
    sure = [max(s, _SURE) if f["seconded"] and s > _SECOND else s for s, f in zip(scores, found, strict=True)]
    told = [max(s, en_told.LEAST) if en_told.addressed(f) else s for s, f in zip(sure, found, strict=True)]
    return [_Scored(*one) for one in zip(every, told, found, strict=True)]


def _reach(scored: Sequence[_Scored]) -> dict[_Scored, float]:
    """Let a longer name inherit the score of its front, so that Daniel does not beat Daniel Po."""
    reach: dict[_Scored, float] = {}
    front: dict[int, float] = {}
    for s in sorted(scored, key=lambda s: (s.one.start, s.one.end)):
        best = front.get(s.one.start, 0.0)
        reach[s] = max(s.score, best) if s.score >= _LONGER else s.score
        front[s.one.start] = max(best, s.score)
    return reach


def _best(scored: Sequence[_Scored]) -> list[_Scored]:
    """Keep the best that do not overlap; what is doubtful takes its place and is dropped, lest Jimmy stay of Jimmy Choo."""
    reach = _reach(scored)
    taken: list[_Scored] = []
    for s in sorted(scored, key=lambda s: (-reach[s], s.one.start - s.one.end)):
        if s.score < _least(s) or (s.features["two_known"] and s.features["given_beside"]):
            continue
        if all(s.one.end <= t.one.title_start or t.one.end <= s.one.title_start for t in taken):
            taken.append(s)
    return sorted((s for s in taken if not en_doubt.doubtful(s.features)), key=lambda s: s.one.start)


def _least(scored: _Scored) -> float:
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
        (end <= one.title_start and _JOINT.fullmatch(text[end : one.title_start]))
        or (one.end <= start and _JOINT.fullmatch(text[one.end : start]))
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


def _spotted(scene: EnScene, scored: _Scored) -> Spotted:
    one, text = scored.one, scene.text
    staff = is_staff(text, one, scored.features)
    return Spotted(
        start=one.title_start,
        end=one.end,
        name=text[one.start : one.end],
        role=en_sides.role_of(text, one.title_start, one.end) if staff else None,
        title=text[one.title_start : one.start].strip() or None,
        staff=staff,
        score=scored.score,
        sources=tuple(k for k in sorted(scored.features) if scored.features[k] and k != "bias"),
    )
