"""What the wall shows, scene by scene, as one plain record: the page, and the pictures, are drawn from it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flows.messages import say, tongues
from flows.publish import gate
from flows.publish.fonts import Faces, printable
from flows.publish.names import WALLS, NameCloud, fold
from flows.publish.palette import Palette, palette
from flows.publish.seats import LINE, Guest, Plan, Room, Seat, plan
from flows.publish.stage import Stage
from nlp.answers import Done
from nlp.records import Praise, ProcessPraise, Quote, Word

LOVED_MOST = 28
MOST_GROWTH, STEP = 1.6, 0.1
DOT = 0.5
"""Room for the dots of first-time names at both sides, in letter heights."""
LONGEST = {"zh": 84, "en": 190}
"""Letters that a sentence may have to be readable in passing."""


def compose(stage: Stage, cloud: NameCloud, faces: Faces) -> dict[str, Any]:
    """Fold everything the wall shows into one plain record."""
    people = gate.named(stage.insights)
    colors = palette(stage.settings.screen.theme)
    last = stage.insights.period[1]
    return {
        "day": stage.insights.day.isoformat(),
        "language": stage.language,
        "theme": stage.settings.screen.theme,
        "brand": printable(stage.brand()),
        "title": _pair("wall.names", stage),
        "names": {shape: _pages(shape, plans, cloud, colors) for shape, plans in cloud.walls.items()},
        "people": [_person(person, stage, colors, faces) for person in people],
        "loved": _loved(stage, faces, colors),
        "processes": [_process(process, stage) for process in gate.processes(stage.insights)],
        "done": [_done(done, stage) for done in gate.done(stage.insights)],
        "colleagues": _colleagues(stage, faces, colors),
        "say": {
            "welcome": _pair("wall.welcome", stage),
            "loved": _pair("wall.loved", stage),
            "colleagues": _pair("wall.colleagues", stage),
            "footer": f"{stage.say('wall.footer')}  {_period(stage)}",
            "fresh": stage.say("wall.fresh"),
            "old": stage.say("wall.footer.old", day=last),
            "operator": "" if people else stage.say("wall.operator"),
        },
        "stale": (last + timedelta(days=3)).isoformat(),
    }


def _each(key: str, stage: Stage, **values: object) -> list[str]:
    return [say(key, tongue, **values) for tongue in tongues(stage.language)]


def _pair(key: str, stage: Stage, **values: object) -> list[str]:
    """Say a headline in one or two lines: the main language first."""
    return _each(key, stage, **values)


def _period(stage: Stage) -> str:
    """Write the days; figures alone where two languages share the line."""
    if stage.language != "both":
        return stage.period()
    first, last = stage.insights.period
    return f"{first.month}.{first.day}–{last.month}.{last.day}"


def _pages(shape: str, plans: Sequence[Plan], cloud: NameCloud, colors: Palette) -> dict[str, Any]:
    room = WALLS[shape]
    grow = min((_growth(plan, room) for plan in plans), default=1.0)
    seats = [
        [{**_seat(s, room, grow, colors), "new": s.guest.key in cloud.new} for s in p.seats] for p in plans
    ]
    return {"room": [room.width, room.height], "pages": seats}


def _seat(seat: Seat, room: Room, grow: float, colors: Palette) -> dict[str, Any]:
    return {
        "text": seat.guest.text,
        "x": round(room.width / 2 + (seat.x - room.width / 2) * grow, 1),
        "y": round(room.height / 2 + (seat.y - room.height / 2) * grow, 1),
        "size": int(seat.size * grow),
        "color": colors.of(seat.guest.key),
    }


def _person(person: Praise, stage: Stage, colors: Palette, faces: Faces) -> dict[str, Any]:
    where = [stage.site(person.site), person.department or ""]
    thanks = gate.by_customers(person)
    key = "wall.person.first" if person.new and thanks == 1 else "wall.person.thanks"
    return {
        "name": printable(person.name),
        "folded": fold(printable(person.name), faces, 7.0),
        "where": "  ·  ".join(printable(part) for part in where if part),
        "color": colors.of(str(person.employee_id)),
        "thanks": _each(key, stage, **({} if key.endswith("first") else {"n": thanks, "days": _days(stage)})),
        "quote": _quote(gate.sentences(person, stage.insights), person.name),
    }


def _days(stage: Stage) -> int:
    first, last = stage.insights.period
    return (last - first).days + 1


def _quote(quotes: Sequence[Quote], name: str = "") -> dict[str, str] | None:
    """Choose the sentence to show: one that fits, that names the person, the happiest; its own language."""
    fitting = [quote for quote in quotes if len(printable(quote.text)) <= LONGEST[_tongue(quote)]]
    if not fitting:
        return None
    best = max(fitting, key=lambda quote: (name in quote.text, quote.score, quote.comment_id))
    return {"text": printable(best.text), "lang": "en" if _tongue(best) == "en" else "zh-Hans"}


def _tongue(quote: Quote) -> str:
    return "en" if quote.language in {"en", "other"} else "zh"


def _process(process: ProcessPraise, stage: Stage) -> dict[str, Any]:
    return {
        "title": _pair(f"wall.{process.kind}", stage),
        "text": printable(process.text),
        "where": _team_of(process, stage),
        "count": _each("wall.process.count", stage, n=process.count, days=_days(stage)),
        "quote": _quote([process.quote]),
    }


def _team_of(process: ProcessPraise, stage: Stage) -> str:
    """Say where a team works, as long as it is one place: "Staff" alone is nobody."""
    one = process.sites[0] if process.kind == "team" and len(process.sites) == 1 else None
    return printable(stage.site(one))


def _done(done: Done, stage: Stage) -> dict[str, Any]:
    """Set what somebody asked beside what was done about it."""
    did = {"en": [done.did_en], "both": list(dict.fromkeys((done.did_zh, done.did_en)))}.get(
        stage.language, [done.did_zh]
    )
    return {
        "title": _pair("wall.done", stage),
        "asked": printable(done.asked),
        "lang": "en" if done.asked.isascii() else "zh-Hans",
        "did": [printable(stage.written(text)) for text in did],
        "said": stage.say("wall.done.said"),
        "so": stage.say("wall.done.did"),
    }


def _colleagues(stage: Stage, faces: Faces, colors: Palette) -> dict[str, Any]:
    """Seat those whom colleagues thanked, all alike; their words stay inside, for they were said in confidence."""
    people = gate.by_colleagues(stage.insights) if stage.settings.wall.colleagues else []
    guests = [
        Guest(key=str(p.employee_id), text=name, count=1, width=faces.width(name))
        for p in people
        if (name := printable(p.name))
    ]
    return {shape: _words_seated(guests, shape, colors) for shape in WALLS}


def _loved(stage: Stage, faces: Faces, colors: Palette) -> dict[str, Any]:
    """Seat the words of happy customers, in the languages of the screen."""
    wanted = {"en": {"en"}, "both": {"zh", "en"}}.get(stage.language, {"zh"})
    words: list[Word] = []
    for listed in stage.insights.words:
        if listed.audience == "customer" and listed.site is None and listed.language in wanted:
            kind = gate.loved(stage.insights, listed.words)
            words += sorted(kind, key=lambda word: (-word.count, word.text))[: LOVED_MOST // len(wanted)]
    guests = [
        Guest(key=word.text, text=word.text, count=word.count, width=faces.width(word.text))
        for word in words
        if printable(word.text) == word.text
    ]
    return {shape: _words_seated(guests, shape, colors) for shape in WALLS}


def _words_seated(guests: Sequence[Guest], shape: str, colors: Palette) -> dict[str, Any]:
    """Seat as many words as stay readable: the rarest go first."""
    kept = sorted(guests, key=lambda guest: (-guest.count, guest.key))
    seated = plan(kept, WALLS[shape])
    while kept and seated.left_out:
        kept = kept[:-1]
        seated = plan(kept, WALLS[shape])
    room = WALLS[shape]
    seats = [_seat(seat, room, _growth(seated, room), colors) for seat in seated.seats]
    return {"room": [room.width, room.height], "pages": [seats] if seats else []}


def _growth(seated: Plan, room: Room) -> float:
    """Return how much larger everything on a page may be drawn alike: a few names leave most of the room empty.

    In steps, so that names stay where they are while the room they need hardly changes from night to night.
    """
    wide = max(
        (2 * abs(s.x - room.width / 2) + (s.guest.width + DOT) * s.size for s in seated.seats), default=0
    )
    high = max(
        (2 * abs(s.y - room.height / 2) + LINE * s.guest.lines * s.size for s in seated.seats), default=0
    )
    if not wide or not high:
        return 1.0
    return max(1.0, int(min(MOST_GROWTH, room.width / wide, room.height / high) / STEP) * STEP)


def letters(night: dict[str, Any]) -> set[str]:
    """Collect every text of the record, for the fonts to be cut to."""
    texts: set[str] = set()
    stack: list[Any] = [night]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            texts.add(value)
        elif isinstance(value, dict):
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return texts
