"""What people do with their answers, and what is done for them."""

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
from beforehand.perspectives.actions.rounds import (
    ask_for_reminder,
    close_round,
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

__all__ = [
    "Newer", "NotKeptError", "Stored", "Yes", "answer_later", "ask_for_reminder", "ask_to_be_called", "begin",
    "begin_typing", "choose_readers", "choose_way_in", "close_round", "confirm_statements", "contest_statement",
    "correct_statement", "do_not_call", "mark_talk_held", "open_round", "release_statement", "remind",
    "seats_to_remind", "seats_typed_for", "send_perspective", "store_answer", "throw_away_statement", "type_for",
    "withdraw_everything", "withdraw_statement",
]  # fmt: skip
