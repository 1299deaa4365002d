# pyright: basic
"""Measure the people room: spans, praise, false names, speed, beside the raw taggers (stance has its own bench).

``python tests/bench/people.py [DATA]``; DATA is the folder of development data (default ../shared/data). The gold
over-represents texts that hit a name pattern: ``weighted`` counts the texts drawn for a name less, as its guide asks.
"""

import csv
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

from threadpoolctl import threadpool_limits

from flows.settings import environment_with
from nlp import embed
from nlp.people import PeopleReader, PersonContext, load
from nlp.people.en_model import pipeline
from nlp.people.lac import JiebaTagger, Tagger, tagger
from nlp.records import Language
from nlp.text import language_of

_ROOT = Path(__file__).resolve().parents[2]
_CASES = _ROOT / "tests" / "nlp" / "cases"
_NAMED_SHARE = {"zh": 0.03, "en": 0.04}
Span = tuple[int, int]
Finder = Callable[[Sequence[str]], list[set[Span]]]


def main(data: Path | None = None) -> None:
    """Print every table; the data lie in ``TINGJIAN_DATA`` or beside the project."""
    data = data or Path(environment_with().get("TINGJIAN_DATA", str(_ROOT.parent / "shared" / "data")))
    if not data.is_dir():
        say("people", "", f"no data at {data}; set TINGJIAN_DATA")
        return
    csv.field_size_limit(10**9)
    with tempfile.TemporaryDirectory() as folder:
        reader = load([], embedder=embed.load("e5-tuned", folder=Path(folder)))
    for language in ("zh", "en"):
        gold = [
            json.loads(line)
            for line in (data / "gold" / f"{language}_staff_dev.jsonl").open(encoding="utf-8")
        ]
        _spans(language, gold, _finders(language, reader))
        _praise(language, gold, reader)
    _spotting(reader)
    _inventions(data, reader)


def _finders(language: str, reader: PeopleReader) -> dict[str, Finder]:
    def ours(texts: Sequence[str]) -> list[set[Span]]:
        contexts = [PersonContext(text=t, language=language_of(t)) for t in texts]
        return [{(m.start, m.end) for m in f.mentions if m.staff} for f in reader.read(contexts)]

    def tagged(part: Tagger) -> Finder:
        return lambda texts: [{(k.start, k.end) for k in part.tag(t) if k.tag == "PER"} for t in texts]

    def raw_spacy(texts: Sequence[str]) -> list[set[Span]]:
        return [
            {(t.start, t.end) for t in found if t.kind == "person"} for found in pipeline().entities(texts)
        ]

    if language == "zh":
        return {"ours": ours, "raw lac": tagged(tagger()), "jieba.posseg": tagged(JiebaTagger())}
    return {"ours": ours, "raw spaCy md": raw_spacy}


def _spans(language: str, gold: list[dict], finders: dict[str, Finder]) -> None:
    texts = [row["text"] for row in gold]
    named = sum(bool(row["mentions"]) for row in gold) / len(gold)
    share = _NAMED_SHARE[language]
    for name, find in finders.items():
        find(texts[:2])
        start = time.process_time()
        found = find(texts)
        seconds = time.process_time() - start
        for kind, weigh in (("plain", False), ("weighted", True)):
            total: dict[str, float] = defaultdict(float)
            for row, spans in zip(gold, found, strict=True):
                true = {(m["start"], m["end"]) for m in row["mentions"] if m["is_staff"]}
                weight = (share / named if row["mentions"] else (1 - share) / (1 - named)) if weigh else 1.0
                total["tp"] += weight * len(spans & true)
                total["fp"] += weight * len(spans - true)
                total["fn"] += weight * len(true - spans)
                total["invented"] += weight * (bool(spans) and not row["mentions"])
                total["empty"] += weight * (not row["mentions"])
            _line(f"{language} staff spans, {kind}", name, total, len(texts) / seconds)


