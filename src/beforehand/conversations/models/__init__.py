"""Conversations, who is in them, what they are about and what came of it. Every row is guarded."""

from beforehand.conversations.models.during import Assumption, PlayedBack, WrittenAhead
from beforehand.conversations.models.meeting import AgendaItem, Attendance, Conversation
from beforehand.conversations.models.outcome import Asked, Confirmation, Outcome

__all__ = [
    "AgendaItem", "Asked", "Assumption", "Attendance", "Confirmation", "Conversation", "Outcome", "PlayedBack",
    "WrittenAhead",
]  # fmt: skip
