"""How the author speaks of each person: praise, complaint or a mere mention, with the words that say so."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.people import (
    clerical,
    phrases,
    stance_amends,
    stance_scope,
    stance_turns,
    stance_views,
    tables,
    zh_sides,
)
from nlp.people.frames import Clause, Spotted
from nlp.people.phrases import Hit
from nlp.people.stance_scene import Scene, scene
from nlp.people.stance_scope import Part
from nlp.people.stance_views import Page
from nlp.records import Evidence, Stance

_JOINT = re.compile(
    r"(?:的)?\s*(?:[、,，&/ +]|和|与|及|跟|同埋|同|还有|以及|\band\b|\bn\b)?\s*(?:[,，]|\band\b)?\s*"
    r"(?:\b(?:mr|mrs|ms|miss|dr|nurse|sister|coach|our|wee|little|young|old|dear|lovely|also|especially)\b\.?\s*)*",
    re.IGNORECASE,
)
_NO_ZH = re.compile(
    r"(?:不|没|没有|没能|未|并不|毫无|毫不|(?<!特)(?<!分)(?<!区)别|不够|不太|不是很|不怎么|谈不上|算不上|缺乏|缺少|冇|唔|无|一点都不|一点也不|从不|从来不|从没|没什么|没有什么)(?:[很太得会是什么么多])?$"
)
_NO_EN = re.compile(
    r"\b(?:not|no|never|n't|nothing|without|hardly|barely|isnt|wasnt|didnt|doesnt|cannot|lack of|lacks|lacked|neither|far from|anything but|less than|zero)\s+(?:\w+\s+){0,2}$|n['’]t\s+(?:\w+\s+){0,2}$"
)
_LEAST = 0.35


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stance toward one person, how sure, why, and what the praise is for."""

    stance: Stance
    confidence: float
    evidence: tuple[Evidence, ...]
    praised_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the tables say of one mention: the total, the words behind it, and the views of the learned stance."""

    plain: str
    total: float
    turned: float
    reasons: tuple[tuple[float, Hit], ...]
    felt: float
    about: tuple[str, str]
    where: tuple[int, int]
    numbers: dict[str, float]
    scene: Scene
    amends: stance_amends.Part = ""


def judge(text: str, mentions: Sequence[Spotted], clauses: Sequence[Clause] = ()) -> list[Verdict]:
    """Judge every mention of one comment by the tables alone, from the clauses that are about it."""
    return [by_tables(w) for w in weigh(text, mentions, clauses)]


def by_tables(weighed: Weighed) -> Verdict:
    """Return what the tables say; how the clause feels counts where no word of theirs says anything."""
    total = weighed.total
    return decided(weighed, total + weighed.felt if abs(total) < _LEAST else total)


def weigh(
    text: str, mentions: Sequence[Spotted], clauses: Sequence[Clause] = (), *, as_written: bool = False
) -> list[Weighed]:
    """Gather for every mention of one comment what is said in the clauses that are about that person.

    A person named twice is judged once, from all that is said of them. What was added for the office is left out;
    ``as_written`` leaves it in: lessons are taught whole, so that a better ear for phone numbers changes no weights.
    """
    if not mentions:
        return []
    spans = [(m.start, m.end) for m in mentions]
    plain = tables.folded(text) if as_written else clerical.quiet(tables.folded(text), spans)
    cut = stance_scope.parts(plain, spans)
    grouped = stance_scope.groups(plain, spans, _listed)
    scopes = stance_scope.scopes(plain, cut, [[spans[i] for i in g] for g in grouped])
    page = Page(plain, cut, spans, grouped, scopes)
    hits = _hits(plain, cut, spans)
    told = [_totals(page, page.scope(i), hits, span) for i, span in enumerate(spans)]
    felt = [_felt(cut, page.scope(i), clauses) for i in range(len(spans))]
    mending = stance_amends.parts(plain, spans)
    found: list[Weighed] = []
    for i, mention in enumerate(mentions):
        twins = [k for k, other in enumerate(mentions) if other.name == mention.name]
        about, where = page.about(i, twins)
        before, total, reasons = _together([told[k] for k in twins])
        numbers = stance_views.numbers(page, i, about)
        mood = felt[i] if len(twins) == 1 else sum(felt[k] for k in twins) / len(twins)
        shown = scene(page, i, twins)
        part = mending[i] if len(twins) == 1 else ""
        found.append(Weighed(plain, total, total - before, reasons, mood, about, where, numbers, shown, part))
    return found


Told = tuple[float, float, list[tuple[float, Hit]]]


def _together(told: Sequence[Told]) -> tuple[float, float, tuple[tuple[float, Hit], ...]]:
    """Join what is said at every mention of one person: the most praise and the most blame, words once."""

    def joined(totals: Sequence[float]) -> float:
        return max(0.0, *totals) + min(0.0, *totals)

    reasons = {(hit.start, hit.end): (weight, hit) for _, _, some in told for weight, hit in some}
    return joined([t[0] for t in told]), joined([t[1] for t in told]), tuple(reasons.values())


def _listed(between: str) -> bool:
    """Tell whether two names stand in one list: nothing between them but a comma, an and, a department."""
    bare = zh_sides.role_words().sub("", between) if len(between) > 1 else between
    return bool(_JOINT.fullmatch(bare))


def _hits(plain: str, cut: Sequence[Part], spans: Sequence[tuple[int, int]]) -> list[list[Hit]]:
    """Return the stance phrases of every clause, turned round where negated, never from inside a name."""
    every = [*phrases.find(plain, "zh"), *phrases.find(plain, "en")]
    named = {i for s, e in spans for i in range(s, e)}
    found: list[list[Hit]] = [[] for _ in cut]
    for hit in sorted(every, key=lambda h: h.start):
        if named.isdisjoint(range(hit.start, hit.end)):
            number = stance_scope.clause_of(cut, hit.start)
            found[number].append(_negated(plain, cut[number], hit))
    return found


def _negated(plain: str, part: Part, hit: Hit) -> Hit:
    before = plain[part.start : hit.start]
    if stance_turns.only_stress(plain, hit.start, hit.end):
        return Hit(hit.start, hit.end, 0.0, "")
    if stance_turns.quoted(plain, hit.start, hit.end) and hit.weight > 0:
        return Hit(hit.start, hit.end, -1.2 * hit.weight, "")
    if not (_NO_ZH.search(before) or _NO_EN.search(before)):
        return hit
    weight = -0.9 * hit.weight if hit.weight > 0 else -0.4 * hit.weight
    return Hit(hit.start, hit.end, weight, "")


def _totals(page: Page, scope: dict[int, float], hits: Sequence[list[Hit]], span: tuple[int, int]) -> Told:
    """Return the total before and after turns of speech, and the words behind it."""
    plain, cut = page.plain, page.cut
    total = 0.0
    reasons: list[tuple[float, Hit]] = []
    led = _led_up_to(plain, cut, span)
    for i, strength in scope.items():
        part = cut[i]
        ahead = led and part.end <= span[0]
        aside = not ahead and _about_things(plain, part, span)
        for hit in hits[i]:
            weight = hit.weight * strength * (0.1 if aside and not _thanks(plain, hit) else 1.0)
            total += weight
            reasons.append((weight, hit))
    turned = stance_turns.turned(plain, span, total, [h for i in scope for h in hits[i]])
    return total, turned, reasons


def _led_up_to(plain: str, cut: Sequence[Part], span: tuple[int, int]) -> bool:
    """Tell whether what was said before is meant for the name: especially Ann, 尤其是小李, or a bare name."""
    home = cut[stance_scope.clause_of(cut, span[0])]
    bare = home.end - home.start - (span[1] - span[0]) <= _BARE
    return bare or bool(_FOCUS.search(plain[home.start : span[0]]))


_BARE = 3
_FOCUS = re.compile(
    r"特别是|尤其是?|特别|还有|包括|especially|particularly|in particular|most of all|including"
)


def _about_things(plain: str, part: Part, span: tuple[int, int]) -> bool:
    """Tell whether a clause speaks of a room or a meal rather than of the person: its subject is a thing."""
    if part.start <= span[0] < part.end:
        return False
    language = "zh" if re.search("[\u4e00-\u9fff]", plain[part.start : part.end]) else "en"
    first = min(phrases.things(plain[part.start : part.end], language), default=None)
    limit = 4 if language == "zh" else 16
    return first is not None and first <= limit


def _thanks(plain: str, hit: Hit) -> bool:
    return bool(re.match("感谢|谢谢|表扬|多谢|thank|kudos|shout", plain[hit.start : hit.end]))


def _felt(cut: Sequence[Part], scope: dict[int, float], clauses: Sequence[Clause]) -> float:
    """Fall back on how the mention's own clause feels, where no word of the tables says anything."""
    best = max(scope, key=lambda i: scope[i])
    part = cut[best]
    scores = [c.score for c in clauses if c.start < part.end and part.start < c.end]
    return 0.9 * sum(scores) / len(scores) if scores else 0.0


