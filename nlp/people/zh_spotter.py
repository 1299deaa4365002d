"""Who is named in a Chinese text: candidates, scored, the best ones that do not overlap, staff or not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlp.people import scorer, tables, zh_doubt, zh_hint, zh_scene, zh_sides, zh_told
from nlp.people.frames import Spotted
from nlp.people.lac import Tagger, pieces, tagger
from nlp.people.zh_cores import Core, cores
from nlp.people.zh_features import features
from nlp.people.zh_given import given
from nlp.people.zh_scene import Scene

_LIST_JOINT = re.compile(
    r"\s*(?:[（(][^（）()]{1,8}[）)])?\s*(?:[、,，&/ 和与及跟同或]|还有|以及)?\s*(?:\d{1,2}[.、．)])?"
)
_LEAST, _BARE = 0.5, 0.56
"""How likely a name must be, and one that nothing around it speaks for."""
_LONGER = 0.6
_INTRODUCED = 0.38
"""How likely a name must be where a job, a title or another name introduces it, if it is no word."""
_CUES = ("left_job", "title_job", "title_honorific", "neighbour", "seconded")


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    core: Core
    score: float
    features: Mapping[str, float]


def spot_all(
    texts: Sequence[str],
    stop: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
    words: Tagger | None = None,
) -> list[list[Spotted]]:
    """Find the people that Chinese or mixed texts name; ``known`` are plain names of the roster.

    Together, because the tagger reads many faster than one by one; each as if it were alone.
    """
    found: list[list[Spotted]] = []
    for at in range(0, len(texts), _TOGETHER):
        found.extend(_spot_all(texts[at : at + _TOGETHER], (stop, known, words or tagger())))
    return found


_TOGETHER = 512


def _spot_all(
    texts: Sequence[str], lists: tuple[frozenset[str], frozenset[str], Tagger]
) -> list[list[Spotted]]:
    stop, known, words = lists
    cuts = [(n, start, text[start:end]) for n, text in enumerate(texts) for start, end in pieces(text)]
    plain = [(cut, tables.spoken(cut[-1])) for cut in cuts]
    hinted = [(cut, one, parts) for cut, one in plain if (parts := zh_hint.windows(one, known))]
    read = [(one, parts) for _, one, parts in hinted]
    scenes = zh_scene.scenes(read, words, zh_scene.stop_words(stop), known)
    found: list[list[Spotted]] = [[] for _ in texts]
    for ((n, start, piece), _, parts), scene in zip(hinted, scenes, strict=True):
        found[n].extend(_shifted(person, start) for person in _spot(piece, scene, parts))
    return found


def _spot(text: str, scene: Scene, parts: Sequence[tuple[int, int]]) -> list[Spotted]:
    return zh_doubt.kept(scene.text, [_spotted(text, scene, one) for one in _choose(scene, parts)])


def _shifted(one: Spotted, by: int) -> Spotted:
    return replace(one, start=one.start + by, end=one.end + by) if by else one


def layer_id(words: Tagger | None = None) -> str:
    """Name the layers that run here."""
    return f"zh:{(words or tagger()).id}+{scorer.identity('zh')}"


_POLITE = re.compile(r"[A-Za-z]+(?:\. ?| )")


def candidates(scene: Scene, parts: Sequence[tuple[int, int]]) -> list[Core]:
    """Return the candidates of the parts that were read."""
    every = cores(scene.text, scene.tokens, scene.known)
    return [c for c in every if any(a <= c.start and c.end <= b for a, b in parts)]


def _choose(scene: Scene, parts: Sequence[tuple[int, int]]) -> list[_Scored]:
    """Score all, keep the best that do not overlap, then look again at the neighbours of those kept."""
    every = candidates(scene, parts)
    first = _score(scene, every)
    kept = _best(scene, first)
    for _ in range(3 if kept else 0):
        spans = [(k.core.start, k.core.title_end) for k in kept]
        near = [s.core for s in first if beside(scene.text, s.core, spans)]
        same = [s.core for s in first if seconded(scene.text, s.core, spans)]
        again = {s.core: s for s in _score(scene, [*dict.fromkeys([*near, *same])], near, same)}
        grown = _best(scene, [again.get(s.core, s) for s in first])
        if len(grown) == len(kept):
            return grown
        kept = grown
    return kept


def _score(
    scene: Scene, every: Sequence[Core], near: Sequence[Core] = (), same: Sequence[Core] = ()
) -> list[_Scored]:
    found = [features(scene, core, core in near, core in same) for core in every]
    scores = _settled(scene, every, scorer.probabilities("zh", found))
    sure = [zh_told.told(f, s) for f, s in zip(found, scores, strict=True)]
    return [_Scored(*one) for one in zip(every, sure, found, strict=True)]


def _settled(scene: Scene, every: Sequence[Core], scores: Sequence[float]) -> list[float]:
    """Give 小滕 what speaks for 小滕爱 where the tagger drew the verb behind into the name: one of the two it is.

    And take from 高飞只 what the tagger cut off, if no name ends so.
    """
    at = {(core.start, core.title_end): score for core, score in zip(every, scores, strict=True)}
    found: list[float] = []
    for core, score in zip(every, scores, strict=True):
        small = core.end - core.start == _SMALL_PAIR and scene.text[core.start] in "小老阿啊"
        grown = core.title_end == core.end and (core.start, core.end + 1) in scene.people
        drawn = grown and (small or scene.text[core.end] in _VERBAL)
        longer = at.get((core.start, core.end + 1), 0.0)
        if drawn and (longer < _LEAST or _seldom(scene.text, core.end)):
            found.append(min(_SURE, score + longer))
        elif scene.text[core.start] in _BEFORE and (core.start + 1, core.title_end) in at:
            found.append(min(score, at[core.start + 1, core.title_end] - _LITTLE))
        elif _adds(scene, core):
            found.append(min(score, at.get((core.start, core.end - 1), 1.0) - _LITTLE))
        else:
            found.append(score)
    return found


def _adds(scene: Scene, core: Core) -> bool:
    """Tell whether a candidate is the tagger's person and a character more that no name ends in."""
    small = core.end - core.start == _SMALL_PAIR + 1 and scene.text[core.start] in "小老阿啊"
    cut = core.title_end == core.end and (small or (core.start, core.end - 1) in scene.people)
    drawn = (core.start, core.end) in scene.people and scene.text[core.end - 1] in _VERBAL
    return (cut and _seldom(scene.text, core.end - 1)) or (drawn and core.end - core.start > _SMALL_PAIR)


