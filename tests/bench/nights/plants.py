# pyright: basic
"""What is planted into a night: new subjects that should be born, and copies and adverts that should not."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from nlp.records import Language
from nlp.text import cut, language_of, repair
from nlp.topics import SegmentInput
from tests.bench.nights.streams import ROOT, Stream, data, embedded, voiced

CASES = ROOT / "tests" / "nlp" / "cases"
COUNT = 8
_LONGEST = 60
_LEADS = {
    "zh": ("真的", "说实话", "唉", "哎", "今天", "又是", "反正", "大家注意", "无语", "怎么说呢"),
    "en": (
        "honestly",
        "again:",
        "well,",
        "sad but",
        "today",
        "once more",
        "so",
        "sorry but",
        "really,",
        "ugh",
    ),
}
_TAILS = ("!!!", "～", "😡", "…", "!", "。。。", "😤😤", "?", "!?", "^_^")
_ADVERTS = {
    "zh": "诚招兼职，日结{n}元，加微信 money{n}88 领红包，名额只剩{n}个，先到先得",
    "en": "Earn ${n}00 a day from home, ask me on Telegram t.me/cash{n}x for the price list, only {n} places left",
}


@dataclass(frozen=True)
class Theme:
    """Texts about one subject, each with its vector."""

    name: str
    language: Language
    texts: Sequence[str]
    vectors: np.ndarray


def written(file: str, *, only: Sequence[str] = ()) -> list[Theme]:
    """Read hand-written subjects, one theme for each language they are written in."""
    lines = (CASES / file).read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    wanted = [c for c in cells if not only or c[0] in only]
    keys = list(dict.fromkeys((c[0], c[1].split("-")[0]) for c in wanted))
    groups = {key: [c[2] for c in wanted if (c[0], c[1].split("-")[0]) == key] for key in keys}
    return _themes({k: v for k, v in groups.items() if len(v) >= COUNT})


def labelled(file: str, column: str, language: str, *, least: int = 40, most: int = 400) -> list[Theme]:
    """Read the labels of a data set as subjects; none where the file is absent."""
    if not (data() / file).exists():
        return []
    with (data() / file).open(encoding="utf-8-sig", newline="") as handle:
        rows = [(row[column], repair(row["text"]).text[:_LONGEST]) for row in csv.DictReader(handle)]
    names = sorted({label for label, _ in rows})
    groups = {(n, language): list(dict.fromkeys(t for label, t in rows if label == n and t)) for n in names}
    chosen = {k: _some(v, most) for k, v in groups.items() if len(v) >= least}
    return _themes(chosen)


def _some(texts: list[str], most: int) -> list[str]:
    return [texts[i] for i in np.sort(np.random.default_rng(4).permutation(len(texts))[:most])]


def _themes(groups: dict[tuple[str, str], list[str]]) -> list[Theme]:
    vectors = embedded([text for texts in groups.values() for text in texts])
    found, start = [], 0
    for (name, language), texts in groups.items():
        told: Language = "en" if language == "en" else "zh-Hans"
        found.append(Theme(name, told, texts, vectors[start : start + len(texts)]))
        start += len(texts)
    return found


def several(theme: Theme, rng: np.random.Generator, day: date) -> Stream:
    """Return eight segments about a theme, of eight comments."""
    chosen = rng.permutation(len(theme.texts))[:COUNT]
    return Stream([said(theme, int(i), f"plant{i}", day) for i in chosen], theme.vectors[chosen])


def said(theme: Theme, i: int, comment: str, day: date) -> SegmentInput:
    """Return one text of a theme as a segment."""
    return SegmentInput(comment_id=comment, index=0, text=theme.texts[i], language=theme.language, day=day)


def of_few(comments: int) -> Callable[[Theme, np.random.Generator, date], Stream]:
    """Return a plant of eight segments that only so many comments are made of."""

    def plant(theme: Theme, rng: np.random.Generator, day: date) -> Stream:
        whole = several(theme, rng, day)
        parted = [
            replace(s, comment_id=f"plant{i % comments}", index=i) for i, s in enumerate(whole.segments)
        ]
        return Stream(parted, whole.vectors)

    return plant


def copies(kind: str, count: int = COUNT) -> Callable[[Theme, np.random.Generator, date], Stream]:
    """Return a plant of copies of one text, or of one advert, as a flood brings them."""

    def plant(theme: Theme, rng: np.random.Generator, day: date) -> Stream:
        text = theme.texts[int(rng.integers(len(theme.texts)))]
        tongue = "en" if theme.language == "en" else "zh"
        return flood([_copy(kind, text, tongue, turn) for turn in range(count)], day)

    return plant


def _copy(kind: str, text: str, tongue: str, turn: int) -> str:
    space = " " if tongue == "en" else ""
    made = {
        "same": text,
        "number": f"{text}{space}{turn + 1}{space}{'times' if tongue == 'en' else '次'}",
        "marks": text + _TAILS[turn % len(_TAILS)],
        "a word": f"{_LEADS[tongue][turn % 10]}{space}{text}",
        "two words": f"{_LEADS[tongue][turn % 10]}{space}{text}{space}{_LEADS[tongue][(3 * turn + 1) % 10]}",
        "advert": _ADVERTS[tongue].format(n=turn + 2),
    }
    return made[kind]


def flood(texts: Sequence[str], day: date) -> Stream:
    """Make segments of comments as a night does: copies of a flood and adverts are no voices there."""
    heard = voiced(texts)
    segments = []
    for i, (text, voice) in enumerate(zip(texts, heard, strict=True)):
        language = language_of(text)
        for index, (a, b) in enumerate(cut(text, language)):
            segments.append(
                SegmentInput(
                    comment_id=f"plant{i}",
                    index=index,
                    text=text[a:b],
                    language=language,
                    day=day,
                    voice=voice,
                )
            )
    return Stream(segments, embedded([s.text for s in segments], keep=False))
