"""The cloud of thanked colleagues: fair, steady, complete; seats for the picture and for every shape of wall."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.publish import gate
from flows.publish.fonts import Faces, printable
from flows.publish.palette import Palette
from flows.publish.pictures import Dot, Letters, Mark, Picture
from flows.publish.seats import INK_ABOVE, LINE, NOBODY, Before, Guest, Plan, Room, Seat, pages, plan, size_of
from flows.publish.shapes import BOX
from flows.publish.stage import Stage
from nlp.records import Praise

NAMES, WORDS = "clouds/names.json", "clouds/words.json"
"""Where tonight's seats are kept for tomorrow."""
WIDTH, HEIGHT = 1920, 1080
HEADER, FOOTER, SIDE = 150, 120, 96
LONG, LONG_UPRIGHT = 9.0, 5.5
"""Names wider than so many em stand on two lines."""
SAMPLE, HIGHEST_SAMPLE = "A", 76
PICTURE = Room(width=WIDTH - 2 * SIDE, height=HEIGHT - HEADER - FOOTER, floor=14, ceiling=220)
WALLS = {
    "wide": Room(width=1728, height=736, floor=64, ceiling=240),
    "tall": Room(width=972, height=1480, floor=64, ceiling=200),
    "ultra": Room(width=3640, height=736, floor=64, ceiling=260),
}
"""Shapes of wall, at 1080 lines (columns when upright): the room between headline and footer, inside the safe area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCloud:
    """Where every name sits, in the picture and on each shape of wall."""

    picture: Plan
    walls: dict[str, list[Plan]]
    new: frozenset[str]

    def seats(self) -> dict[str, Any]:
        """Return the seat file of tonight: tomorrow's names find their places in it."""
        views = {"picture": [self.picture], **self.walls}
        return {name: [places(plan) for plan in plans] for name, plans in views.items()}


def told_apart(people: Sequence[Praise], stage: Stage) -> list[Praise]:
    """Add the site to the name where two of the people share it, so that each knows who is meant."""
    shared = {name for name, n in Counter(person.name.casefold() for person in people).items() if n > 1}
    return [
        replace(person, name=f"{person.name} · {stage.site(person.site)}")
        if person.site and person.name.casefold() in shared
        else person
        for person in people
    ]


def arrange(people: Sequence[Praise], faces: Faces, previous: Path | None, shape: str = BOX) -> NameCloud:
    """Seat the people, with the places that they had in the night before."""
    old = read_seats(previous)
    picture = plan(
        _guests(people, faces, LONG), replace(PICTURE, shape=shape), (old.get("picture") or [NOBODY])[0]
    )
    walls = {
        shape: pages(
            _guests(people, faces, LONG_UPRIGHT if shape == "tall" else LONG), room, old.get(shape, ())
        )
        for shape, room in WALLS.items()
    }
    return NameCloud(picture=picture, walls=walls, new=frozenset(str(p.employee_id) for p in people if p.new))


def _guests(people: Sequence[Praise], faces: Faces, long: float) -> list[Guest]:
    guests: list[Guest] = []
    for person in people:
        text = fold(printable(person.name), faces, long)
        width = max(faces.width(line) for line in text.split("\n"))
        guests.append(
            Guest(key=str(person.employee_id), text=text, count=gate.by_customers(person), width=width)
        )
    return guests


def fold(name: str, faces: Faces, long: float) -> str:
    """Set a name of more than ``long`` em on two lines, where it divides most evenly."""
    joints = [place + 1 for place, char in enumerate(name[:-1]) if char in " ·-"]
    if not joints or faces.width(name) <= long:
        return name
    cut = min(joints, key=lambda place: max(faces.width(name[:place].strip()), faces.width(name[place:])))
    return f"{name[:cut].strip().removesuffix(' ·')}\n{name[cut:].strip().removeprefix('· ')}"


