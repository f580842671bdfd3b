"""What people marked, confirmed or did: groups of questions, reactions, conversations held."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from beforehand.decisionfile.parts import (
    CommitmentId,
    Count,
    Day,
    Flag,
    Id,
    MirrorId,
    OneOf,
    Part,
    PersonId,
    SideId,
    StatementId,
    Text,
)
from beforehand.decisionfile.sentences import Words
from beforehand.engine.inputs import DoneKind

People = Annotated[tuple[PersonId, ...], Field(min_length=1)]


class Facilitator(Part):
    """Who facilitates: somebody in the decision, or a name from outside it."""

    person: PersonId | None = Field(
        default=None, title="persoon", description="The participant who facilitates.", examples=["anouk"]
    )
    name: Text | None = Field(
        default=None,
        title="naam",
        description="The name of somebody who is no participant.",
        examples=["Ria Blom"],
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> "Facilitator":
        if (self.person is None) == (self.name is None):
            raise PydanticCustomError("person_or_name", "person or name", {})
        return self


class DeciderFirst(Part):
    """What a decider answered first, for all to see."""

    by: PersonId = Field(title="door", description="The decider.", examples=["karin"])
    on: Day | None = Field(default=None, title="op", description="The day.", examples=["2027-03-10"])
    promised: Words | None = Field(
        default=None,
        title="beloofd",
        description="What was promised already, and to whom.",
        examples=["Nothing has been signed."],
    )
    can_change: Words | None = Field(
        default=None,
        title="kan nog anders",
        description="What can still change, and what cannot.",
        examples=["The means, not the date."],
    )
    could_change_my_mind: Words | None = Field(
        default=None,
        title="wat mijn beeld kan veranderen",
        description="What could change the decider's mind.",
        examples=["A test on the ward."],
    )


def _shape_of_first(value: Any) -> str:
    return "many" if isinstance(value, list | tuple) else "one"


OneOrMoreFirst = Annotated[
    Annotated[DeciderFirst, Tag("one")] | Annotated[tuple[DeciderFirst, ...], Tag("many")],
    Discriminator(_shape_of_first),
]


class Collision(Part):
    """Assumptions, or people, that collide."""

    people: tuple[PersonId, ...] = Field(
        default=(),
        title="deelnemers",
        description="Whose assumptions collide.",
        examples=[["ingrid", "femke"]],
    )
    statements: tuple[StatementId, ...] = Field(
        default=(), title="uitspraken", description="The assumptions, by id.", examples=[["s1", "s2"]]
    )
    kind: Literal["fact", "value", "interest"] = Field(
        default="fact", title="soort", description="What kind of difference it is.", examples=["value"]
    )

    @model_validator(mode="after")
    def _between_two(self) -> "Collision":
        if len(set(self.people)) < 2 and len(set(self.statements)) < 2:
            raise PydanticCustomError("collision_of_one", "collision of one", {})
        return self


class Confirmed(Part):
    """What a person confirmed of what was suggested."""

    question_groups: Mapping[Id, People] = Field(
        default_factory=dict,
        title="dezelfde vraag",
        description="Who answers the same question: a name per group with its people.",
        examples=[{"fast": ["ingrid", "karin"]}],
    )
    done_kind: Mapping[PersonId, DoneKind] = Field(
        default_factory=dict,
        title="soort klaar",
        description="By what somebody calls it done.",
        examples=[{"femke": "flow"}],
    )
    collisions: tuple[Collision, ...] = Field(
        default=(),
        title="botsingen",
        description="Assumptions that collide.",
        examples=[[{"people": ["ingrid", "femke"], "kind": "fact"}]],
    )


class Reaction(Part):
    """An answer to somebody's statement."""

    statement: StatementId = Field(title="uitspraak", description="The statement, by id.", examples=["s1"])
    person: PersonId = Field(title="deelnemer", description="Who reacted.", examples=["tom"])
    value: Literal["recognise", "different", "unknown"] = Field(
        title="reactie",
        description="I recognise this, different here, or don't know.",
        examples=["recognise"],
    )


class MirrorJudgement(Part):
    """How somebody judged a mirror statement about the own side."""

    statement: MirrorId = Field(
        title="uitspraak", description="The mirror statement, by id.", examples=["m1"]
    )
    person: PersonId = Field(title="deelnemer", description="Who judged.", examples=["tom"])
    value: Literal["right", "partly", "wrong"] = Field(
        title="oordeel", description="Whether the side was pictured right.", examples=["partly"]
    )


