"""What people do with their answers, and what is done for them."""

from beforehand.perspectives.actions.adding import pick_two, say_more
from beforehand.perspectives.actions.answering import (
    Newer,
    NotKeptError,
    Stored,
    begin,
    store_answer,
)
from beforehand.perspectives.actions.calling import (
    answer_later,
    ask_to_be_called,
    begin_typing,
    choose_way_in,
    do_not_call,
    mark_talk_held,
    type_for,
)
from beforehand.perspectives.actions.confirming import Yes, confirm_statements, throw_away_statement
from beforehand.perspectives.actions.dealing import leave_mirror, take_hand
from beforehand.perspectives.actions.publishing import publish_round
from beforehand.perspectives.actions.reminding import (
    ToRemind,
    hands_to_remind,
    later_round,
    remind_hands,
    seats_asked,
    seats_asked_for_table,
)
from beforehand.perspectives.actions.replying import reply, seats_replied_to
from beforehand.perspectives.actions.responding import judge_mirror, react, undo_judgement, undo_reaction
from beforehand.perspectives.actions.rounds import (
    NotOpenedError,
    ask_for_reminder,
    close_round,
    open_next_round,
    open_round,
    remind,
    seats_to_remind,
    seats_typed_for,
)
from beforehand.perspectives.actions.sending import (
    choose_readers,
    contest_statement,
    correct_statement,
    release_statement,
    send_perspective,
    withdraw_everything,
    withdraw_statement,
)
from beforehand.perspectives.actions.tabling import answer_table, ask_for_table

__all__ = [
    "Newer",
    "NotKeptError",
    "NotOpenedError",
    "Stored",
    "ToRemind",
    "Yes",
    "answer_later",
    "answer_table",
    "ask_for_reminder",
    "ask_for_table",
    "ask_to_be_called",
    "begin",
    "begin_typing",
    "choose_readers",
    "choose_way_in",
    "close_round",
    "confirm_statements",
    "contest_statement",
    "correct_statement",
    "do_not_call",
    "hands_to_remind",
    "judge_mirror",
    "later_round",
    "leave_mirror",
    "mark_talk_held",
    "open_next_round",
    "open_round",
    "pick_two",
    "publish_round",
    "react",
    "release_statement",
    "remind",
    "remind_hands",
    "reply",
    "say_more",
    "seats_asked",
    "seats_asked_for_table",
    "seats_replied_to",
    "seats_to_remind",
    "seats_typed_for",
    "send_perspective",
    "store_answer",
    "take_hand",
    "throw_away_statement",
    "type_for",
    "undo_judgement",
    "undo_reaction",
    "withdraw_everything",
    "withdraw_statement",
]  # fmt: skip
