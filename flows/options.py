"""What a person may type after a command, with its help in both languages; kinds of input are named once."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.messages import say


def _option(key: str, *names: str, **more: Any) -> Any:  # noqa: ANN401 - what typer makes of it
    """Make an option whose help stands in the message table; a file that may not be read is told of by us, in both languages."""
    return typer.Option(*names, help=_help(key), **{"readable": False, **more})


def _argument(key: str, metavar: str | None = None) -> Any:  # noqa: ANN401 - as above
    return typer.Argument(metavar=metavar, help=_help(key))


def _help(key: str) -> str:
    """Set the Chinese line above the English one; a table cell breaks lines at blanks alone, so clauses get some."""
    zh = re.sub(r"(?<=[，；、：])", " ", say(f"option.{key}", "zh"))
    return f"{zh}\n\n{say(f'option.{key}', 'en')}"


Config = Annotated[Path, _option("config")]
Quiet = Annotated[bool, _option("quiet", "--quiet")]
Night = Annotated[str | None, _option("day")]
Refit = Annotated[bool, _option("refit", "--refit")]

Input = Annotated[str, _argument("file", "FILE")]
Dated = Annotated[str | None, _argument("dated", "FILE")]
Lines = Annotated[Path, _option("lines", "--out")]
Table = Annotated[Path | None, _option("table", "--out")]
Folder = Annotated[Path, _option("folder", "--out")]
Deck = Annotated[Path | None, _option("deck", "--out")]

Text = Annotated[str | None, _option("text", "--text")]
Id = Annotated[str | None, _option("id", "--id")]
Question = Annotated[str | None, _option("question", "--question")]
Site = Annotated[str | None, _option("site", "--site")]
Date = Annotated[str | None, _option("date", "--date")]
Audience = Annotated[str, _option("audience", "--audience")]
Roster = Annotated[Path | None, _option("roster", "--roster")]

Edit = Annotated[str, _argument("edit")]
Subject = Annotated[str, _argument("subject")]
Value = Annotated[str, _argument("value")]
Scheduled = Annotated[Path | None, _option("scheduled", "--config")]
By = Annotated[str | None, _option("by", "--by")]

FirstWatched = Annotated[str | None, _option("watched_from", "--from")]
LastWatched = Annotated[str | None, _option("watched_to", "--to")]
FirstThanked = Annotated[str | None, _option("thanked_from", "--from")]
LastThanked = Annotated[str | None, _option("thanked_to", "--to")]
Budget = Annotated[float, _option("budget", "--budget")]

LastNight = Annotated[str | None, _option("night", "--day")]
Port = Annotated[int, _option("port", "--port", metavar="PORT", min=0, max=65535)]
Check = Annotated[bool, _option("check", "--check")]
Redraw = Annotated[bool, _option("redraw", "--redraw")]
