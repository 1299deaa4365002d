# pyright: basic
"""Train the learned stance: ``python -m nlp.people.stance_training CACHE SAMPLE`` writes its weights and prints its scores.

CACHE is where e5 is built, SAMPLE the folder of the sample's written comments, of which the rows whose id has an even
checksum help to tell how sure a verdict is and the odd ones are only measured. The encoder was taught before
(``nlp.tuning``); what it and the tables weigh is fitted on the sentences held out of both. Same inputs, same bytes.
"""

import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from safetensors.numpy import save_file

from nlp import embed, lexicons
from nlp.embed import tuned
from nlp.parts import Embedder
from nlp.people import PersonContext, load, stance, stance_fit, stance_grams, stance_learned, stance_sure
from nlp.people.frames import Spotted
from nlp.people.stance import Weighed
from nlp.people.stance_learned import STANCES, LearnedStance, Numbers
from nlp.records import Language, Posting

PULLS = (2.0, 0.5)
"""How much weights are pulled toward zero: those of numbers, those of the wording."""
NUMBER, BOTH_C = 2.0, 0.05
PLAIN = 3.0
"""How much a plain comment weighs in how sure a verdict is, beside a sentence that is hard on purpose."""
_SIGNS = {"+": "praise", "-": "complaint", "=": "neutral"}


@dataclass(frozen=True, slots=True)
class Example:
    """One mention, its stance, and the text it stands in."""

    weighed: Weighed
    label: int
    text: str
    kind: str


def main(cache: Path, sample: Path) -> None:
    """Train, measure on what is held out and on the odd half of the sample, and keep the weights."""
    embedder = embed.load("e5-tuned", folder=cache)
    own = [e for language in ("zh", "en") for e in own_examples(language)]
    even, odd = sample_examples(sample)
    aside = [e for e in own if tuned.held_out(e.text)] + even
    taught = [e for e in own if not tuned.held_out(e.text)]
    names = sorted({n for e in own for n in stance_learned.table_numbers(e.weighed)})
    arrays = _tables(taught, names)
    arrays["vector.weight"], arrays["vector.bias"] = tuned.line("stance")
    arrays |= _both(aside, names, arrays, embedder)
    notes = {"embedding": embedder.id, "names": " ".join(names), "version": "4"}
    save_file(
        {k: np.ascontiguousarray(v, np.float16 if k == "runs" else np.float32) for k, v in arrays.items()},
        str(stance_learned.FILE),
        {"notes": json.dumps(notes, sort_keys=True)},
    )
    learned = LearnedStance(embedder)
    for title, some in (("held out", aside), ("odd half of the sample", odd)):
        weighed = [e.weighed for e in some]
        logits = learned.logits(weighed)
        _report(title, some, logits, learned.sure(weighed, logits))


def _tables(taught: Sequence[Example], names: Sequence[str]) -> dict[str, Numbers]:
    """Fit three odds from the numbers and the wording of the mentions that the encoder was taught too."""
    weighed = [e.weighed for e in taught]
    runs = stance_fit.runs_of([w.about[0] for w in weighed])
    x, y = NUMBER * stance_learned.counted(weighed, names), np.array([e.label for e in taught])
    weight, bias, wording = stance_fit.odds(x, runs, y, len(STANCES), PULLS)
    return {"weight": NUMBER * weight, "bias": bias, "runs": wording}


def _both(
    aside: Sequence[Example], names: Sequence[str], arrays: dict[str, Numbers], embedder: Embedder
) -> dict[str, Numbers]:
    """Fit on mentions that neither was taught how much encoder and tables weigh, and how sure their verdict is."""
    from sklearn.linear_model import LogisticRegression

    weighed, y = [e.weighed for e in aside], np.array([e.label for e in aside])
    said = stance_learned.told(weighed, embedder, (arrays["vector.weight"], arrays["vector.bias"]))
    tables = stance_learned.counted(weighed, names) @ arrays["weight"].T + arrays["bias"]
    tables += stance_grams.leanings([w.about[0] for w in weighed], arrays["runs"])
    share = np.array([PLAIN if _is_plain(e) else 1.0 for e in aside])
    both = LogisticRegression(C=BOTH_C, max_iter=5000).fit(np.hstack([said, tables]), y)
    logits = both.decision_function(np.hstack([said, tables])) + stance_learned.by_words(weighed)
    sure = stance_fit.sureness(stance_sure.features(weighed, logits), logits.argmax(axis=1) == y, share)
    return {"both.weight": both.coef_, "both.bias": both.intercept_, "sure": sure}


def _is_plain(example: Example) -> bool:
    """Tell whether a mention is of the plain kind that most feedback is: of the sample, or written as such."""
    return example.kind.split()[1] in {"sample", "ordinary"}


