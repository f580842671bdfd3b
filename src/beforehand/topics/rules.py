"""Who may do what with topics, and what a decision needs now."""

from dataclasses import dataclass

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role

SHAREABLE = frozenset({"P01", "P02", "P09", "P13", "P21"})
"""What rests on one person and may be shared when that person agrees (G6); everything else of one person never is."""

REASON = 500
"""Characters in the reason with which a topic is set aside, or two people are kept apart."""

MOST = 5
"""Conversations a week that can be asked of one person at all."""


def may_facilitate(actor: Standing) -> bool:
    """Who facilitates groups questions and assumptions, sets topics aside, asks holders, and sees what was shared."""
    return actor.has(Role.FACILITATOR)


def may_say_own(actor: Standing) -> bool:
    """Who takes part on a side says when they are away, how many conversations suit them, and with whom not yet."""
    return actor.side is not None and actor.has(Role.PARTICIPANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the rule looks at. ``talk_role`` is the role that leads the next conversation, None when there is none."""

    deciders: int
    signed: int
    sides: int
    invited: bool
    anything_shared: bool
    talk_role: str | None
    commitments_ahead: int
    topics: int


@dataclass(frozen=True, slots=True)
class Need:
    """One change: a word for it, the change role it asks for, and the rule of the knowledge it rests on."""

    kind: str
    role: str
    rule: str


def needed(state: State) -> Need:
    """Return the one change that comes first.

    First what must be there before anyone can speak freely (one who decides, the promise, two sides, an invitation), then
    listening, then the next conversation. No order of roles comes from the model: it asks what the system needs.

    >>> needed(State(deciders=1, signed=0, sides=2, invited=False, anything_shared=False, talk_role=None,
    ...              commitments_ahead=1, topics=0)).kind
    'promise'
    """
    if state.deciders == 0:
        return Need("decider", "organisator", "R17")
    if state.signed < state.deciders:
        return Need("promise", "spelverdeler", "R04")
    if state.sides < 2:
        return Need("sides", "spelverdeler", "R02")
    if not state.invited:
        return Need("invite", "organisator", "R03")
    if not state.anything_shared:
        return Need("listen", "coach", "R05")
    if state.talk_role is not None:
        return Need("talk", state.talk_role, "R03" if state.commitments_ahead else "R12")
    if not state.commitments_ahead and state.topics:
        return Need("late", "spelverdeler", "R12")
    return Need("quiet", "facilitator", "R16")