def read_seats(previous: Path | None, file: str = NAMES) -> dict[str, list[Before]]:
    """Read the seat file of the night before; an unreadable one counts as none, for seats can be found anew."""
    if previous is None:
        return {}
    try:
        views = json.loads((previous / file).read_text("utf-8"))
        return {name: [_before(page) for page in plans] for name, plans in views.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _before(page: dict[str, Any]) -> Before:
    places = {key: (float(x), float(y)) for key, (x, y) in page["places"].items()}
    return Before(scale=float(page["scale"]), places=places)


def places(plan: Plan) -> dict[str, Any]:
    """Return what the seat file keeps of one picture."""
    return {"scale": plan.scale, "places": dict(sorted(plan.places().items()))}


def paint(cloud: NameCloud, stage: Stage, faces: Faces, colors: Palette) -> Picture:
    """Compose the picture: headline, names, and a legend that says how size is meant."""
    title = stage.say("names.title")
    marks: list[Mark] = [
        Letters(text=title, x=SIDE, y=84, size=44, color=colors.ink),
        Letters(text=_subtitle(stage), x=SIDE, y=126, size=24, color=colors.quiet, weight="regular"),
    ]
    if not cloud.picture.seats:
        nothing = stage.say("names.nobody")
        marks.append(
            Letters(
                text=nothing,
                x=WIDTH / 2,
                y=HEIGHT / 2,
                size=34,
                color=colors.quiet,
                middle=True,
                weight="regular",
            )
        )
    for seat in cloud.picture.seats:
        marks += _name(seat, colors, new=seat.guest.key in cloud.new)
    marks += legend(cloud, stage, faces, colors)
    return Picture(width=WIDTH, height=HEIGHT, paper=colors.paper, marks=marks, title=title)


def _subtitle(stage: Stage) -> str:
    return f"{stage.brand()}  ·  {stage.period()}"


def _name(seat: Seat, colors: Palette, *, new: bool) -> list[Mark]:
    x, y = SIDE + seat.x, HEADER + seat.y
    color = colors.of(seat.guest.key)
    first = y + (INK_ABOVE - LINE * (seat.guest.lines - 1) / 2) * seat.size
    marks: list[Mark] = [
        Letters(text=line, x=x, y=first + LINE * row * seat.size, size=seat.size, color=color, middle=True)
        for row, line in enumerate(seat.guest.text.split("\n"))
    ]
    radius = max(3.0, seat.size * 0.055)
    right = x + seat.guest.width * seat.size / 2 + radius * 1.4
    dot = Dot(x=right, y=first - seat.size * 0.8, radius=radius, color=color)
    return [*marks, dot] if new else marks


def legend(cloud: NameCloud, stage: Stage, faces: Faces, colors: Palette) -> list[Mark]:
    """Say what size means, with samples; mark first-time names; count who found no place."""
    plan = cloud.picture
    if not plan.seats:
        return []
    y = HEIGHT - 60
    marks: list[Mark] = []
    x = float(SIDE)
    for count in _samples(plan):
        size = size_of(count, plan.scale)
        marks.append(Letters(text=SAMPLE, x=x, y=y, size=size, color=colors.quiet))
        x += faces.width(SAMPLE) * size + 10
        text = stage.say("names.sample", n=count)
        marks.append(Letters(text=text, x=x, y=y, size=22, color=colors.quiet, weight="regular"))
        x += 22 * faces.width(text, "regular") + 30
    note = [stage.say("names.scale")]
    note += [stage.say("names.new")] if any(seat.guest.key in cloud.new for seat in plan.seats) else []
    note += [stage.say("names.more", n=len(plan.left_out))] if plan.left_out else []
    text = "   ".join(note)
    size = min(22, int(PICTURE.width / faces.width(text, "regular")))
    marks.append(Letters(text=text, x=SIDE, y=HEIGHT - 22, size=size, color=colors.quiet, weight="regular"))
    return marks


def _samples(plan: Plan) -> list[int]:
    counts = sorted({seat.guest.count for seat in plan.seats})
    low = [count for count in counts if size_of(count, plan.scale) <= HIGHEST_SAMPLE]
    return low if len(low) <= 3 else [low[0], low[len(low) // 2], low[-1]]
