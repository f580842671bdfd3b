"""Who may decide on a commitment, and when not: why, and what to do instead."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role

OUTGOING = "outgoing"
"""The kind of ``Fact`` that says that a decider leaves; its day is the last one, its ``ref`` the seat."""
GOING_ON = "continue"
"""The type of a commitment to go on with what was begun."""
MOST_OPEN = 3
LINE, WORDS = 300, 2000
"""Characters in a line, and in what may take longer to say."""


class Fault(StrEnum):
    """Why somebody does not decide here and now."""

    ROLE = "role"  # decides nothing in this decision
    CLOSED = "closed"  # the decision itself was taken or stopped
    DECIDED = "decided"  # this was decided already
    HAPPENED = "happened"  # it happened already
    OTHERS = "others"  # somebody else decides on this one
    FACILITATES = "facilitates"  # also leads the conversations about it
    OUTGOING = "outgoing"  # leaves
    PASSED = "passed"  # its day is over
    UNJUDGED = "unjudged"  # going on, and nobody but the sponsor said whether it would be started today


TO_MOVE = frozenset({Fault.FACILITATES, Fault.OUTGOING, Fault.PASSED, Fault.UNJUDGED})
"""What keeps nobody from giving it a later day: that is a way out of each of these."""
TO_SHRINK = frozenset({Fault.UNJUDGED})
"""What keeps nobody from making it smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the rule looks at, of one person before one commitment. ``leaves`` is that person's last day, if any."""

    day: date
    today: date
    decides: bool
    facilitates: bool = False
    others: bool = False
    leaves: date | None = None
    closed: bool = False
    happened: bool = False
    decided: bool = False
    unjudged: bool = False


def faults_of(state: State) -> tuple[Fault, ...]:
    """Return everything that stands in the way of deciding, the most basic first.

    >>> from datetime import date
    >>> ripe = State(day=date(2027, 4, 30), today=date(2027, 4, 29), decides=True)
    >>> faults_of(ripe), [str(f) for f in faults_of(State(day=ripe.day, today=date(2027, 5, 1), decides=True))]
    ((), ['passed'])
    """
    found = {
        Fault.ROLE: not state.decides,
        Fault.CLOSED: state.closed,
        Fault.DECIDED: state.decided,
        Fault.HAPPENED: state.happened and not state.decided,
        Fault.OTHERS: state.others,
        Fault.FACILITATES: state.facilitates,
        Fault.OUTGOING: state.leaves is not None,
        Fault.PASSED: state.day < state.today,
        Fault.UNJUDGED: state.unjudged,
    }
    return tuple(fault for fault, there in found.items() if there)


def why_not(fault: Fault) -> str:
    """Return why somebody does not decide, in words."""
    return {
        Fault.ROLE: _("Somebody else decides here."),
        Fault.CLOSED: _("This decision was closed."),
        Fault.DECIDED: _("This was decided already."),
        Fault.HAPPENED: _("This happened already."),
        Fault.OTHERS: _("Somebody else decides on this moment."),
        Fault.FACILITATES: _("You lead the conversations about it. Who does that does not decide as well."),
        Fault.OUTGOING: _("You leave. Who comes after you has to live with what you settle now."),
        Fault.PASSED: _("The day of this moment has passed."),
        Fault.UNJUDGED: _(
            "Nobody but who asks for it has said yet whether you would start this today, had nothing been spent."
        ),
    }[fault]


def way_out(fault: Fault) -> str:
    """Return what can be done instead, in words."""
    return {
        Fault.ROLE: _("You can set a condition. Who decides reads it before deciding."),
        Fault.CLOSED: _("Take the decision up again to change it."),
        Fault.DECIDED: _("Read the record, or look back on the day that was agreed."),
        Fault.HAPPENED: _("If it did not happen, say so where the moment is described."),
        Fault.OTHERS: _("Ask them, or let the owner of the decision name you at this moment."),
        Fault.FACILITATES: _("Let somebody else facilitate, let somebody else decide, or postpone it."),
        Fault.OUTGOING: _(
            "Let who comes after you decide, let the owner name somebody else, or postpone it."
        ),
        Fault.PASSED: _("Give it a new day first, and say who must know."),
        Fault.UNJUDGED: _("Ask somebody who neither pays for it nor decides on it to answer first."),
    }[fault]


def may_see_gate(actor: Standing) -> bool:
    """Who decides, facilitates, or takes part: the same topics for all of them."""
    return actor.has(Role.DECIDER, Role.FACILITATOR) or (
        actor.has(Role.PARTICIPANT) and actor.side is not None
    )


def may_set_condition(actor: Standing) -> bool:
    """Who takes part says what has to be in place."""
    return actor.has(Role.PARTICIPANT)


def may_have_reservation(actor: Standing) -> bool:
    """Who facilitates."""
    return actor.has(Role.FACILITATOR)


def may_say_outgoing(actor: Standing) -> bool:
    """Who owns the decision or decides in it says that a decider leaves."""
    return actor.has(Role.OWNER, Role.DECIDER)


def may_judge_today(actor: Standing, *, sponsors: bool, decides_on_it: bool) -> bool:
    """Who takes part, neither wants and pays for it nor decides on this commitment."""
    return actor.has(Role.PARTICIPANT) and not sponsors and not decides_on_it


def may_look_back(actor: Standing) -> bool:
    """Who takes part judges, for the own side."""
    return actor.has(Role.PARTICIPANT) and actor.side is not None


def may_close_look_back(actor: Standing) -> bool:
    """Who decides, owns or facilitates closes a look back."""
    return actor.has(Role.DECIDER, Role.OWNER, Role.FACILITATOR)
