"""Measure suggestions: hotel sentences, forum posts, staff gold, hand-written cases, one line a set and a figure.

The hotel sentences count tips for travellers as suggestions; the project's own gold and cases count only what is
asked of the organisation. So both are printed: *any* is ``suggestion`` of ``tingjian read``, *asked* is its list
``suggestions``.
"""

import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import precision_recall_fscore_support

from flows.settings import build_folder
from nlp import embed, suggestions
from nlp.records import Suggestion
from nlp.suggestions import Suggester
from nlp.text import language_of, repair
from tests.tables import cases

DATA = Path(os.environ.get("TINGJIAN_DATA", "../shared/data"))  # noqa: TID251 - set-up of a bench, not of the product
Set = list[tuple[str, bool]]


def main() -> None:
    """Print the table, for the packaged head and for the rules alone."""
    head = suggestions.load(embed.load("e5-tuned", folder=build_folder()))
    for name, rows in _sets().items():
        for kind, suggester in (("head", head), ("rules", Suggester())):
            _measure(f"{name} ({len(rows)}), {kind}", rows, suggester)


def _measure(name: str, rows: Set, suggester: Suggester) -> None:
    texts = [repair(text).text for text, _ in rows]
    found = suggester.find(texts, [language_of(text) for text in texts])
    truth = [label for _, label in rows]
    for kind, told in (("any", [_any(one) for one in found]), ("asked", [_asked(one) for one in found])):
        p, r, f, _ = precision_recall_fscore_support(truth, told, average="binary", zero_division=0)
        sys.stdout.write(
            f"{name:40}{kind:8}F1 {f:.3f}  precision {p:.3f}  recall {r:.3f}  told {sum(told)}\n"
        )


def _any(found: Sequence[Suggestion]) -> bool:
    return any(one.to != "customers" for one in found)


def _asked(found: Sequence[Suggestion]) -> bool:
    return any(one.to == "organisation" for one in found)


def _sets() -> dict[str, Set]:
    """Gather the sets that are there."""
    own = {
        f"cases {g}": [(c["text"], c["to"] == "organisation") for c in cases("suggestions_to.tsv") if c["language"][:2] == g]
        for g in ("zh", "en")
    }  # fmt: skip
    old = {
        f"older cases {g}": [(c["text"], c["asks"] == "yes") for c in cases("suggestions.tsv") if c["language"][:2] == g]
        for g in ("zh", "en")
    }  # fmt: skip
    feelings = {
        f"sentiment cases {g}": [(c["text"], False) for c in cases("sentiment.tsv") if c["language"][:2] == g]
        for g in ("zh", "en")
    }
    return own | old | feelings | _public()


def _public() -> dict[str, Set]:
    found: dict[str, Set] = {}
    for name in ("hotels", "forum"):
        file = DATA / f"en_suggestions_{name}.csv"
        if file.is_file():
            with file.open(encoding="utf-8", newline="") as lines:
                rows = [(row["text"], row["suggestion"] == "1") for row in csv.DictReader(lines)]
            found[name] = rows[:: max(1, len(rows) // 1000)]
    for name in ("zh", "en"):
        file = DATA / "gold" / f"{name}_staff_dev.jsonl"
        if file.is_file():
            lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            found[f"staff gold {name}"] = [(row["text"], bool(row["suggestion"])) for row in lines]
    return found


if __name__ == "__main__":
    main()
