"""Who is what in a decision. A facilitator begins only after saying to be nobody's line manager in it."""

from collections.abc import Set
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, refuse, said_in
from beforehand.decisions.choices import ChangeKind, Role
from beforehand.decisions.models import Fact, Seat, SeatRole
from beforehand.decisions.rules.allowed import has_begun_listening, may_give_roles
from beforehand.decisions.rules.roles import AFTER_FACILITATING, clash_in, council_needs_confirming

FACILITATED = "facilitated"


def give_roles(*, actor: Standing, seat: UUID, roles: Set[Role], workers: bool = False) -> None:
    """Say what somebody is in the decision; what is not among ``roles`` is taken away. May: owner, decider.

    Whoever is made facilitator becomes it only by accepting. ``workers`` confirms, in Belgium, that the council's
    role goes to the workers' side. Once people were invited nobody gives themself a role, and who was invited stays
    a participant.
    """
    with changing(actor, may_give_roles) as changes:
        row = found(Seat, changes, seat)
        held = {Role(one.role): one for one in row.roles.all()}
        added, dropped = set(roles) - set(held), set(held) - set(roles)
        _refuse_unfit(changes, row, set(roles), added)
        _refuse_own(changes, actor, row, added)
        if council_needs_confirming(changes.decision.country, given=Role.COUNCIL in added, workers=workers):
            raise refuse(
                _(
                    "In Belgium the works council is chaired by the employer. "
                    "Confirm that this person sits there for the workers."
                ),
                "workers",
            )
        _refuse_dropping(changes, row, dropped)
        if not added and not dropped:
            return
        with said_in(changes):
            before = _named(held)
            after = _named(roles)
        changes.note(ChangeKind.PEOPLE, row.person.name, before, after)
        for role in sorted(dropped):
            _drop(changes, row, held[role])
        SeatRole.objects.bulk_create([SeatRole(seat=row, role=role) for role in sorted(added)])


def accept_facilitating(*, actor: Standing, nobodys_manager: bool, now: datetime | None = None) -> None:
    """Accept to facilitate, by declaring to be nobody's line manager in this decision. May: who was asked."""
    with changing(actor, _anybody) as changes:
        row = _asked(actor)
        if not nobodys_manager:
            raise refuse(
                _("Only somebody who is nobody's line manager here can facilitate. Say so, or turn it down."),
                "declare",
            )
        seat = found(Seat, changes, actor.seat)
        roles = {Role(one.role) for one in seat.roles.all()}
        _refuse_unfit(changes, seat, roles, {Role.FACILITATOR})
        row.declared_at = now or timezone.now()
        row.save(update_fields=["declared_at"])
        with said_in(changes):
            changes.note(ChangeKind.PEOPLE, seat.person.name, "", Role.FACILITATOR.label)


def turn_down_facilitating(*, actor: Standing) -> None:
    """Turn down the question to facilitate. May: who was asked."""
    with changing(actor, _anybody):
        _asked(actor).delete()


def _asked(actor: Standing) -> SeatRole:
    row = SeatRole.objects.filter(seat=actor.seat, role=Role.FACILITATOR, declared_at__isnull=True).first()
    if row is None:
        raise PermissionDenied
    return row


def _anybody(actor: Standing) -> bool:
    return True


def _refuse_unfit(changes: Changes, row: Seat, roles: set[Role], added: set[Role]) -> None:
    clash = clash_in(roles)
    if clash:
        raise refuse(clash, "clash")
    ref = str(row.person_id)
    if added & AFTER_FACILITATING and Fact.objects.filter(
        decision=changes.decision, kind=FACILITATED, ref=ref
    ):
        raise refuse(
            _(
                "{name} facilitated here and read what was meant for a facilitator only, so cannot decide or sponsor it."
            ).format(name=row.person.name),
            "facilitated",
        )


def _refuse_own(changes: Changes, actor: Standing, row: Seat, added: set[Role]) -> None:
    if added and row.pk == actor.seat and has_begun_listening(changes.decision.stage):
        raise refuse(
            _("Since people were invited, somebody else has to give you a role: owner or decider."),
            "own_role",
        )


def _refuse_dropping(changes: Changes, row: Seat, dropped: set[Role]) -> None:
    if Role.PARTICIPANT in dropped and row.invited_at is not None:
        raise refuse(
            _(
                "{name} was invited and stays a participant, to be able to see and change what is theirs."
            ).format(name=row.person.name),
            "invited",
        )
    for role, said in (
        (Role.OWNER, _("A decision needs an owner. Make somebody else owner first.")),
        (Role.DECIDER, _("People were invited on the word of this decider. Name another decider first.")),
    ):
        last = not SeatRole.objects.filter(seat__decision=changes.decision, role=role).exclude(seat=row)
        needed = role is Role.OWNER or has_begun_listening(changes.decision.stage)
        if role in dropped and last and needed:
            raise refuse(said, "last")


def _drop(changes: Changes, row: Seat, role: SeatRole) -> None:
    if role.role == Role.FACILITATOR and role.declared_at and has_begun_listening(changes.decision.stage):
        Fact.objects.get_or_create(
            decision=changes.decision,
            kind=FACILITATED,
            ref=str(row.person_id),
            defaults={"day": timezone.localdate()},
        )
    role.delete()


def _named(roles: Set[Role] | dict[Role, SeatRole]) -> str:
    return ", ".join(str(role.label) for role in Role if role in roles)
