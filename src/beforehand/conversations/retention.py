"""How long conversations stay: as long as the answers they are made of."""

from collections.abc import Callable

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.vault.retention import Clock, How, Keeps

WHY = "Who talked with whom about what, and what came of it, goes with the answers; the record keeps what was decided."


def _after(decision: str) -> Callable[[Clock], Q]:
    return lambda clock: ended(clock, "answers", decision)


DECLARED: tuple[Keeps, ...] = (
    Keeps("conversations.Asked", "answers", How.DELETE, WHY, _after("outcome__item__conversation__decision")),
    Keeps(
        "conversations.Confirmation",
        "answers",
        How.DELETE,
        WHY,
        _after("outcome__item__conversation__decision"),
    ),
    Keeps("conversations.Outcome", "answers", How.DELETE, WHY, _after("item__conversation__decision")),
    Keeps("conversations.Assumption", "answers", How.DELETE, WHY, _after("item__conversation__decision")),
    Keeps("conversations.PlayedBack", "answers", How.DELETE, WHY, _after("conversation__decision")),
    Keeps("conversations.WrittenAhead", "answers", How.DELETE, WHY, _after("conversation__decision")),
    Keeps("conversations.AgendaItem", "answers", How.DELETE, WHY, _after("conversation__decision")),
    Keeps("conversations.Attendance", "answers", How.DELETE, WHY, _after("conversation__decision")),
    Keeps("conversations.Conversation", "answers", How.DELETE, WHY, _after("decision")),
)
