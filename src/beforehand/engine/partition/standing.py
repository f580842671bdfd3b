"""A schedule while it is being made: what fits, what it costs, and a first one taken column by column."""

from collections.abc import Iterable
from math import fsum

import numpy as np
import numpy.typing as npt

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.rows import Rows


class Standing:
    """The columns chosen so far, by variable, and what room is left.

    Parameters
    ----------
    rows
        The problem in canonical order.
    room, led
        What people and whoever leads have left: per (person place, week), and per week or None.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        columns, items = len(rows.column), len(rows.item)
        self.items: list[list[int]] = [[] for _ in range(columns)]
        self.people: list[list[int]] = [[] for _ in range(columns)]
        for j, i in zip(*(a.tolist() for a in rows.covers), strict=True):
            self.items[j].append(i)
        for j, p in zip(*(a.tolist() for a in rows.takes), strict=True):
            self.people[j].append(p)
        self.week: list[int] = rows.week.tolist()
        self._before: list[list[int]] = [[] for _ in range(items)]
        self._after: list[list[int]] = [[] for _ in range(items)]
        for a, b in rows.before.tolist():
            self._before[b].append(a)
            self._after[a].append(b)
        self._room = rows.room.copy()
        self._led = None if rows.led is None else rows.led.copy()
        self.covered: dict[int, int] = {}  # item place -> week
        self.chosen: list[int] = []

    def fits(self, variable: int) -> bool:
        """Say whether a column can be added to what was chosen."""
        week = self.week[variable]
        return self.has_room(variable) and all(self._in_order(i, week) for i in self.items[variable])

    def has_room(self, variable: int) -> bool:
        """Say whether everybody in a column, and whoever leads it, has room in its week."""
        week = self.week[variable]
        if self._led is not None and self._led[week] < 1:
            return False
        return all(self._room[p, week] >= 1 for p in self.people[variable])

    def _in_order(self, item: int, week: int) -> bool:
        if item in self.covered:
            return False
        if any(self.covered.get(a, week) >= week for a in self._before[item]):
            return False
        return all(self.covered.get(b, week + 1) > week for b in self._after[item])

    def add(self, variable: int) -> None:
        """Choose a column."""
        week = self.week[variable]
        for p in self.people[variable]:
            self._room[p, week] -= 1
        if self._led is not None:
            self._led[week] -= 1
        for i in self.items[variable]:
            self.covered[i] = week
        self.chosen.append(variable)

    def held(self) -> Ints:
        """Return the columns chosen so far, in canonical order."""
        return np.asarray(sorted(self.chosen), dtype=np.int64)

    def open(self) -> npt.NDArray[np.bool_]:
        """Return for each column whether everything it covers is still uncovered and everybody has room."""
        rows = self._rows
        able = np.ones(len(self.week), dtype=bool)
        covered = np.zeros(len(rows.item), dtype=bool)
        covered[list(self.covered)] = True
        able[rows.covers[0][covered[rows.covers[1]]]] = False
        able[rows.takes[0][self._room[rows.takes[1], rows.week[rows.takes[0]]] < 1]] = False
        if self._led is not None:
            able &= self._led[rows.week] >= 1
        return able

    def fill(self, order: Iterable[int]) -> None:
        """Add every column that fits and saves more than it costs, in the order given, until none is left."""
        columns = len(self.week)
        waiting = list(order)
        while waiting:
            added, later = False, []
            for j in waiting:
                if self.fits(j):
                    saved = fsum(self._rows.cost[columns + i] for i in self.items[j])
                    if saved > self._rows.cost[j]:
                        self.add(j)
                        added = True
                        continue
                if not any(i in self.covered for i in self.items[j]):
                    later.append(j)
            if not added:
                return
            waiting = later


def price(rows: Rows, chosen: Iterable[int]) -> float:
    """Return the cost of the chosen columns plus the price of what stays uncovered, summed exactly."""
    picked = sorted(chosen)
    columns = len(rows.column)
    inside = np.zeros(columns, dtype=bool)
    inside[picked] = True
    left = np.ones(len(rows.item), dtype=bool)
    left[rows.covers[1][inside[rows.covers[0]]]] = False
    return fsum([*rows.cost[picked].tolist(), *rows.cost[columns:][left].tolist()])
