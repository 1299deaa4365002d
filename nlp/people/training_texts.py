"""The sentences that the scorers learn from: templates with slots, filled with invented names, and their spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from nlp import lexicons
from nlp.people import tables

FOLDER: Final = Path(__file__).resolve().parent.parent / "weights"
_COPIES = {"zh": (8, 5), "en": (8, 5)}
_SLOT = re.compile(r"\{(\w+)\}")
Slots = dict[str, list[str]]
Dice = np.random.Generator


@dataclass(slots=True)
class Templates:
    """The sentences of one language, and the words of the slots that they bring along."""

    sentences: list[str] = field(default_factory=list[str])
    slots: Slots = field(default_factory=dict[str, list[str]])


@dataclass(frozen=True, slots=True)
class Taught:
    """One sentence with the spans of everybody it names."""

    text: str
    people: frozenset[tuple[int, int]]


def templates(language: str) -> Templates:
    """Read the sentences of a language: ``= slot: word|word`` gives the words of a slot."""
    found = Templates()
    for line in (FOLDER / f"people_sentences_{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            slot, words = line[2:].split(":", 1)
            found.slots[slot.strip()] = words.strip().split("|")
        elif line.strip() and not line.startswith("#"):
            found.sentences.append(line)
    return found


def filled(template: str, slots: Slots, dice: Dice) -> Taught:
    """Put words into the slots; the spans in [] serve, those in <> are people who do not."""
    text = _SLOT.sub(lambda m: _one(slots[m.group(1)], dice), template)
    spans: set[tuple[int, int]] = set()
    while opened := re.search(r"[\[<]", text):
        start = opened.start()
        end = text.index("]" if text[start] == "[" else ">", start) - 1
        spans.add((start, end))
        text = text[:start] + text[start + 1 : end + 1] + text[end + 2 :]
    return Taught(text, frozenset(spans))


def taught(language: str, dice: Dice) -> Iterator[Taught]:
    """Yield every sentence several times, with other names, alone or in the middle of a comment."""
    source = templates(language)
    slots = {**(_zh_slots(dice) if language == "zh" else _en_slots(dice)), **source.slots}
    if language == "zh":
        slots["u"] = [*slots["u"], *templates("en").slots["u2"]]
    named, nobody = _COPIES[language]
    for template in source.sentences:
        for copy in range(named if re.search(r"[\[<]", template) else nobody):
            one = filled(template, slots, dice)
            yield _wrapped(_cased(one, template, copy) if language == "en" else one, source.slots, dice)


def _one(words: list[str], dice: Dice) -> str:
    return words[int(dice.integers(len(words)))]


def _wrapped(one: Taught, slots: Slots, dice: Dice) -> Taught:
    """Put what people say around it before and behind, in half of the copies."""
    before = _one(slots["before"], dice).replace("_", " ") if dice.random() < _WRAPPED else ""
    behind = _one(slots["behind"], dice).replace("_", " ") if dice.random() < _WRAPPED else ""
    shift = len(before)
    return Taught(before + one.text + behind, frozenset((s + shift, e + shift) for s, e in one.people))


_WRAPPED = 0.4


def _cased(one: Taught, template: str, copy: int) -> Taught:
    """Write some copies in small letters, where that leaves a name to be known, and some in capitals."""
    if one.people and copy in _SMALL and "{w}" not in template and "{u}" not in template:
        return Taught(one.text.lower(), one.people)
    return Taught(one.text.upper(), one.people) if copy == _CAPITALS else one


_SMALL = frozenset({1, 5})
_CAPITALS = 3


def _zh_slots(dice: Dice) -> Slots:
    surnames = tables.surnames()
    weight = np.array(list(surnames.values())) ** 0.6
    family = [str(s) for s in dice.choice(list(surnames), 600, p=weight / weight.sum())]
    chars = [(r["character"], float(r["weight"])) for r in lexicons.rows("zh/given_characters.tsv")]
    odds = np.array([w for _, w in chars]) ** 0.7
    given = dice.choice([c for c, _ in chars], (600, 2), p=odds / odds.sum())
    everyday = sorted(s for s in tables.word_surnames() if len(s) == 1)
    titles = tables.by_kind("zh/titles.tsv")
    english = sorted(lexicons.words("en/given_names.txt"))
    return {
        "s": family,
        "n": [s + "".join(g[: 1 + int(dice.integers(4) > 0)]) for s, g in zip(family, given, strict=True)],
        "nf": [str(s) + str(g[0]) for s, g in zip(dice.choice(everyday, 300), given, strict=False)],
        "g": ["".join(g) for g in given],
        "g1": [str(g[0]) for g in given],
        "d": [str(g[0]) * 2 for g in given],
        "e": [n.lower() if i % 6 == 0 else n for i, n in enumerate(english[::9])],
        "l": [n.lower() for n in english[::11] if len(n) > _SHORT],
        "u": _unheard()[::3],
        "t": sorted(titles["job"]),
        "h": ["先生", "女士", "小姐", "师傅", "同学"],
        "p": sorted(titles["epithet"]),
        "w": sorted(lexicons.words("zh/name_words.txt")),
    }


_SHORT = 2


def _unheard() -> list[str]:
    """Return given names that no list knows, made up of beginnings and ends."""
    made_of = templates("en").slots
    return [a + b for a in made_of["begins"] for b in made_of["ends"]]


def _en_slots(dice: Dice) -> Slots:
    words = {n.title() for n in lexicons.words("en/name_words.txt")}
    names = [n for n in sorted(lexicons.words("en/given_names.txt") - words) if len(n) > _SHORT]
    return {
        "e": [str(n) for n in dice.choice(names, 500)],
        "w": [n for n in sorted(words) if len(n) > _SHORT + 1],
        "u": [*_unheard(), *(2 * templates("en").slots["u2"])],
        "i": list("ABCDGHJKLMRSTW"),
    }
