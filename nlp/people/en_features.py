"""What speaks for and against a candidate in an English text, as named features for the scorer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp import lexicons
from nlp.people import en_behind, en_doubt, en_sides, en_stops, spelling, tables
from nlp.people.en_model import Entity

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


@cache
def ordinary() -> frozenset[str]:
    """Return everyday English words in lower case: capitalised, they are seldom a name."""
    return lexicons.words("en/ordinary_words.txt") | tables.everything("en/roles.tsv")


@cache
def dictionary_word(low: str) -> bool:
    """Tell whether an English dictionary has the word, or the word it is bent from."""
    words = _dictionary()
    stems = (low, *(low[: -len(end)] for end in ("s", "es", "d", "ed", "ing", "y") if low.endswith(end)))
    whole = (
        (low[:-3] + "e",)
        if low.endswith("ing")
        else (low[:-3] + "y",)
        if low.endswith(("ies", "ied"))
        else ()
    )
    return any(len(stem) > _SHORT and stem in words for stem in (*stems, *whole))


_SHORT = 2


@cache
def _dictionary() -> frozenset[str]:
    return lexicons.words("en/dictionary.txt") | ordinary() | tables.by_kind("en/person_cues.tsv")["verb"]


def features(scene: EnScene, one: EnCandidate, neighbour: bool, seconded: bool = False) -> dict[str, float]:
    """Describe one candidate; ``neighbour``: a person already found stands beside it; ``seconded``: and has its name."""
    text = scene.text
    name = text[one.start : one.end]
    words = _WORDS.findall(name)
    found = {"bias": 1.0, "left_" + en_sides.left_kind(text, one.title_start): 1.0}
    found["right_" + en_sides.right_kind(text, one.end)] = 1.0
    found["neighbour"] = float(neighbour)
    found["seconded"] = float(seconded)
    found |= en_doubt.sides(text, one.title_start, one.end)
    found["roster"] = float(spelling.latin_key(name) in scene.known)
    found["titled"] = float(one.title_start < one.start)
    found |= _word_features(scene, words) | _model_features(scene, one)
    start = bool(_SENTENCE_START.search(text[max(0, one.title_start - 3) : one.title_start]))
    found["sentence_start"] = float(start)
    found["start_known"] = float(start and found["known"])
    found["start_word"] = float(start and bool(found["name_word"] or found["ordinary_known"]))
    found |= _seats(text, one, words)
    found["means_anybody"] = float(name.lower() in en_behind.nouns())
    found["stop"] = float(en_stops.stopped(text, (one.start, one.end), scene.stop, _met(found)))
    whole = text[one.title_start : one.end]
    found["titled_brand"] = float(bool(found["titled"]) and not scene.stop.isdisjoint({whole, whole + "'s"}))
    found["cut"] = float(bool(_GOES_ON.match(text, one.end) and not _OWNING.match(text, one.end)))
    found |= _run_features(text, one, start) | _around(scene, one)
    found |= _ranked(scene, one, found)
    found |= en_behind.features(text, one.start, one.end, found)
    verb = float(en_sides.verb_behind(text, one.end))
    if found["start_word"] and not verb and not any(found.get(cue) for cue in _WORD_CUES):
        found["roster"] = 0.0
    return found | _together(found, verb)


_WORD_CUES = ("right_do", "right_place", "right_role", "right_end", "right_punct", "right_join", "neighbour")


def _seats(text: str, one: EnCandidate, words: Sequence[str]) -> dict[str, float]:
    """Look at the seat in the sentence: a job that no list has before, he or she behind, another given name beside."""
    sentence = re.split(r"[.!?\n]", text[one.end : one.end + _NEAR], maxsplit=1)[0]
    before, behind = text[max(0, one.title_start - _NEAR) : one.title_start], text[one.end : one.end + 24]
    next_word = re.match(r" ([^\W\d_]+)", behind)
    last_word = re.search(r"([^\W\d_]+) $", before)
    sides = [m.group(1) for m in (last_word, next_word) if m]
    given = [w for w in sides if w.lower() in en_sides.given_names() and w.lower() not in ordinary()]
    return {
        "left_agent": float(bool(_AGENT.search(before))),
        "left_the": float(bool(re.search(r"\b(?:the|a|an|our|my|your|this|that) $", before, re.IGNORECASE))),
        "pronoun_behind": float(bool(_PRONOUN.search(sentence))),
        "who_behind": float(bool(re.match(r",? (?:who|whose)\b", behind))),
        "at_behind": float(
            bool(re.match(r" (?:at|in|from|with|on|behind|over at|down in) (?:the |our )?[a-z]", behind))
        ),
        "again": float(_twice(text, text[one.start : one.end])),
        "given_beside": float(bool(given)),
        "given_next": float(bool(next_word and next_word.group(1) in given)),
        "given_inside": float(any(w.lower() in en_sides.given_names() for w in words[2:])),
        "initial": float("." in text[one.start : one.end] or (bool(words) and len(words[-1]) == 1)),
        "apostrophe": float(bool(re.search(r"\w['’]\w", text[one.start : one.end]))),
        "mixed_case": float(bool(words) and bool(re.search(r"[a-z][A-Z]", words[0]))),
    }


def _twice(text: str, word: str) -> bool:
    """Tell whether a name stands in a text more than once, as a word of its own."""
    at, times = text.find(word), 0
    while at >= 0 and times < _PAIR:
        end = at + len(word)
        times += not _WORDY.match(text[at - 1 : at]) and not _WORDY.match(text[end : end + 1])
        at = text.find(word, end)
    return times == _PAIR


_WORDY = re.compile(r"\w")
_NEAR = 80
_AGENT = re.compile(
    r"\b(?:our|my|the|your|their|his|her|a|an|another|this|that) (?:[a-z]+ ){0,2}"
    r"[a-z]*(?:er|or|ist|ian|ant|ent|man|men|woman|lady|guy|girl|boy|chap|gentleman|person|rep|host|ess|nurse|chef|coach|clerk|driver|guide|vet|gal|dude|lad|kid)"
    r"(?:,| \(|,? (?:named|called|is|was))? ?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|s/he|he's|she's)\b", re.IGNORECASE)


def _around(scene: EnScene, one: EnCandidate) -> dict[str, float]:
    """Look at the words further on: a verb, Jamie's Italian, a headline where everything is capital."""
    text = scene.text
    return {
        "owned": float(bool(_OWNED.match(text, one.end)) and not scene.headline),
        "headline": float(scene.headline),
        "apposed": float(en_sides.apposed(text, one.end)),
        "left_clause": float(en_sides.clause_before(text, one.title_start)),
    }


