"""Figures people gave: plain, or with who may read them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from beforehand.decisionfile.parts import CommitmentId, Grade, PersonId, Scale, SideId
from beforehand.decisionfile.sentences import Released

ContactWord = Literal["self", "ticket", "not"]
SAYS = "The answer itself; left out is not answered, or don't know."


def shape_of_figure(value: Any) -> str:
    """Return whether a figure is plain or stands with who may read it; a commitment may be called ``value``."""
    if isinstance(value, Released):
        return "released"
    if isinstance(value, Mapping) and "value" in value:
        inner = value["value"]
        if not isinstance(inner, int) or isinstance(inner, bool) or "release" in value or len(value) == 1:
            return "released"
    return "plain"


TELL = Discriminator(shape_of_figure)


class ReleasedScale(Released):
    """A figure from 0 to 5, with who may read it."""

    value: Scale | None = Field(default=None, description=SAYS, examples=[5])


class ReleasedPeople(Released):
    """People named, with who may read it."""

    value: tuple[PersonId, ...] | None = Field(default=None, description=SAYS, examples=[["bas"]])


class ReleasedPerson(Released):
    """A person named, with who may read it."""

    value: PersonId | None = Field(default=None, description=SAYS, examples=["karin"])


class ReleasedPerCommitment(Released):
    """A figure per commitment, with who may read it."""

    value: Mapping[CommitmentId, Grade | None] | None = Field(
        default=None, description=SAYS, examples=[{"C1": 3}]
    )


class ReleasedPerSide(Released):
    """A way of contact per side, with who may read it."""

    value: Mapping[SideId, ContactWord] | None = Field(
        default=None, description=SAYS, examples=[{"it": "ticket"}]
    )


ScaleAnswer = Annotated[Annotated[Scale, Tag("plain")] | Annotated[ReleasedScale, Tag("released")], TELL]
PeopleAnswer = Annotated[
    Annotated[tuple[PersonId, ...], Tag("plain")] | Annotated[ReleasedPeople, Tag("released")], TELL
]
PersonAnswer = Annotated[Annotated[PersonId, Tag("plain")] | Annotated[ReleasedPerson, Tag("released")], TELL]
PerCommitment = Annotated[
    Annotated[Mapping[CommitmentId, Grade | None], Tag("plain")]
    | Annotated[ReleasedPerCommitment, Tag("released")],
    TELL,
]
PerSide = Annotated[
    Annotated[Mapping[SideId, ContactWord], Tag("plain")] | Annotated[ReleasedPerSide, Tag("released")], TELL
]
