"""Who is named in a Chinese text: candidates, scored, the best ones that do not overlap, staff or not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from nlp.people import finder, scorer, tables, zh_sides
from nlp.people.frames import Spotted
from nlp.people.lac import Tagger, Token, pieces, tagger
from nlp.people.zh_cores import Core, cores
from nlp.people.zh_features import Scene, features

_LIST_JOINT = re.compile(r"\s*(?:[、,，&/ ]|和|与|及|跟|同|还有|以及|或)?\s*")
_LEAST = 0.5
_LONGER = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    core: Core
    score: float
    features: Mapping[str, float]


def spot(
    text: str,
    stop: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
    words: Tagger | None = None,
) -> list[Spotted]:
    """Find the people a Chinese or mixed text names; ``known`` are plain names of the roster."""
    found: list[Spotted] = []
    for start, end in pieces(text):
        found.extend(_shifted(s, start) for s in _spot(text[start:end], stop, known, words or tagger()))
    return found


def _spot(text: str, stop: frozenset[str], known: frozenset[str], words: Tagger) -> list[Spotted]:
    plain = tables.spoken(text)
    if not may_name(plain, known):
        return []
    scene = Scene.of(plain, tag(plain, words), stop_words(stop), known)
    chosen = _choose(scene)
    return [_spotted(text, scene, one) for one in chosen]


def _shifted(one: Spotted, by: int) -> Spotted:
    return replace(one, start=one.start + by, end=one.end + by) if by else one


def layer_id(words: Tagger | None = None) -> str:
    """Name the layers that run here."""
    return f"zh:{(words or tagger()).id}+{scorer.identity('zh')}"


def tag(plain: str, words: Tagger | None = None) -> list[Token]:
    """Cut a plain text into tagged words; two people in one word are two: 小成小许."""
    return [half for token in (words or tagger()).tag(plain) for half in _halves(plain, token)]


def _halves(plain: str, token: Token) -> tuple[Token, ...]:
    word = plain[token.start : token.end]
    if token.tag == "PER" and _TWO_SMALL.fullmatch(word):
        middle = token.start + len(word) // 2
        return Token(token.start, middle, "PER"), Token(middle, token.end, "PER")
    return (token,)


_TWO_SMALL = re.compile("(?:[小老阿].){2}")


@cache
def stop_words(more: frozenset[str]) -> frozenset[str]:
    """Return what is never a person: the lists of this room and the customer's own."""
    return more | tables.everything("zh/not_people.tsv") | tables.everything("shared/not_people.tsv")


def may_name(plain: str, known: frozenset[str]) -> bool:
    """Tell cheaply whether a text can hold a name at all; most comments cannot, and the network costs."""
    return bool(_hint().search(plain)) or finder.holds(plain, known)


@cache
def _hint() -> re.Pattern[str]:
    """Return what every name has beside it: thanks, a title, a job, 小 and a surname, Latin, or a clause's start."""
    cues = tables.by_kind("zh/person_cues.tsv")
    titles = tables.by_kind("zh/titles.tsv")
    named = cues["thanks"] | cues["naming"] | titles["job"] | titles["honorific"] | titles["epithet"]
    named = {w for w in named if len(w) > 1 and w not in _EVERYWHERE} | {"叫", "姓"}
    places = tables.alternatives(tables.everything("zh/roles.tsv"))
    jobs = tables.alternatives(tables.by_kind("zh/roles.tsv")["job"])
    compound = {s for s in tables.surnames() if len(s) > 1}
    common = "".join(s for s in tables.surnames() if len(s) == 1 and s not in _NOT_FIRST)
    han = zh_sides.HAN
    return re.compile(
        rf"{tables.alternatives(named)}|[{common}常方高](?:姐|哥|总|工|生|叔|姨|sir|Sir)|[小老阿][{common}{han}](?![{han}]*[车])"
        rf"|[A-Za-z]{{3,}}|[{_TOP}](?![到边围末日全年金色况必立多久子])[{han}]"
        rf"|(?:{places})[{han}]{{2,3}}(?:服务|态度|热情|很|非常|特别)|(?:{jobs})(?:的)?[{common}]|{tables.alternatives(compound)}|(?:^|[，。！？、,!?;；~ ]|前台|大堂|客服|管家|员|尤其是|特别是|还有|和)[{common}][{han}]{{1,3}}"
    )


_EVERYWHERE = frozenset({"推荐", "好评", "服务员", "差评"})
_TOP = (
    "王李张刘陈杨黄吴赵周徐孙朱胡林郭何罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘袁董余苏叶吕魏蒋杜丁沈姜范廖崔谭邱郝欧"
)
_NOT_FIRST = frozenset("和于常时党计明路简连包代成门向季官经能有要方安平白水文马公房都全高米费")


def _choose(scene: Scene) -> list[_Scored]:
    """Score all, keep the best that do not overlap, then look again at the neighbours of those kept."""
    every = cores(scene.text, scene.tokens, scene.known)
    first = [_score(scene, core, False) for core in every]
    kept = _best(scene, first)
    for _ in range(3):
        spans = [(k.core.start, k.core.title_end) for k in kept]
        again = [_score(scene, s.core, True) if beside(scene.text, s.core, spans) else s for s in first]
        grown = _best(scene, again)
        if len(grown) == len(kept):
            return grown
        kept = grown
    return kept


def _score(scene: Scene, core: Core, neighbour: bool) -> _Scored:
    found = features(scene, core, neighbour)
    return _Scored(core, scorer.probability("zh", found), found)


def _reach(scene: Scene, scored: Sequence[_Scored]) -> dict[_Scored, float]:
    """Let a longer name inherit the score of its front, so that Daniel does not beat Daniel Po."""
    reach: dict[_Scored, float] = {}
    front: dict[int, float] = {}
    for s in sorted(scored, key=lambda s: (s.core.start, s.core.title_end)):
        best = front.get(s.core.start, 0.0)
        longer = s.score >= _LONGER and (
            s.core.title_end > s.core.end or scene.text[s.core.end - 1].isascii()
        )
        reach[s] = max(s.score, best) if longer else s.score
        front[s.core.start] = max(best, s.score)
    return reach


def _best(scene: Scene, scored: Sequence[_Scored]) -> list[_Scored]:
    reach = _reach(scene, scored)
    taken: list[_Scored] = []
    for one in sorted(scored, key=lambda s: (-reach[s], s.core.start - s.core.title_end)):
        if one.score < _LEAST:
            break
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


def _spotted(text: str, scene: Scene, one: _Scored) -> Spotted:
    core = one.core
    name = text[core.start : core.end]
    title = text[core.end : core.title_end].strip() or None
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
    if name in tables.everything("shared/celebrities.tsv") or found.get("quoted"):
        return False
    if found.get("left_guest") or found.get("left_author") or zh_sides.guest_called(scene.text, core.start):
        return False
    return not found.get("culture") or bool(role)
