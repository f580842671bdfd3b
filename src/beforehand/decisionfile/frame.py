"""The frame of a decision: sides, commitments, absent groups, signals, events."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from beforehand.decisionfile.parts import (
    Amount,
    AssumptionId,
    CommitmentId,
    Day,
    Defines,
    Flag,
    Id,
    OneOf,
    Part,
    PersonId,
    SideId,
    Text,
)
from beforehand.decisionfile.sentences import Words
from beforehand.engine.inputs import Door, EventType, SideKind

NameNl = Annotated[Text | None, Field(description="The name in Dutch.", examples=["Zorg"])]
NameEn = Annotated[Text | None, Field(description="The name in English.", examples=["Care"])]


class Organisation(Part):
    """The organisation that decides."""

    name: Text | None = Field(
        default=None, title="naam", description="Its name.", examples=["Oeverland hospital group"]
    )
    size: Words | None = Field(
        default=None,
        title="omvang",
        description="How large it is, in words.",
        examples=["three locations, 6,400 staff"],
    )
    locations: tuple[Text, ...] = Field(
        default=(), title="locaties", description="Where it is.", examples=[["Lindelaan"]]
    )


class Posed(Part):
    """The decision as it is posed now."""

    posed_as: Words | None = Field(
        default=None,
        title="de vraag zoals gesteld",
        description="The decision in one sentence.",
        examples=["How do we introduce 2FA before 1 October?"],
    )
    sponsor: PersonId | None = Field(
        default=None, title="opdrachtgever", description="Who asked for it.", examples=["karin"]
    )
    live_options: tuple[Words, ...] | None = Field(
        default=None,
        title="opties in leven",
        description="Options that are being worked on.",
        examples=[["a phone app"]],
    )
    options_mentioned_but_ownerless: tuple[Words, ...] = Field(
        default=(),
        title="opties zonder eigenaar",
        description="Options somebody mentioned and nobody works on.",
        examples=[["a badge"]],
    )
    why_messenger: PersonId | None = Field(
        default=None, title="wie het waarom vertelt", description="Who tells people why.", examples=["lotte"]
    )


class Side(Part):
    """A group that looks from one place."""

    id: Annotated[Id, Defines("side")] = Field(
        description="A short name to refer to this side.", examples=["care"]
    )
    nl: NameNl = None
    en: NameEn = None
    kind: SideKind = Field(
        default=SideKind.OTHER,
        title="soort",
        description="What the side is to the decision.",
        examples=["business"],
    )


def _apart(pair: tuple[str, ...]) -> tuple[str, ...]:
    if len(pair) != 2 or pair[0] == pair[1]:
        raise PydanticCustomError("not_a_pair", "not a pair", {})
    return pair


Pair = Annotated[tuple[SideId, ...], AfterValidator(_apart)]


class Reversal(Part):
    """What it takes to turn a commitment back."""

    cost_eur: Amount | None = Field(
        default=None, title="kosten", description="Money, in euro.", examples=[410000]
    )
    weeks: Amount | None = Field(default=None, title="weken", description="Time, in weeks.", examples=[30])
    public: Flag = Field(
        default=False, title="openbaar", description="Whether people outside would see it.", examples=[True]
    )


class Signpost(Part):
    """By what one would see that an assumption breaks."""

    assumption: AssumptionId = Field(
        title="aanname", description="The id of the assumption.", examples=["s1"]
    )
    text: Words | None = Field(
        default=None,
        title="tekst",
        description="What one would see.",
        examples=["More than ten calls a night"],
    )
    owner: PersonId | None = Field(
        default=None, title="eigenaar", description="Who watches it.", examples=["bas"]
    )
    day: Day | None = Field(
        default=None,
        alias="date",
        title="datum",
        description="When it is looked at.",
        examples=["2027-05-01"],
    )


def _shape_of_signpost(value: Any) -> str:
    return "full" if isinstance(value, dict | Signpost) else "plain"


class Commitment(Part):
    """A moment that hardens the decision."""

    id: Annotated[Id, Defines("commitment")] = Field(
        description="A short name to refer to it.", examples=["C1"]
    )
    nl: NameNl = None
    en: NameEn = None
    type: Annotated[str, OneOf("commitment_type")] = Field(
        default="other", title="soort", description="What kind of moment it is.", examples=["contract"]
    )
    day: Day = Field(
        alias="date", title="datum", description="The day on which it hardens.", examples=["2027-04-30"]
    )
    door: Door = Field(
        default=Door.HEAVY,
        title="deur",
        description="What reversal costs: two-way, heavy or one-way.",
        examples=["one_way"],
    )
    reversal: Reversal = Field(
        default=Reversal(),
        title="terugdraaien",
        description="What reversal costs, in figures.",
        examples=[{"cost_eur": 410000, "weeks": 30, "public": False}],
    )
    hardness_marks: tuple[Annotated[str, OneOf("hardness_mark")], ...] = Field(
        default=(),
        title="hardheid",
        description="The visible marks that it is hardening already; each counts one.",
        examples=[["richting_genoemd"]],
    )
    decider: PersonId | None = Field(
        default=None,
        title="beslisser",
        description="Who decides this commitment; one person.",
        examples=["karin"],
    )
    done_already: Flag = Field(
        default=False, title="al gebeurd", description="Whether it has happened.", examples=[True]
    )
    statutory: Literal["advies_art25", "instemming_art27", "cao39"] | None = Field(
        default=None,
        title="wettelijk",
        description="The legal term that belongs to it: advice (art. 25 WOR), consent (art. 27 WOR) or CAO 39 (Belgium).",
        examples=["instemming_art27"],
    )
    signposts: tuple[
        Annotated[
            Annotated[AssumptionId, Tag("plain")] | Annotated[Signpost, Tag("full")],
            Discriminator(_shape_of_signpost),
        ],
        ...,
    ] = Field(
        default=(),
        title="wegwijzers",
        description="By what one would see that an assumption breaks: ids of assumptions, or more.",
        examples=[["s1"]],
    )
    stop_criteria: tuple[Words, ...] = Field(
        default=(),
        title="stopcriteria",
        description="When one would stop, agreed beforehand.",
        examples=[["less than half in use after a month"]],
    )
    independent_judge: PersonId | None = Field(
        default=None,
        title="onafhankelijke beoordelaar",
        description="Who judges instead of whoever proposes it.",
        examples=["anouk"],
    )
    benefits_owner: PersonId | None = Field(
        default=None, title="batenhouder", description="Who owns the benefits.", examples=["femke"]
    )
    premortem_on: Day | None = Field(
        default=None,
        title="premortem op",
        description="The day of the premortem, held or planned.",
        examples=["2027-04-20"],
    )


class AbsentGroup(Part):
    """A group that feels the decision and has no seat in it."""

    id: Annotated[Id, Defines("absent_group")] | None = Field(
        default=None, description="A short name; without one it follows from the name.", examples=["night"]
    )
    nl: NameNl = None
    en: NameEn = None
    legitimate: Flag = Field(
        default=False,
        title="gerechtvaardigd",
        description="Whether their claim is legitimate.",
        examples=[True],
    )
    urgent: Flag = Field(
        default=False, title="dringend", description="Whether it is urgent.", examples=[True]
    )
    power: Flag = Field(
        default=False, title="macht", description="Whether they have power over it.", examples=[False]
    )
    advocate_candidate: PersonId | None = Field(
        default=None,
        title="wie kan voor hen spreken",
        description="A participant who could speak for them.",
        examples=["bas"],
    )

    @model_validator(mode="after")
    def _named(self) -> "AbsentGroup":
        if self.id is None and not self.nl and not self.en:
            raise PydanticCustomError("no_name", "no name", {})
        return self


class Observation(Part):
    """Observed behaviour between two sides, for the facilitator."""

    relation: Pair = Field(title="relatie", description="The two sides.", examples=[["it", "care"]])
    day: Day = Field(
        alias="date", title="datum", description="The day it was observed.", examples=["2027-03-01"]
    )
    signal: Annotated[str, OneOf("signal")] = Field(
        title="signaal", description="Which signal, by its id.", examples=["G3a"]
    )
    by: SideId = Field(title="door", description="The side of whoever observed it.", examples=["care"])
    seen: Flag = Field(title="zelf gezien", description="true is seen, false is hearsay.", examples=[True])
    text: Words | None = Field(
        default=None,
        title="tekst",
        description="What happened, in facts.",
        examples=["Posters hung before the team lead knew."],
    )


class Event(Part):
    """A dated happening around the decision."""

    day: Day = Field(alias="date", title="datum", description="The day.", examples=["2027-03-15"])
    text: Words | None = Field(
        default=None, title="tekst", description="What happened.", examples=["Survey to all staff"]
    )
    type: EventType | None = Field(
        default=None,
        title="soort",
        description="What kind of happening; without one `input_requested` when `input_request` is true, else `other`.",
        examples=["extra_reporting"],
    )
    input_request: Flag = Field(
        default=False,
        title="inbreng gevraagd",
        description="Whether people were asked for input.",
        examples=[True],
    )
    response_plan: Text | Flag | None = Field(
        default=None,
        title="terugmeldplan",
        description="How people hear what was done with it; `none` or false: no plan; left out: unknown.",
        examples=["none"],
    )
    commitment: CommitmentId | None = Field(
        default=None, title="vastlegmoment", description="The commitment it belongs to.", examples=["C1"]
    )
