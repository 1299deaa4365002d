"""Who a named person is on the roster: the strongest reading that leaves exactly one, else nobody.

Because a wrong name on a wall is worse than no name: two possible people are both kept for review, and none
is credited. A reading is only tried where every stronger one found nobody at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp.people import roster as rosters
from nlp.people import spelling
from nlp.people.frames import PersonContext, Spotted
from nlp.people.roster import Roster
from nlp.records import Posting

_HONORIFIC = frozenset({"mr", "ms", "mrs", "miss", "mister", "madam", "dr", "sir", "prof"})


@dataclass(frozen=True, slots=True)
class Link:
    """The one employee, or those it could be; ``sure`` scales the mention's confidence."""

    employee_id: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = ""
    sure: float = 1.0


class Linker:
    """Link mentions against one roster."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def link(self, person: Spotted, context: PersonContext) -> Link:
        """Return the one employee that this can be at this site, on this day, in this department."""
        elsewhere: frozenset[str] = frozenset()
        for how, sure, numbers in self._readings(person):
            if not numbers:
                continue
            here = {n for n in numbers if _here(self._roster.postings[n], context)}
            if not here:
                elsewhere |= self._ids(numbers)
                if sure >= _CERTAIN:
                    break
                continue
            return self._decide(person, context, (how, sure, here))
        return Link(None, tuple(sorted(elsewhere)), "elsewhere") if elsewhere else Link()

    def _decide(self, person: Spotted, context: PersonContext, reading: tuple[str, float, set[int]]) -> Link:
        how, sure, here = reading
        strict = how in {"surname", "given", "initial", "sound"}
        fitting = {n for n in here if _fits(self._roster.postings[n], person, context, strict)}
        ids = self._ids(fitting)
        if len(ids) == 1 and (len(self._ids(here)) == 1 or person.role or person.title or context.touchpoint):
            return Link(next(iter(ids)), tuple(ids), how, sure)
        return Link(None, tuple(sorted(ids or self._ids(here))), how, sure)

    def _ids(self, numbers: set[int]) -> frozenset[str]:
        return frozenset(self._roster.postings[n].employee_id for n in numbers)

    def _readings(self, person: Spotted) -> Iterator[tuple[str, float, set[int]]]:
        """Yield (how, how sure, postings), the strongest reading first."""
        name = re.sub(r"[’']s$", "", person.name)
        if person.badge:
            yield "badge", 1.0, self._roster.badge.get(name.lower(), set())
            return
        key = spelling.zh_key(name)
        yield "exact", 1.0, self._roster.exact.get(key, set())
        surface = spelling.zh_key(person.name + (person.title or ""))
        yield "alias", 1.0, self._roster.exact.get(surface, set())
        if spelling.is_han(name):
            yield from self._chinese(key)
        else:
            yield from self._latin(name, key, person)

    def _chinese(self, key: str) -> Iterator[tuple[str, float, set[int]]]:
        known = self._roster
        small = key[0] in "小老阿" and len(key) == _PAIR
        if len(key) >= _PAIR and not small:
            sounds = [known.sound[s] for s in spelling.homophones(key) if s in known.sound]
            yield "homophone", 0.95, set().union(*sounds)
            yield "given", 0.92, set(known.given.get(key, ()))
        if small:
            yield "small", 0.93, known.surname.get(key[1], set()) | self._given_with(key[1])
        if len(key) == 1:
            yield "surname", 0.94, known.surname.get(key, set()) or self._given_with(key)
        if len(key) == _PAIR and key[0] == key[1]:
            yield "given", 0.92, self._given_with(key[0])
            yield "given", 0.9, self._given_holds(key[0])
            yield "surname", 0.9, known.surname.get(key[0], set())
        if len(key) == 1:
            yield "sound", 0.85, self._sounding(key)
        if len(key) == _PAIR and not small:
            yield "surname", 0.94, known.surname.get(key, set())

    def _given_with(self, character: str) -> set[int]:
        """Return who has the character in the given name: 芳姐 and 小芳 for 王芳."""
        return set(self._roster.given_end.get(character, ()))

    def _given_holds(self, character: str) -> set[int]:
        """Return who has the character anywhere in the given name: 雨雨 for 周雨桐."""
        return set(self._roster.given_character.get(character, ()))

    def _sounding(self, surname: str) -> set[int]:
        """Return whose family name sounds alike: 谢师傅 for 解师傅, where nobody here is called 谢."""
        sounds = spelling.surname_pinyin(surname)
        return {n for s in sounds for n in self._roster.surname.get(s, ())}

    def _latin(self, name: str, key: str, person: Spotted) -> Iterator[tuple[str, float, set[int]]]:
        known, letters = self._roster, spelling.latin_key(name)
        words = [spelling.latin_key(w) for w in re.split(r"[\s.-]+", name) if spelling.latin_key(w)]
        yield "romanised", 0.97, known.latin.get(key, set()) | known.latin.get(letters, set())
        if re.search("[\u3400-\u9fff]", name):
            return
        if len(words) == 1:
            if person.title and spelling.latin_key(person.title) in _HONORIFIC:
                yield "surname", 0.94, known.surname.get(letters, set()) | set()
            yield "first", 0.97, known.first.get(letters, set())
            yield "nickname", 0.93, self._nicknamed(letters)
            yield "given", 0.92, known.given.get(letters, set())
            if person.role:
                yield "surname", 0.9, known.surname.get(letters, set())
        elif words and len(words[-1]) == 1:
            yield (
                "initial",
                0.93,
                {n for n in known.first.get(words[0], ()) if _initial(known.postings[n], words[-1])},
            )
        elif len(words) == _PAIR:
            both = [f + words[1] for f in spelling.nicknames(words[0])]
            yield "nickname", 0.94, set().union(*(known.latin.get(b, set()) for b in both), set())

    def _nicknamed(self, first: str) -> set[int]:
        """Return who may be called so for short, or spelled so by ear: Kris for Christopher."""
        return {
            n for other, numbers in self._roster.first.items() if _same_first(first, other) for n in numbers
        }


def _same_first(said: str, known: str) -> bool:
    forms = {spelling.respelled(f) for f in (known, *spelling.nicknames(known))}
    return known in spelling.nicknames(said) or spelling.respelled(said) in forms


_CERTAIN = 0.97
_PAIR = 2


def _initial(posting: Posting, letter: str) -> bool:
    last = (posting.english_name or posting.name).split()[-1].lower()
    return last.startswith(letter) or any(
        s.startswith(letter) for s in spelling.surname_spellings(spelling.split(posting.name)[0])
    )


def _here(posting: Posting, context: PersonContext) -> bool:
    """Tell whether someone works at this site on this day; an unknown site or day excludes nobody."""
    at_site = context.site is None or posting.site is None or posting.site == context.site
    return at_site and posting.active_on(context.day)


def _fits(posting: Posting, person: Spotted, context: PersonContext, strict: bool) -> bool:
    """Tell whether the role and title that the author gives do not contradict the roster."""
    said = " ".join(w for w in (person.role, person.title, person.department) if w)
    checks: list[Callable[[], bool]] = [
        lambda: _agree(
            rosters.departments(said),
            rosters.departments(f"{posting.department or ''} {posting.title or ''}"),
        ),
        lambda: _agree(rosters.ranks(said), rosters.ranks(posting.title or "")) or not strict,
        lambda: (
            bool(rosters.departments(said))
            or _agree(
                rosters.departments(context.touchpoint or ""), rosters.departments(posting.department or "")
            )
        ),
    ]
    return all(check() for check in checks)


def _agree(said: frozenset[int], known: frozenset[int]) -> bool:
    return not said or not known or bool(said & known)
