"""The wall for trying: served on this machine alone, or told in words, name by name, with the reasons."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.messages import say
from flows.once.nights import insights_of, open_night
from flows.publish import gate
from flows.publish.stage import Stage
from flows.settings import SettingsError
from nlp.records import Insights, Praise

HOST = "127.0.0.1"
"""Loopback: nobody else in the house sees a wall that is being tried."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder as it is now, so that a new night is followed, and says nothing about each file."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


def serve(config: Path, port: int, day: date | None, tell: Callable[[str], None]) -> None:
    """Serve the wall of a night until Ctrl-C; port 0 takes any that is free.

    Raises:
        SettingsError: no night, no wall in it, or the port is taken.
    """
    settings, folder = open_night(config, day)
    wall = folder / "wall"
    if not (wall / "index.html").is_file():
        msg = say("once.no_wall", "both", wall=wall, config=config)
        raise SettingsError(msg)
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(wall)))
    except OSError as error:
        msg = say("once.port", "both", port=str(port), reason=error.strerror, other=str(port + 1))
        raise SettingsError(msg) from error
    with server:
        tell(say("wall.serving", settings.screen.language, address=f"http://{HOST}:{server.server_port}/"))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell(say("wall.stopped", settings.screen.language))


def check(config: Path, day: date | None) -> Iterator[str]:
    """Tell what the wall of a night shows, and why each name may or may not be there."""
    settings, folder = open_night(config, day)
    insights = insights_of(folder)
    stage = Stage(insights=insights, settings=settings, folder=folder)
    named = gate.named(insights)
    shown = {person.employee_id for person in named}
    yield stage.say("check.title", day=insights.day, path=str(folder / "wall" / "index.html"))
    yield from _grounds(stage)
    yield from _part(stage, "check.shown", [_shown(person, stage) for person in named])
    others = [p for p in insights.praise if p.employee_id not in shown or p.employee_id is None]
    yield from _part(stage, "check.held", [_held(person, stage) for person in others])
    yield from _part(stage, "check.processes", [p.text for p in gate.processes(insights)])
    yield from _part(stage, "check.words", [_words(insights)])
    yield from _part(
        stage, "check.done", [f"{d.asked} → {stage.choose(d.did_zh, d.did_en)}" for d in insights.done]
    )


def _grounds(stage: Stage) -> Iterator[str]:
    """Say on whose word names are shown at all, and what to do where nobody has given it."""
    people = stage.settings.people
    if people.consent:
        yield stage.say("check.list", file=people.consent.name)
    if people.all_consented:
        by, on = people.consent_decided_by, people.consent_decided_on
        yield stage.say("check.house", by=by, on=on)
    if stage.settings.wall.approval:
        yield stage.say("check.approval")
    if not any(person.consent for person in stage.insights.praise):
        yield stage.say("check.nobody")


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


def _held(person: Praise, stage: Stage) -> str:
    reasons = [stage.say(f"held.{reason}") for reason in person.held] or [stage.say("check.last_door")]
    return f"{person.name}  {stage.site(person.site)}  {person.thanks}×  {'; '.join(reasons)}"


def _words(insights: Insights) -> str:
    listed = [
        w for words in insights.words if words.audience == "customer" and not words.site for w in words.words
    ]
    return " · ".join(word.text for word in gate.loved(insights, listed)[:28])
