"""What a cloud counts in one comment: words that tell something alone, and pairs that tell more (房间干净, late checkout).

A pair is a thing with what is said of it or with another thing, next to each other or with links alone between them;
it is written one way, however the comment puts it: "the staff were very friendly" is "friendly staff".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from nlp import lexicons
from nlp.insights.kinds import ALONE, Kind, Kinds
from nlp.text.simple import simplified
from nlp.words import Near, Said

_LONGEST, _LONGEST_EN = 7, 24
_PAIR = 2
_LIKED: frozenset[Kind] = frozenset({"quality", "shade"})
_TOLD: frozenset[Kind] = frozenset({"thing", "deed"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a pair as it stands in a cloud, with the words it is made of."""

    text: str
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Tell the language; 服務 and 服务 are one word, 干净的房间 and 房间很干净 one pair."""
        whole = " + ".join(sorted(self.parts)) or self.text
        return ("en", whole) if whole.isascii() else ("zh", simplified(whole))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word as it counts alone, and as it stands in a pair (delay, delayed), each with its kind."""

    word: str
    kind: Kind
    form: str
    role: Kind
    near: Near


def units(said: Sequence[Said], kinds: Kinds) -> Iterable[Unit]:
    """Yield what one segment says: every telling word, then every pair."""
    spots = list(_spots(said, kinds))
    for spot in spots:
        if spot.kind in ALONE:
            yield Unit(_shown(spot.word, spot.kind))
    for left, right in pairwise(spots):
        if right.near != "apart" and (pair := _pair(left, right)) and not kinds.is_name(pair.text):
            yield pair


def _spots(said: Iterable[Said], kinds: Kinds) -> Iterable[_Spot]:
    """Yield the words with their kinds; a link that counts as a word (really, 非常) only keeps its neighbours near."""
    bridge: Near | None = None
    for each in said:
        near: Near = each.near if bridge is None else "apart" if "apart" in (bridge, each.near) else "linked"
        if each.word in _links() or each.form in _links():
            bridge = near
            continue
        bridge = None
        word = _plain(each.word, kinds)
        yield _Spot(word, kinds.of(word), *_beside(each, word, kinds), near)


def _beside(said: Said, word: str, kinds: Kinds) -> tuple[str, Kind]:
    """Return how a word stands in a pair, and as what; what was done to a thing (cancelled) is a shade of it."""
    done = said.form.endswith("ed") and said.form != said.word and not said.word.startswith("not ")
    if word.isascii() and (done or kinds.of(said.form) == "shade"):
        return said.form, "shade"
    return _bare(word), kinds.of(word)


def _plain(word: str, kinds: Kinds) -> str:
    """Return the word that stands for all of its meaning; 酒店设施 is 设施, for the house is everywhere."""
    return _same().get(kinds.within(word), kinds.within(word))


def _shown(word: str, kind: Kind) -> str:
    """Return "no parking" for what is counted as "not parking"."""
    return f"no {word.removeprefix('not ')}" if kind == "thing" and word.startswith("not ") else word


def _pair(left: _Spot, right: _Spot) -> Unit | None:
    if left.form.isascii() != right.form.isascii() or left.form == right.form:
        return None
    text = (_english if left.form.isascii() else _chinese)(left, right)
    limit = _LONGEST_EN if left.form.isascii() else _LONGEST
    return Unit(text, (_core(left.form), _core(right.form))) if text and len(text) <= limit else None


def _english(left: _Spot, right: _Spot) -> str:
    if "not " in (left.form[:4], right.form[:4]):
        return ""
    if right.near == "beside" and right.role in _TOLD and left.role in {*_LIKED, "thing"}:
        return f"{left.form} {right.form}"
    return f"{right.form} {left.form}" if left.role in _TOLD and right.role in _LIKED else ""


def _chinese(left: _Spot, right: _Spot) -> str:
    if left.role in _TOLD and right.role in _LIKED:
        return left.form + right.form
    if right.role not in _TOLD or left.role not in {*_TOLD, *_LIKED}:
        return ""
    if right.near == "beside":
        return left.form + right.form
    return right.form + left.form if left.role in _LIKED else ""


def _bare(word: str) -> str:
    """Return 大 for 很大: beside its thing it needs no degree."""
    return word[1:] if len(word) == _PAIR and word[0] in "很真挺" else word


def _core(word: str) -> str:
    """Return 慢 for 太慢: 退房慢 and 退房太慢 are one pair, written as most people do."""
    return word[1:] if len(word) == _PAIR and word[0] == "太" else word


@cache
def _links() -> frozenset[str]:
    return lexicons.words("zh/links") | lexicons.words("en/links")


@cache
def _same() -> dict[str, str]:
    tables = ("zh/same_words", "en/same_words")
    return {row["word"]: row["same"] for table in tables for row in lexicons.rows(table)}
