"""What can be done with the frame of a decision: one function per deed, each asks whether it may."""

from beforehand.decisions.actions.absent import add_absent, add_absent_groups, change_absent, remove_absent
from beforehand.decisions.actions.closing import close, take_up_again
from beforehand.decisions.actions.commitments import (
    Moment,
    OvertakenError,
    StillOpen,
    add_commitment,
    change_commitment,
    refuse_both,
    refuse_neither,
    remove_commitment,
    say_what_is_open,
)
from beforehand.decisions.actions.first import answer_first, send_way_in, sign_promise
from beforehand.decisions.actions.inviting import invite
from beforehand.decisions.actions.opening import Beginning, begin_decision
from beforehand.decisions.actions.options import add_option, change_option, remove_option
from beforehand.decisions.actions.people import (
    Added,
    Place,
    add_people,
    correct_person,
    place_seat,
    remove_seat,
)
from beforehand.decisions.actions.roles import accept_facilitating, give_roles, turn_down_facilitating
from beforehand.decisions.actions.sides import add_side, add_sides, change_side, remove_side
from beforehand.decisions.actions.wording import RewordedError, change_decision

__all__ = [
    "Added",
    "Beginning",
    "Moment",
    "OvertakenError",
    "Place",
    "RewordedError",
    "StillOpen",
    "accept_facilitating",
    "add_absent",
    "add_absent_groups",
    "add_commitment",
    "add_option",
    "add_people",
    "add_side",
    "add_sides",
    "answer_first",
    "begin_decision",
    "change_absent",
    "change_commitment",
    "change_decision",
    "change_option",
    "change_side",
    "close",
    "correct_person",
    "give_roles",
    "invite",
    "place_seat",
    "refuse_both",
    "refuse_neither",
    "remove_absent",
    "remove_commitment",
    "remove_option",
    "remove_seat",
    "remove_side",
    "say_what_is_open",
    "send_way_in",
    "sign_promise",
    "take_up_again",
    "turn_down_facilitating",
]
