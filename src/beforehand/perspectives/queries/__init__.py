"""What may be read of answers, by whom: frozen values only."""

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
from beforehand.perspectives.queries.said import Contested, Said, contests, statements_for

__all__ = [
    "CallWanted", "Card", "CardLine", "Contested", "Partner", "Said", "SideBalance", "Tapped", "calls_wanted",
    "card_as_facilitator_sees", "contests", "one_to_one_balance", "own_call", "own_card", "partners",
    "statements_for",
]  # fmt: skip
