"""Allowed: who works here and who may be shown, as the lists of the settings say today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from flows.settings import Settings
from flows.sources import SourceError, consent_on, read_consent_lines, read_roster
from flows.sources.consent import Consent
from nlp.records import Posting, Rejection

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The roster and the answers of the consent list; ``lines`` is None where there is no list that can be read."""

    roster: tuple[Posting, ...]
    consent: dict[str, bool]
    lines: list[Consent] | None
    rejections: tuple[Rejection, ...]


def allowed(settings: Settings, day: date | None) -> Allowed:
    """Read roster and consent list as they are now, for the night of ``day``.

    A list that cannot be read is a no from everyone: the wall never guesses. A withdrawal counts from today on,
    also for an older night that is drawn again; a yes that begins on the night shown counts for it.
    """
    roster, no_roster = listing(read_roster, settings.people.roster, settings)
    lines, no_consent = listing(read_consent_lines, settings.people.consent, settings)
    today = datetime.now(settings.zone).date()
    answers = consent_on(lines, max(today, day or today)) if lines is not None else {}
    if lines is None and settings.people.consent is not None:
        answers = _nobody(roster or ())
    return Allowed(
        roster=tuple(roster or ()), consent=answers, lines=lines, rejections=(*no_roster, *no_consent)
    )


def _nobody(roster: Iterable[Posting]) -> dict[str, bool]:
    return {posting.employee_id: False for posting in roster}


def listing(
    reader: Callable[[Path, Settings], tuple[T, list[Rejection]]], path: Path | None, settings: Settings
) -> tuple[T | None, list[Rejection]]:
    """Read a side file; None with the reason where it cannot be read at all."""
    if path is None:
        return None, []
    try:
        return reader(settings.path(path), settings)
    except SourceError as error:
        whole = Rejection(source="", file=path.name, row=0, column=None, value="", reason=str(error))
        return None, [whole]
