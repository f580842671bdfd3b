"""When each chosen conversation is held: weeks by set partitioning, then a day within the week.

As early as lead times, what must come first, everybody's load and absences allow, nearest to hardening first. Every
conversation also has a latest day, after which it no longer serves the commitment it is for.
Source: engine.md section 5, rule R10.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from beforehand.engine.detectors.registry import ahead
from beforehand.engine.inputs import Commitment
from beforehand.engine.partition.problem import Column, Problem, Schedule
from beforehand.engine.partition.solve import solve
from beforehand.engine.plan.candidates import Candidate
from beforehand.engine.plan.promised import comes_after, led_in, left_per_person, promised
from beforehand.engine.plan.selection import Selection
from beforehand.engine.plan.situation import Situation
from beforehand.engine.results import LatestDate, Reason

PHASES: Mapping[str, int] = {
    "wettelijk": 1,
    "aannamegesprek": 1,
    "zorggesprek": 1,
    "vraaggesprek": 2,
    "betekenisgesprek": 2,
    "afruilgesprek": 3,
    "klaargesprek": 3,
    "premortem": 4,
}
"""In which week from the start a kind is at its place when nothing presses: listening, the question, judging, closing.

Advice, not a precedence: a sooner week costs a little, and a deadline outweighs it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Up to which day a conversation serves which commitment, for every commitment it can serve, nearest first."""

    steps: tuple[tuple[date, str], ...]

    @property
    def nearest(self) -> date | None:
        """The last day on which it serves the nearest commitment it is meant for."""
        return self.steps[0][0] if self.steps else None

    @property
    def last(self) -> date | None:
        """The last day on which it serves any commitment."""
        return max((day for day, _ in self.steps), default=None)

    def serves(self, day: date | None, today: date) -> LatestDate:
        """Return what a conversation on ``day`` still serves; without a day, what it was meant for."""
        if not self.steps:
            return LatestDate(day=None, commitment=None)
        if day is not None:
            for index, (latest, commitment) in enumerate(self.steps):
                if day <= latest:
                    return LatestDate(
                        day=latest, commitment=commitment, passed=index > 0 and self.steps[0][0] < today
                    )
        return LatestDate(day=self.steps[0][0], commitment=self.steps[0][1], passed=self.steps[0][0] < today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The planned day per conversation, why others have none, and how good the schedule is."""

    days: Mapping[str, date]
    reasons: Mapping[str, Reason]
    deadlines: Mapping[str, Deadline]
    schedule: Schedule


def deadline(at: Situation, candidate: Candidate, targets: list[Commitment]) -> Deadline:
    """Return until when a conversation serves which commitments: each one's day less the kind's lead time."""
    lead = at.lead(candidate.kind, *candidate.also)
    aimed = targets
    if candidate.commitment is not None:
        own = [c for c in ahead(at.picture) if c.id == candidate.commitment]
        aimed = (
            own + [c for c in targets if c.id != candidate.commitment]
            if candidate.kind != "wettelijk"
            else own
        )
    return Deadline(steps=tuple((at.add_days(c.day, -lead), c.id) for c in aimed))


def schedule(at: Situation, selection: Selection, *, is_working: Callable[[date], bool]) -> Calendar:
    """Give every conversation of a selection a day, or the reason why it has none."""
    today = at.picture.day
    targets = at.targets()
    deadlines = {c.key: deadline(at, c, targets) for c in selection.held}
    weeks = int(at.numbers["weeks_ahead"])
    monday = today - timedelta(days=today.weekday())
    working = [
        [d for d in (monday + timedelta(weeks=w, days=i) for i in range(5)) if d > today and is_working(d)]
        for w in range(weeks)
    ]
    possible = {c.key: [_days(at, c, deadlines[c.key], days) for days in working] for c in selection.held}
    problem, columns = _problem(at, selection, possible, deadlines)
    result = solve(problem)
    chosen = {columns[i][0]: columns[i][1] for i in result.chosen}
    days = _place(at, selection, chosen, possible)
    reasons = {
        c.key: _reason(at, c, possible, deadlines, chosen, selection)
        for c in selection.held
        if c.key not in days
    }
    return Calendar(days=days, reasons=reasons, deadlines=deadlines, schedule=result)


