"""The closed words of a decision: kinds of side, doors, answer fields, ways of contact, types of event."""

from enum import StrEnum


class SideKind(StrEnum):
    """What a side is to the decision."""

    IT = "it"
    BUSINESS = "business"
    BOARD = "board"
    REPRESENTATION = "representation"
    OTHER = "other"


class Door(StrEnum):
    """What reversal costs."""

    TWO_WAY = "two_way"
    HEAVY = "heavy"
    ONE_WAY = "one_way"


class Field(StrEnum):
    """An answer field: the key in the file, and the unit of release."""

    KNOWS = "knows"
    RISKS = "risks"
    UNEASE = "unease"
    ASSUMPTIONS = "assumptions"
    QUESTION = "question"
    DONE = "done"
    PROTECTS = "protects"
    CONDITION = "condition"
    MIRROR = "mirror"
    NEEDS = "needs"
    OPTIMISES_FOR = "optimises_for"
    WOULD_TRADE = "would_trade"
    ABSENT_NAMED = "absent_named"
    ACCOUNTABLE = "accountable"
    AFFECTED = "affected"
    HEARD = "heard"
    REVERSIBLE = "reversible"
    REVERSIBLE_BY_COMMITMENT = "reversible_by_commitment"
    TALK_TO = "talk_to"
    CONTACT = "contact"
    CONTACT_SIDES = "contact_sides"
    THINKS_DECIDES = "thinks_decides"


TEXT_FIELDS = frozenset(
    {
        Field.KNOWS,
        Field.RISKS,
        Field.UNEASE,
        Field.ASSUMPTIONS,
        Field.QUESTION,
        Field.DONE,
        Field.PROTECTS,
        Field.CONDITION,
        Field.MIRROR,
        Field.NEEDS,
        Field.OPTIMISES_FOR,
        Field.WOULD_TRADE,
        Field.ABSENT_NAMED,
    }
)


class DoneKind(StrEnum):
    """By what somebody calls it done."""

    FLOW = "flow"
    SOUNDNESS = "soundness"
    BOTH = "both"


class ContactWay(StrEnum):
    """How somebody spoke with a side in the last thirty days."""

    SELF = "self"
    TICKET = "ticket"
    NOT = "not"


class EventType(StrEnum):
    """What happened around the decision."""

    DEADLINE_TIGHTENED = "deadline_tightened"
    EXTRA_REPORTING = "extra_reporting"
    INPUT_REQUESTED = "input_requested"
    INPUT_REPORTED_BACK = "input_reported_back"
    STANDSTILL = "standstill"
    OTHER = "other"
