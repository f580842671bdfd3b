"""What a decision still needs before people are invited, for who makes the frame."""

from dataclasses import dataclass

from beforehand.decisions.choices import Role
from beforehand.decisions.queries.editing import SeatToEdit
from beforehand.decisions.queries.shown import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is there and what is not; the last two are advice, the others hold an invitation back."""

    participants: int
    unplaced: tuple[str, ...]
    to_invite: int
    has_decider: bool
    signed: bool
    unsaid: tuple[str, ...]
    two_sides: bool
    has_facilitator: bool
    asked_to_facilitate: tuple[str, ...]
    before_the_day: tuple[str, ...]

    @property
    def may_go_out(self) -> bool:
        """Tell whether an invitation could be sent."""
        return self.signed and not self.unsaid and self.to_invite > 0


def readiness(seen: Frame, seats: tuple[SeatToEdit, ...]) -> Readiness:
    """Return what is still needed, from what who makes the frame may see; nothing about answers."""
    here = [seat for seat in seats if Role.PARTICIPANT in seat.roles and not seat.left]
    return Readiness(
        participants=len(here),
        unplaced=tuple(seat.name for seat in here if seat.side is None and not seat.invited),
        to_invite=sum(seat.can_be_invited for seat in seats),
        has_decider=bool(seen.deciders),
        signed=seen.all_signed,
        unsaid=tuple(c.title for c in seen.ahead if not (c.still_open or c.nothing_open)),
        two_sides=sum(side.people > 0 for side in seen.sides) >= 2,
        has_facilitator=bool(seen.facilitators),
        asked_to_facilitate=tuple(seat.name for seat in seats if seat.proposed),
        before_the_day=tuple(
            c.title for c in seen.ahead if seen.day is not None and c.day < seen.day and c.door != "two_way"
        ),
    )
