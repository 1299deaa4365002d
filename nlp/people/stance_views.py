"""What the learned stance sees of one mention: the words about the person without any name, and some numbers."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from nlp import lexicons
from nlp.people.stance_scope import Part, clause_of

_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = {"zh": 90, "en": 220}
_WEAK = 0.28
_STAND_IN = {"zh": ("某某", "别人"), "en": ("alex", "someone")}
Span = tuple[int, int]


def side(text: str) -> str:
    """Return zh where a text has Chinese characters enough to be read as Chinese, else en."""
    return "zh" if len(_HAN.findall(text)) * 4 > len(text.replace(" ", "")) else "en"


def texts(
    plain: str, cut: Sequence[Part], scope: Mapping[int, float], mine: Span, spans: Sequence[Span]
) -> tuple[tuple[str, str], Span]:
    """Return the clauses from the name onward, the same with what leads up to it, and where the first stand.

    Names are replaced, so that no name carries a feeling.
    """
    home = clause_of(cut, mine[0])
    first, last = home, clause_of(cut, mine[1] - 1)
    while scope.get(last + 1, 0.0) >= _WEAK:
        last += 1
    while scope.get(first - 1, 0.0) >= _WEAK and first > 0:
        first -= 1
    language = side(plain)
    limit = cut[home].start + _LONGEST[language]
    end = max(mine[1], min(cut[last].end, limit))
    start = max(cut[first].start, mine[0] - _LONGEST[language])
    own = _nameless(plain, (cut[home].start, end), mine, spans)
    return (own, _nameless(plain, (start, end), mine, spans)), (cut[home].start, end)


def _nameless(plain: str, window: Span, mine: Span, spans: Sequence[Span]) -> str:
    target, other = _STAND_IN[side(plain)]
    pieces: list[str] = []
    at = window[0]
    for start, end in sorted(spans):
        if at <= start and end <= window[1]:
            pieces += [plain[at:start], target if (start, end) == mine else other]
            at = end
    pieces.append(plain[at : window[1]])
    return "".join(pieces).strip(" ，,。")


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {"zh": [], "en": []}
    for row in lexicons.rows("shared/person_patterns.tsv"):
        found[row["language"]].append((row["kind"], re.compile(row["pattern"])))
    return {language: tuple(rows) for language, rows in found.items()}


def numbers(plain: str, mine: Span, about: tuple[str, str], spans: Sequence[Span]) -> dict[str, float]:
    """Return which kinds of deed, neglect, question or report the words about a person hold."""
    language = side(plain)
    own, whole = about
    before = plain[max(0, mine[0] - 40) : mine[0]]
    sentence = re.split(r"[。！!?？\n]|\.\s", plain[: mine[0]])[-1]
    found = {"bias": 1.0, f"bias_{language}": 1.0, "others": min(3.0, len(spans) - 1.0) / 3}
    for kind, pattern in _patterns()[language]:
        in_front = kind.endswith(("_to", "_before"))
        found[kind] = float(bool(pattern.search(before if in_front else own)))
    found["length"] = math.log1p(len(own)) / 5
    found["lead"] = math.log1p(max(0, len(whole) - len(own))) / 5
    found["first"] = float(not sentence.strip())
    found["asks_end"] = float(plain.rstrip().endswith(("?", "？", "吗")))
    return found
