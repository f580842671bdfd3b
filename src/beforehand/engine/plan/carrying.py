"""Which topics a conversation carries: those its kind serves and whose people are in it."""

from collections.abc import Sequence

from beforehand.engine.plan.candidates import Candidate
from beforehand.engine.results import Topic

# What somebody guards and who is absent never open a conversation of their own: they come along into these.
_BROUGHT_ALONG = {
    "P02": frozenset({"een_op_een", "zorggesprek", "betekenisgesprek", "klaargesprek"}),
    "P14": frozenset({"een_op_een", "betekenisgesprek", "klaargesprek", "premortem", "meelopen"}),
}


def carries(candidate: Candidate, topic: Topic) -> bool:
    """Tell whether a topic comes up in a conversation.

    A topic held by one person comes up only where that person is; one of a relation only where its sides are meant;
    one of a commitment's own term only in the conversation about it.
    """
    kinds = _BROUGHT_ALONG.get(topic.pattern, frozenset()) | set(topic.conversation_types)
    if not kinds.intersection((candidate.kind, *candidate.also)):
        return False
    if candidate.kind == "wettelijk" and candidate.commitment is not None and topic.commitments:
        return candidate.commitment in topic.commitments
    if topic.holders:
        return bool(candidate.people & set(topic.holders))
    if topic.pattern == "R05":
        return True
    if candidate.kind in ("een_op_een", "meelopen"):
        relation = bool(candidate.relation) and candidate.relation == frozenset(topic.sides)
        return relation or bool(candidate.people & set(topic.people))
    if candidate.relation and len(topic.sides) == 2 and len(topic.anchor) == 2:
        return candidate.relation == frozenset(topic.sides)
    if topic.pattern == "P08":
        return bool(candidate.people & set(topic.people)) or not topic.people
    return True


def carried(candidate: Candidate, topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the keys of the topics a conversation carries, in the order of the topics."""
    return tuple(t.key for t in topics if carries(candidate, t))
