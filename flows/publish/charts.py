"""Small pictures for the morning page, as SVG inside the page: direct labels, one message each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from markupsafe import Markup, escape

from nlp.records import Audience, TopicRow, TrendPoint

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The inside of a chart in px, and the values at its edges."""

    left: float
    top: float
    width: float
    height: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Return the height at which a value stands."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.top + self.height * (1 - min(max(share, 0), 1))

    def x(self, place: float) -> float:
        """Return the place of a share of the width."""
        return self.left + self.width * place


def usual_range(expected: float) -> Point:
    """Return the counts that a quiet day brings in 95 of 100 cases."""
    spread = 1.96 * sqrt(max(expected, 0))
    return max(expected - spread, 0), expected + spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The days of an alert, and what is said on their picture."""

    points: Sequence[tuple[date, float, float]]
    """Day, seen, usual."""
    ends: tuple[str, str]
    usual: str
    since: date | None = None
    begun: str = ""
    interval: Point | None = None
    """The usual range of a measure; counts have one of their own each day."""

    def range_of(self, expected: float) -> Point:
        """Return the usual range of a day."""
        return self.interval or usual_range(expected)


def history(story: Story) -> Markup:
    """Draw the days of an alert over the band of what is usual; what lies outside is red, the alert's days are marked.

    Counts are bars, which begin at zero; a measure is a row of dots, since its zero may say nothing.
    """
    points = story.points
    if not points:
        return Markup("")
    frame = _frame_of(story)
    step = frame.width / len(points)
    mark = _dot if story.interval else _bar
    marks = [mark(frame, i * step, step, seen, story.range_of(e)) for i, (_, seen, e) in enumerate(points)]
    ranges = [story.range_of(e) for _, _, e in points]
    upper = [(frame.left + (i + 0.5) * step, frame.y(high)) for i, (_, high) in enumerate(ranges)]
    lower = [(x, frame.y(low)) for (x, _), (low, _) in zip(upper, ranges, strict=True)]
    band = Markup('<polygon class="band" points="{}"/>').format(_path([*upper, *reversed(lower)]))
    peak = max(seen for _, seen, _ in points)
    texts = [
        _text(frame.left, 150, story.ends[0], "start"),
        _text(frame.left + frame.width, 150, story.ends[1], "end"),
        _text(frame.left - 4, frame.y(frame.low) + 4, f"{frame.low:g}", "end"),
        _text(frame.left - 4, frame.y(peak) + 4, f"{round(peak, 1):g}", "end"),
        _text(frame.left + 18, 14, story.usual, "start"),
    ]
    swatch = Markup('<rect class="band" x="{:.0f}" y="5" width="12" height="9"/>').format(frame.left)
    begun = _begun(frame, step, story)
    return _svg(476, 158, [*begun, band, swatch, *marks, *texts], story.ends[0] + " – " + story.ends[1])


def _frame_of(story: Story) -> Frame:
    values = [v for _, seen, e in story.points for v in (seen, *story.range_of(e))]
    low = min(values) if story.interval else 0.0
    high = max(values)
    pad = 0.05 * ((high - low) or 1.0)
    # a measure's axis begins a little below the lowest value, at a number that can be read
    low = round(low - pad, 1) if story.interval else low
    return Frame(left=34, top=22, width=430, height=110, low=low, high=high + pad)


def _begun(frame: Frame, step: float, story: Story) -> list[Markup]:
    """Mark the days since it most likely began."""
    first = next((i for i, (day, _, _) in enumerate(story.points) if day == story.since), None)
    if first is None:
        return []
    x = frame.left + first * step
    shade = Markup('<rect class="since" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="{:.0f}"/>').format(
        x, frame.top, frame.left + frame.width - x, frame.height
    )
    return [shade, _text(frame.left + frame.width, 14, story.begun, "end")]


def _bar(frame: Frame, x: float, step: float, seen: float, usual: Point) -> Markup:
    kind = "hot" if seen > usual[1] else "seen"
    y = frame.y(seen)
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        kind, frame.left + x + step * 0.15, y, step * 0.7, frame.y(0) - y
    )


def _dot(frame: Frame, x: float, step: float, seen: float, usual: Point) -> Markup:
    kind = "seen" if usual[0] <= seen <= usual[1] else "hot"
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(
        kind, frame.left + x + step / 2, frame.y(seen), min(step * 0.4, 3.5)
    )


def change(low: float, high: float, widest: float) -> Markup:
    """Draw a change of share as its interval beside zero."""
    frame = Frame(left=2, top=0, width=96, height=20, low=0, high=1)
    scale = widest or 1
    ends = [frame.x((max(min(value / scale, 1), -1) + 1) / 2) for value in (low, high)]
    kind = "up" if low > 0 else "down" if high < 0 else "flat"
    middle = sum(ends) / 2
    marks = [
        Markup('<line class="zero" x1="50" x2="50" y1="2" y2="18"/>'),
        Markup('<line class="{}" x1="{:.1f}" x2="{:.1f}" y1="10" y2="10"/>').format(kind, *ends),
        Markup('<circle class="{}" cx="{:.1f}" cy="10" r="3.5"/>').format(kind, middle),
    ]
    return _svg(100, 20, marks, f"{low:+.1%} … {high:+.1%}", "change")


def negative_share(points: Sequence[TrendPoint], names: dict[Audience, str]) -> Markup:
    """Draw the share of bad comments by week with its 95 % band, customers and employees."""
    weeks = sorted({point.week for point in points})
    if len(weeks) < 2:
        return Markup("")
    frame = Frame(left=40, top=16, width=560, height=170, low=0, high=_top(points))
    marks: list[Markup] = [_grid(frame, value) for value in _ticks(frame.high)]
    labels: list[float] = []
    for audience, name in names.items():
        own = [point for point in points if point.audience == audience and point.tally and point.tally.n]
        marks += _line(frame, own, weeks, audience)
        if own and own[-1].tally:
            labels.append(_apart(frame.y(own[-1].tally.negative / own[-1].tally.n) + 4, labels))
            x = frame.left + frame.width + 10
            marks.append(
                Markup('<text class="{}" x="{:.0f}" y="{:.0f}">{}</text>').format(
                    audience, x, labels[-1], name
                )
            )
    marks += [
        _text(frame.left, 206, f"{weeks[0]:%m-%d}", "start"),
        _text(frame.left + frame.width, 206, f"{weeks[-1]:%m-%d}", "end"),
    ]
    return _svg(770, 214, marks, ", ".join(names.values()), "trend")


def _apart(y: float, others: Sequence[float], least: float = 18) -> float:
    """Move a label down until it stands clear of the others."""
    while any(abs(y - other) < least for other in others):
        y += 2
    return y


def _top(points: Sequence[TrendPoint]) -> float:
    shares = [wilson(p.tally.negative, p.tally.n)[1] for p in points if p.tally and p.tally.n]
    return min(1.0, max([0.1, *shares]) * 1.1)


def _ticks(high: float) -> list[float]:
    step = 0.1 if high <= 0.45 else 0.2
    return [step * i for i in range(int(high / step) + 1)]


def _grid(frame: Frame, value: float) -> Markup:
    y = frame.y(value)
    line = Markup('<line class="grid" x1="{:.0f}" x2="{:.0f}" y1="{:.1f}" y2="{:.1f}"/>')
    return line.format(frame.left, frame.left + frame.width, y, y) + _text(
        frame.left - 6, y + 4, f"{value:.0%}", "end"
    )


def _line(frame: Frame, own: Sequence[TrendPoint], weeks: Sequence[date], audience: Audience) -> list[Markup]:
    if not own:
        return []
    spot = {week: frame.x(place / (len(weeks) - 1)) for place, week in enumerate(weeks)}
    middle: list[Point] = []
    upper: list[Point] = []
    lower: list[Point] = []
    for point in own:
        tally = point.tally
        if tally is None:
            continue
        low, high = wilson(tally.negative, tally.n)
        middle.append((spot[point.week], frame.y(tally.negative / tally.n)))
        upper.append((spot[point.week], frame.y(high)))
        lower.append((spot[point.week], frame.y(low)))
    return [
        Markup('<polygon class="band {}" points="{}"/>').format(audience, _path([*upper, *reversed(lower)])),
        Markup('<polyline class="line {}" points="{}"/>').format(audience, _path(middle)),
    ]


def wilson(part: int, whole: int) -> Point:
    """Return the 95 % interval of a share (Wilson), good for small numbers too.

    >>> low, high = wilson(3, 20)
    >>> round(low, 2), round(high, 2)
    (0.05, 0.36)
    """
    z = 1.96
    share = part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def topic_map(rows: Sequence[tuple[TopicRow, str]], ends: tuple[str, str, str]) -> Markup:
    """Draw the topics: from bad to good, from few to many; labels where they do not run into each other."""
    rows = [(row, label) for row, label in rows if row.tally.n > 0][:40]
    if not rows:
        return Markup("")
    most = max(row.tally.n for row, _ in rows)
    least = min(row.tally.n for row, _ in rows)
    frame = Frame(
        left=30, top=30, width=880, height=400, low=log(least + 1) * 0.92, high=log(most + 1) * 1.04
    )
    marks: list[Markup] = [
        Markup('<line class="zero" x1="{0:.0f}" x2="{0:.0f}" y1="{1:.0f}" y2="{2:.0f}"/>').format(
            frame.x(0.5), frame.top, frame.top + frame.height
        ),
        _text(frame.left, 456, "← " + ends[0], "start"),
        _text(frame.left + frame.width, 456, ends[1] + " →", "end"),
        _text(frame.left, 20, "↑ " + ends[2], "start"),
    ]
    taken: list[tuple[float, float, float, float]] = []
    for row, label in sorted(rows, key=lambda pair: -pair[0].tally.n):
        x, y = frame.x((row.tally.mean + 1) / 2), frame.y(log(row.tally.n + 1))
        radius = 4 + 18 * sqrt(row.tally.n / most)
        marks.append(_bubble(row, label, (x, y, radius)))
        place = _free(label, (x, y, radius), taken)
        if place:
            taken.append(place[2])
            marks.append(_text(place[0], place[1], label, "start"))
    return _svg(940, 466, marks, ends[2], "map")


def _bubble(row: TopicRow, label: str, at: tuple[float, float, float]) -> Markup:
    mood = "good" if row.tally.mean > 0.15 else "bad" if row.tally.mean < -0.15 else "even"
    said = "\n".join(f"“{quote.text[:120]}”" for quote in row.quotes[:3])
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>').format(
        mood, *at, f"{label} · {row.tally.n} · {row.tally.mean:+.2f}\n{said}"
    )


def _free(
    label: str, at: tuple[float, float, float], taken: Sequence[tuple[float, float, float, float]]
) -> tuple[float, float, tuple[float, float, float, float]] | None:
    """Find a place for a label: right, left, above or below its bubble, without touching another label."""
    x, y, radius = at
    width = sum(13 if ord(char) > 0x2E7F else 7.2 for char in label)
    spots = ((x + radius + 4, y + 5), (x - radius - 4 - width, y + 5), (x - width / 2, y - radius - 5))
    for left, base in (*spots, (x - width / 2, y + radius + 14)):
        box = (left - 2, base - 13, left + width + 2, base + 4)
        inside = box[0] >= 0 and box[2] <= 940 and box[1] >= 24
        if inside and not any(_touch(box, other) for other in taken):
            return left, base, box
    return None


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)


def _svg(width: int, height: int, marks: Sequence[Markup], title: str, kind: str = "chart") -> Markup:
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">')
    return head.format(kind, width, height, escape(title)) + Markup("").join(marks) + Markup("</svg>")
