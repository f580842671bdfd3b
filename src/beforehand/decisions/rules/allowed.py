"""Who may do what with the frame. Each of these reads like a sentence; the actions ask them."""

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.people.access import Arrival


def may_begin(arrival: Arrival, *, owns_or_decides: bool) -> bool:
    """Begin a decision: who has an account here, or owns or decides something here already."""
    return arrival.strong or owns_or_decides


def may_frame(actor: Standing) -> bool:
    """Change the frame: owner, decider, facilitator."""
    return actor.has(Role.OWNER, Role.DECIDER, Role.FACILITATOR)


def may_give_roles(actor: Standing) -> bool:
    """Say who is what in the decision: owner, decider."""
    return actor.has(Role.OWNER, Role.DECIDER)


def may_invite(actor: Standing) -> bool:
    """Invite people: owner, decider, facilitator."""
    return may_frame(actor)


def may_answer_first(actor: Standing) -> bool:
    """Answer first and sign the promise: the decider, for themself only."""
    return actor.has(Role.DECIDER)


def may_close(actor: Standing) -> bool:
    """Say that a decision was taken or stopped, or goes on after all: owner, decider."""
    return actor.has(Role.OWNER, Role.DECIDER)


def can_be_framed(stage: str) -> bool:
    """Tell whether a decision is still being made."""
    return stage in (Stage.FRAMING, Stage.LISTENING)


def has_begun_listening(stage: str) -> bool:
    """Tell whether people were asked already; from then on a place in the decision decides who reads what."""
    return stage != Stage.FRAMING