def own_examples(language: str) -> list[Example]:
    """Return the sentences written for this, every name in a sentence known to the others."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in lexicons.rows(f"{language}/person_stance_sentences.tsv"):
        rows[row["text"]].append(row)
    found: list[Example] = []
    for text, people in rows.items():
        placed = _placed(text, people)
        spotted = [Spotted(start=at, end=at + len(row["surface"]), name=row["surface"]) for at, row in placed]
        for weighed, (_, row) in zip(stance.weigh(text, spotted, as_written=True), placed, strict=True):
            found.append(Example(weighed, STANCES.index(row["stance"]), text, f"{language} {row['kind']}"))
    return found


def _placed(text: str, people: Sequence[dict[str, str]]) -> list[tuple[int, dict[str, str]]]:
    """Find where every name stands: a name written twice is listed twice."""
    next_at: dict[str, int] = defaultdict(int)
    placed: list[tuple[int, dict[str, str]]] = []
    for row in people:
        at = text.index(row["surface"], next_at[row["surface"]])
        next_at[row["surface"]] = at + len(row["surface"])
        placed.append((at, row))
    return sorted(placed, key=lambda pair: pair[0])


def sample_examples(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return the sample's labelled mentions in two halves, as far as this room finds and links them."""
    reader = load([_posting(r) for r in _table(folder / "roster.tsv")])
    halves: tuple[list[Example], list[Example]] = ([], [])
    for path in sorted(folder.glob("*.tsv")):
        for row in _table(path):
            wanted = dict(_labels(row.get("names") or ""))
            if not wanted:
                continue
            site = row["site"] if any(c.isdigit() for c in row["site"]) else None
            context = PersonContext(text=row["text"], language=cast("Language", row["language"]), site=site)
            found = [m for m in reader.read([context])[0].mentions if m.staff]
            spotted = [Spotted(start=m.start, end=m.end, name=m.name) for m in found]
            for mention, weighed in zip(
                found, stance.weigh(row["text"], spotted, as_written=True), strict=True
            ):
                label = wanted.get(mention.employee_id or "")
                if label:
                    odd = zlib.crc32(row["id"].encode()) % 2
                    side = "en" if row["language"] == "en" else "zh"
                    halves[odd].append(Example(weighed, STANCES.index(label), row["text"], f"{side} sample"))
    return halves


def _labels(names: str) -> Iterator[tuple[str, str]]:
    for part in names.split(";"):
        if part and part[-1] in _SIGNS and ":" not in part:
            yield part[:-1], _SIGNS[part[-1]]


def _table(path: Path) -> list[dict[str, str]]:
    lines = [x for x in path.read_text("utf-8").splitlines() if x.strip() and not x.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, [*x.split("\t"), *[""] * len(head)], strict=False)) for x in lines[1:]]


def _posting(row: dict[str, str]) -> Posting:
    return Posting(
        employee_id=row["employee_id"],
        name=row["name"],
        english_name=row["english_name"] or None,
        aliases=tuple(a.strip() for a in row["aliases"].replace(",", ";").split(";") if a.strip()),
        title=row["title"] or None,
        department=row["department"] or None,
        site=row["site"] or None,
    )


def _report(title: str, examples: Sequence[Example], logits: Numbers, sure: Numbers) -> None:
    """Write macro-F1 by language, right by kind, and the reliability of the confidence."""
    said = logits.argmax(axis=1)
    for language in ("zh", "en"):
        pairs = Counter(
            (e.label, int(s)) for e, s in zip(examples, said, strict=True) if e.kind.startswith(language)
        )
        _say(f"{title}, {language}: macro-F1 {macro(pairs):.3f} of {pairs.total()} {dict(pairs)}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    buckets: dict[float, list[bool]] = defaultdict(list)
    for e, s, p in zip(examples, said, sure, strict=True):
        kinds[e.kind].append(e.label == s)
        buckets[next(b for b in (0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.0) if p >= b)].append(e.label == s)
    for name, right in [*sorted(kinds.items()), *sorted(buckets.items())]:
        _say(f"  {name}: {sum(right)}/{len(right)} {sum(right) / len(right):.3f}")


def macro(pairs: Counter) -> float:
    """Return the mean F1 of the stances that occur, from (true, said) counts."""
    scores: list[float] = []
    for k in range(len(STANCES)):
        wrong = sum(n for (a, b), n in pairs.items() if (a == k) != (b == k))
        if not any(a == k for a, _ in pairs):
            continue
        scores.append(2 * pairs[k, k] / max(1, 2 * pairs[k, k] + wrong))
    return sum(scores) / max(1, len(scores))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
