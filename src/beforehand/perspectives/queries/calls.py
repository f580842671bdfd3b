"""Who asked to be called, and how one-to-ones are spread over the sides: for the facilitator alone (G12)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact, Seat, Side
from beforehand.people.rules import letter_number
from beforehand.perspectives.models import CallRequest
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.rules import ONE_TO_ONE, may_facilitate
from beforehand.vault.disclose import Reading, Visible
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWanted:
    """Somebody who would rather tell it. ``letter`` is as with a partner."""

    seat: UUID
    name: str
    function: str
    side_name: str
    when: str
    number: str
    done: bool
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody a one-to-one can be held with, and when it was; nothing about whether they answered.

    ``letter`` is the number by which the administrator makes a letter with a link, for who has no mail address.
    """

    seat: UUID
    name: str
    function: str
    side_name: str
    held_on: date | None
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBalance:
    """With how many people of one side a one-to-one was held, of how many there are."""

    side: UUID
    name: str
    people: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CallRow:
    """One request on its way through the door; the person and the facilitator read it."""

    row: CallRequest
    release: int = 1

    @property
    def author(self) -> str:
        """Id of the seat that asked."""
        return str(self.row.seat_id)

    @property
    def side(self) -> str:
        """Id of its side."""
        return str(self.row.seat.side_id)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        body: Sealed = self.row.body
        return body

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of who asked."""
        return self.row.seat.data_key.opened()

    def shown(self, value: Any, how: Reading) -> CallWanted:
        """Return when and on which number."""
        seat = self.row.seat
        return CallWanted(
            seat=seat.pk,
            name=seat.person.name,
            function=seat.function,
            side_name=seat.side.name if seat.side else "",
            when=value["when"],
            number=value["number"],
            done=self.row.done_at is not None,
            letter=_letter(seat),
        )


WITH = ("seat__person", "seat__side", "seat__data_key")


def calls_wanted(standing: Standing) -> list[Visible[CallWanted]]:
    """Return who asked to be called and was not yet, to the facilitator; to nobody else."""
    if not may_facilitate(standing):
        return []
    rows = CallRequest.objects.scoped(standing.reader).filter(done_at__isnull=True)
    rows = rows.select_related(*WITH).order_by("asked_at", "pk")
    return disclose_kept(standing.viewer, [CallRow(row=row) for row in rows])


def own_call(standing: Standing) -> CallWanted | None:
    """Return what somebody asked themselves, or None."""
    rows = CallRequest.objects.scoped(Author(standing.seat)).select_related(*WITH)
    seen = disclose_kept(standing.viewer, [CallRow(row=row) for row in rows])
    return seen[0].value if seen else None


def partners(standing: Standing) -> tuple[Partner, ...]:
    """Return with whom a one-to-one can be held, by side and name, to the facilitator; to nobody else."""
    if not may_facilitate(standing):
        return ()
    held = _held(standing)
    seats = (
        Seat.objects.filter(decision_id=standing.decision, roles__role=Role.PARTICIPANT)
        .exclude(pk=standing.seat)
        .select_related("person", "side")
        .order_by("side__name", "person__name", "pk")
    )
    return tuple(
        Partner(
            seat=seat.pk,
            name=seat.person.name,
            function=seat.function,
            side_name=seat.side.name if seat.side else "",
            held_on=held.get(str(seat.pk)),
            letter=_letter(seat),
        )
        for seat in seats
    )


def one_to_one_balance(standing: Standing) -> tuple[SideBalance, ...]:
    """Return how one-to-ones are spread over the sides, to the facilitator; to nobody else."""
    if not may_facilitate(standing):
        return ()
    held = _held(standing)
    sides = Seat.objects.filter(decision_id=standing.decision, pk__in=list(held)).values_list(
        "side_id", flat=True
    )
    count, people = Counter(sides), people_per_side(standing.decision)
    names = (
        Side.objects.filter(decision_id=standing.decision).order_by("name", "pk").values_list("pk", "name")
    )
    return tuple(
        SideBalance(side=pk, name=name, people=people.get(pk, 0), held=count[pk]) for pk, name in names
    )


def _letter(seat: Seat) -> str:
    return "" if seat.person.mail else letter_number(seat.person_id)


def _held(standing: Standing) -> dict[str, date]:
    facts = Fact.objects.filter(decision_id=standing.decision, kind="conversation_held").order_by("day")
    talks = [fact for fact in facts if fact.body.get("kind") == ONE_TO_ONE]
    return {person: fact.day for fact in talks for person in fact.body.get("people", ())}