def _seldom(text: str, at: int) -> bool:
    """Tell whether names seldom end in the character here: 老唐|导."""
    if text[at] in _VERBAL:
        return True
    return not text[at].isascii() and text[at] != "儿" and given().get(text[at], 0.0) < _SELDOM


_BEFORE, _VERBAL = frozenset("下个系"), frozenset("能把被让给朝跪")
"""What ends a word of Cantonese before a name, 讚下|陳師奶, and what begins a verb behind one."""
_SMALL_PAIR, _SHORT, _SURE, _LITTLE, _SELDOM = 2, 3, 0.95, 0.01, 1.2


def _reach(scene: Scene, scored: Sequence[_Scored]) -> dict[_Scored, float]:
    """Let a longer name inherit the score of its front or of its end, so that Daniel does not beat Daniel Po."""
    reach: dict[_Scored, float] = {}
    front: dict[int, float] = {}
    behind = {(s.core.start, s.core.title_end): s.score for s in scored}
    for s in sorted(scored, key=lambda s: (s.core.start, s.core.title_end)):
        core, best = s.core, front.get(s.core.start, 0.0)
        short = core.end - core.start <= _SHORT and core.title_end > core.end
        longer = s.score >= _LONGER and (short or scene.text[core.end - 1].isascii())
        reach[s] = max(s.score, best) if longer else s.score
        if s.score >= _LEAST and scene.text[core.start] in "小老阿啊":
            reach[s] = max(reach[s], behind.get((core.start + 1, core.title_end), 0.0))
        front[core.start] = max(best, s.score)
    return reach


def _least(found: Mapping[str, float]) -> float:
    if found.get("no_cue") or found.get("place_end"):
        return _BARE
    introduced = not found.get("word") and any(found.get(cue) for cue in _CUES)
    return _INTRODUCED if introduced else _LEAST


def _best(scene: Scene, scored: Sequence[_Scored]) -> list[_Scored]:
    reach = _reach(scene, scored)
    taken: list[_Scored] = []
    for one in sorted(scored, key=lambda s: (-reach[s], s.core.start - s.core.title_end)):
        if one.score < _least(one.features):
            continue
        if all(one.core.title_end <= t.core.start or t.core.title_end <= one.core.start for t in taken):
            taken.append(one)
    return sorted(taken, key=lambda s: s.core.start)


def beside(text: str, core: Core, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a candidate stands in a list beside one of the spans."""
    for start, end in spans:
        if end <= core.start and _LIST_JOINT.fullmatch(text[end : core.start]):
            return True
        if core.title_end <= start and _LIST_JOINT.fullmatch(text[core.title_end : start]):
            return True
    return False


def seconded(text: str, core: Core, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether one of the spans, elsewhere in the text, begins with the very same name: 前台Ivy …, 下次还找Ivy."""
    word = text[core.start : core.end]
    return len(word) > 1 and any(
        (end <= core.start or core.title_end <= start) and text.startswith(word, start, end)
        for start, end in spans
    )


def _spotted(text: str, scene: Scene, one: _Scored) -> Spotted:
    core = one.core
    name = text[core.start : core.end]
    title = text[core.end : core.title_end].strip() or None
    if core.source == "courtesy" and (polite := _POLITE.match(name)):
        title, name = polite.group().strip(), name[polite.end() :]
    role = role_of(scene.text, core)
    staff = is_staff(scene, core, one.features, role)
    return Spotted(
        start=core.start,
        end=core.title_end,
        name=name,
        role=role if staff else None,
        department=before[1] if (before := zh_sides.role_before(scene.text, core.start)) else None,
        title=title,
        staff=staff,
        score=one.score,
        sources=tuple(k for k in sorted(one.features) if one.features[k] and k != "bias"),
    )


def role_of(plain: str, core: Core) -> str | None:
    """Return the role: a job before the name, a title behind it, or the department before it."""
    before = zh_sides.role_before(plain, core.start)
    title = plain[core.end : core.title_end].strip()
    if before and zh_sides.is_job(before[1]):
        return before[1]
    if title and zh_sides.title_kind(title) in {"job", "short"}:
        return title
    return before[1] if before else None


def is_staff(scene: Scene, core: Core, found: Mapping[str, float], role: str | None) -> bool:
    """Tell who serves here from guests, companions, authors, celebrities and the writer's own name."""
    name = scene.text[core.start : core.end]
    introduced = role or found.get("left_naming")
    if found.get("quoted") or (name in tables.everything("shared/celebrities.tsv") and not introduced):
        return False
    if found.get("left_guest") or found.get("left_author") or zh_sides.guest_called(scene.text, core.start):
        return False
    return not found.get("culture") or bool(role)
