"""What may be read of conversations, by whom: frozen values only."""

from beforehand.conversations.queries.aloud import aloud
from beforehand.conversations.queries.during import (
    AheadSeen,
    AheadTable,
    AssumptionSeen,
    CourseSeen,
    DoneSeen,
    Voice,
)
from beforehand.conversations.queries.listed import conversations_of, ids_led, my_conversations
from beforehand.conversations.queries.one import one
from beforehand.conversations.queries.room import room
from beforehand.conversations.queries.seen import (
    AnswerSeen,
    ConversationLine,
    ConversationSeen,
    ItemSeen,
    MyAnswer,
    OutcomeSeen,
    OwnWords,
    PartSeen,
    PersonSeen,
    RoomSeen,
)
from beforehand.conversations.queries.waiting import WaitingSeen, Waits, waiting_in_talks

__all__ = [
    "AheadSeen", "AheadTable", "AnswerSeen", "AssumptionSeen", "ConversationLine", "ConversationSeen", "CourseSeen",
    "DoneSeen", "ItemSeen", "MyAnswer", "OutcomeSeen", "OwnWords", "PartSeen", "PersonSeen", "RoomSeen", "Voice",
    "WaitingSeen", "Waits", "aloud", "conversations_of", "ids_led", "my_conversations", "one", "room",
    "waiting_in_talks",
]  # fmt: skip
