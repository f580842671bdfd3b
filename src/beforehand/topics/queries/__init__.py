"""What one reader gets of the latest analysis: frozen values only."""

from beforehand.topics.queries.colliding import AssumptionsSeen, CollisionSeen, assumptions
from beforehand.topics.queries.constraints import ConstraintSeen, apart_among, constraints, own_constraints
from beforehand.topics.queries.latest import latest
from beforehand.topics.queries.over_time import TopicLine, timeline, topic_of
from beforehand.topics.queries.proposed import OnTheTable, Proposal, on_the_table, proposals
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
from beforehand.topics.queries.sharing import AskedOfMe, asked_of_me, waits_for_me
from beforehand.topics.queries.stories import EventSeen, SharingSeen, StorySeen

__all__ = [
    "AskedOfMe", "AssumptionsSeen", "BeforeSeen", "CollisionSeen", "CommitmentSeen", "ConstraintSeen",
    "ConversationSeen", "EventSeen", "EvidenceSeen", "HardnessSeen", "HelpSeen", "NeedSeen", "NextSeen",
    "OnTheTable", "Proposal", "QuestionGroupSeen", "RelationSeen", "RoomStep", "Seen", "SentenceSeen", "SharingSeen",
    "SourceSeen", "StorySeen", "TopicLine", "TopicSeen", "UncoveredSeen", "apart_among", "asked_of_me", "assumptions",
    "constraints", "latest", "on_the_table", "own_constraints", "proposals", "timeline", "topic_of", "waits_for_me",
]  # fmt: skip
