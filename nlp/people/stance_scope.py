"""Which clauses of a comment are about which person, and how much they count for them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_BREAK = re.compile(
    r"([。！？!?；;\n…]+|(?<=[a-z)\"'])\.(?=\s|$)|\.{2,})|([，,、：:]|\s-\s|\s{2,}|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]))"
)
_TURN = re.compile(
    r"(但是|不过|可是|然而|只是|就是|但|反而|倒是|而|相反|可(?=[他她是惜]))"
    r"|\b((?<!anything )(?<!nothing )but|however|though|although|unfortunately|whereas|while|yet|except|unlike|until|on the other hand|instead|then)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\s*(?:而且|并且|还|也|又|真的|但|所以)?(?:他|她|佢|人家|ta|这位|这个人|该员工)|\s*(?:and |but |so )?(?:he|she|they|him|her|his|who|\w+ (?:him|her))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause [start, end) of sentence number ``sentence``; ``turn``: it opens with but or 不过."""

    start: int
    end: int
    sentence: int
    turn: bool


def parts(text: str, mentions: Sequence[tuple[int, int]]) -> list[Part]:
    """Cut a text into clauses at marks and where the opinion turns; never inside a mention."""
    inside = {i for s, e in mentions for i in range(s + 1, e)}
    cuts = [(m.start(), m.end(), bool(m.group(1)), False) for m in _BREAK.finditer(text)]
    cuts += [(m.start(), m.start(), False, True) for m in _TURN.finditer(text)]
    found: list[Part] = []
    begin, sentence, turn = 0, 0, False
    for start, end, full, turns in sorted(c for c in cuts if c[0] not in inside):
        if text[begin:start].strip():
            found.append(Part(begin, start, sentence, turn))
            turn = False
        sentence += full
        begin, turn = max(begin, end), turns or (turn and not text[begin:start].strip())
    if text[begin:].strip():
        found.append(Part(begin, len(text), sentence, turn))
    return found


def groups(text: str, mentions: Sequence[tuple[int, int]], listed: Callable[[str], bool]) -> list[list[int]]:
    """Gather neighbours in a list, 小李、小林和小周 or Kim and Ann: what is said is said of all of them."""
    found: list[list[int]] = []
    for i, (start, end) in enumerate(mentions):
        again = found and any(text[slice(*mentions[k])] == text[start:end] for k in found[-1])
        if found and not again and listed(text[mentions[found[-1][-1]][1] : start]):
            found[-1].append(i)
        else:
            found.append([i])
    return found


def scopes(
    text: str, clauses: Sequence[Part], spans: Sequence[list[tuple[int, int]]]
) -> list[dict[int, float]]:
    """Return for every group of mentions the weight of every clause that may be about it."""
    home = [clause_of(clauses, g[0][0]) for g in spans]
    last = [clause_of(clauses, g[-1][0]) for g in spans]
    owners = {i for a, b in zip(home, last, strict=True) for i in range(a, b + 1)}
    found: list[dict[int, float]] = []
    for group, (first, final) in enumerate(zip(home, last, strict=True)):
        weights = dict.fromkeys(range(first, final + 1), 1.0)
        following = home[group + 1] if group + 1 < len(home) else len(clauses)
        _forward(text, clauses, weights, (final, following))
        _together(text, clauses, weights, final)
        _backward(clauses, weights, first, owners, _leads(text, clauses, spans[group], (first, final)))
        found.append(weights)
    return found


def foreign(weights: Sequence[dict[int, float]], group: int) -> frozenset[int]:
    """Return the clauses that are about other groups of mentions and hardly about this one."""
    mine = weights[group]
    return frozenset(
        i
        for number, theirs in enumerate(weights)
        if number != group
        for i, weight in theirs.items()
        if weight >= _THEIRS and mine.get(i, 0.0) < _THEIRS
    )


_THEIRS = 0.5


def _forward(text: str, clauses: Sequence[Part], weights: dict[int, float], between: tuple[int, int]) -> None:
    """Follow what comes behind a mention: the same sentence, then sentences that say he or she."""
    final, following = between
    strength = 0.85
    for i in range(final + 1, min(following, final + 8)):
        part = clauses[i]
        pronoun = bool(_PRONOUN.match(text[part.start : part.end]))
        if part.sentence != clauses[i - 1].sentence:
            strength = 0.8 if pronoun else min(strength, 0.35) * 0.7
        elif part.turn and not pronoun:
            strength *= 0.6
        weights[i] = max(strength, 0.8 if pronoun else 0.0)
        strength *= 0.9


def _together(text: str, clauses: Sequence[Part], weights: dict[int, float], final: int) -> None:
    """Give a clause that speaks of both or all (两个人都, both of them) to everyone named before it, not far off."""
    for i in range(final + 1, min(len(clauses), final + 6)):
        if _BOTH.match(text[clauses[i].start : clauses[i].end]):
            weights[i] = max(weights.get(i, 0.0), 0.8)


_BOTH = re.compile(
    r"\s*(?:这|那)?(?:两|俩|三|四|几|2|3)(?:个|位)?(?:人|位)?都|\s*(?:他|她|佢)们?(?:俩|几个|两个|三个)|\s*(?:佢哋|他们|她们|大家)都"
    r"|\s*(?:and )?(?:both|all (?:three|four|of them)|the (?:two|three|pair)|they (?:both|all)|the pair)\b",
    re.IGNORECASE,
)


def _leads(
    text: str, clauses: Sequence[Part], group: list[tuple[int, int]], between: tuple[int, int]
) -> bool:
    """Tell whether what stood before is meant for the names: they stand alone, or 尤其是 leads to them."""
    first, final = between
    rest = clauses[final].end - clauses[first].start - sum(e - s for s, e in group)
    before = text[clauses[first].start : group[0][0]]
    return rest <= _BARE * len(group) or bool(
        re.search("特别是|尤其|especially|particularly|in particular", before)
    )


_BARE = 3


def _backward(
    clauses: Sequence[Part], weights: dict[int, float], first: int, owners: set[int], bare: bool
) -> None:
    """Look at what leads up to a mention, unless it belongs to someone else or the mention's clause turns."""
    strength = 0.7 if bare else 0.3
    for i in range(first - 1, max(-1, first - 4), -1):
        if i in owners or clauses[i].sentence != clauses[first].sentence or clauses[i + 1].turn:
            return
        weights[i] = strength
        strength *= 0.6


def clause_of(clauses: Sequence[Part], at: int) -> int:
    """Return the number of the clause that holds position ``at``, or of the last one before it."""
    return max(0, bisect_right(clauses, at, key=lambda part: part.start) - 1)
