"""Which mentions are one person where no roster says so: by how the name is written, at one site, when it is safe.

Spellings of the same name are one (陳師傅 and 陈师傅, Anna and ANNA). A part of a name (小王, 芳姐, Anna) joins a
whole name (王芳, Anna Kim) only where exactly one person at that site can be meant and nothing speaks against it;
two rows for one person can be mended by eye, two people in one row cannot.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.people import spelling, tables
from nlp.people.roster import departments
from nlp.records import Mention

_WHOLE = 2
_FEMALE = re.compile(r"小姐|女士|姐|妹|阿姨|姑娘|美女|靓女|姨|妈|\b(?:ms|mrs|miss|madam)\b", re.IGNORECASE)
_MALE = re.compile(r"先生|哥|弟|大叔|叔|帅哥|靓仔|伯|\b(?:mr|mister|sir)\b", re.IGNORECASE)
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Named:
    """One mention, where and in which comment it stands."""

    comment: str
    site: str
    mention: Mention


@dataclass(slots=True)
class _Form:
    """One way of writing a name at one site, with all that is told of whoever is called so."""

    key: str
    kind: str
    """whole (王芳, Anna Kim), given (雨桐, Anna), or part (小王, 王姐, Mr. Chan)."""
    core: str
    places: list[int] = field(default_factory=list[int])
    roles: set[int] = field(default_factory=set[int])
    sexes: set[str] = field(default_factory=set[str])


def same_people(named: Sequence[Named]) -> list[int]:
    """Return one number for every mention; equal numbers are one person.

    Employees that a roster knows are one by their id, at whatever site; the others by name, each site on its own.
    """
    numbers: dict[str, int] = {}
    keys = [""] * len(named)
    sites: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(named):
        mention = one.mention
        if mention.employee_id:
            keys[place] = "id " + mention.employee_id
        elif mention.candidates:
            keys[place] = f"either {mention.candidates} {one.site} {_form_of(mention)[1]}"
        else:
            sites[one.site].append(place)
    for site, places in sites.items():
        for form, whole in _joined(named, places):
            for place in form.places:
                keys[place] = f"at {site} {whole.key}"
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _joined(named: Sequence[Named], places: Iterable[int]) -> list[tuple[_Form, _Form]]:
    """Pair every form of one site with the form that it is counted under, most often itself."""
    forms: dict[str, _Form] = {}
    for place in places:
        _gather(forms, place, named[place].mention)
    apart = _listed(named, [(p, f.key) for f in forms.values() for p in f.places])
    every = list(forms.values())
    wholes = [f for f in every if f.kind == "whole"]
    options = {f.key: [w for w in wholes if _may_mean(f, w)] for f in every if f.kind != "whole"}
    claims: dict[str, list[str]] = defaultdict(list)
    for key, meant in options.items():
        for whole in meant:
            claims[whole.key].append(key)
    pairs: list[tuple[_Form, _Form]] = []
    for form in every:
        meant = options.get(form.key, [])
        sole = len(meant) == 1 and len(claims[meant[0].key]) == 1
        fits = sole and _agree(form, meant[0]) and frozenset({form.key, meant[0].key}) not in apart
        pairs.append((form, meant[0] if fits else form))
    return _with_letters(pairs, wholes)


def _with_letters(pairs: list[tuple[_Form, _Form]], wholes: Sequence[_Form]) -> list[tuple[_Form, _Form]]:
    """Count Wang Fang under 王芳 where each can only be the other."""
    han = [w for w in wholes if spelling.is_han(w.core)]
    latin = [w for w in wholes if w.core.replace(" ", "").isascii()]
    letters = {
        w.key: [h for h in han if spelling.latin_key(w.core) in spelling.romanised(h.core)] for w in latin
    }
    moved: dict[str, _Form] = {}
    for one in latin:
        meant = letters[one.key]
        rivals = {frozenset(w.core.split()) for w in latin if letters[w.key] == meant}
        if len(meant) == 1 and len(rivals) == 1:
            moved[one.key] = meant[0]
    return [(form, moved.get(whole.key, whole)) for form, whole in pairs]


def _gather(forms: dict[str, _Form], place: int, mention: Mention) -> None:
    kind, key, core = _form_of(mention)
    form = forms.setdefault(key, _Form(key, kind, core))
    form.places.append(place)
    form.roles |= departments(mention.role or "")
    form.sexes |= sex_of(mention)


def sex_of(mention: Mention) -> set[str]:
    """Return whether the title says woman or man: 王姐, Mr. Chan."""
    rest = mention.surface.replace(mention.name, " ")
    found = (("woman", _FEMALE), ("man", _MALE))
    return {sex for sex, pattern in found if pattern.search(rest)} if rest.strip() else set()


def _form_of(mention: Mention) -> tuple[str, str, str]:
    """Return kind, key and the bare name: 王芳经理 is 王芳 whole, 王经理 is a part and never 王姐."""
    core = spelling.zh_key(mention.name)
    if re.search(r"[a-zA-Z]", mention.name):
        return _latin_form(mention)
    if core[:1] in "小老阿" and len(core) == _WHOLE:
        return "part", core, core[1:]
    if len(core) < _WHOLE or (len(core) == _WHOLE and core in tables.surnames()):
        return "part", spelling.zh_key(mention.surface), core
    whole = core[:2] in tables.surnames() or core[0] in tables.surnames()
    return ("whole" if whole and core[0] != core[1] else "given"), core, core


def _latin_form(mention: Mention) -> tuple[str, str, str]:
    name = re.sub(r"[’']s$", "", mention.name)
    words = re.findall(r"[^\W\d_]+", tables.plain(name).lower())
    core = " ".join(words) or name.lower()
    title = re.sub(r"[^a-z]", "", mention.surface.replace(mention.name, "").lower())
    if title and len(words) == 1:
        return "part", f"{title} {core}", core
    return ("whole" if len(words) > 1 or re.search("[\u3400-\u9fff]", core) else "given"), core, core


def _may_mean(form: _Form, whole: _Form) -> bool:
    """Tell whether a part or a given name can be a way to call someone of this whole name."""
    if re.search("[a-z]", whole.core) or re.search("[a-z]", form.core):
        return _latin_part(form, whole)
    surname, given = spelling.split(whole.core)
    if form.kind == "given":
        return form.core == given or (form.core == given[-1:] * 2)
    return form.core == surname or form.core == given[-1:]


def _latin_part(form: _Form, whole: _Form) -> bool:
    words = re.findall("[a-z]+", whole.core)
    if not words or not form.core.isascii():
        return False
    if form.kind == "given":
        return form.core == words[0]
    return len(words) > 1 and form.core == words[-1]


def _agree(form: _Form, whole: _Form) -> bool:
    roles = not form.roles or not whole.roles or bool(form.roles & whole.roles)
    return roles and len(form.sexes | whole.sexes) < _WHOLE


def _listed(named: Sequence[Named], keyed: Sequence[tuple[int, str]]) -> set[frozenset[str]]:
    """Return the forms that stand side by side in one list: 王芳和小王 are two people."""
    comments: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, key in keyed:
        mention = named[place].mention
        comments[named[place].comment].append((mention.start, mention.end, key))
    return {
        frozenset({a[2], b[2]})
        for spans in comments.values()
        for a in spans
        for b in spans
        if a[2] != b[2] and 0 <= b[0] - a[1] <= _NEAR
    }


_RANK = {"whole": 2, "given": 1, "part": 0}


def shown_name(mentions: Sequence[Mention]) -> str:
    """Return the name to show for one person: the fullest, most frequent spelling; a lone surname with its title."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for mention in mentions:
        kind = _form_of(mention)[0]
        counts[_RANK[kind], mention.surface if kind == "part" else mention.name] += 1
    best = max(
        counts, key=lambda form: (form[0], spelling.is_han(form[1]), counts[form], form[1].istitle(), form[1])
    )[1]
    return best.title() if best.isascii() and (best.islower() or best.isupper()) else best
