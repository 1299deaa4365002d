"""Who was thanked, by how many, in which words, and which of it may be shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.insights import gate
from nlp.insights.decisions import process_key, sentence_key
from nlp.insights.night import Night, Voice, current
from nlp.insights.quotes import quote, showable, shown_text
from nlp.people import Named, same_people, shown_name
from nlp.records import Mention, Posting, Praise, ProcessPraise, Quote

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Thanks:
    """One person in one comment."""

    voice: Voice
    mention: Mention


def praise(voices: Sequence[Voice], night: Night) -> tuple[Praise, ...]:
    """Return one row for every person thanked in the period, the most thanked first.

    People who were named without praise have no row, and blame is never listed by name.
    """
    everyone = _mentions(voices)
    people = _people(everyone)
    groups: dict[int, list[_Thanks]] = {}
    for thanks in _mentions(showable(current(voices, night.period), night)):
        groups.setdefault(people[_place(thanks)], []).append(thanks)
    earlier = {
        people[_place(t)] for t in everyone if not _in_period(t, night) and t.mention.stance == "praise"
    }
    unnamed = gate.strangers(night)
    rows = [
        _row(group, night, unnamed, new=key not in earlier)
        for key, group in groups.items()
        if any(t.mention.stance == "praise" for t in group)
    ]
    return tuple(sorted(rows, key=lambda p: (-p.thanks, p.tier, p.name, p.site or "", p.employee_id or "")))


def _in_period(thanks: _Thanks, night: Night) -> bool:
    return bool(current([thanks.voice], night.period))


def _mentions(voices: Iterable[Voice]) -> list[_Thanks]:
    return [_Thanks(v, m) for v in voices for m in v.reading.mentions if m.staff]


def _people(thanks: Sequence[_Thanks]) -> dict[tuple[str, int], int]:
    """Number the people: by employee; where nobody is sure who it is, by the spellings of one name at one site."""
    named = [Named(t.voice.comment.id, t.voice.comment.site or "", t.mention) for t in thanks]
    return {_place(t): number for t, number in zip(thanks, same_people(named), strict=True)}


def _place(thanks: _Thanks) -> tuple[str, int]:
    return thanks.voice.comment.id, thanks.mention.start


def _row(group: Sequence[_Thanks], night: Night, unnamed: frozenset[str], *, new: bool) -> Praise:
    first = group[0].mention
    praised = [t for t in group if t.mention.stance == "praise"]
    sure = [t for t in praised if gate.certain(t.mention, night)]
    reasons = _held(first, night, sure=bool(sure) or _sure_together(group, night))
    waits = reasons == ("not_approved",)
    counted = praised if reasons and not waits else [t for t in praised if gate.counts(t.mention, night)]
    days = sorted(t.voice.comment.day for t in counted if t.voice.comment.day)
    home = _home(first.employee_id, night)
    sites = tuple(sorted({t.voice.comment.site for t in counted if t.voice.comment.site}))
    shown, pending = _for_the_wall(sure, night, unnamed) if waits or not reasons else ((), ())
    return Praise(
        employee_id=first.employee_id, name=home.name if home else shown_name([t.mention for t in group]),
        site=home.site if home else (sites[0] if sites else None),
        department=home.department if home else None, tier="review" if reasons else "display",
        thanks=_authors(counted), mentions=len(group), first_day=days[0] if days else None,
        last_day=days[-1] if days else None, new=new, sites=sites, praised_for=_reasons(counted),
        quotes=_in_context(counted) if reasons else shown, held=reasons, candidates=first.candidates,
        from_colleagues=_authors(t for t in counted if t.voice.comment.audience == "employee"), pending=pending,
        consent=gate.consent(first.employee_id, night) if first.employee_id else "",
    )  # fmt: skip


def _sure_together(group: Sequence[_Thanks], night: Night) -> bool:
    """Tell whether so many people thanked somebody that all of it cannot be misread."""
    best: dict[str, float] = {}
    against: set[str] = set()
    for t in group:
        if gate.counts(t.mention, night):
            best[_author(t)] = max(best.get(_author(t), 0.0), t.mention.confidence)
        elif t.mention.stance == "complaint":
            against.add(_author(t))
    return gate.certain_together(best, len(against))


def _held(mention: Mention, night: Night, *, sure: bool) -> tuple[str, ...]:
    """Return why the person stays off the wall; a reviewer is only asked about those whom nothing else holds."""
    reasons = gate.held(mention.employee_id, mention.candidates, night)
    if not reasons and not sure:
        return ("not_certain",)
    if not reasons and not gate.approved(mention.employee_id or "", night):
        return ("not_approved",)
    return reasons


def _home(employee_id: str | None, night: Night) -> Posting | None:
    """Return where an employee works on the night's day, else their latest posting."""
    postings = [p for p in night.roster if p.employee_id == employee_id]
    active = [p for p in postings if p.active_on(night.day)]
    return max(active or postings, key=lambda p: p.active_from or date.min, default=None)