def _days(at: Situation, candidate: Candidate, limit: Deadline, days: list[date]) -> list[date]:
    ready = at.add_days(at.picture.day, at.lead(candidate.kind, *candidate.also))
    away = [a for s in at.picture.seats if s.id in candidate.people for a in s.away]
    last, after = limit.last, comes_after(at, candidate)
    return [
        d
        for d in days
        if d >= ready
        and (after is None or d > after)
        and (last is None or d <= last)
        and not any(a.start <= d <= a.end for a in away)
    ]


def _problem(
    at: Situation,
    selection: Selection,
    possible: Mapping[str, list[list[date]]],
    deadlines: Mapping[str, Deadline],
) -> tuple[Problem, list[tuple[str, int]]]:
    """Return the weekly assignment as a set partitioning problem, and per column its conversation and week."""
    numbers = at.numbers
    index = {c.key: i for i, c in enumerate(selection.held)}
    people = {s.id: i for i, s in enumerate(at.seats())}
    count = len(selection.held)
    first = min((w for days in possible.values() for w, d in enumerate(days) if d), default=0)
    columns: list[Column] = []
    meaning: list[tuple[str, int]] = []
    for c in selection.held:
        urgency = 1 + 2 * (count - index[c.key]) / count
        nearest = deadlines[c.key].nearest
        for week, days in enumerate(possible[c.key]):
            if not days:
                continue
            late = nearest is not None and days[0] > nearest
            early = max(0, PHASES.get(c.kind, 0) - (week - first))
            cost = 4 + len(c.people) + week * urgency + early * numbers["early_price"]
            cost += numbers["late_price"] if late else 0
            columns.append(
                Column(
                    items=(index[c.key],),
                    people=tuple(sorted(people[p] for p in c.people)),
                    week=week,
                    cost=cost,
                )
            )
            meaning.append((c.key, week))
    weeks = int(numbers["weeks_ahead"])
    caps = []
    monday = at.picture.day - timedelta(days=at.picture.day.weekday())
    led = led_in(at, monday, weeks)
    for week in range(weeks):
        usable = {d for c in selection.held for d in possible[c.key][week]}
        most = int(numbers["facilitator_week"]) - led[week]
        caps.append(max(0, min(most, int(numbers["facilitator_day"]) * len(usable))))
    pairs = tuple((index[a], index[c.key]) for c in selection.held for a in sorted(selection.after[c.key]))
    price = [numbers["uncovered_price"] - 10 * i for i in range(count)]
    return (
        Problem(
            items=count,
            uncovered_price=tuple(price),
            columns=tuple(columns),
            person_cap=left_per_person(at, people, monday, weeks),
            week_cap=tuple(caps),
            precedence=pairs,
        ),
        meaning,
    )


def _place(
    at: Situation, selection: Selection, chosen: Mapping[str, int], possible: Mapping[str, list[list[date]]]
) -> dict[str, date]:
    """Spread the conversations of a week over its days: nobody twice a day, as early as may be."""
    placed: dict[str, date] = {}
    taken = [(talk.day, talk.people) for talk in promised(at)]
    for c in sorted(selection.held, key=lambda x: chosen.get(x.key, 0)):
        if c.key not in chosen:
            continue
        options = possible[c.key][chosen[c.key]]

        def load(day: date, people: frozenset[str] = c.people) -> tuple[bool, bool, date]:
            same = [o.people for o in selection.held if placed.get(o.key) == day]
            same += [who for on, who in taken if on == day]
            full = len(same) >= at.numbers["facilitator_day"]
            twice = sum(1 for who in same if who & people) >= at.numbers["person_day"]
            return (full, twice, day)

        placed[c.key] = min(options, key=load)
    return placed


def _reason(
    at: Situation,
    candidate: Candidate,
    possible: Mapping[str, list[list[date]]],
    deadlines: Mapping[str, Deadline],
    chosen: Mapping[str, int],
    selection: Selection,
) -> Reason:
    if not any(possible[candidate.key]):
        ready = at.add_days(at.picture.day, at.lead(candidate.kind, *candidate.also))
        last = deadlines[candidate.key].last
        return Reason.LATE if last is not None and ready > last else Reason.AWAY
    if any(first not in chosen for first in selection.after[candidate.key]):
        return Reason.AFTER
    return Reason.NO_ROOM
