"""The wall told in words: name by name, with the reasons that hold today."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from flows.once.nights import open_night
from flows.publish import gate
from flows.publish.stage import Stage
from flows.stages.standing import Standing, overdue, record_of, standing
from flows.store import Store
from nlp.records import Insights, Praise


def check(config: Path, day: date | None) -> Iterator[str]:
    """Tell what the wall of a night may show today, why each name may or may not, and which nights lag behind."""
    settings, folder = open_night(config, day)
    insights = record_of(folder)
    stage = Stage(insights=insights, settings=settings, folder=folder)
    with Store.look(settings) as store:
        today = standing(settings, store, insights)
        late = [f"{night.name}: {', '.join(gone)}" for night, gone in overdue(settings, store)]
    yield stage.say("check.title", day=insights.day, path=str(folder / "wall" / "index.html"))
    yield from _grounds(stage, today)
    yield from _names(stage, today)
    yield from _part(stage, "check.processes", [p.text for p in gate.processes(insights)])
    yield from _part(stage, "check.words", [_words(insights)])
    yield from _part(
        stage, "check.done", [f"{d.asked} → {stage.choose(d.did_zh, d.did_en)}" for d in insights.done]
    )
    if late:
        yield from _part(stage, "check.overdue", [*late])
        yield stage.say("check.redraw", config=str(config))


def _grounds(stage: Stage, today: Standing) -> Iterator[str]:
    """Say on whose word names are shown at all, and what to do where nobody has given it."""
    people = stage.settings.people
    yield from (f"{each.file}: {each.reason}" for each in today.lists.rejections)
    if people.consent:
        yield stage.say("check.list", file=people.consent.name)
    if people.all_consented:
        by, on = people.consent_decided_by, people.consent_decided_on
        yield stage.say("check.house", by=by, on=on)
    if stage.settings.wall.approval:
        yield stage.say("check.approval")
    if not any(person.consent for person in stage.insights.praise):
        yield stage.say("check.nobody")


def _names(stage: Stage, today: Standing) -> Iterator[str]:
    insights = stage.insights
    hanging = [*gate.named(insights), *gate.by_colleagues(insights)]
    hanging = list({person.employee_id: person for person in hanging}.values())
    shown = [person for person in hanging if not today.reasons(person)]
    yield from _part(stage, "check.shown", [_shown(person, stage) for person in shown])
    others = [person for person in insights.praise if person not in shown]
    told = [_held(person, stage, today, hangs=person in hanging) for person in others]
    yield from _part(stage, "check.held", told)


def _part(stage: Stage, key: str, lines: Iterable[str]) -> Iterator[str]:
    told = [line for line in lines if line]
    yield ""
    yield f"{stage.say(key)} ({len(told)})"
    yield from (f"  {line}" for line in told)


def _shown(person: Praise, stage: Stage) -> str:
    why = stage.say("check.why", consent=stage.say(f"consent.{person.consent or 'list'}"))
    sentences = gate.sentences(person, stage.insights)
    said = f"“{sentences[0].text}”" if sentences else stage.say("check.no_sentence")
    return f"{person.name}  {stage.site(person.site)}  {person.thanks}×  {why}  {said}"


def _held(person: Praise, stage: Stage, today: Standing, *, hangs: bool) -> str:
    reasons = [stage.say(f"held.{reason}") for reason in today.reasons(person)]
    if hangs:
        reasons.append(stage.say("check.still"))
    elif not reasons:
        reasons.append(stage.say("check.next" if person.held else "check.last_door"))
    return f"{person.name}  {stage.site(person.site)}  {person.thanks}×  {'; '.join(reasons)}"


def _words(insights: Insights) -> str:
    listed = [
        w for words in insights.words if words.audience == "customer" and not words.site for w in words.words
    ]
    return " · ".join(word.text for word in gate.loved(insights, listed)[:28])
