"""What is done with conversations: planned, invited to, held, and what came of them."""

from beforehand.conversations.actions.asking import answer_asked, ask_those_concerned
from beforehand.conversations.actions.inviting import (
    answer_invitation,
    hold_talk,
    invite_to_talk,
    settle_time,
    withdraw_from_talk,
)
from beforehand.conversations.actions.leaving import forget_talks_of
from beforehand.conversations.actions.outcomes import confirm_outcome, record_outcome
from beforehand.conversations.actions.planning import (
    Item,
    add_own,
    change_talk,
    drop_proposal,
    drop_talk,
    set_agenda,
    take_over,
)

__all__ = [
    "Item", "add_own", "answer_asked", "answer_invitation", "ask_those_concerned", "change_talk", "confirm_outcome",
    "drop_proposal", "drop_talk", "forget_talks_of", "hold_talk", "invite_to_talk", "record_outcome", "set_agenda",
    "settle_time", "take_over", "withdraw_from_talk",
]  # fmt: skip
