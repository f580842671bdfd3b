"""What people say, and what they answer to each other. Everything derived from an answer is sealed and guarded."""

from beforehand.perspectives.models.responding import (
    Hand,
    MirrorJudgement,
    Publication,
    Reaction,
    Reply,
    TableRequest,
)
from beforehand.perspectives.models.said import (
    IN_USE,
    NARROWEST,
    PICKED_IN_USE,
    WIDEST,
    Answer,
    CallRequest,
    Figure,
    Perspective,
    QuestionGroup,
    QuestionGroupMember,
    Round,
    Statement,
)

__all__ = [
    "IN_USE", "NARROWEST", "PICKED_IN_USE", "WIDEST", "Answer", "CallRequest", "Figure", "Hand", "MirrorJudgement",
    "Perspective", "Publication", "QuestionGroup", "QuestionGroupMember", "Reaction", "Reply", "Round", "Statement",
    "TableRequest",
]  # fmt: skip
