"""The commands a person types; thin. Heavy imports wait until a command needs them."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import typer

from flows import options as may
from flows.messages import say
from flows.settings import SettingsError, load

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Tingjian 听见 reads what customers and employees write, in Chinese and English, and makes sure it is heard.",
)  # fmt: skip

UNUSABLE = 1


def _day(value: str | None) -> date | None:
    """Read a day given on the command line."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(say("cli.day", "both", value=value)) from error


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what a person can mend into one plain line and exit code 1; never a traceback for bad input."""
    from sqlalchemy.exc import SQLAlchemyError

    from flows.sources import SourceError
    from flows.store import StoreError, trouble

    try:
        yield
    except (SettingsError, SourceError, StoreError) as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(UNUSABLE) from None
    except (OSError, SQLAlchemyError) as error:
        _fail(trouble(error))


def _fail(message: str) -> NoReturn:
    typer.echo(f"tingjian: {message}", err=True)
    raise typer.Exit(UNUSABLE)


@app.command()
def nightly(
    config: may.Config = Path("tingjian.toml"), day: may.Night = None, refit: may.Refit = False,
    quiet: may.Quiet = False,
) -> None:  # fmt: skip
    """Run one whole night: read what is new, watch, draw. Example: tingjian nightly --config tingjian.toml."""
    asked = _day(day)
    with _plain_errors():
        from flows.nightly import run
        from flows.progress import progress

        with progress(quiet=quiet, language=load(config).screen.language) as tell:
            report = run(config, asked, tell=tell, refit=refit)
        for line in report.lines:
            typer.echo(line)
        if report.nothing_read:
            raise typer.Exit(UNUSABLE)


@app.command()
def read(
    file: may.Input, out: may.Lines, text: may.Text = None, id: may.Id = None, question: may.Question = None,
    site: may.Site = None, date: may.Date = None, roster: may.Roster = None, quiet: may.Quiet = False,
) -> None:  # fmt: skip
    """Read a file of comments without a night. Example: tingjian read comments.csv --text comment --out read.jsonl."""
    with _plain_errors():
        from flows.once.reading import read_rows
        from flows.progress import progress
        from flows.sources import read_file

        rows = read_file(file, text=text, id=id, question=question, site=site, date=date)
        with progress(quiet=quiet) as tell:
            _write(out, read_rows(rows, roster, tell))


@app.command()
def topics(
    file: may.Input, out: may.Lines, text: may.Text = None, id: may.Id = None, quiet: may.Quiet = False
) -> None:
    """Group a file of comments on its own. Example: tingjian topics comments.csv --out topics.jsonl."""
    with _plain_errors():
        from flows.once.grouping import topic_rows
        from flows.progress import progress
        from flows.sources import read_file

        with progress(quiet=quiet) as tell:
            _write(out, topic_rows(read_file(file, text=text, id=id), tell))


@app.command("topics-edit")
def topics_edit(
    kind: may.Edit, topic: may.Subject = "", value: may.Value = "", config: may.Config = Path("tingjian.toml"),
    by: may.By = None,
) -> None:  # fmt: skip
    """Edit a topic for good. Example: tingjian topics-edit rename T0007 "排队等候 / waiting in line"."""
    with _plain_errors():
        from flows.once import topics_edit as desk

        if kind not in (*desk.KINDS, "list"):
            known = ", ".join((*desk.KINDS, "list"))
            raise typer.BadParameter(say("cli.kind", "both", known=known, value=kind))
        for line in (
            desk.list_topics(config) if kind == "list" else [desk.edit_topics(config, kind, topic, value, by)]
        ):
            typer.echo(line)


@app.command()
def replay(
    file: may.Input, out: may.Lines, text: may.Text = None, date: may.Date = None, site: may.Site = None,
    audience: may.Audience = "customer", start: may.FirstWatched = None, end: may.LastWatched = None,
    budget: may.Budget = 1.0, quiet: may.Quiet = False,
) -> None:  # fmt: skip
    """Tell what early warning would have told, and when. Example: tingjian replay reviews.csv --out alerts.jsonl."""
    first, last = _day(start), _day(end)
    if budget <= 0:
        raise typer.BadParameter(say("cli.budget", "both", value=budget))
    with _plain_errors():
        from flows.once.alerts import replay_rows
        from flows.progress import progress
        from flows.sources import read_file

        rows = read_file(file, text=text, date=date, site=site, audience=audience)
        with progress(quiet=quiet) as tell:
            _write(out, replay_rows(rows, first, last, budget, tell))


@app.command()
def people(
    file: may.Input, text: may.Text = None, id: may.Id = None, question: may.Question = None, site: may.Site = None,
    date: may.Date = None, roster: may.Roster = None, out: may.Table = None, quiet: may.Quiet = False,
) -> None:  # fmt: skip
    """List who is named, and how often with praise. Example: tingjian people comments.csv --roster roster.csv."""
    with _plain_errors():
        from flows.once import people as table
        from flows.progress import progress
        from flows.sources import read_file

        rows = read_file(file, text=text, id=id, question=question, site=site, date=date)
        with progress(quiet=quiet) as tell:
            found = table.leaders(rows, roster, tell)
        table.show(found)
        if out:
            table.write(found, out)


@app.command()
def budget(
    file: may.Dated = None, config: may.Config = Path("tingjian.toml"), out: may.Folder = Path("outputs/budget"),
    text: may.Text = None, date: may.Date = None, site: may.Site = None, audience: may.Audience = "customer",
    quiet: may.Quiet = False,
) -> None:  # fmt: skip
    """Prove what each false-alarm budget costs and finds. Example: tingjian budget reviews.csv --out outputs/budget."""
    with _plain_errors():
        from flows.once.budget import prove_budget
        from flows.progress import progress
        from flows.sources import read_file

        rows = read_file(file, text=text, date=date, site=site, audience=audience) if file else None
        with progress(quiet=quiet) as tell:
            for line in prove_budget(rows, config, out, tell):
                typer.echo(line)


@app.command()
def wall(
    config: may.Config = Path("tingjian.toml"), day: may.LastNight = None, port: may.Port = 8765,
    check: may.Check = False, redraw: may.Redraw = False,
) -> None:  # fmt: skip
    """Serve the wall on this machine for trying. Example: tingjian wall --check."""
    asked = _day(day)
    with _plain_errors():
        from flows.once import wall as screen
        from flows.once.wall_check import check as told

        if redraw:
            _redraw(config)
        if check:
            for line in told(config, asked):
                typer.echo(line)
        if not check and not redraw:
            screen.serve(config, port, asked, typer.echo)


def _redraw(config: Path) -> None:
    from flows.once.wall_redraw import redraw

    for line in redraw(config):
        typer.echo(line)


@app.command()
def slides(
    config: may.Config = Path("tingjian.toml"), start: may.FirstThanked = None, end: may.LastThanked = None,
    out: may.Deck = None,
) -> None:  # fmt: skip
    """Make slides of the praised. Example: tingjian slides --from 2026-01-01 --to 2026-12-31 --out praise.pptx."""
    first, last = _day(start), _day(end)
    with _plain_errors():
        from flows.once.slides import make_slides

        typer.echo(make_slides(config, first, last, out))


@app.command()
def schedule(config: may.Scheduled = None) -> None:
    """Start the local Prefect server and a worker for the nightly schedule. Example: tingjian schedule."""
    from flows.schedule import ScheduleError
    from flows.schedule import schedule as start

    with _plain_errors():
        try:
            start(typer.echo, config)
        except ScheduleError as error:
            _fail(str(error))


for _command in app.registered_commands:
    _name = _command.name or getattr(_command.callback, "__name__", "")
    _command.epilog = say(f"help.{_name}", "zh")


def _write(out: Path, objects: Iterator[dict[str, Any]]) -> None:
    """Write JSON lines as they come, into a file that is there only when it is whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.with_name(f".{out.name}.part")
    try:
        with work.open("w", encoding="utf-8") as stream:
            for item in objects:
                stream.write(json.dumps(item, ensure_ascii=False, default=_plain) + "\n")
        work.replace(out)
    finally:
        work.unlink(missing_ok=True)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    msg = f"cannot write {type(value).__name__} as JSON"
    raise TypeError(msg)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
