"""What speaks for and against a candidate in an English text, as named features for the scorer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.people import en_behind, en_doubt, en_elsewhere, en_seats, en_sides, en_stops, spelling
from nlp.people.en_model import Entity
from nlp.people.en_words import PARTICLES, dictionary_word, misspelt, ordinary

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GOES_ON, _OWNING = re.compile(r"[-'’]?\w"), re.compile(r"['’]s\b")
_OWNED = re.compile(r"['’]s +[A-Z][a-z]")
_CAPITAL_RIGHT, _CAPITAL_LEFT = re.compile(r" ([A-Z][\w'’-]+)"), re.compile(r"([A-Z][\w'’-]+) $")
_CAPITALS, _LISTED = re.compile(r"(?: [A-Z][a-z]+){2,}"), re.compile(r"(?:[A-Z][\w'’-]*\s+)+(?:and|&|n)\b")
_CAMEL = re.compile(r"[a-z][A-Z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n…]\s*|[\"“(*-]\s*)$")


@dataclass(frozen=True, slots=True)
class EnCandidate:
    """A possible name; ``title_start`` is where an attached courtesy title begins."""

    start: int
    end: int
    title_start: int


@dataclass(frozen=True, slots=True)
class EnScene:
    """An English text, the model's persons, and the words that are never one."""

    text: str
    people: Sequence[tuple[int, int]]
    others: Sequence[Entity]
    stop: frozenset[str]
    shouting: bool
    headline: bool
    known: frozenset[str]


def features(scene: EnScene, one: EnCandidate, neighbour: bool, seconded: bool = False) -> dict[str, float]:
    """Describe one candidate; ``neighbour``: a person already found stands beside it; ``seconded``: and has its name."""
    return completed(scene, one, standing(scene, one), neighbour, seconded)


def standing(scene: EnScene, one: EnCandidate) -> dict[str, float]:
    """Describe what the text alone says of a candidate, whoever else is found in it and whatever the model says."""
    text = scene.text
    name = text[one.start : one.end]
    words = _WORDS.findall(name)
    found = {"bias": 1.0, "left_" + en_sides.left_kind(text, one.title_start): 1.0}
    found["right_" + en_sides.right_kind(text, one.end)] = 1.0
    found |= en_doubt.sides(text, one.title_start, one.end)
    found |= en_elsewhere.sides(text, one.title_start, one.end)
    found["roster"] = float(spelling.latin_key(name) in scene.known)
    found["titled"] = float(one.title_start < one.start)
    found |= _word_features(scene, words)
    start = bool(_SENTENCE_START.search(text[max(0, one.title_start - 3) : one.title_start]))
    found["sentence_start"] = float(start)
    found["start_known"] = float(start and found["known"])
    found["start_word"] = float(start and bool(found["name_word"] or found["ordinary_known"]))
    found |= en_seats.seats(text, one.title_start, (one.start, one.end), words)
    found["means_anybody"] = float(name.lower() in en_behind.nouns())
    whole = text[one.title_start : one.end]
    found["titled_brand"] = float(bool(found["titled"]) and not scene.stop.isdisjoint({whole, whole + "'s"}))
    found["cut"] = float(bool(_GOES_ON.match(text, one.end) and not _OWNING.match(text, one.end)))
    found |= _run_features(text, one, start) | _around(scene, one)
    found |= _ranked(scene, one, found)
    found |= en_behind.features(text, one.start, one.end, found)
    return found | _of_verb(found, float(en_sides.verb_behind(text, one.end)))


def completed(
    scene: EnScene, one: EnCandidate, stands: Mapping[str, float], neighbour: bool, seconded: bool
) -> dict[str, float]:
    """Add to what ``standing`` says what the model and the others who are found say."""
    said = _model_features(scene, one)
    return joined(scene, one, {**stands, **said}, neighbour, seconded)


def joined(
    scene: EnScene, one: EnCandidate, told: Mapping[str, float], neighbour: bool, seconded: bool
) -> dict[str, float]:
    """Add what follows from the others and from what is ``told`` of the model's opinion."""
    found = {**told, "neighbour": float(neighbour), "seconded": float(seconded)}
    found["stop"] = float(en_stops.stopped(scene.text, (one.start, one.end), scene.stop, _met(found)))
    if found["start_word"] and not found["verb_behind"] and not any(found.get(cue) for cue in _WORD_CUES):
        found["roster"] = 0.0
    return found | {
        "word_model": found["name_word"] * found["model"],
        "known_model": found["known"] * found["model"],
        "unknown_model": found["unknown"] * found["model"],
    }


_WORD_CUES = ("right_do", "right_place", "right_role", "right_end", "right_punct", "right_join", "neighbour")


def _around(scene: EnScene, one: EnCandidate) -> dict[str, float]:
    """Look at the words further on: a verb, Jamie's Italian, a headline where everything is capital."""
    text = scene.text
    return {
        "owned": float(bool(_OWNED.match(text, one.end)) and not scene.headline),
        "headline": float(scene.headline),
        "apposed": float(en_sides.apposed(text, one.end)),
        "left_clause": float(en_sides.clause_before(text, one.title_start)),
    }


