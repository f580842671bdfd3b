"""What may be read of answers, by whom: frozen values only."""

from beforehand.perspectives.queries.apart import OfAll, SidesApart, of_all
from beforehand.perspectives.queries.calls import (
    CallWanted,
    Partner,
    SideBalance,
    calls_wanted,
    one_to_one_balance,
    own_call,
    partners,
)
from beforehand.perspectives.queries.card import Card, CardLine, Tapped, card_as_facilitator_sees, own_card
from beforehand.perspectives.queries.given import (
    InputLine,
    InputPart,
    ToldMe,
    Unanswered,
    input_for,
    replies_to_me,
    unanswered_input,
)
from beforehand.perspectives.queries.listed import Listed, listed
from beforehand.perspectives.queries.published import (
    CHANGEABLE,
    Block,
    Counted,
    Published,
    answer_in_words,
    published,
    widely,
)
from beforehand.perspectives.queries.replies import ReplySeen, replies_by_statement
from beforehand.perspectives.queries.responded import Responded, own_responses
from beforehand.perspectives.queries.responding import Responding, responding
from beforehand.perspectives.queries.rounds import RoundSeen, RoundsSeen, rounds
from beforehand.perspectives.queries.said import Contested, Said, contests, statements_for
from beforehand.perspectives.queries.shared import shared_sentences
from beforehand.perspectives.queries.tabled import asked_for_table
from beforehand.perspectives.queries.waiting import Waits, waits_for_me

__all__ = [
    "CHANGEABLE",
    "Block",
    "CallWanted",
    "Card",
    "CardLine",
    "Contested",
    "Counted",
    "InputLine",
    "InputPart",
    "Listed",
    "OfAll",
    "Partner",
    "Published",
    "ReplySeen",
    "Responded",
    "Responding",
    "RoundSeen",
    "RoundsSeen",
    "Said",
    "SideBalance",
    "SidesApart",
    "Tapped",
    "ToldMe",
    "Unanswered",
    "Waits",
    "answer_in_words",
    "asked_for_table",
    "calls_wanted",
    "card_as_facilitator_sees",
    "contests",
    "input_for",
    "listed",
    "of_all",
    "one_to_one_balance",
    "own_call",
    "own_card",
    "own_responses",
    "partners",
    "published",
    "replies_by_statement",
    "replies_to_me",
    "responding",
    "rounds",
    "shared_sentences",
    "statements_for",
    "unanswered_input",
    "waits_for_me",
    "widely",
]  # fmt: skip