def _together(found: dict[str, float], verb: float) -> dict[str, float]:
    """Pair what says more together than alone: a word that is a name needs a verb of what people do."""
    start, known, word = found["sentence_start"], found["known"], found["name_word"]
    return {
        "word_verb": word * found["capital"] * verb,
        "word_model": word * found["model"],
        "known_model": known * found["model"],
        "known_verb": known * verb,
        "unknown_verb": found["unknown"] * found["capital"] * verb,
        "start_unknown": start * found["unknown"],
        "unknown_model": found["unknown"] * found["model"],
        "unknown_end": found["unknown"] * found.get("right_end", 0.0) * found.get("left_prep", 0.0),
        "lower_cue": found["lower"]
        * float(any(found.get(k) for k in ("left_thanks", "left_naming", "left_role", "left_meet"))),
        "headline_unknown": found["headline"] * found["unknown"],
    }


def _run_features(text: str, one: EnCandidate, start: bool) -> dict[str, float]:
    """Look at capital words right beside the candidate: part of the name, or the next name of a list."""
    behind = _CAPITAL_RIGHT.match(text, one.end)
    before = None if start else _CAPITAL_LEFT.search(text[: one.title_start])
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


def _word_features(scene: EnScene, words: list[str]) -> dict[str, float]:
    first = words[0] if words else ""
    low = first.lower()
    known, word = en_sides.is_given(low), low in en_sides.name_words()
    ordinary_first = low in ordinary()
    return {
        "known": float(known and not word),
        "name_word": float(known and word),
        "unknown": float(not known and not ordinary_first and not dictionary_word(low)),
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
PARTICLES = frozenset(
    {"de", "la", "van", "von", "der", "del", "di", "da", "st", "mc", "bin", "al", "el", "le", "du"}
)


def _model_features(scene: EnScene, one: EnCandidate) -> dict[str, float]:
    overlap = [p for p in scene.people if p[0] < one.end and one.title_start < p[1]]
    exact = any(p[1] == one.end and p[0] in {one.start, one.title_start} for p in overlap)
    others = {t.kind for t in scene.others if t.start < one.end and one.title_start < t.end}
    return {
        "model": float(exact),
        "model_part": float(bool(overlap) and not exact),
        **{f"model_{kind}": 1.0 for kind in others},
    }


def _met(found: dict[str, float]) -> bool:
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
