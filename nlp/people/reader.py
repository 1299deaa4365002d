"""The room's one door: comments in, people and credits out, the same alone as in any batch."""

import re
from collections.abc import Sequence

from nlp.parts import Embedder
from nlp.people import (
    badges,
    companions,
    credits,
    en_sides,
    en_spotter,
    nobodies,
    spelling,
    stance,
    stance_learned,
    tables,
    zh_given,
    zh_spotter,
)
from nlp.people.en_model import Model
from nlp.people.frames import PeopleFound, PersonContext, Spotted
from nlp.people.lac import Tagger
from nlp.people.linking import Link, Linker
from nlp.people.roster import Roster
from nlp.people.stance import Verdict
from nlp.people.stance_learned import LearnedStance
from nlp.records import Evidence, Mention, Posting

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_NEVER = frozenset({"left_author", "left_kin", "left_guest", "quoted", companions.SOURCE, nobodies.STAGE})


Named = tuple[Spotted, Link]


class PeopleReader:
    """Find, link and judge the people that comments name."""

    def __init__(
        self,
        roster: Sequence[Posting],
        not_people: Sequence[str] = (),
        learned: LearnedStance | None = None,
        *,
        words: Tagger | None = None,
        model: Model | None = None,
    ) -> None:
        """Keep the roster's keys; without ``learned`` the tables alone say how an author speaks.

        ``words`` (Chinese) and ``model`` (English) are the best that this installation can load, unless given.
        """
        self._words, self._model = words, model
        self._roster = Roster(roster)
        self._linker = Linker(self._roster)
        self._stop = frozenset(not_people)
        named = (*self._roster.names(), *self._roster.calls())
        self._known = frozenset(w for name in named for w in chinese_names(tables.plain(name)))
        self._known_en = frozenset(
            w for name in self._roster.names() for w in english_names(tables.plain(name))
        )
        self.id = f"people-5[{zh_spotter.layer_id(words)},{en_spotter.layer_id(model)},roster:{len(roster)},{learned.id if learned else 'stance-tables'}]"
        self._learned = learned

    def read(self, batch: Sequence[PersonContext]) -> list[PeopleFound]:
        """Read a batch; one result for every comment, in the same order."""
        found = [list[Spotted]() for _ in batch]
        han = [bool(_HAN.search(c.text)) for c in batch]
        chinese = [i for i in range(len(batch)) if han[i]]
        english = [i for i, c in enumerate(batch) if not han[i] or c.language in {"en", "mixed"}]
        texts = [batch[i].text for i in chinese]
        for i, people in zip(
            chinese, zh_spotter.spot_all(texts, self._stop, self._known, self._words), strict=True
        ):
            found[i].extend(people)
        spotted = en_spotter.spot_all(
            [batch[i].text for i in english], self._stop, self._known_en, self._model
        )
        for i, people in zip(english, spotted, strict=True):
            named = {k for o in found[i] for k in range(o.start, o.end)}
            found[i].extend(
                p for p in people if _readable(batch[i], p) and named.isdisjoint(range(p.start, p.end))
            )
        linked = [
            self._linked(c, companions.told_apart(c.text, nobodies.left_out(c.text, f)))
            for c, f in zip(batch, found, strict=True)
        ]
        verdicts = iter(self._verdicts(batch, linked))
        return [
            _found(c.text, pairs, [next(verdicts) for _ in pairs])
            for c, pairs in zip(batch, linked, strict=True)
        ]

    def _linked(self, context: PersonContext, people: list[Spotted]) -> list[Named]:
        extra = badges.without_overlap(badges.find(context.text), people) if self._roster.postings else []
        linked = [(p, self._linker.link(p, context)) for p in people]
        linked += [(b, link) for b in extra if (link := self._linker.link(b, context)).candidates]
        return sorted(linked, key=lambda pair: pair[0].start)

    def _verdicts(self, batch: Sequence[PersonContext], linked: Sequence[list[Named]]) -> list[Verdict]:
        """Judge all mentions of a batch at once, because vectors are cheaper together."""
        weighed = [
            w
            for c, pairs in zip(batch, linked, strict=True)
            for w in stance.weigh(c.text, [p for p, _ in pairs], c.clauses)
        ]
        return self._learned.judge(weighed) if self._learned else [stance.by_tables(w) for w in weighed]


