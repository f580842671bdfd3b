"""What the pages that change the frame begin with: for who may frame, and nobody else."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.core.exceptions import PermissionDenied

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import DeciderAnswer, Decision, Promise, Seat, SeatRole
from beforehand.decisions.queries.shown import Wording
from beforehand.decisions.rules.allowed import may_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatToEdit:
    """Somebody in the decision for who makes the frame: with mail, with what was proposed, and whether invited.

    ``correctable``: name and address are still the frame's to correct.
    """

    id: UUID
    name: str
    mail: str
    function: str
    side: UUID | None
    side_name: str
    mandate: int | None
    project: bool
    represents: bool
    roles: tuple[Role, ...]
    proposed: bool
    invited: bool
    left: bool
    correctable: bool

    @property
    def role_names(self) -> tuple[str, ...]:
        """Its roles in the language of the page."""
        return tuple(str(role.label) for role in self.roles)

    @property
    def can_be_invited(self) -> bool:
        """Tell whether an invitation could go out now."""
        return not (self.invited or self.left or self.side is None) and Role.PARTICIPANT in self.roles


def seats_to_edit(standing: Standing) -> tuple[SeatToEdit, ...]:
    """Return everybody with mail and whether invited, for owner, decider and facilitator.

    Withheld: whether and what anybody answered, from everyone.

    Raises
    ------
    PermissionDenied
        For everybody else.
    """
    if not may_frame(standing):
        raise PermissionDenied
    rows = (
        Seat.objects.filter(decision=standing.decision)
        .select_related("person", "side")
        .prefetch_related("roles")
        .order_by("person__name", "pk")
    )
    elsewhere = set(
        Seat.objects.filter(person__in=[row.person_id for row in rows])
        .exclude(decision=standing.decision)
        .values_list("person", flat=True)
    )
    return tuple(_to_edit(row, elsewhere) for row in rows)


def seat_to_edit(standing: Standing, seat: UUID) -> SeatToEdit | None:
    """Return one of them, or None when there is no such seat here."""
    return next((row for row in seats_to_edit(standing) if row.id == seat), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstToDo:
    """What the decider at the door has answered so far, and whether they signed."""

    answers: tuple[tuple[int, str], ...]
    signed: bool


def first_to_do(standing: Standing) -> FirstToDo:
    """Return the own answers of the decider at the door."""
    rows = DeciderAnswer.objects.filter(seat=standing.seat).order_by("n")
    return FirstToDo(
        answers=tuple((row.n, row.text) for row in rows),
        signed=Promise.objects.filter(seat=standing.seat).exists(),
    )


def unsigned_deciders(standing: Standing) -> tuple[tuple[UUID, str], ...]:
    """Return the deciders who have not signed yet, by name; everybody in the decision may know."""
    rows = SeatRole.objects.filter(
        seat__decision=standing.decision, role=Role.DECIDER, seat__promise__isnull=True
    )
    return tuple(rows.order_by("seat__person__name", "pk").values_list("seat", "seat__person__name"))


def is_asked_to_facilitate(standing: Standing) -> bool:
    """Tell whether the person at the door was asked to facilitate and has not answered yet."""
    return SeatRole.objects.filter(
        seat=standing.seat, role=Role.FACILITATOR, declared_at__isnull=True
    ).exists()


def wording(standing: Standing) -> Wording:
    """Return what is said of the decision itself, as it is stored, for who may frame.

    Raises
    ------
    PermissionDenied
        For everybody else.
    """
    if not may_frame(standing):
        raise PermissionDenied
    return wording_of(Decision.objects.get(pk=standing.decision))


def wording_of(decision: Decision) -> Wording:
    """Return what is said of a decision now."""
    return Wording(**{field.name: getattr(decision, field.name) for field in fields(Wording)})


def _to_edit(row: Seat, elsewhere: set[UUID]) -> SeatToEdit:
    person = row.person
    return SeatToEdit(
        id=row.pk,
        name=person.name,
        mail=person.mail or "",
        function=row.function,
        side=row.side_id,
        side_name="" if row.side is None else row.side.name,
        mandate=row.mandate,
        project=row.project,
        represents=row.represents,
        roles=tuple(role for role in Role if role in {one.role for one in row.roles.all()}),
        proposed=any(one.role == Role.FACILITATOR and one.declared_at is None for one in row.roles.all()),
        invited=row.invited_at is not None,
        left=person.erased_at is not None,
        correctable=(
            person.account_id is None
            and person.erased_at is None
            and row.invited_at is None
            and person.pk not in elsewhere
        ),
    )
