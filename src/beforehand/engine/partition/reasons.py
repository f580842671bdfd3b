"""Why an item is not in the schedule."""

from collections.abc import Mapping

from beforehand.engine.partition.problem import Column, Problem, Schedule
from beforehand.engine.results import Reason


def explain(
    problem: Problem, schedule: Schedule, without: Mapping[int, Reason] | None = None
) -> dict[int, Reason]:
    """Say for each uncovered item why.

    Parameters
    ----------
    problem, schedule
        What was to be chosen, and what was.
    without
        Why items have no column at all, as `enumerate_columns` says it; an item without columns and without a word
        there is ``away``.

    Returns
    -------
    dict of int to Reason
        ``late`` and ``away`` as given; ``after`` when what must come first is uncovered itself, or is held in a week
        after which nothing of this item remains; ``no_room`` when people or whoever leads have no room left in any of
        its weeks; ``cut`` when there is room and it was worth less than its conversation.
    """
    held = [problem.columns[j] for j in schedule.chosen]
    week = {i: column.week for column in held for i in column.items}
    load: dict[tuple[int, int], int] = {}
    led: dict[int, int] = {}
    for column in held:
        led[column.week] = led.get(column.week, 0) + 1
        for person in column.people:
            load[person, column.week] = load.get((person, column.week), 0) + 1
    caps = problem.caps()

    def roomy(column: Column) -> bool:
        if problem.week_cap is not None and led.get(column.week, 0) >= problem.week_cap[column.week]:
            return False
        return all(load.get((p, column.week), 0) < caps[p, column.week] for p in column.people)

    left = set(schedule.uncovered)
    of: dict[int, list[Column]] = {i: [] for i in left}
    for column in problem.columns:
        for i in column.items:
            if i in left:
                of[i].append(column)
    said: dict[int, Reason] = {}
    for i in schedule.uncovered:
        first = [week.get(a) for a, b in problem.precedence if b == i]
        if not of[i]:
            said[i] = (without or {}).get(i, Reason.AWAY)
        elif any(w is None for w in first) or all(
            any(w is not None and column.week <= w for w in first) for column in of[i]
        ):
            said[i] = Reason.AFTER
        else:
            in_time = [c for c in of[i] if all(w is not None and c.week > w for w in first)]
            alone = [c for c in in_time if left.issuperset(c.items)]
            said[i] = Reason.CUT if any(map(roomy, alone)) else Reason.NO_ROOM
    return said
