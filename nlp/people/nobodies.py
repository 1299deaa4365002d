"""What is said of things alone, or of those who are watched elsewhere: such a name is nobody who serves here.

One table for both languages, read beside the names that were found, so that it costs nothing where none was.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from nlp import lexicons
from nlp.people import tables
from nlp.people.frames import Spotted

STAGE: Final = "stage"
_MARK: Final = "\x00"
_ANY: Final = f"{_MARK}[^{_MARK}]+{_MARK}"
_ONE_OF: Final = re.compile(r"\{name=([^}]+)\}")
_REACH: Final = 64
_SIGNS: Final = frozenset(
    {
        *("left_job", "left_role", "left_thanks", "left_naming", "left_meet", "left_agent", "left_deed"),
        *("left_guide", "titled", "right_place", "right_role", "who_behind", "role_behind"),
        *("service_behind", "thanks_behind", "thanks_before", "lady"),
    }
)
"""What introduces somebody, whatever else is said: a job, a title, a thanks, a desk. That a 小鹏 works here does not."""


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    """Return what is said so in either language; which of them a text speaks does not matter to a table."""
    jobs = tables.alternatives(tables.by_kind("en/roles.tsv")["job"])
    rows = [r["pattern"] for r in lexicons.rows("shared/nobodies.tsv") if r["kind"] == kind]
    made = [
        _ONE_OF.sub(rf"{_MARK}(?:\1){_MARK}", row).replace("{name}", _ANY).replace("{job}", jobs)
        for row in rows
    ]
    return re.compile("|".join(f"(?:{one})" for one in made))


def left_out(text: str, people: Sequence[Spotted]) -> list[Spotted]:
    """Return the people without the things, and whoever is watched or heard elsewhere as no staff."""
    if not people:
        return list(people)
    plain = tables.folded(tables.spoken(text))
    stay = [p for p in people if not (p.staff and _is_thing(plain, p))]
    return [_watched(p) if p.staff and not p.role and _said(STAGE, plain, p) else p for p in stay]


def _is_thing(plain: str, person: Spotted) -> bool:
    introduced = person.role or person.title or _SIGNS & set(person.sources)
    if not introduced and _said("thing", plain, person):
        return True
    return not person.title and _said("word", plain, person)


def _said(kind: str, plain: str, person: Spotted) -> bool:
    before, behind = plain[max(0, person.start - _REACH) : person.start], plain[person.end :][:_REACH]
    name = plain[person.start : person.end]
    return bool(_patterns(kind).search(f"{before}{_MARK}{name}{_MARK}{behind}"))


def _watched(person: Spotted) -> Spotted:
    return replace(person, staff=False, role=None, sources=(*person.sources, STAGE))
