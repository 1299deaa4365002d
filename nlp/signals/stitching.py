"""Tie what is found tonight to what was told before: the same issue is one alert, though days or topics changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.records import Signal
from nlp.signals.cases import overlap

MEMORY_DAYS = 21
RETURN_DAYS = 14
"""What comes back at the same place within so many days is the same issue, opened again."""


def stitch(signal: Signal, told: Sequence[Signal]) -> Signal:
    """Tie a signal to the alert it goes on with, though its topic may have been fitted anew since.

    An update of something that was never told is a first telling; a first telling of comments that were told
    already, or of a subject that was told at the same place within two weeks, is an update.

    Args:
        signal: what was found.
        told: what was told before, the oldest first.
    """
    first = signal.update_of or signal.id
    same = [t for t in told if (t.update_of or t.id) == first]
    if same:
        tied = signal if signal.update_of else _updating(signal, same[0], len(same))
        return _beside(tied, told)
    before = _goes_on_with(signal, told)
    if not before:
        return _beside(replace(signal, update_of=None, first_told=signal.day, times_told=1), told)
    return _beside(_updating(signal, before[0], len(before)), told)


def stitched(found: Iterable[Signal], told: Iterable[Signal]) -> list[Signal]:
    """Tie tonight's signals, the oldest first, to those told before and to each other.

    A signal that was told already under its own id is told as it was tied then; one that a late comment has made
    older than its telling is not told again.
    """
    known = list(told)
    ids = {t.id: t for t in known}
    out: list[Signal] = []
    for signal in found:
        earlier = ids.get(signal.id)
        if earlier is not None:
            again = replace(signal, update_of=earlier.update_of, first_told=earlier.first_told)
            out.append(_beside(again, known))
            continue
        if any(t.day > signal.day and _goes_on(t, [signal]) for t in known):
            continue
        tied = stitch(signal, [t for t in known if t.day <= signal.day])
        known.append(tied)
        out.append(tied)
    return out


def _beside(signal: Signal, told: Sequence[Signal]) -> Signal:
    """Name its kin by the alert that people know it under; what nobody was told of, or what it has become, is no kin."""
    if signal.kin is None:
        return signal
    roots = {t.update_of or t.id for t in told if signal.kin in {t.id, t.update_of}}
    known = min(roots - {signal.update_of or signal.id}, default=None)
    return replace(signal, kin=known, kin_names=signal.kin_names if known else ("", ""))


def _updating(signal: Signal, first: Signal, times: int) -> Signal:
    root = first.update_of or first.id
    name = f"{signal.id}.{signal.day}" if signal.id == root else signal.id
    return replace(
        signal, id=name, update_of=root, first_told=first.first_told or first.day, times_told=times + 1
    )


def _goes_on_with(signal: Signal, told: Sequence[Signal]) -> list[Signal]:
    """Return the tellings, the oldest first, of the newest alert that a signal goes on with."""
    alerts: dict[str, list[Signal]] = {}
    for t in told:
        alerts.setdefault(t.update_of or t.id, []).append(t)
    newest = sorted(alerts.values(), key=lambda tellings: tellings[-1].day, reverse=True)
    return next((tellings for tellings in newest if _goes_on(signal, tellings)), list[Signal]())


def _goes_on(signal: Signal, told: Sequence[Signal]) -> bool:
    """Tell whether a signal speaks of what the tellings of one alert spoke of, all together or the last of them."""
    lately = [t for t in told if t.audience == signal.audience and (signal.day - t.day).days <= MEMORY_DAYS]
    mine, theirs = set(signal.comment_ids), {c for t in lately for c in t.comment_ids}
    if overlap(len(mine & theirs), len(mine), len(theirs)):
        return True
    return any(
        (signal.day - t.day).days <= RETURN_DAYS and _subject(signal) == _subject(t) and signal.site == t.site
        for t in lately
    )


def _subject(signal: Signal) -> tuple[object, ...]:
    """Return what a signal is about; a topic is itself however it shows."""
    return (signal.topic_id,) if signal.topic_id else (signal.family, signal.label_zh, signal.label_en)
