"""Carry out the edits of a night: each one is confirmed or answered with a reason, and none ends the night."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.messages import say, simplified, table
from flows.publish.review import ACTIONS
from flows.reviews.topics import Outcome, edit_topic, refuse
from flows.store import Review, Store
from flows.store.alerts import State, Verdict
from nlp.insights import gate
from nlp.records import Label, Posting
from nlp.topics import Registry

log = logging.getLogger("tingjian")
STATES: dict[str, tuple[State, Verdict | None]] = {
    "acknowledge": ("acknowledged", None), "close": ("closed", "real"), "known": ("closed", "known"),
    "noise": ("closed", "noise"), "reopen": ("reopened", None),
}  # fmt: skip
LABELS: tuple[Label, ...] = ("positive", "negative", "neutral", "mixed")


@dataclass(slots=True, kw_only=True)
class Desk:
    """What the one who carries out edits needs at hand; the registry changes as topics are edited."""

    store: Store
    night: date
    roster: Sequence[Posting]
    registry: Registry | None


def carry_out(
    store: Store, reviews: Sequence[Review], night: date, roster: Sequence[Posting], registry: Registry | None
) -> Registry | None:
    """Carry out the edits that are new or still wait, answer each, and return the registry as they left it."""
    store.add_reviews(replace(review, night=night) for review in reviews)
    desk = Desk(store=store, night=night, roster=roster, registry=registry)
    for review in store.reviews("waiting"):
        outcome = _done(review, desk)
        store.answer_review(review, "applied" if outcome.applied else "refused", outcome.zh, outcome.en)
    return desk.registry


def _done(review: Review, desk: Desk) -> Outcome:
    """Carry out one edit; whatever goes wrong with it becomes its answer."""
    try:
        return _refused(review) or _HANDS[review.about](review, desk)
    except Exception as error:  # a line that nobody foresaw must not end the night
        log.exception(
            "review line %s %s %s could not be carried out", review.about, review.target, review.kind
        )
        return refuse("failed", reason=f"{type(error).__name__}: {error}")


def _refused(review: Review) -> Outcome | None:
    """Refuse what cannot be meant, before anything is touched."""
    if review.about not in ACTIONS:
        return refuse("item", value=review.about or "—")
    if not review.kind:
        return refuse("no_action") if review.value else _said("noted")
    if review.kind not in ACTIONS[review.about]:
        choices = [[table()[f"action.{name}"][tongue] for name in ACTIONS[review.about]] for tongue in (0, 1)]
        return _both(
            "refused.action", ({"known": "、".join(choices[0])}, {"known": ", ".join(choices[1])}), review
        )
    return None if review.target else refuse("no_id")


def _both(key: str, values: tuple[dict[str, str], dict[str, str]], review: Review) -> Outcome:
    zh, en = (say(key, t, value=review.kind, **v) for t, v in zip(("zh", "en"), values, strict=True))
    return Outcome(applied=False, zh=zh, en=en)


def _said(key: str, **values: object) -> Outcome:
    return Outcome(
        applied=True, zh=say(f"answer.{key}", "zh", **values), en=say(f"answer.{key}", "en", **values)
    )


def _topic(review: Review, desk: Desk) -> Outcome:
    """Edit a topic; the registry of the desk is the edited one afterwards."""
    if desk.registry is None:
        return refuse("no_topics")
    desk.registry, outcome = edit_topic(desk.registry, review, desk.night)
    return outcome


def _alert(review: Review, desk: Desk) -> Outcome:
    """Decide about an issue, under the id by which it was first told."""
    first = {s.id: s.update_of or s.id for s in desk.store.signals()}
    if review.target not in first:
        return refuse("alert", value=review.target)
    state, verdict = STATES[review.kind]
    desk.store.decide_alert(
        first[review.target], state, verdict=verdict, by=review.reviewer, note=review.note
    )
    words = [f"state.{state}", *([f"verdict.{verdict}"] if verdict else [])]
    zh, en = ("，".join(say(w, "zh") for w in words), ", ".join(say(w, "en") for w in words))
    return Outcome(
        applied=True, zh=say("answer.alert", "zh", value=zh), en=say("answer.alert", "en", value=en)
    )


def _person(review: Review, desk: Desk) -> Outcome:
    """Put right whom a comment praises, or say who and what may be shown."""
    _, _, comment = review.target.partition("|")
    if review.about == "sentence" and not desk.store.knows(comment):
        return refuse("comment", value=comment or review.target)
    if review.kind != "wrong_person":
        return _said(review.kind)
    if not review.value:
        return refuse("who")
    named = [p.name for p in desk.roster if p.employee_id == review.value]
    return (
        _said("wrong_person", value=f"{review.value} {named[0]}")
        if named
        else refuse("who", value=review.value)
    )


def _shown(review: Review, _: Desk) -> Outcome:
    return _said(review.kind)


def _suggestion(review: Review, desk: Desk) -> Outcome:
    """Close a suggestion with a sentence that may hang beside it."""
    if review.kind == "restore":
        return _said("restore")
    if not review.value:
        return refuse("no_value")
    both = f"{review.label}\n{review.value}"
    if not gate.harmless(both) or any(p.name in both for p in desk.roster):
        return refuse("words")
    return _said("done")


def _comment(review: Review, desk: Desk) -> Outcome:
    label = label_of(review.value or "")
    if label is None:
        return refuse("label")
    if not desk.store.knows(review.target):
        return refuse("comment", value=review.target)
    zh, en = table()[f"label.{label}"]
    return Outcome(
        applied=True, zh=say("answer.sentiment", "zh", value=zh), en=say("answer.sentiment", "en", value=en)
    )


def label_of(text: str) -> Label | None:
    """Return the label that somebody wrote in either language.

    >>> label_of("好评"), label_of("Negative"), label_of("？")
    ('positive', 'negative', None)
    """
    word = simplified(text.strip().lower())
    return next((label for label in LABELS if word in {label, *table()[f"label.{label}"]}), None)


_HANDS: dict[str, Callable[[Review, Desk], Outcome]] = {
    "alert": _alert, "person": _person, "sentence": _person, "process": _shown, "words": _shown, "topic": _topic,
    "suggestion": _suggestion, "comment": _comment,
}  # fmt: skip
