"""The roster, indexed by every way a person may be written."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from nlp import lexicons
from nlp.people import spelling, tables
from nlp.people.dictionary import every_word
from nlp.records import Posting


class Roster:
    """Postings behind keys; a key leads to posting numbers, each of one employee at one site."""

    def __init__(self, postings: Sequence[Posting]) -> None:
        self.postings = tuple(postings)
        self.exact: dict[str, set[int]] = defaultdict(set)
        self.sound: dict[str, set[int]] = defaultdict(set)
        self.latin: dict[str, set[int]] = defaultdict(set)
        self.first: dict[str, set[int]] = defaultdict(set)
        self.surname: dict[str, set[int]] = defaultdict(set)
        self.given: dict[str, set[int]] = defaultdict(set)
        self.given_end: dict[str, set[int]] = defaultdict(set)
        self.given_character: dict[str, set[int]] = defaultdict(set)
        self.badge: dict[str, set[int]] = defaultdict(set)
        for number, posting in enumerate(self.postings):
            self._add(number, posting)

    def _add(self, number: int, posting: Posting) -> None:
        self.badge[posting.employee_id.lower()].add(number)
        for alias in posting.aliases:
            self.exact[spelling.zh_key(alias)].add(number)
            self.badge[alias.lower()].add(number)
        for name in (posting.name, posting.english_name or ""):
            if name:
                self.exact[spelling.zh_key(name)].add(number)
        if spelling.is_han(posting.name):
            self._add_chinese(number, posting.name)
        else:
            self._add_english(number, posting.name)
        if posting.english_name:
            self._add_english(number, posting.english_name, posting.name)

    def _add_chinese(self, number: int, name: str) -> None:
        surname, given = spelling.split(name)
        self.surname[surname].add(number)
        for key in spelling.surname_spellings(surname):
            self.surname[key].add(number)
        if given:
            self.given[given].add(number)
            self.given_end[given[-1]].add(number)
            for character in given:
                self.given_character[character].add(number)
            for key in spelling.homophones(name):
                self.sound[key].add(number)
            for key in spelling.romanised_given(name):
                self.given[key].add(number)
        for key in spelling.romanised(name):
            self.latin[key].add(number)

    def _add_english(self, number: int, name: str, chinese: str = "") -> None:
        words = [w for w in (spelling.latin_key(part) for part in name.split()) if w]
        if not words:
            return
        self.first[words[0]].add(number)
        if len(words) > 1:
            self.latin["".join(words)].add(number)
            self.latin[words[-1] + "".join(words[:-1])].add(number)
            self.surname[words[-1]].add(number)
        if spelling.is_han(chinese):
            surname = spelling.split(chinese)[0]
            for key in {surname, *spelling.surname_spellings(surname)}:
                self.latin[words[0] + key].add(number)
                self.latin[key + words[0]].add(number)
            self.latin[words[0] + spelling.zh_key(chinese)].add(number)
            self.latin[spelling.zh_key(chinese) + words[0]].add(number)

    def names(self) -> frozenset[str]:
        """Return every name and alias as a person might write it whole, for finding them in texts."""
        found: set[str] = set()
        for posting in self.postings:
            found.update(
                n for n in (posting.name, posting.english_name, *posting.aliases) if n and len(n) > 1
            )
        return frozenset(found)

    def calls(self) -> frozenset[str]:
        """Return how customers call the Chinese names by part: 雨桐, 欣姐, 解师傅; no everyday words."""
        found: set[str] = set()
        for posting in self.postings:
            if spelling.is_han(posting.name):
                surname, given = spelling.split(posting.name)
                found.update(surname + title for title in _AFTER_SURNAME)
                found.update((given[-1] + title for title in _AFTER_GIVEN) if given else ())
                found.update((given,) if len(given) > 1 else ())
        return frozenset(name for name in found if tables.plain(name) not in every_word())


_AFTER_SURNAME = ("师傅", "管家", "经理", "阿姨")
_AFTER_GIVEN = ("姐", "哥")


@cache
def _groups(table: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(word.replace("_", " ").lower() for word in row["words"].split())
        for row in lexicons.rows(table)
    )


@cache
def departments(text: str) -> frozenset[int]:
    """Return the groups of departments that a role, a department or a touchpoint may mean."""
    return _matching("shared/departments.tsv", text)


@cache
def ranks(text: str) -> frozenset[int]:
    """Return the groups of titles that a title may mean: 经理 and manager are one."""
    return _matching("shared/title_groups.tsv", text)


def _matching(table: str, text: str) -> frozenset[int]:
    low = tables.folded(text)
    return frozenset(
        i for i, words in enumerate(_groups(table)) if any(w in low for w in words if len(w) > 1 or w == low)
    )
