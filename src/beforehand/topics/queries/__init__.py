"""What one reader gets of the latest analysis: frozen values only."""

from beforehand.topics.queries.latest import latest
from beforehand.topics.queries.seen import (
    BeforeSeen,
    CommitmentSeen,
    ConversationSeen,
    EvidenceSeen,
    HardnessSeen,
    HelpSeen,
    NeedSeen,
    NextSeen,
    QuestionGroupSeen,
    RelationSeen,
    RoomStep,
    Seen,
    SentenceSeen,
    SourceSeen,
    TopicSeen,
    UncoveredSeen,
)

__all__ = [
    "BeforeSeen", "CommitmentSeen", "ConversationSeen", "EvidenceSeen", "HardnessSeen", "HelpSeen", "NeedSeen",
    "NextSeen", "QuestionGroupSeen", "RelationSeen", "RoomStep", "Seen", "SentenceSeen", "SourceSeen", "TopicSeen",
    "UncoveredSeen", "latest",
]  # fmt: skip
