"""People in the decision and what they answered."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from beforehand.decisionfile.figures import PeopleAnswer, PerCommitment, PerSide, PersonAnswer, ScaleAnswer
from beforehand.decisionfile.parts import (
    Day,
    Defines,
    Flag,
    Id,
    Level,
    Part,
    Scale,
    SideId,
    Text,
)
from beforehand.decisionfile.sentences import Assumption, Item, Mirror, One, Some, Words

AT_THE_PERSON = ("knows", "absent_named", "reversible_by_commitment", "contact_sides", "thinks_decides")
"""Answers that may also stand at the person itself."""


class Answers(Part):
    """What one person answered. Everything may be left out; an empty text is not answered."""

    question: One[Item] | None = Field(
        default=None,
        title="vraag",
        description="Which question this decision should answer.",
        examples=["How do we close the hole fast?"],
    )
    knows: Some[Item] | None = Field(
        default=None,
        title="weten",
        description="What the person knows or sees that is in no document yet.",
        examples=[["The desk is empty at night."]],
    )
    risks: Some[Item] | None = Field(
        default=None,
        title="risico's",
        description="What could go wrong.",
        examples=[["Notes with passwords"]],
    )
    unease: Some[Item] | None = Field(
        default=None,
        title="onbehagen",
        description="What doesn't sit right; needs no reason.",
        examples=["We read it in the newsletter."],
    )
    assumptions: Some[Assumption] | None = Field(
        default=None,
        title="aannames",
        description="What has to be true for this to work.",
        examples=[[{"text": "Everybody has a phone.", "importance": 5, "certainty": 3}]],
    )
    done: One[Item] | None = Field(
        default=None,
        title="klaar",
        description="The day on which the person would call it done.",
        examples=["Nobody has to think about signing in."],
    )
    protects: Some[Item] | None = Field(
        default=None,
        title="beschermen",
        description="What the person wants to protect.",
        examples=["Time at the bedside."],
    )
    condition: Some[Item] | None = Field(
        default=None,
        title="voorwaarde",
        description="What must be in place for that.",
        examples=["A tested way without a phone."],
    )
    mirror: Some[Mirror] | None = Field(
        default=None,
        title="spiegelbeeld",
        description="What the person thinks another side wants.",
        examples=[[{"text": "IT wants calm.", "about": "it"}]],
    )
    needs: Some[Item] | None = Field(
        default=None,
        title="nodig hebben",
        description="What the person needs from others.",
        examples=["An hour on the ward."],
    )
    optimises_for: Some[Item] | None = Field(
        default=None,
        title="letten op",
        description="What the person watches.",
        examples=[["safety", "speed"]],
    )
    would_trade: Some[Item] | None = Field(
        default=None,
        title="opgeven",
        description="What the person would give up for that.",
        examples=["A later date."],
    )
    absent_named: Some[Item] | None = Field(
        default=None,
        title="wie ontbreekt",
        description="A group that will feel this and was not asked; no names.",
        examples=["Night shift"],
    )
    accountable: ScaleAnswer | None = Field(
        default=None, title="aanspreekbaar", description="Held to this: 5 yes, 3 partly, 0 no.", examples=[5]
    )
    affected: ScaleAnswer | None = Field(
        default=None,
        title="geraakt",
        description="Works with it: 5 daily, 3 sometimes, 1 hardly.",
        examples=[{"value": 5, "release": 2}],
    )
    heard: ScaleAnswer | None = Field(
        default=None,
        title="gehoord",
        description="Asked while it could still change: 5 yes, 2 too late, 1 no.",
        examples=[1],
    )
    reversible: ScaleAnswer | None = Field(
        default=None,
        title="nog te veranderen",
        description="Whether the decision can still change: 5 open, 3 adjustable, 1 fixed.",
        examples=[3],
    )
    reversible_by_commitment: PerCommitment | None = Field(
        default=None,
        title="nog te veranderen, per vastlegmoment",
        description="The same per commitment; null is don't know.",
        examples=[{"C1": 3, "C2": None}],
    )
    talk_to: PeopleAnswer | None = Field(
        default=None,
        title="spreken met",
        description="Whom one should talk to about this.",
        examples=[["bas"]],
    )
    contact: PeopleAnswer | None = Field(
        default=None,
        title="contact",
        description="People spoken to about this in the last thirty days.",
        examples=[["tom", "sanne"]],
    )
    contact_sides: PerSide | None = Field(
        default=None,
        title="contact met kanten",
        description="How the person spoke with a side this month: self, by ticket or mail only, or not.",
        examples=[{"it": "ticket"}],
    )
    thinks_decides: PersonAnswer | None = Field(
        default=None,
        title="wie beslist",
        description="Who decides, in this person's view.",
        examples=["karin"],
    )


class Away(Part):
    """Days on which somebody is away; both days count."""

    start: Day = Field(alias="from", description="The first day away.", examples=["2027-04-01"])
    until: Day = Field(description="The last day away.", examples=["2027-04-09"])

    @model_validator(mode="after")
    def _in_order(self) -> "Away":
        if self.until < self.start:
            raise PydanticCustomError("ends_before_start", "ends before it starts", {})
        return self


class Person(Part):
    """A participant: a person in the decision, on one side, with a function."""

    id: Annotated[Id, Defines("person")] = Field(
        description="A short name to refer to this person.", examples=["femke"]
    )
    name: Text | None = Field(
        default=None,
        title="naam",
        description="The name people see; without one, the id.",
        examples=["Femke Douma"],
    )
    side: SideId = Field(
        title="kant", description="The side from where this person looks most; one.", examples=["care"]
    )
    role: Words | None = Field(
        default=None,
        title="functie",
        description="The function.",
        examples=[{"nl": "Teamleider", "en": "Team lead"}],
    )
    formal_power: Scale | None = Field(
        default=None,
        title="mandaat",
        description="The mandate of the function, 0 to 5; never a verdict on the person.",
        examples=[2],
    )
    decides: Flag = Field(
        default=False,
        title="beslist",
        description="Whether this person decides the decision as a whole.",
        examples=[True],
    )
    project: Flag = Field(
        default=False, description="Whether this person works for the project.", examples=[True]
    )
    represents: Flag = Field(
        default=False,
        title="vertegenwoordigt",
        description="Whether this person represents staff, as a works council does.",
        examples=[True],
    )
    release: Level = Field(
        default=1,
        title="wie mag dit lezen",
        description="The one reading choice at the end, 0 to 4, for every answer that makes none of its own.",
        examples=[2],
    )
    away: tuple[Away, ...] = Field(
        default=(),
        title="afwezig",
        description="When this person is away.",
        examples=[[{"from": "2027-04-01", "until": "2027-04-09"}]],
    )
    answers: Answers = Field(default=Answers(), title="jouw kijk", description="What this person answered.")