def _of_verb(found: Mapping[str, float], verb: float) -> dict[str, float]:
    """Pair what says more together than alone: a word that is a name needs a verb of what people do."""
    start, known, word = found["sentence_start"], found["known"], found["name_word"]
    return {
        "verb_behind": verb,
        "word_verb": word * found["capital"] * verb,
        "known_verb": known * verb,
        "unknown_verb": found["unknown"] * found["capital"] * verb,
        "start_unknown": start * found["unknown"],
        "unknown_end": found["unknown"] * found.get("right_end", 0.0) * found.get("left_prep", 0.0),
        "lower_cue": found["lower"]
        * float(any(found.get(k) for k in ("left_thanks", "left_naming", "left_role", "left_meet"))),
        "headline_unknown": found["headline"] * found["unknown"],
    }


def _run_features(text: str, one: EnCandidate, start: bool) -> dict[str, float]:
    """Look at capital words right beside the candidate: part of the name, or the next name of a list."""
    behind = _CAPITAL_RIGHT.match(text, one.end)
    before = (
        None if start else _CAPITAL_LEFT.search(text[max(0, one.title_start - _LONGEST) : one.title_start])
    )
    sides = [m.group(1).lower() for m in (before, behind) if m]
    known = sum(w in en_sides.given_names() and w not in ordinary() for w in sides)
    run = _CAPITALS.match(text[one.start - 1 : one.end + 60] if one.start else " " + text[: one.end + 60])
    after = text[one.start : one.end + 80] if run else ""
    listed = bool(_LISTED.match(after))
    names = [
        w for w in (run.group().split() if run and listed else []) if w.lower() in en_sides.given_names()
    ]
    return {
        "name_continues": float(bool(behind) and (len(sides) > known)),
        "name_begins_before": float(bool(before) and len(sides) > known),
        "beside_known": float(known > 0),
        "run_one": float(
            (len(names) >= _RUN or (known > 1 and listed)) and " " not in text[one.start : one.end]
        ),
        "run_more": float(
            (len(names) >= _RUN or (known > 1 and listed)) and " " in text[one.start : one.end]
        ),
    }


_RUN = 3
_LONGEST = 40


def _word_features(scene: EnScene, words: list[str]) -> dict[str, float]:
    first = words[0] if words else ""
    low = first.lower()
    known, word = en_sides.is_given(low), low in en_sides.name_words()
    ordinary_first = low in ordinary()
    unknown = not known and not ordinary_first and not dictionary_word(low)
    return {
        "known": float(known and not word),
        "name_word": float(known and word),
        "unknown": float(unknown),
        "misspelt": float(unknown and len(words) == 1 and misspelt(low)),
        "ordinary": float(ordinary_first and not known),
        "dictionary": float(not known and not ordinary_first and dictionary_word(low)),
        "ordinary_known": float(ordinary_first and known),
        "ordinary_last": float(_ordinary_last(words)),
        "capital": float(first[:1].isupper() and not (first.isupper() and len(first) > 1)),
        "upper": float(first.isupper() and len(first) > 2 and not scene.shouting),
        "acronym": float(first.isupper() and len(first) > 1 and not known and not scene.shouting),
        "camel": float(
            bool(_CAMEL.search(first)) and not known and first[:2] not in {"Mc", "De", "La", "Le"}
        ),
        "shouting": float(first.isupper() and scene.shouting),
        "lower": float(first.islower()),
        "lower_word": float(first.islower() and dictionary_word(low)),
        "one": float(len(words) == 1),
        "two": float(len(words) == 2),
        "three": float(len(words) > 2),
        "two_known": float(len(words) == 2 and words[1].lower() in en_sides.given_names()),
        "short": float(len(first) < 3),
    }


def _ordinary_last(words: list[str]) -> bool:
    """Tell whether the last word is an everyday one, unless a particle stands before it: La Force."""
    if len(words) < _PAIR or words[-2].lower() in PARTICLES:
        return False
    last = words[-1].lower()
    return (last in ordinary() or dictionary_word(last)) and last not in en_sides.given_names()


_PAIR = 2


def _model_features(scene: EnScene, one: EnCandidate) -> dict[str, float]:
    overlap = [p for p in scene.people if p[0] < one.end and one.title_start < p[1]]
    exact = any(p[1] == one.end and p[0] in {one.start, one.title_start} for p in overlap)
    others = {t.kind for t in scene.others if t.start < one.end and one.title_start < t.end}
    return {
        "model": float(exact),
        "model_part": float(bool(overlap) and not exact),
        **{f"model_{kind}": 1.0 for kind in others},
    }


def _met(found: Mapping[str, float]) -> bool:
    """Tell whether a given name that a brand has too is somebody here: thanks to Victoria at reception."""
    if found["titled"]:
        return True
    introduced = found.get("left_thanks") or found.get("left_meet") or found.get("left_naming")
    placed = found.get("right_place") or (found.get("who_behind") and found.get("model"))
    here = found["sentence_start"] and found.get("right_place") and not found["means_anybody"]
    return bool((found["known"] or found["name_word"]) and found["one"] and ((introduced and placed) or here))


def _ranked(scene: EnScene, one: EnCandidate, found: dict[str, float]) -> dict[str, float]:
    """Look at a title or a rank before: Captain is no part of the name, MS in capitals is no lady."""
    title = scene.text[one.title_start : one.start].strip(". ")
    ranked = float(bool(found.get("left_role") and found["name_begins_before"]))
    return {
        "titled_small": float(title in {"miss", "sir"}),
        "title_loud": float(len(title) > 1 and title.isupper() and not scene.shouting),
        "ranked": ranked,
        "name_begins_before": 0.0 if ranked else found["name_begins_before"],
    }