def _line(table: str, name: str, total: dict[str, float], speed: float) -> None:
    precision = total["tp"] / max(1e-9, total["tp"] + total["fp"])
    recall = total["tp"] / max(1e-9, total["tp"] + total["fn"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    invented = total["invented"] / max(1e-9, total["empty"])
    say(
        table,
        name,
        f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} false comments {invented:.3f} per CPU second {speed:.0f}",
    )


def _praise(language: str, gold: list[dict], reader: PeopleReader) -> None:
    total, stances, buckets = Counter(), Counter(), defaultdict(list)
    found = reader.read([PersonContext(text=row["text"], language=language_of(row["text"])) for row in gold])
    for row, result in zip(gold, found, strict=True):
        true = {(m["start"], m["end"]): m for m in row["mentions"] if m["is_staff"]}
        praised = {span for span, m in true.items() if m["stance"] == "praise"}
        ours = {(m.start, m.end): m for m in result.mentions if m.staff}
        said = {span for span, m in ours.items() if m.stance == "praise"}
        total["tp"] += len(said & praised)
        total["fp"] += len(said - praised)
        total["fn"] += len(praised - said)
        for span in ours.keys() & true.keys():
            stances[true[span]["stance"], ours[span].stance] += 1
        for span, mention in ours.items():
            right = span in true and true[span]["stance"] == mention.stance
            buckets[min(9, int(mention.confidence * 10))].append(right)
    precision, recall = total["tp"] / (total["tp"] + total["fp"]), total["tp"] / (total["tp"] + total["fn"])
    say(
        f"{language} praised staff",
        "ours",
        f"P {precision:.3f} R {recall:.3f}; (gold, ours): {dict(stances)}",
    )
    _reliability(f"{language} confidence, gold", buckets)


def _reliability(table: str, buckets: dict[int, list[bool]]) -> None:
    for bucket, right in sorted(buckets.items()):
        say(table, f"{bucket / 10:.1f}-", f"n {len(right)} right {sum(right) / len(right):.3f}")


def _rows(name: str) -> list[list[str]]:
    lines = [x for x in (_CASES / name).read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    return [line.split("\t") for line in lines]


def _spotting(reader: PeopleReader) -> None:
    kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for kind, language, text, *people in _rows("people_spotting.tsv"):
        wanted = [p for p in (people[0] if people else "").split("|") if p]
        mentions = reader.read([PersonContext(text=text, language=cast("Language", language))])[0].mentions
        kinds[language[:2], kind].append([("" if m.staff else "-") + m.surface for m in mentions] == wanted)
    for (language, kind), right in sorted(kinds.items()):
        say(f"{language} spotting, {kind}", "ours", f"{sum(right)}/{len(right)}")


def _inventions(data: Path, reader: PeopleReader) -> None:
    sets: dict[str, Iterable[str]] = {
        "zh_online_shopping, no books": _column(
            data / "zh_online_shopping.csv", "text", 31, ("category", "书籍")
        ),
        "zh_hotel_reviews": _column(data / "zh_hotel_reviews.csv", "text", 11),
        "en_vegas_hotels": _column(data / "en_vegas_hotels.csv", "text", 24),
        "en_airline_tweets": _column(data / "en_airline_tweets.csv", "text", 30),
        "en_firefox_support": _column(
            data / "en_firefox_support_2018_2020.csv", "text", 75, keep=("locale", "en-US")
        ),
    }
    for name, column in sets.items():
        texts = list(column)
        contexts = [PersonContext(text=t, language="zh-Hans" if name[:2] == "zh" else "en") for t in texts]
        with threadpool_limits(1):  # idle threads of the linear algebra count as time of the processor
            start = time.process_time()
            found = reader.read(contexts)
            speed = len(texts) / (time.process_time() - start)
        staff = sum(any(m.staff for m in f.mentions) for f in found) / len(texts)
        anyone = sum(bool(f.mentions) for f in found) / len(texts)
        say(
            f"named, {name}",
            "ours",
            f"staff {staff:.3f} anyone {anyone:.3f} of {len(texts)}, whole room {speed:.0f} a CPU second",
        )


def _column(
    path: Path, column: str, step: int, drop: tuple[str, str] = ("", ""), keep: tuple[str, str] = ("", "")
) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r.get(drop[0]) != drop[1] or not drop[0]]
    return [r[column] for r in rows if not keep[0] or r[keep[0]] == keep[1]][3::step]


def say(table: str, who: str, what: str) -> None:
    """Write one line of a table."""
    sys.stdout.write(f"{table:38} {who:14} {what}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