def _authors(thanks: Iterable[_Thanks]) -> int:
    """Count people who thanked: one loud author counts once."""
    return len({_author(t) for t in thanks})


def _author(thanks: _Thanks) -> str:
    return thanks.voice.comment.author or thanks.voice.comment.id


def _reasons(thanks: Iterable[_Thanks]) -> tuple[str, ...]:
    """Return what a person is praised for, the most frequent first."""
    counts: dict[str, int] = {}
    for t in thanks:
        for reason in t.mention.praised_for:
            counts[reason] = counts.get(reason, 0) + 1
    return tuple(sorted(counts, key=lambda r: (-counts[r], r)))


def _for_the_wall(
    thanks: Sequence[_Thanks], night: Night, unnamed: frozenset[str]
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Pick the sentences that pass the gate: those that may hang, and those that wait for a yes."""
    shown: dict[str, Quote] = {}
    pending: dict[str, Quote] = {}
    for t in _newest(thanks):
        text = gate.sentence(t.voice, t.mention, night, unnamed)
        if text and text not in shown and text not in pending:
            key = sentence_key(t.mention.employee_id or t.mention.name, t.voice.comment.id)
            (shown if gate.approved(key, night) else pending)[text] = quote(t.voice, text)
    return tuple(shown.values())[:SENTENCES], tuple(pending.values())[:SENTENCES]


def _in_context(thanks: Sequence[_Thanks]) -> tuple[Quote, ...]:
    """Pick whole comments, for whoever has to judge them."""
    chosen = {shown_text(t.voice): quote(t.voice) for t in _newest(thanks)}
    return tuple(chosen.values())[:SENTENCES]


def _newest(thanks: Sequence[_Thanks]) -> list[_Thanks]:
    return sorted(thanks, key=lambda t: (t.voice.comment.day or date.min, t.voice.comment.id), reverse=True)


def processes(voices: Sequence[Voice], night: Night) -> tuple[ProcessPraise, ...]:
    """Gather praise for teams and processes; equal words, in any case, are one row, the most frequent first.

    Only customers' words that pass the gate's text checks, because they go up on the wall beside the names.
    """
    found: dict[tuple[str, str], list[tuple[str, Voice]]] = {}
    unnamed = gate.strangers(night)
    for v in current(voices, night.period):
        for credit in v.reading.credits if v.comment.audience == "customer" else ():
            names = unnamed | {m.surface for m in v.reading.mentions}
            if gate.harmless(credit.text) and not any(name in credit.text for name in names):
                found.setdefault((credit.kind, credit.text.casefold()), []).append((credit.text, v))
    rows = [_credited(kind, group, night, unnamed) for (kind, _), group in found.items()]
    return tuple(sorted(rows, key=lambda r: (-r.count, r.text)))


def _credited(
    kind: str, group: Sequence[tuple[str, Voice]], night: Night, unnamed: frozenset[str]
) -> ProcessPraise:
    """Fold what was said of one team or process: Staff and staff are the same; a no to either spelling holds for both."""
    spellings = Counter(text for text, _ in group)
    text = min(spellings, key=lambda one: (-spellings[one], one))
    keys = [process_key(kind, one) for one in spellings]
    return ProcessPraise(
        kind="team" if kind == "team" else "process", text=text, count=len(group),
        quote=_process_quote(text, [v for one, v in group if one == text], unnamed), held=_process_held(keys, night),
        sites=tuple(sorted({v.comment.site for _, v in group if v.comment.site})),
    )  # fmt: skip


def _process_quote(text: str, group: Sequence[Voice], unnamed: frozenset[str]) -> Quote:
    """Pick the newest sentence around the words that names nobody at all; where each names somebody, the words alone.

    Because: the sentence hangs beside a process, so no one's consent has been asked for it.
    """
    for v in reversed(group):
        for s in v.reading.segments:
            names = unnamed.union(*((m.surface, m.name) for m in v.reading.mentions))
            plain = not any(name in s.text for name in names)
            if text in s.text and plain and s.sentiment.label == "positive" and gate.harmless(s.text):
                return quote(v, s.text.strip(" ，,;；"))
    return quote(group[-1], text)


def _process_held(keys: Sequence[str], night: Night) -> tuple[str, ...]:
    if not night.decisions.hidden.isdisjoint(keys):
        return ("withheld",)
    return () if any(gate.approved(key, night) for key in keys) else ("not_approved",)
