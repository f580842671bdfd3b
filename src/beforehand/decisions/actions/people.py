"""People in a decision: added, placed on a side, taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, refuse
from beforehand.decisions.actions.sides import make_side
from beforehand.decisions.choices import ChangeKind, Role, SideKind
from beforehand.decisions.models import Commitment, Seat, SeatRole, Side
from beforehand.decisions.rules.allowed import has_begun_listening, may_frame
from beforehand.decisions.rules.lines import MOST_PEOPLE, Newcomer, fault_of
from beforehand.people.actions import find_or_add_person, normalised_mail
from beforehand.people.models import Person
from beforehand.vault.models import DataKey


@dataclass(frozen=True, slots=True)
class Added:
    """Who was added, and the names of those who were in the decision already and stayed as they were."""

    seats: tuple[UUID, ...]
    already: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody looks from. ``mandate`` is that of the function, 0 to 5."""

    function: str = ""
    side: UUID | None = None
    mandate: int | None = None
    project: bool = False
    represents: bool = False


def add_people(
    *, actor: Standing, newcomers: Sequence[Newcomer], roles: Sequence[Role] = (Role.PARTICIPANT,)
) -> Added:
    """Add people as participants; a side that is not there yet is made. May: owner, decider, facilitator.

    The same mail address in another spelling is the same person. Somebody without mail is the same when name and
    function are.

    Raises
    ------
    ValidationError
        When one of them cannot be added as typed; nobody was added then.
    """
    with changing(actor, may_frame) as changes:
        sides = {side.name.casefold(): side for side in Side.objects.filter(decision=changes.decision)}
        rows = Seat.objects.filter(decision=changes.decision).select_related("person")
        mails = {row.person.mail for row in rows if row.person.mail}
        names = {_unmailed(row.person.name, row.function) for row in rows}
        seats: list[UUID] = []
        already: list[str] = []
        if len(rows) + len(newcomers) > MOST_PEOPLE:
            raise refuse(_("Five hundred people is the most."), "many")
        for newcomer in newcomers:
            fault = fault_of(newcomer)
            if fault:
                raise refuse(f"{newcomer.name}: {fault}" if newcomer.name else fault, "line")
            mail, key = normalised_mail(newcomer.mail), _unmailed(newcomer.name, newcomer.function)
            if mail in mails if mail else key in names:
                already.append(newcomer.name)
                continue
            side = _side(changes, sides, newcomer.side)
            seats.append(_seat(changes, newcomer, side, roles).pk)
            names.add(key)
            if mail:
                mails.add(mail)
        return Added(tuple(seats), tuple(already))


def place_seat(*, actor: Standing, seat: UUID, place: Place) -> None:
    """Say where somebody looks from: function, side, mandate. May: owner, decider, facilitator.

    Once people were invited nobody moves themself to another side, and who was invited stays where they were: what
    others released to their own side was released to those who sat there.
    """
    with changing(actor, may_frame) as changes:
        row = found(Seat, changes, seat)
        side = None if place.side is None else found(Side, changes, place.side)
        if (side.pk if side else None) != row.side_id:
            _refuse_moving(changes, actor, row)
        before = _place_said(row)
        row.function, row.side, row.mandate = place.function, side, place.mandate
        row.project, row.represents = place.project, place.represents
        row.save(update_fields=["function", "side", "mandate", "project", "represents"])
        changes.note(ChangeKind.PEOPLE, row.person.name, before, _place_said(row))


def correct_person(*, actor: Standing, seat: UUID, name: str, mail: str) -> None:
    """Correct how somebody is called and where their mail goes. May: owner, decider, facilitator.

    Only while this is the one decision they are in, they were not invited and have no account: from then on their
    address is the way to what they said, and theirs alone to change.
    """
    with changing(actor, may_frame) as changes:
        row = found(Seat, changes, seat)
        person = row.person
        wanted = normalised_mail(mail)
        if (name, wanted) == (person.name, person.mail):
            return
        if not can_be_corrected(person, row):
            raise refuse(_("Name and address are this person's own to change by now."), "own")
        if wanted and Person.objects.filter(organisation=person.organisation_id, mail=wanted).exclude(
            pk=person.pk
        ):
            raise refuse(
                _("Somebody else has this address. Take this line out and add that person instead."), "twice"
            )
        changes.note(ChangeKind.PEOPLE, name, person.name, name)
        person.name, person.mail = name, wanted
        person.save(update_fields=["name", "mail"])


