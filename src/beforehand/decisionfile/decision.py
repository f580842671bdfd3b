"""The decision file as a whole."""

from typing import Literal

from pydantic import Field

from beforehand.decisionfile.frame import (
    AbsentGroup,
    Commitment,
    Event,
    Observation,
    Organisation,
    Pair,
    Posed,
    Side,
)
from beforehand.decisionfile.marked import (
    Confirmed,
    Consent,
    Conversations,
    Facilitator,
    MirrorJudgement,
    OneOrMoreFirst,
    Published,
    Reaction,
)
from beforehand.decisionfile.parts import Day, Flag, Id, Part
from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Words

ANSWER_PART = ("truth", "facilitator_conversations", "if_skipped", "blind_expert")
"""Keys a case may carry to be compared with afterwards; accepted, never looked at."""


class DecisionFile(Part):
    """One decision: the frame, the people, their answers, and what was marked, confirmed or held since."""

    schema_id: Literal["beforehand-decision/1", "beforehand-scenario/1"] = Field(
        alias="schema",
        title="schema",
        description="Which format this is; write `beforehand-decision/1`.",
        examples=["beforehand-decision/1"],
    )
    id: Id | None = Field(default=None, description="A short name of the decision.", examples=["twofa"])
    fictional: Flag = Field(
        default=False,
        title="verzonnen",
        description="Whether people and figures are made up.",
        examples=[True],
    )
    title: Words | None = Field(
        default=None,
        title="titel",
        description="The name people see.",
        examples=[{"nl": "Tweestapsverificatie", "en": "Two-factor sign-in"}],
    )
    country: Literal["NL", "BE"] = Field(
        default="NL", title="land", description="Whose law and public holidays count.", examples=["NL"]
    )
    peildatum: Day | None = Field(
        default=None,
        title="peildatum",
        description="The reference date: the day from which is looked ahead, unless another is asked for.",
        examples=["2027-03-15"],
    )
    organisation: Organisation | None = Field(
        default=None, title="organisatie", description="The organisation that decides."
    )
    context: Words | None = Field(
        default=None,
        title="achtergrond",
        description="What one needs to know beforehand.",
        examples=["After an incident the insurer asks for two-factor sign-in."],
    )
    decision: Posed = Field(default=Posed(), title="besluit", description="The decision as it is posed now.")
    facilitator: Facilitator | None = Field(default=None, title="begeleider", description="Who facilitates.")
    decider_first: OneOrMoreFirst | None = Field(
        default=None,
        title="de beslisser eerst",
        description="What the decider answered before anyone was invited; one, or a list.",
    )
    sides: tuple[Side, ...] = Field(default=(), title="kanten", description="The sides; two or more.")
    dependencies: tuple[Pair, ...] = Field(
        default=(),
        title="afhankelijkheden",
        description="Pairs of sides that depend on each other.",
        examples=[[["it", "care"]]],
    )
    people: tuple[Person, ...] = Field(
        default=(), title="deelnemers", description="The people in the decision."
    )
    absent_groups: tuple[AbsentGroup, ...] = Field(
        default=(),
        title="groepen zonder plek",
        description="Groups that feel the decision and have no seat in it.",
    )
    commitments: tuple[Commitment, ...] = Field(
        default=(), title="vastlegmomenten", description="The moments that harden the decision."
    )
    observations: tuple[Observation, ...] = Field(
        default=(), title="signalen", description="Observed behaviour between two sides."
    )
    events: tuple[Event, ...] = Field(
        default=(), title="gebeurtenissen", description="Dated happenings around the decision."
    )
    confirmed: Confirmed = Field(
        default=Confirmed(),
        title="bevestigd",
        description="What a person confirmed of what was suggested.",
    )
    reactions: tuple[Reaction, ...] = Field(
        default=(), title="reacties", description="Reactions to statements."
    )
    mirror_judgements: tuple[MirrorJudgement, ...] = Field(
        default=(),
        title="oordelen over spiegelbeelden",
        description="How sides judged the way they were pictured.",
    )
    consents: tuple[Consent, ...] = Field(
        default=(),
        title="instemming met delen",
        description="Who agreed that a topic that rests on them is shared.",
    )
    published: tuple[Published, ...] = Field(
        default=(), title="gedeeld beeld", description="Figures frozen when a round closed."
    )
    conversations: Conversations = Field(
        default=Conversations(),
        title="gesprekken",
        description="Conversations held, invited to, advice asked, input reported back.",
    )
