"""Inviting: who is asked to say how it looks from their side."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, refuse
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Commitment, Decision, Promise, Seat, SeatRole
from beforehand.decisions.rules.allowed import may_invite
from beforehand.decisions.signals import invited


def invite(*, actor: Standing, seats: Collection[UUID], now: datetime | None = None) -> tuple[UUID, ...]:
    """Invite participants and return whom, without those who were invited before. May: owner, decider, facilitator.

    Raises
    ------
    ValidationError
        While a decider has not signed, while it was not said for each moment ahead what can still change, or when
        somebody who was chosen is on no side or takes no part.
    """
    with changing(actor, may_invite) as changes:
        refuse_unsigned(changes)
        _refuse_unsaid(changes, actor)
        rows = list(
            Seat.objects.filter(decision=changes.decision, pk__in=list(seats), invited_at__isnull=True)
            .select_related("person")
            .prefetch_related("roles")
            .order_by("pk")
        )
        for row in rows:
            _refuse_unready(row)
        if not rows:
            raise refuse(_("Choose whom to invite."), "nobody")
        asked = tuple(row.pk for row in rows)
        Seat.objects.filter(pk__in=asked).update(invited_at=now or timezone.now())
        decision = changes.decision.pk
        Decision.objects.filter(pk=decision, stage=Stage.FRAMING).update(stage=Stage.LISTENING)
        transaction.on_commit(lambda: invited.send(sender=Decision, seats=asked, decision=decision))
        return asked


def refuse_unsigned(changes: Changes) -> None:
    """Refuse while there is no decider, or a decider has not signed the promise."""
    deciders = SeatRole.objects.filter(seat__decision=changes.decision, role=Role.DECIDER)
    names = list(deciders.values_list("seat__person__name", flat=True))
    if not names:
        raise refuse(_("Nobody decides this yet. Say who does; then they answer first."), "decider")
    signed = Promise.objects.filter(decision=changes.decision).values_list("seat", flat=True)
    missing = list(deciders.exclude(seat__in=signed).values_list("seat__person__name", flat=True))
    if missing:
        raise refuse(
            _("{names} answers first and signs the promise. People are asked only after that.").format(
                names=", ".join(sorted(missing))
            ),
            "unsigned",
        )


def _refuse_unsaid(changes: Changes, actor: Standing) -> None:
    unsaid = Commitment.objects.filter(
        decision=changes.decision,
        day__gte=actor.today,
        done_already=False,
        still_open="",
        nothing_open=False,
    ).order_by("day", "key")
    first = unsaid.first()
    if first is not None:
        raise refuse(
            _("Say first what can still change before “{moment}”, or that nothing can.").format(
                moment=first.title
            ),
            "unsaid",
        )


def _refuse_unready(row: Seat) -> None:
    name = row.person.name
    if row.person.erased_at is not None:
        raise refuse(_("Somebody you chose has left."), "left")
    if row.side_id is None:
        raise refuse(_("{name} is on no side yet. Choose a side first.").format(name=name), "side")
    if not any(role.role == Role.PARTICIPANT for role in row.roles.all()):
        raise refuse(
            _("{name} does not take part. Make {name} a participant first.").format(name=name), "role"
        )
