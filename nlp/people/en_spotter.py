"""Who is named in an English text: candidates, scored, the best ones that do not overlap, staff or not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from nlp.people import en_sides, scorer, tables, zh_latin
from nlp.people.en_choice import JOINT, Scored, beside, choose, may_count
from nlp.people.en_cores import candidates, may_name
from nlp.people.en_features import EnCandidate, EnScene, joined, standing
from nlp.people.en_model import Entity, Model, pipeline, sentences
from nlp.people.en_staff import is_staff
from nlp.people.frames import Spotted

_AND = re.compile(r"\s+(?:and|n|&)$")
_LETTERS = re.compile(r"[A-Za-z]+")
_LONG = 3000
_SHOUTING = 0.6
_RUN = 3
_PAIRS = 4
_WORDY = 4
_HEADLINE = 6


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
    for at in range(0, len(parts), _AT_ONCE):
        some = parts[at : at + _AT_ONCE]
        read = _spot_all([texts[i][a:b] for i, a, b in some], stop, known, model or pipeline())
        for (i, start, _), people in zip(some, read, strict=True):
            found[i].extend(replace(p, start=p.start + start, end=p.end + start) for p in people)
    return found


_AT_ONCE = 512
"""What is known of every candidate is kept while a batch is read, so a batch is no larger than this."""


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
    lists = _brands(stop), known
    drafts = [draft for i, text in enumerate(texts) for draft in _drafts(i, text, lists)]
    asked = _hopeful(drafts)
    named = model.entities([d.scene.text[d.start : d.end] for d in asked])
    wanted: dict[int, list[tuple[_Draft, list[Entity]]]] = {}
    for draft, things in zip(asked, named, strict=True):
        moved = [Entity(draft.start + t.start, draft.start + t.end, t.kind) for t in things]
        wanted.setdefault(draft.number, []).append((draft, moved))
    return [_spot(text, wanted[i], lists) if i in wanted else [] for i, text in enumerate(texts)]


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    """A sentence of the text of some number that can hold a name, and what the text alone says of its candidates."""

    number: int
    scene: EnScene
    start: int
    end: int
    stands: Mapping[EnCandidate, dict[str, float]]


def _drafts(number: int, text: str, lists: tuple[frozenset[str], frozenset[str]]) -> Iterator[_Draft]:
    hinted = [(s, e) for s, e in sentences(text) if may_name(text[s:e], lists[1])]
    if not hinted:
        return
    scene = scene_of(text, [], *lists)
    for start, end in hinted:
        stands = {one: standing(scene, one) for one in candidates(scene, start, end)}
        yield _Draft(number, scene, start, end, stands)


@cache
def _brands(more: frozenset[str]) -> frozenset[str]:
    """Return one set for every batch, because what is kept beside it is found by it."""
    return more | tables.everything("shared/not_people.tsv")


def _hopeful(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Keep the sentences with a candidate that were a name if the model said so: only there it is asked."""
    every = [(d, one, stands) for d in drafts for one, stands in d.stands.items()]
    hoped = [
        joined(d.scene, one, {**stands, "model": 1.0, "model_part": 0.0}, _in_company(d, one), False)
        for d, one, stands in every
    ]
    chances = scorer.probabilities("en", hoped)
    scored = [
        Scored(one, chance, found) for (_, one, _), chance, found in zip(every, chances, hoped, strict=True)
    ]
    kept = {id(d) for (d, _, _), s in zip(every, scored, strict=True) if may_count(s)}
    return [d for d in drafts if id(d) in kept]


def _in_company(draft: _Draft, one: EnCandidate) -> bool:
    """Tell whether a name could stand right beside a candidate: another one, or one of the next line."""
    text = draft.scene.text
    before, behind = text[draft.start : one.title_start], text[one.end : draft.end]
    if any(JOINT.fullmatch(rest) for rest in (before, behind)):
        return True
    return beside(text, one, [(o.title_start, o.end) for o in draft.stands])


def _spot(
    text: str,
    parts: Sequence[tuple[_Draft, list[Entity]]],
    lists: tuple[frozenset[str], frozenset[str]],
) -> list[Spotted]:
    scene = scene_of(text, [thing for _, things in parts for thing in things], *lists)
    stands = {one: found for draft, _ in parts for one, found in draft.stands.items()}
    every = sorted(stands, key=lambda c: (c.start, c.end))
    kept = choose(scene, every, stands)
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


def _spotted(scene: EnScene, scored: Scored) -> Spotted:
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