def _readable(context: PersonContext, person: Spotted) -> bool:
    """Tell whether a name found by English rules counts: small letters in a language that is not read are words."""
    return context.language != "other" or not context.text[person.start].islower()


def _found(text: str, linked: Sequence[Named], verdicts: Sequence[Verdict]) -> PeopleFound:
    mentions = tuple(_mention(text, p, k, v) for (p, k), v in zip(linked, verdicts, strict=True))
    return PeopleFound(
        mentions=mentions, credits=tuple(credits.find(text, [(p.start, p.end) for p, _ in linked]))
    )


def chinese_names(name: str) -> frozenset[str]:
    """Return how a roster's name may stand in a Chinese text: as it is, and run together in pinyin, wangfang."""
    if not spelling.is_han(name):
        return frozenset({name})
    letters = {w for w in spelling.romanised(name) if w.isascii() and len(w) >= _LETTERS_ENOUGH}
    return frozenset({name, *letters, *(w.title() for w in letters)})


_LETTERS_ENOUGH = 6


def english_names(name: str) -> frozenset[str]:
    """Return the letters by which a roster's name may stand in an English text: whole, first name, pinyin."""
    if spelling.is_han(name):
        return spelling.romanised(name)
    if not name.isascii() or any(c.isdigit() for c in name):
        return frozenset()
    return frozenset(spelling.latin_key(part) for part in (name, name.split()[0]))


_DOUBT = {"exact": 0.1, "badge": 0.1, "alias": 0.15, "romanised": 0.15}
_WORD_DOUBT = 0.5
"""What is left of the doubt where the name is a word too: that an Ivy works here says little of "Ivy covered building"."""


def _named_here(person: Spotted, link: Link) -> float:
    """Return how sure it is that this very employee is named, or anybody, where nobody is linked.

    A roster that knows exactly one such name here takes away most of the doubt that it is a name at all.
    """
    if not link.employee_id:
        return person.score
    left = _WORD_DOUBT if _is_word(person) else _DOUBT.get(link.how, 0.3)
    return (1.0 - (1.0 - person.score) * left) * link.sure


def _is_word(person: Spotted) -> bool:
    """Tell whether a name without a title or a job beside it is an everyday word as well."""
    words = zh_given.name_words() if spelling.is_han(person.name) else en_sides.name_words()
    return not person.role and person.name.lower() in words


def _of_culture(person: Spotted) -> bool:
    """Tell whether a namesake is meant: a song of 张国荣 is not by the driver of that name."""
    return bool({"culture", "right_culture"} & set(person.sources)) and not person.role


def _mention(text: str, person: Spotted, link: Link, verdict: Verdict) -> Mention:
    known = bool(link.employee_id) and link.how in {"exact", "alias", "badge", "romanised"}
    staff = person.staff or (known and not _NEVER & set(person.sources) and not _of_culture(person))
    sure = _named_here(person, link) * verdict.confidence
    found_by = Evidence(
        text=text[person.start : person.end],
        source=f"people.{link.how or 'spotted'}",
        weight=round(person.score, 3),
        start=person.start,
        end=person.end,
    )
    return Mention(
        start=person.start,
        end=person.end,
        surface=text[person.start : person.end],
        name=person.name,
        role=person.role if staff else None,
        staff=staff,
        employee_id=link.employee_id if staff else None,
        candidates=link.candidates if staff else (),
        stance=verdict.stance if staff else "neutral",
        confidence=round(min(1.0, sure), 4),
        evidence=(*verdict.evidence, found_by) if staff else (found_by,),
        praised_for=verdict.praised_for if staff else (),
    )


def load(
    roster: Sequence[Posting], *, not_people: Sequence[str] = (), embedder: Embedder | None = None
) -> PeopleReader:
    """Return a reader for one roster (an empty one is fine) and the customer's own list of non-people.

    ``embedder`` lets the learned stance judge; without it, or with one that it was not taught on, the tables
    judge alone, and the reader's id says so.
    """
    fits = embedder is not None and embedder.id == stance_learned.taught_on()
    return PeopleReader(roster, not_people, LearnedStance(embedder) if embedder and fits else None)