def decided(weighed: Weighed, total: float) -> Verdict:
    """Turn a total into a stance, with a confidence that grows with its size."""
    stance: Stance = "neutral" if abs(total) < _LEAST else "praise" if total > 0 else "complaint"
    sure = (
        1 / (1 + math.exp(-1.6 * (abs(total) - _LEAST) - 0.8))
        if stance != "neutral"
        else 0.75 - abs(total) * 0.4
    )
    return explained(weighed, stance, round(min(0.99, max(0.3, sure)), 4))


def explained(weighed: Weighed, stance: Stance, confidence: float) -> Verdict:
    """Give a stance the words of the tables that speak for it, and what the praise is for; no blame for amends."""
    thanked = any(weight > _LEAST for weight, _ in weighed.reasons)
    stance = stance_amends.fair(weighed.amends, stance, thanked)
    sign = 1 if stance == "praise" else -1 if stance == "complaint" else 0
    chosen = [(w, h) for w, h in weighed.reasons if w * sign > 0.1]
    best = sorted(chosen, key=lambda r: -abs(r[0]))[:5]
    evidence = tuple(
        Evidence(
            text=weighed.plain[h.start : h.end],
            source="people.stance",
            weight=round(w, 3),
            start=h.start,
            end=h.end,
        )
        for w, h in sorted(best, key=lambda r: r[1].start)
    )
    reasons_for = tuple(dict.fromkeys(h.praised_for for _, h in chosen if h.praised_for)) if sign > 0 else ()
    return Verdict(stance, confidence, evidence, reasons_for)