class Consent(Part):
    """A holder's consent that a topic that rests on them is shared."""

    person: PersonId = Field(title="deelnemer", description="Who consents.", examples=["bas"])
    pattern: Annotated[str, OneOf("pattern")] = Field(
        title="patroon", description="The pattern of the topic.", examples=["P09"]
    )


class Published(Part):
    """A figure frozen when a round closed."""

    subject: Text = Field(
        title="onderwerp",
        description="What the figure is about: a field or a statement id. With mirror it is how a side judged the "
        "images others have of it (right, partly, wrong).",
        examples=["heard"],
    )
    side: SideId | None = Field(
        default=None, title="kant", description="The side; without one, everybody.", examples=["care"]
    )
    answers: Count = Field(title="aantal", description="How many answered.", examples=[7])
    counts: Mapping[Text, Count] = Field(
        default_factory=dict,
        title="verdeling",
        description="How often each answer was given.",
        examples=[{"1": 4, "5": 3}],
    )

    @model_validator(mode="after")
    def _adds_up(self) -> "Published":
        if sum(self.counts.values()) > self.answers:
            raise PydanticCustomError("counts_exceed", "more than the answers", {})
        return self


Kind = Annotated[str, OneOf("conversation_kind")]


class Held(Part):
    """A conversation that took place."""

    kind: Kind = Field(title="soort", description="The kind of conversation.", examples=["een_op_een"])
    people: People = Field(title="deelnemers", description="Who were in it.", examples=[["bas"]])
    day: Day = Field(alias="date", title="datum", description="The day.", examples=["2027-03-12"])
    commitments: tuple[CommitmentId, ...] = Field(
        default=(), title="vastlegmomenten", description="The commitments it served.", examples=[["C1"]]
    )
    changed: Flag | None = Field(
        default=None,
        title="veranderd",
        description="Whether something changed because of it; leave it out when unknown.",
        examples=[True],
    )


class Invited(Part):
    """A conversation people were invited to."""

    kind: Kind = Field(title="soort", description="The kind of conversation.", examples=["vraaggesprek"])
    people: People = Field(title="deelnemers", description="Who were invited.", examples=[["karin", "femke"]])
    day: Day | None = Field(
        default=None,
        alias="date",
        title="datum",
        description="The day it is planned.",
        examples=["2027-04-01"],
    )
    commitments: tuple[CommitmentId, ...] = Field(
        default=(), title="vastlegmomenten", description="The commitments it serves.", examples=[["C1"]]
    )


class AdviceRequested(Part):
    """Advice asked of people, or of a works council."""

    people: People = Field(title="deelnemers", description="Who were asked.", examples=[["rob"]])
    day: Day = Field(alias="date", title="datum", description="The day.", examples=["2027-03-20"])
    commitment: CommitmentId | None = Field(
        default=None, title="vastlegmoment", description="The commitment it is about.", examples=["C2"]
    )


class ResponseToInput(Part):
    """What was done with input."""

    person: PersonId | None = Field(
        default=None,
        title="deelnemer",
        description="Whose input; without one, everybody's.",
        examples=["mila"],
    )
    day: Day = Field(
        alias="date", title="datum", description="The day it was reported back.", examples=["2027-03-25"]
    )
    outcome: Literal["taken", "partly", "not"] = Field(
        title="uitkomst", description="What was done with it.", examples=["partly"]
    )
    reason: Flag = Field(
        default=False, title="reden gegeven", description="Whether it was said why.", examples=[True]
    )


class Conversations(Part):
    """Conversations and what was done with input."""

    held: tuple[Held, ...] = Field(
        default=(),
        title="gevoerd",
        description="Conversations that took place.",
        examples=[[{"kind": "een_op_een", "people": ["bas"], "date": "2027-03-12"}]],
    )
    invited: tuple[Invited, ...] = Field(
        default=(),
        title="uitgenodigd",
        description="Conversations people were invited to.",
        examples=[[{"kind": "vraaggesprek", "people": ["karin", "femke"]}]],
    )
    advice_requested: tuple[AdviceRequested, ...] = Field(
        default=(),
        title="advies gevraagd",
        description="Advice that was asked.",
        examples=[[{"people": ["rob"], "date": "2027-03-20", "commitment": "C2"}]],
    )
    response_to_input: tuple[ResponseToInput, ...] = Field(
        default=(),
        title="terugmelding",
        description="What was done with input.",
        examples=[[{"person": "mila", "date": "2027-03-25", "outcome": "partly", "reason": True}]],
    )
