# pyright: basic
"""Measure the stance toward named persons: macro-F1 on hard cases, how far the confidence holds, and its cost.

``python -m tests.bench stance``. ``people_stance.tsv`` are the cases that the tables were written beside;
``stance_dev.tsv``, ``stance_aside.tsv`` and ``stance_test.tsv`` were written before and taught to nothing: errors
were read of the first and of the even half of the second, of the rest only scores. The gold and the odd half of the sample hold plain feedback.
"""

import json
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.settings import environment_with
from nlp import embed
from nlp.insights.night import Rules
from nlp.people import PersonContext, load, stance
from nlp.people.frames import Spotted
from nlp.people.stance import Verdict, Weighed
from nlp.people.stance_learned import STANCES, LearnedStance
from nlp.people.stance_training import macro, sample_examples
from nlp.text import language_of
from tests.bench.people import say

_ROOT = Path(__file__).resolve().parents[2]
_CASES = _ROOT / "tests" / "nlp" / "cases"
_SETS = ("people_stance", "stance_dev", "stance_aside", "stance_test", "stance_exam")
_UNREAD = {"stance_test", "stance_exam", "stance_aside, odd half"}
_STEPS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
_SHOWN = Rules().display_confidence


@dataclass(frozen=True)
class Case:
    """One named person of one text, the stance that a reader sees, and what the room made of it."""

    language: str
    kind: str
    expected: str
    weighed: Weighed
    half: int = 0
    """Of a set kept aside in halves: which one."""


def main() -> None:
    """Print every table."""
    with tempfile.TemporaryDirectory() as folder:
        embedder = embed.load("e5-tuned", folder=Path(folder))
    learned = LearnedStance(embedder)
    sets = {name: _cases(name) for name in _SETS} | {"gold": _gold(), "sample, odd half": _sample()}
    aside = sets.pop("stance_aside")
    sets |= {
        f"stance_aside, {h} half": [c for c in aside if c.half == i] for i, h in enumerate(("even", "odd"))
    }
    sets = {name: cases for name, cases in sets.items() if cases}
    learned.judge([c.weighed for c in sets["people_stance"][:8]])
    found: dict[str, list[Verdict]] = {}
    for name, cases in sets.items():
        start = time.process_time()
        found[name] = learned.judge([c.weighed for c in cases])
        spent = (time.process_time() - start) / len(cases)
        _macros(name, "learned", cases, found[name])
        _macros(name, "tables alone", cases, [stance.by_tables(c.weighed) for c in cases])
        say(f"stance, {name}", "learned", f"{1000 * spent:.2f} ms of CPU a mention")
        if name not in _UNREAD:
            _kinds(name, cases, found[name])
    for name, cases in sets.items():
        _reliability(name, cases, found[name])
    _whole(load([], embedder=embedder).read)


def lines(name: str) -> list[list[str]]:
    """Return the rows of a set of cases: kind, language, text, people with stances."""
    rows = [x for x in (_CASES / f"{name}.tsv").read_text("utf-8").splitlines() if not x.startswith("#")]
    return [row.split("\t") for row in rows[1:]]


def placed(text: str, people: str) -> tuple[list[Spotted], list[str]]:
    """Return the persons of a case in their places, and the stance toward each."""
    at, spotted, expected = 0, [], []
    for part in people.split("|"):
        name, wanted = part.rsplit("=", 1)
        start = text.index(name, at)
        at = start + len(name)
        spotted.append(Spotted(start=start, end=at, name=name))
        expected.append(wanted)
    return spotted, expected


def _cases(name: str) -> list[Case]:
    found: list[Case] = []
    for kind, language, text, people in lines(name):
        spotted, expected = placed(text, people)
        side = "en" if language == "en" else "zh"
        for weighed, wanted in zip(stance.weigh(text, spotted), expected, strict=True):
            found.append(Case(side, kind, wanted, weighed, zlib.crc32(text.encode()) % 2))
    return found


def _gold() -> list[Case]:
    data = Path(environment_with().get("TINGJIAN_DATA", str(_ROOT.parent / "shared" / "data"))) / "gold"
    found: list[Case] = []
    for side in ("zh", "en") if data.is_dir() else ():
        for line in (data / f"{side}_staff_dev.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            people = [
                Spotted(start=m["start"], end=m["end"], name=row["text"][m["start"] : m["end"]])
                for m in row["mentions"]
            ]
            judged = zip(row["mentions"], stance.weigh(row["text"], people), strict=True)
            found += [Case(side, "gold", m["stance"], w) for m, w in judged if m["is_staff"]]
    return found


def _sample() -> list[Case]:
    examples = sample_examples(_ROOT / "flows" / "sample" / "written")[1]
    return [Case(e.kind[:2], "sample", STANCES[e.label], e.weighed) for e in examples]


def _macros(name: str, who: str, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> None:
    tables: dict[str, Counter] = defaultdict(Counter)
    for case, verdict in zip(cases, verdicts, strict=True):
        tables[case.language][STANCES.index(case.expected), STANCES.index(verdict.stance)] += 1
    for side, table in tables.items():
        right = sum(n for (a, b), n in table.items() if a == b)
        say(
            f"{side} stance, {name}",
            who,
            f"macro-F1 {macro(table):.3f}, right {right / table.total():.3f} of {table.total()}",
        )


def _kinds(name: str, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> None:
    kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for case, verdict in zip(cases, verdicts, strict=True):
        kinds[case.language, case.kind].append(verdict.stance == case.expected)
    for (side, kind), right in sorted(kinds.items()):
        say(f"{side} stance, {name}, {kind}", "learned", f"{sum(right)}/{len(right)}")


def _reliability(name: str, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> None:
    buckets: dict[float, list[bool]] = defaultdict(list)
    shown: list[bool] = []
    for case, verdict in zip(cases, verdicts, strict=True):
        buckets[next(s for s in _STEPS if verdict.confidence >= s)].append(verdict.stance == case.expected)
        if verdict.stance == "praise" and verdict.confidence >= _SHOWN:
            shown.append(case.expected == "praise")
    for step, right in sorted(buckets.items()):
        share = f"right {sum(right) / len(right):.3f} of {len(right)}"
        say(f"stance confidence, {name}", f"{step:.2f}-", share)
    say(f"praise sure enough to show, {name}", "learned", f"{sum(shown)}/{len(shown)} right")


def _whole(read: Callable[[Sequence[PersonContext]], list]) -> None:
    """Judge the held-out cases by the whole room: a person it does not find counts as neutral."""
    for name in _SETS:
        tables: dict[str, Counter] = defaultdict(Counter)
        rows = lines(name)
        found = read([PersonContext(text=text, language=language_of(text)) for _, _, text, _ in rows])
        for (_, language, text, people), result in zip(rows, found, strict=True):
            for person, wanted in zip(*placed(text, people), strict=True):
                over = [m for m in result.mentions if m.start < person.end and person.start < m.end]
                said = over[0].stance if over else "neutral"
                tables["en" if language == "en" else "zh"][STANCES.index(wanted), STANCES.index(said)] += 1
        for side, table in tables.items():
            say(f"{side} stance, {name}", "whole room", f"macro-F1 {macro(table):.3f} of {table.total()}")


if __name__ == "__main__":
    main()
