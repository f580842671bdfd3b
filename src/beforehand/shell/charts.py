"""Pictures as figures: where each line, dot and bar of a small drawing stands, with the same in rows for a table.

Nothing here draws: a template writes what these functions return as SVG, and the rows beside it, so that nobody
needs to see the drawing and nothing is told by colour alone. Lengths are in units of the drawing's own box.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 400.0, 190.0
LEFT, RIGHT, TOP, FLOOR = 8.0, 392.0, 26.0, 160.0
PADDING = 0.06  # of the time shown, before the first and after the last day
RADIUS = 10.0
DIGIT = 7.5
BAR_WIDTH, BAR_HEIGHT = 100.0, 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """One commitment: its day, its title, and the room left after it (1 is all, 0 is none)."""

    day: date
    title: str
    left: float
    known: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one commitment; ``percent`` is the room left after it."""

    number: int
    day: date
    title: str
    percent: int
    passed: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A numbered mark on the line; commitments that would cover each other share one (``2–3``)."""

    x: float
    y: float
    label: str
    passed: bool
    box_x: float
    box_y: float
    box_width: float
    box_height: float


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A line that falls at every commitment; ``passed`` and ``ahead`` are SVG path data, in two strokes."""

    width: float
    height: float
    left: float
    right: float
    top: float
    floor: float
    middle: float
    today: date
    today_x: float
    today_label_x: float
    today_anchor: str
    passed: str
    ahead: str
    area: str
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]
    first: date
    last: date
    percent_today: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One group: how many, and how long its bar is."""

    label: str
    count: int
    length: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Small bars under each other, all on the same scale."""

    title: str
    group: str
    counted: str
    bars: tuple[Bar, ...]
    width: float
    height: float


def room_line(steps: Sequence[Step], *, today: date) -> RoomLine | None:
    """Return the line of the room left to choose, or None when nothing hardens.

    Parameters
    ----------
    steps
        The commitments, in any order; on one day those that leave more room come first.
    today
        Where the line changes from what was to what will be. A commitment of today is still ahead.

    Examples
    --------
    >>> line = room_line([Step(date(2027, 5, 11), "Contract signed", 0.25)], today=date(2027, 5, 1))
    >>> line.rows[0].percent, line.rows[0].passed, line.percent_today
    (25, False, 100)
    """
    if not steps:
        return None
    order = sorted(steps, key=lambda s: (s.day, -s.left, s.title))
    first, last = min(today, order[0].day), max(today, order[-1].day)
    days = max((last - first).days, 1)
    span = days * (1 + 2 * PADDING)

    def across(day: date) -> float:
        return _tenth(LEFT + (RIGHT - LEFT) * ((day - first).days + days * PADDING) / span)

    def down(left: float) -> float:
        return _tenth(TOP + (FLOOR - TOP) * (1 - min(max(left, 0.0), 1.0)))

    now = across(today)
    passed, level = [(LEFT, down(1.0))], 1.0
    for step in (s for s in order if s.day < today):
        passed += [(across(step.day), down(level)), (across(step.day), down(step.left))]
        level = step.left
    passed.append((now, down(level)))
    percent_today = _percent(level)
    ahead = [passed[-1]]
    for step in (s for s in order if s.day >= today):
        ahead += [(across(step.day), down(level)), (across(step.day), down(step.left))]
        level = step.left
    ahead.append((RIGHT, down(level)))
    rows = tuple(
        Row(number, step.day, step.title, _percent(step.left), step.day < today, step.known)
        for number, step in enumerate(order, start=1)
    )
    line = [*passed, *ahead[1:]]
    return RoomLine(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        floor=FLOOR,
        middle=_tenth((TOP + FLOOR) / 2),
        today=today,
        today_x=now,
        today_label_x=now,
        today_anchor="start" if now < WIDTH / 4 else "end" if now > WIDTH * 3 / 4 else "middle",
        passed=_path(passed),
        ahead=_path(ahead),
        area=_path([(LEFT, FLOOR), *line, (RIGHT, FLOOR)]) + "Z",
        dots=_dots([(across(s.day), down(s.left), s.day < today) for s in order]),
        rows=rows,
        first=first,
        last=last,
        percent_today=percent_today,
    )


def balance(counts: Sequence[tuple[str, int]], *, title: str, group: str, counted: str) -> Balance:
    """Return bars for a few counts per group, in the order given; ``group`` and ``counted`` head the table.

    Examples
    --------
    >>> bars = balance([("IT", 4), ("Care", 1)], title="Talks held", group="Side", counted="Talks").bars
    >>> [(b.label, b.length) for b in bars]
    [('IT', 100.0), ('Care', 25.0)]
    """
    most = max((count for _, count in counts), default=0)
    return Balance(
        title=title,
        group=group,
        counted=counted,
        bars=tuple(
            Bar(label, count, _tenth(BAR_WIDTH * count / most) if most else 0.0) for label, count in counts
        ),
        width=BAR_WIDTH,
        height=BAR_HEIGHT,
    )


def _dots(places: list[tuple[float, float, bool]]) -> tuple[Dot, ...]:
    """Put a numbered mark at the foot of each step; marks that would cover each other become one."""
    groups: list[list[int]] = []
    for at, (x, _, passed) in enumerate(places):
        if groups:
            before_x, _, before_passed = places[groups[-1][-1]]
            if x - before_x < 2 * RADIUS + 2 and passed == before_passed:
                groups[-1].append(at)
                continue
        groups.append([at])
    dots = []
    for group in groups:
        x, y, passed = places[group[-1]]
        label = str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
        wide = max(2 * RADIUS, DIGIT * len(label) + RADIUS)
        x = _tenth(min(max(x, LEFT + wide / 2), RIGHT - wide / 2))
        dots.append(
            Dot(x, y, label, passed, _tenth(x - wide / 2), _tenth(y - RADIUS), _tenth(wide), 2 * RADIUS)
        )
    return tuple(dots)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _percent(share: float) -> int:
    return round(100 * min(max(share, 0.0), 1.0))


def _tenth(value: float) -> float:
    return round(value, 1)
