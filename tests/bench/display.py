# pyright: basic
"""The promise of the wall: of the people whom one comment alone would put there, how many were really praised?

``python -m tests.bench display``. Every name of a set stands on a roster among hundreds of other employees and has
said yes; the whole room reads the comments: spotting, linking, stance, confidence. A mention is shown where it is linked,
praise, and sure enough (``display_confidence``); it is right where that very name is marked as praised, so whatever is
shown from a comment that names nobody is wrong. Several people's thanks taken together are not looked at here.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from flows.sources import read_roster
from nlp import embed
from nlp.insights.night import Rules
from nlp.people import PeopleReader, PersonContext, load
from nlp.records import Mention, Posting
from nlp.text import language_of
from tests.bench import names, stance
from tests.bench.people import say

_STANCES = ("stance_exam", "stance_test", "stance_aside", "stance_dev")
_TEMPTING = ("held", "aside", "third", "fourth", "fifth", "sixth", "seventh")
_OTHERS = ("people_linking_roster.csv", "people_aside_roster.csv", "people_sixth_roster.csv")
_SURE = Rules().display_confidence


def main() -> None:
    """Print how many shown mentions are right, by set and language."""
    with tempfile.TemporaryDirectory() as folder:
        embedder = embed.load("e5-tuned", folder=Path(folder))
    for name in _STANCES:
        rows = [(text, language, dict(_wanted(people))) for _, language, text, people in stance.lines(name)]
        _score(name, rows, load(_roster(w for _, _, w in rows), embedder=embedder))
    nobody = [
        (text, language, {})
        for lot in _TEMPTING
        for _, _, language, text, people in names.rows(f"people_{lot}.tsv")
        if not [p for p in people.split("|") if p and p[0] != "-"]
    ]
    everyone = [_wanted(p) for n in _STANCES for _, _, _, p in stance.lines(n)]
    _score("comments that name nobody", nobody, load(_roster(map(dict, everyone)), embedder=embedder))


def _wanted(people: str) -> list[tuple[str, str]]:
    parts = [part.rsplit("=", 1) for part in people.split("|")]
    return [(name, stance_) for name, stance_ in parts]


def _roster(wanted: Iterable[dict[str, str]]) -> list[Posting]:
    """Give every name of a set an employee, among the people of the linking rosters."""
    mine = {name for people in wanted for name in people}
    own = [Posting(employee_id=f"own:{name}", name=name) for name in sorted(mine)]
    return [*own, *(p for file in _OTHERS for p in read_roster(names.CASES / file)[0] if p.name not in mine)]


def _score(name: str, rows: Sequence[tuple[str, str, dict[str, str]]], reader: PeopleReader) -> None:
    found = reader.read([PersonContext(text=text, language=language_of(text)) for text, _, _ in rows])
    total: dict[str, Counter[str]] = {"zh": Counter(), "en": Counter()}
    for (_, language, wanted), result in zip(rows, found, strict=True):
        side = total["en" if language == "en" else "zh"]
        side["praised"] += sum(s == "praise" for s in wanted.values())
        for mention in filter(_shown, result.mentions):
            side["shown"] += 1
            side["right"] += _is_right(mention, wanted)
    for side, t in total.items():
        say(
            f"{side} display tier, {name}",
            "ours",
            f"{t['right']} of {t['shown']} shown are right; {t['praised']} praised",
        )


def _shown(mention: Mention) -> bool:
    return bool(
        mention.staff and mention.employee_id and mention.stance == "praise" and mention.confidence >= _SURE
    )


def _is_right(mention: Mention, wanted: dict[str, str]) -> bool:
    own = (mention.employee_id or "").removeprefix("own:")
    return wanted.get(own) == "praise"


if __name__ == "__main__":
    main()