def remove_seat(*, actor: Standing, seat: UUID) -> None:
    """Take somebody out who was not invited yet. May: owner, decider, facilitator.

    What is said when it is refused does not depend on whether they answered.
    """
    with changing(actor, may_frame) as changes:
        row = found(Seat, changes, seat)
        name = row.person.name
        _refuse_leaving(actor, row, name)
        changes.note(ChangeKind.PEOPLE, name, name, "")
        key, person = row.data_key, row.person
        try:
            row.delete()
        except ProtectedError:
            raise refuse(_stays(name), "stays") from None
        key.delete()
        _forget_unused(person)


def can_be_corrected(person: Person, seat: Seat) -> bool:
    """Tell whether name and address are still the frame's to correct."""
    return (
        person.account_id is None
        and person.erased_at is None
        and not Seat.objects.filter(person=person).exclude(pk=seat.pk, invited_at__isnull=True).exists()
    )


def seat_of(changes: Changes, newcomer: Newcomer) -> Seat:
    """Return the seat of somebody in the decision, made when there is none, without any role.

    Without an address, somebody is the one person here who has that name.
    """
    mail = normalised_mail(newcomer.mail)
    rows = Seat.objects.filter(decision=changes.decision)
    there = rows.filter(person__mail=mail) if mail else rows.filter(person__name__iexact=newcomer.name)
    if len(there) == 1:
        return there[0]
    return _seat(changes, newcomer, None, ())


def _forget_unused(person: Person) -> None:
    """Let go of somebody who was only here by mistake: no other decision, no account."""
    if person.account_id is None and not person.administrator and not person.seats.exists():
        person.delete()


def _side(changes: Changes, sides: dict[str, Side], name: str) -> Side | None:
    if not name:
        return None
    if name.casefold() not in sides:
        sides[name.casefold()] = make_side(changes, name, SideKind.OTHER)
    return sides[name.casefold()]


def _seat(changes: Changes, newcomer: Newcomer, side: Side | None, roles: Sequence[Role]) -> Seat:
    decision = changes.decision
    person = find_or_add_person(
        organisation=decision.organisation_id, name=newcomer.name, mail=newcomer.mail, language=""
    )
    seat = Seat.objects.create(
        decision=decision, person=person, side=side, function=newcomer.function, data_key=DataKey.make()
    )
    SeatRole.objects.bulk_create([SeatRole(seat=seat, role=role) for role in roles])
    changes.note(ChangeKind.PEOPLE, person.name, "", _place_said(seat) or person.name)
    return seat


def _refuse_moving(changes: Changes, actor: Standing, row: Seat) -> None:
    if not has_begun_listening(changes.decision.stage):
        return
    if row.pk == actor.seat:
        raise refuse(
            _(
                "Since people were invited, somebody else has to place you on a side: "
                "people on a side may read more of each other."
            ),
            "own_side",
        )
    if row.invited_at is not None:
        raise refuse(
            _(
                "{name} was invited on this side and stays there: people on a side may read more of each other."
            ).format(name=row.person.name),
            "invited",
        )


def _refuse_leaving(actor: Standing, row: Seat, name: str) -> None:
    if row.pk == actor.seat:
        raise refuse(_("You cannot take yourself out. Ask another owner or decider to do it."), "self")
    if row.invited_at is not None or hasattr(row, "promise"):
        raise refuse(_stays(name), "stays")
    decides = Commitment.objects.filter(decider=row).order_by("day").first()
    if decides is not None:
        raise refuse(
            _("{name} decides “{moment}”. Choose somebody else there first.").format(
                name=name, moment=decides.title
            ),
            "decides",
        )
    owners = SeatRole.objects.filter(seat__decision=row.decision_id, role=Role.OWNER)
    if not owners.exclude(seat=row).exists():
        raise refuse(_("A decision needs an owner. Make somebody else owner first."), "owner")


def _stays(name: str) -> str:
    return _(
        "{name} was asked already and stays in the decision. Only {name} can leave, from the page about "
        "rights; the line is empty then."
    ).format(name=name)


def _unmailed(name: str, function: str) -> tuple[str, str]:
    return name.casefold(), function.casefold()


def _place_said(row: Seat) -> str:
    return ", ".join(filter(None, (row.side.name if row.side else "", row.function)))
