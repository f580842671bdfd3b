"""Beginning a decision: a sentence and a day are enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, refuse
from beforehand.decisions.actions.people import add_people, seat_of
from beforehand.decisions.actions.sides import make_side
from beforehand.decisions.choices import Role, SideKind, Template
from beforehand.decisions.models import Decision, Seat, SeatRole, Side
from beforehand.decisions.queries.mine import owns_or_decides
from beforehand.decisions.rules.allowed import may_begin
from beforehand.decisions.rules.lines import Newcomer
from beforehand.decisions.rules.moments import fault_of_day
from beforehand.people.access import Arrival
from beforehand.people.actions import normalised_mail
from beforehand.people.models import Organisation, Person
from beforehand.vault.models import DataKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a decision begins with. ``decider`` is None while that is not clear; ``self_decides`` goes before it."""

    sentence: str
    day: date
    language: str
    template: Template = Template.BLANK
    self_decides: bool = False
    decider: Newcomer | None = None
    sides: Sequence[tuple[str, SideKind]] = ()
    people: Sequence[Newcomer] = ()


def begin_decision(*, actor: Arrival, beginning: Beginning, today: date | None = None) -> UUID:
    """Begin a decision and become its owner. May: who has an account, or owns or decides something here already.

    Raises
    ------
    PermissionDenied
        When neither holds.
    ValidationError
        When the day has passed, or somebody cannot be added as typed; nothing was kept then.
    """
    if not may_begin(actor, owns_or_decides=owns_or_decides(actor)):
        raise PermissionDenied
    fault = fault_of_day(beginning.day, today or timezone.localdate())
    if fault:
        raise refuse(fault, "day")
    with transaction.atomic():
        decision = Decision.objects.create(
            organisation_id=actor.organisation,
            sentence=beginning.sentence,
            day=beginning.day,
            template=beginning.template,
            country=Organisation.objects.get(pk=actor.organisation).country,
            language=beginning.language,
            data_key=DataKey.make(),
        )
        owner = Seat.objects.create(
            decision=decision, person=Person.objects.get(pk=actor.person), data_key=DataKey.make()
        )
        SeatRole.objects.create(seat=owner, role=Role.OWNER)
        changes = Changes(decision, owner.pk)
        for name, kind in beginning.sides:
            make_side(changes, name, kind)
        if beginning.people:
            add_people(actor=_standing(decision, owner, actor), newcomers=beginning.people)
            _take_part(changes, owner, beginning.people)
        # After the people: who decides is often among them, and keeps the side and function typed there.
        if beginning.self_decides:
            SeatRole.objects.create(seat=owner, role=Role.DECIDER)
        elif beginning.decider is not None:
            SeatRole.objects.create(seat=seat_of(changes, beginning.decider), role=Role.DECIDER)
        return decision.pk


def _take_part(changes: Changes, owner: Seat, people: Sequence[Newcomer]) -> None:
    """Let an owner who stands among the people take part from where the line says."""
    own = next(
        (n for n in people if owner.person.mail and normalised_mail(n.mail) == owner.person.mail), None
    )
    if own is None:
        return
    if own.side:
        there = Side.objects.filter(decision=changes.decision, name__iexact=own.side).first()
        owner.side = there or make_side(changes, own.side, SideKind.OTHER)
    owner.function = own.function
    owner.save(update_fields=["side", "function"])
    SeatRole.objects.create(seat=owner, role=Role.PARTICIPANT)


def _standing(decision: Decision, owner: Seat, actor: Arrival) -> Standing:
    return Standing(
        decision=decision.pk,
        seat=owner.pk,
        person=actor.person,
        side=None,
        roles=frozenset({Role.OWNER}),
        today=timezone.localdate(),
        language=decision.language,
    )
