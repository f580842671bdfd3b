"""How hard each commitment already is, and how much room to choose is left after each.

Source: engine.md section 1, "Hardness"; rule "measuring hardening" in ``knowledge`` (visible marks, counted).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum
from types import MappingProxyType
from typing import Any

from beforehand.engine.inputs import Commitment, Door
from beforehand.engine.order import Order
from beforehand.engine.results import Hardness, Mode, RoomStep
from beforehand.engine.workdays import working_days_between

MOST_MARKS = 6

DOOR_WEIGHTS: Mapping[Door, float] = MappingProxyType({Door.TWO_WAY: 1.0, Door.HEAVY: 2.0, Door.ONE_WAY: 3.0})
"""The order of the doors and no more: used only where nobody gave a figure. Uncalibrated."""


def hardness(
    commitments: Sequence[Commitment],
    *,
    today: date,
    country: str,
    marks_known: Mapping[str, str],
    negotiating_from: int = 2,
    correcting_from: int = 4,
    order: Order | None = None,
) -> tuple[Hardness, ...]:
    """Return per commitment its marks, what a conversation about it still is, and the working days until it.

    Parameters
    ----------
    commitments
        In any order.
    today
        The date of analysis. A commitment of today is still ahead, unless the file says it was done already.
    country
        For the working days, see `workdays`.
    marks_known
        The mark each id stands for, synonyms too: two names of one mark count once, an id that is not here not at
        all, and never more than six count.
    negotiating_from, correcting_from
        Marks from which a conversation negotiates (0 and 1 explore) and from which it corrects. The defaults are
        the rule's; uncalibrated.
    order
        Decides between commitments of one day; without it what is said about them does.

    Returns
    -------
    tuple of Hardness
        Sorted by day.

    Examples
    --------
    >>> contract = Commitment(id="C1", day=date(2027, 4, 30), marks=frozenset({"named", "told", "informed"}))
    >>> marks = {"named": "named", "told": "told", "informed": "told"}
    >>> [h] = hardness([contract], today=date(2027, 4, 26), country="NL", marks_known=marks)
    >>> h.marks, h.mode.value, h.working_days
    (2, 'negotiating', 3)
    """
    found = []
    for c in _by_day(commitments, order):
        count = min(len({marks_known[m] for m in c.marks if m in marks_known}), MOST_MARKS)
        if count >= correcting_from:
            mode = Mode.CORRECTING
        elif count >= negotiating_from:
            mode = Mode.NEGOTIATING
        else:
            mode = Mode.EXPLORING
        found.append(
            Hardness(
                commitment=c.id,
                day=c.day,
                door=c.door,
                marks=count,
                mode=mode,
                ahead=_ahead(c, today),
                working_days=working_days_between(today, c.day, country),
            )
        )
    return tuple(found)


def room_left(
    commitments: Sequence[Commitment],
    *,
    today: date,
    door_weights: Mapping[Door, float] = DOOR_WEIGHTS,
    order: Order | None = None,
) -> tuple[RoomStep, ...]:
    r"""Return the line that falls at each past and planned commitment, by what reversing it costs.

    Before the first commitment there is all room (1), after the last there is none (0).

    Parameters
    ----------
    commitments
        In any order. Euros and weeks are not below 0.
    today
        Decides only which steps are still ahead.
    door_weights
        Above 0; used only when no commitment has a figure above 0.
    order
        Decides between commitments of one day; without it what is said about them does.

    Returns
    -------
    tuple of RoomStep
        Sorted by day; ``share`` adds up to 1, ``left`` never rises. ``known`` is False where no figure carries the
        share.

    Notes
    -----
    The model is ours and uncalibrated. Euros and weeks have no rate of exchange, so each figure is taken relative to
    the mean of its own unit over the commitments that give it, the commitment's size is the mean of what it gives,
    and its share that size out of all:

    .. math:: v_i = \frac{1}{|U_i|}\sum_{u \in U_i} \frac{x_{iu}}{\bar{x}_u}, \qquad share_i = v_i / \sum_j v_j

    with :math:`U_i` the units commitment *i* gives. When all give both, this is the mean of its share of the
    euros and its share of the weeks. Where somebody left one unit out, the other speaks; nothing is filled in. A
    commitment without any figure gets share 0 and ``known`` False: the line does not fall there because nobody said
    by how much, which is not the same as nothing. Whether it is public has no figure and enters nothing.
    Only when not one commitment gives a figure above 0, all shares follow the class of door.

    Examples
    --------
    >>> contract = Commitment(id="C1", day=date(2027, 4, 30), cost_eur=300, weeks=10)
    >>> rollout = Commitment(id="C2", day=date(2027, 6, 14), cost_eur=100, weeks=10)
    >>> [(s.commitment, s.share, s.left) for s in room_left([rollout, contract], today=date(2027, 5, 1))]
    [('C1', 0.625, 0.375), ('C2', 0.375, 0.0)]
    """
    ordered = _by_day(commitments, order)
    sizes = _sizes(ordered)
    if not any(sizes):
        sizes = [None] * len(ordered)
        values = [door_weights[c.door] for c in ordered]
    else:
        values = [size or 0.0 for size in sizes]
    total = fsum(values)
    return tuple(
        RoomStep(
            commitment=c.id,
            day=c.day,
            share=value / total,
            left=fsum(values[i + 1 :]) / total,
            ahead=_ahead(c, today),
            known=size is not None,
        )
        for i, (c, value, size) in enumerate(zip(ordered, values, sizes, strict=True))
    )


def _sizes(commitments: Sequence[Commitment]) -> list[float | None]:
    relative: list[list[float]] = [[] for _ in commitments]
    for unit in ([c.cost_eur for c in commitments], [c.weeks for c in commitments]):
        given = [x for x in unit if x is not None]
        mean = fsum(given) / len(given) if given else 0.0
        for own, x in zip(relative, unit, strict=True):
            if x is not None:
                # all zero: reversing costs nothing in this unit, for anybody
                own.append(x / mean if mean else 0.0)
    return [fsum(own) / len(own) if own else None for own in relative]


def _ahead(c: Commitment, today: date) -> bool:
    return not c.done_already and c.day >= today


def _by_day(commitments: Sequence[Commitment], order: Order | None) -> list[Commitment]:
    if order is not None:
        return sorted(commitments, key=lambda c: (c.day, order.commitment(c.id)))
    return sorted(commitments, key=_said)


def _said(c: Commitment) -> tuple[Any, ...]:
    figures = tuple((x is None, x or 0.0) for x in (c.cost_eur, c.weeks))
    facts = (c.door.value, len(c.marks), sorted(c.marks), c.type, c.public, c.done_already, c.statutory or "")
    return (c.day, figures, facts, c.id)
