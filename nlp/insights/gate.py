"""The only way onto the wall: a person, then each sentence, must pass every check; each failure has its word.

The words are keys (``no_consent``, ``not_active`` …); how they read on screen is the publisher's business.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from nlp import lexicons, privacy
from nlp.answers import Done
from nlp.insights.decisions import sentence_key
from nlp.insights.night import Night, Voice
from nlp.records import Mention, Posting, Segment
from nlp.text import repair

SHORTEST, LONGEST = 6, 90
TOGETHER, ALL_WRONG = 3, 0.005
"""Several thanks are as good as a certain one from so many authors on, when all being wrong is this unlikely."""
Grounds = Literal["list", "roster", "house", ""]


def consent(employee_id: str, night: Night) -> Grounds:
    """Return where this person's yes stands: the consent list counts first, then the roster, then the house's word."""
    if employee_id in night.consent:
        return "list" if night.consent[employee_id] else ""
    said = [p.consent for p in night.roster if p.employee_id == employee_id and p.consent is not None]
    if said:
        return "roster" if all(said) else ""
    return "house" if night.rules.all_consented else ""


def consented(employee_id: str, night: Night) -> bool:
    """Tell whether this person may be shown at all."""
    return bool(consent(employee_id, night))


def held(employee_id: str | None, candidates: Sequence[str], night: Night) -> tuple[str, ...]:
    """Return why a person may not be displayed; empty when they may."""
    if employee_id is None:
        return ("several_people",) if candidates else ("not_on_roster",)
    postings = [p for p in night.roster if p.employee_id == employee_id]
    reasons: list[str] = []
    if not postings:
        reasons.append("not_on_roster")
    elif not _active(postings, night):
        reasons.append("not_active")
    if not consented(employee_id, night):
        reasons.append("no_consent")
    if employee_id in night.decisions.hidden:
        reasons.append("withheld")
    return tuple(reasons)


def approved(key: str, night: Night) -> bool:
    """Tell whether a person, a sentence or a process has the yes that it needs; without approval mode none does."""
    return not night.rules.approval or key in night.decisions.approved


def _active(postings: Iterable[Posting], night: Night) -> bool:
    return any(p.active_on(night.day) for p in postings)


def certain(mention: Mention, night: Night) -> bool:
    """Tell whether one mention is sure enough to put a person on the wall: linked, and praise."""
    return counts(mention, night) and mention.confidence >= night.rules.display_confidence


def certain_together(best: Mapping[str, float], against: int) -> bool:
    """Tell whether several people's thanks are as good as one certain one: they would all have to be misread.

    ``best`` is the confidence of each author's surest thanks among those that count, ``against`` how many authors
    complained. Because: whoever is thanked six times in ordinary words belongs on the wall as much as one who is
    thanked once in clear ones. Misreadings of one name may have one cause, so three authors are asked for, and a
    chance ten times smaller than for one certain mention.
    """
    if len(best) < TOGETHER or 3 * against > len(best):
        return False
    return math.prod(1 - confidence for confidence in best.values()) <= ALL_WRONG


def counts(mention: Mention, night: Night) -> bool:
    """Tell whether one mention adds to the thanks of somebody who is on the wall already.

    Because: to show a person takes certainty, but to count only the surest would make warm stories weigh nothing.
    """
    return (
        mention.staff
        and mention.stance == "praise"
        and mention.employee_id is not None
        and mention.confidence >= night.rules.count_confidence
    )


def strangers(night: Night) -> frozenset[str]:
    """Return the names of staff who may not be shown: none of them may stand in a sentence, found by the reader or not.

    A name that somebody who may be shown bears too is left out; whom it means is then for the links to say.
    """
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for posting in night.roster:
        welcome = not held(posting.employee_id, (), night)
        names[welcome] |= {posting.name, posting.english_name or "", *posting.aliases}
    return frozenset(name for name in names[False] - names[True] if len(name) > 1)


def wishes_met(night: Night) -> tuple[Done, ...]:
    """Return the suggestions closed in the period whose words are harmless and name nobody who works here."""
    names = {n for p in night.roster for n in (p.name, p.english_name or "", *p.aliases) if len(n) > 1}
    return tuple(
        d
        for d in night.decisions.done
        if night.period[0] <= d.day <= night.day
        and all(harmless(t) and not any(n in t for n in names) for t in (d.asked, d.did_zh, d.did_en))
    )


def sentence(
    voice: Voice, mention: Mention, night: Night, unnamed: frozenset[str] = frozenset()
) -> str | None:
    """Return the part of a comment about this person that may hang in a lobby, or nothing.

    Because: a sentence is read by everyone who walks past. It must be a customer's, praise, about nobody else
    without consent (``unnamed``), free of personal data and of abuse.
    """
    if voice.comment.audience != "customer" or _hidden(voice, mention, night):
        return None
    for segment in voice.reading.segments:
        if segment.start <= mention.start < segment.end:
            text = _turn().sub("", segment.text.strip(" ，,;；"))
            return text if _fit(text, segment, voice, night) and not any(n in text for n in unnamed) else None
    return None


@cache
def _turn() -> re.Pattern[str]:
    """Return what takes a turn at the start of a clause (但, but …): without what stood before, it reads as a taunt."""
    rows = [
        row for name in ("zh/contrast", "en/contrast") for row in lexicons.rows(name) if row["kind"] == "but"
    ]
    words = sorted({row["word"] for row in rows}, key=lambda word: (-len(word), word))
    each = "|".join(re.escape(word) + (r"\b" if word.isascii() else "") for word in words)
    return re.compile(rf"^(?:{each})[\s，,]*", re.IGNORECASE)


def _hidden(voice: Voice, mention: Mention, night: Night) -> bool:
    return sentence_key(mention.employee_id or mention.name, voice.comment.id) in night.decisions.hidden


def _fit(text: str, segment: Segment, voice: Voice, night: Night) -> bool:
    others = [m for m in voice.reading.mentions if segment.start <= m.start < segment.end]
    return (
        SHORTEST <= len(text) <= LONGEST * (2 if segment.language == "en" else 1)
        and segment.sentiment.label == "positive"
        and harmless(text)
        and all(_welcome(m, night) for m in others)
    )


def harmless(text: str) -> bool:
    """Tell whether words are free of personal data (masked or not) and of abuse."""
    return "*" not in text and not privacy.find_personal(text) and not abusive(text)


def _welcome(mention: Mention, night: Night) -> bool:
    """Tell whether a name may stand in a sentence: praised, linked, consented and active."""
    if mention.employee_id is None or mention.stance != "praise":
        return False
    return not held(mention.employee_id, mention.candidates, night)


def abusive(text: str) -> bool:
    """Tell whether a text holds abuse, also when spaced, symbol-split or starred.

    >>> abusive("f.u.c.k this"), abusive("傻 * 逼"), abusive("a first-class hotel"), abusive("服务态度好")
    (True, True, False, False)
    """
    return bool(_abuse().search(repair(text).text.casefold()))


@cache
def _abuse() -> re.Pattern[str]:
    """Build one pattern: between the letters of a bad word anything but letters may stand."""
    words: Mapping[str, list[str]] = {"zh": [], "en": []}
    for row in lexicons.rows("shared/abuse.tsv"):
        words[row["language"]].append(row["word"])
    chinese = "|".join(r"[\W_a-z0-9]{0,3}".join(map(re.escape, w)) for w in words["zh"])
    english = "|".join(r"[\W_]{0,2}".join(_starred(w)) for w in words["en"])
    return re.compile(rf"{chinese}|(?<![a-z])(?:{english})(?:s|ed|ing|er|ers|y)?(?![a-z])", re.IGNORECASE)


def _starred(word: str) -> list[str]:
    """Let inner letters of an English word be hidden behind a symbol: f*ck, sh!t."""
    inner = [f"(?:{letter}|[*@#$!1i0.])" for letter in word[1:-1]]
    return [word[0], *inner, word[-1]]
