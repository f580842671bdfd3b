"""What is done with conversations: planned, invited to, held, and what came of them."""

from beforehand.conversations.actions.agenda import Item, set_agenda
from beforehand.conversations.actions.ahead import lay_open, withdraw_ahead, write_ahead
from beforehand.conversations.actions.asking import answer_asked, ask_those_concerned
from beforehand.conversations.actions.assumptions import drop_assumption, write_assumption
from beforehand.conversations.actions.done import Done
from beforehand.conversations.actions.inviting import (
    answer_invitation,
    hold_talk,
    invite_to_talk,
    settle_time,
    withdraw_from_talk,
)
from beforehand.conversations.actions.leaving import forget_talks_of
from beforehand.conversations.actions.meaning import note_nod, skip_question
from beforehand.conversations.actions.outcomes import confirm_outcome, record_outcome
from beforehand.conversations.actions.planning import (
    add_own,
    change_talk,
    drop_proposal,
    drop_talk,
    take_over,
)

__all__ = [
    "Done", "Item", "add_own", "answer_asked", "answer_invitation", "ask_those_concerned", "change_talk",
    "confirm_outcome", "drop_assumption", "drop_proposal", "drop_talk", "forget_talks_of", "hold_talk",
    "invite_to_talk", "lay_open", "note_nod", "record_outcome", "set_agenda", "settle_time", "skip_question",
    "take_over", "withdraw_ahead", "withdraw_from_talk", "write_ahead", "write_assumption",
]  # fmt: skip
