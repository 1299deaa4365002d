"""Standing: a yes can be taken back on any day, so every night that is kept is asked again whom it shows.

The pages of an older night were drawn on the word of that day. What they show is measured against the roster, the
consent list and the reviews of today; a night that fails is drawn again, not patched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.messages import say
from flows.reviews import decisions_of
from flows.settings import Settings, SettingsError
from flows.stages.allowed import Allowed, allowed
from flows.store import Store, StoreError, from_json
from nlp.insights import gate
from nlp.insights.night import Night, Rules
from nlp.records import Insights, Praise

RECORD = "insights.json"
NIGHTS = "????-??-??"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whom a night may show today: why not, for each employee it names, and the names that no sentence may hold."""

    held: Mapping[str, tuple[str, ...]]
    strangers: frozenset[str]
    lists: Allowed

    def reasons(self, person: Praise) -> tuple[str, ...]:
        """Return why a person may not be shown today: what today's lists say, and the doubts of the night itself."""
        if person.employee_id is None:
            return person.held
        today = self.held[person.employee_id]
        return (*today, *(reason for reason in person.held if reason not in ASKED_AGAIN))

    def gone(self, insights: Insights) -> list[str]:
        """Return the names that the night shows and may not show any more, in its order."""
        shown = [p for p in insights.praise if p.tier == "display"]
        people = [p.name for p in shown if self.reasons(p)]
        texts = [q.text for p in shown for q in p.quotes] + [
            text for p in insights.processes if not p.held for text in (p.text, p.quote.text)
        ]
        inside = sorted(name for name in self.strangers if any(name in text for text in texts))
        return list(dict.fromkeys([*people, *inside]))


ASKED_AGAIN = frozenset({"not_on_roster", "not_active", "no_consent", "withheld"})
"""Reasons that lists and reviews give; the others lie in what was written, and stay."""


def standing(settings: Settings, store: Store, insights: Insights) -> Standing:
    """Ask today's lists and reviews about the people of a night."""
    lists = allowed(settings, insights.day)
    night = Night(
        day=insights.day, names=insights.names, counts=insights.counts, comments=(), readings={},
        roster=lists.roster, consent=lists.consent, decisions=decisions_of(store.reviews(), insights.day),
        rules=Rules(all_consented=settings.people.all_consented),
    )  # fmt: skip
    ids = {p.employee_id: p.candidates for p in insights.praise if p.employee_id}
    held = {one: gate.held(one, candidates, night) for one, candidates in ids.items()}
    return Standing(held=held, strangers=gate.strangers(night), lists=lists)


def nights(outputs: Path) -> list[Path]:
    """List the nights that are kept, the oldest first."""
    return sorted(folder for folder in outputs.glob(NIGHTS) if folder.is_dir())


def overdue(settings: Settings, store: Store) -> Iterator[tuple[Path, Sequence[str]]]:
    """Yield the nights that still show somebody who may not be shown today, with the names.

    A night whose record cannot be read is passed over: whoever opens it is told.
    """
    for folder in nights(settings.outputs):
        try:
            insights = record_of(folder)
        except SettingsError:
            continue
        if gone := standing(settings, store, insights).gone(insights):
            yield folder, gone


def record_of(folder: Path) -> Insights:
    """Read the record of a night.

    Raises:
        SettingsError: the record is gone or broken: the night has to be drawn again.
    """
    path = folder / RECORD
    try:
        return from_json(Insights, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, StoreError) as error:
        msg = say("once.unreadable", "both", path=path, error=error, day=folder.resolve().name)
        raise SettingsError(msg) from error
