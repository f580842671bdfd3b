"""What is set before a commitment: conditions, a reservation without words, and whether it would be started today."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact, Seat, SeatRole
from beforehand.decisions.rules.worded import worded
from beforehand.perspectives.rules import is_release
from beforehand.records.actions.holding import held
from beforehand.records.models import Condition, Reservation, Today
from beforehand.records.rules.gate import (
    GOING_ON,
    LINE,
    OUTGOING,
    WORDS,
    may_have_reservation,
    may_judge_today,
    may_say_outgoing,
    may_set_condition,
)
from beforehand.topics.actions import note_change
from beforehand.topics.choices import FactKind
from beforehand.vault.guard import Author

MOST_CONDITIONS = 10


def set_condition(*, actor: Standing, commitment: UUID, text: str, release: int, now: datetime) -> UUID:
    """Say what has to be in place before a commitment, and who may read that. May: who takes part.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When nothing was written, too much, or too often.
    """
    if not may_set_condition(actor):
        raise PermissionDenied
    if not is_release(release):
        raise ValidationError(_("Choose who may read this."), code="release")
    text = worded(text, LINE, needed=_("Write what has to be in place."))
    with held(actor, commitment) as row:
        mine = Condition.objects.scoped(Author(actor.seat), commitment=row)
        if mine.count() >= MOST_CONDITIONS:
            raise ValidationError(_("Ten conditions is the most. Take one back first."), code="many")
        made = Condition(id=uuid4(), commitment=row, seat_id=actor.seat, release=release, at=now)
        made.text = _own(actor).data_key.seal({"text": text}, made.about)
        made.save(force_insert=True)
        return made.pk


def take_back_condition(*, actor: Standing, condition: UUID) -> None:
    """Take an own condition back; what was written in a record stays there. May: who set it.

    Raises
    ------
    PermissionDenied
        For everybody else, and when it is not there.
    """
    deleted, _each = Condition.objects.scoped(Author(actor.seat), pk=condition).delete()
    if not deleted:
        raise PermissionDenied


def say_met(*, actor: Standing, condition: UUID, met: bool) -> None:
    """Say whether what was asked is in place. May: who asked it.

    Raises
    ------
    PermissionDenied
        For everybody else, and when it is not there.
    """
    if not Condition.objects.scoped(Author(actor.seat), pk=condition).update(met=met):
        raise PermissionDenied


def set_reservation(*, actor: Standing, commitment: UUID, now: datetime) -> None:
    """Say that there is a reservation; setting it twice is setting it once. May: who facilitates.

    Raises
    ------
    PermissionDenied
        For everybody else.
    """
    if not may_have_reservation(actor):
        raise PermissionDenied
    with held(actor, commitment) as row:
        if not Reservation.objects.scoped(Author(actor.seat), commitment=row).exists():
            Reservation(commitment=row, seat_id=actor.seat, at=now).save(force_insert=True)


def take_back_reservation(*, actor: Standing, commitment: UUID) -> None:
    """Take the own reservation back. May: who facilitates.

    Raises
    ------
    PermissionDenied
        For everybody else.
    """
    if not may_have_reservation(actor):
        raise PermissionDenied
    with held(actor, commitment) as row:
        Reservation.objects.scoped(Author(actor.seat), commitment=row).delete()


def answer_today(*, actor: Standing, commitment: UUID, yes: bool, words: str, now: datetime) -> None:
    """Say whether one would start this today, had nothing been spent; all who read the gate read who says it.

    Answering again replaces the answer. May: who takes part, and neither pays for it nor decides on it.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When the commitment is no moment to go on, or nothing was written.
    """
    words = worded(words, WORDS, needed=_("Write why, in a sentence."))
    with held(actor, commitment) as row:
        sponsors = SeatRole.objects.filter(seat_id=actor.seat, role=Role.SPONSOR).exists()
        if not may_judge_today(actor, sponsors=sponsors, decides_on_it=row.decider_id == actor.seat):
            raise PermissionDenied
        if row.type != GOING_ON:
            raise ValidationError(
                _("This is asked only where something that was begun goes on."), code="type"
            )
        mine = Today(commitment=row, seat_id=actor.seat, at=now)
        mine.body = _own(actor).data_key.seal({"yes": yes, "words": words}, mine.about)
        there = Today.objects.scoped(Author(actor.seat), commitment=row)
        if not there.update(body=mine.body, at=now):
            mine.save(force_insert=True)
        Fact.objects.update_or_create(
            decision_id=actor.decision,
            kind=FactKind.INDEPENDENT_JUDGE,
            ref=f"today:{row.pk}",
            defaults={"day": actor.today, "body": {"commitment": str(row.pk), "seat": str(actor.seat)}},
        )
        note_change(actor.decision)


def say_outgoing(*, actor: Standing, seat: UUID, last: date | None) -> None:
    """Say that a decider leaves, and on which day last; None takes it back. May: who owns or decides.

    Raises
    ------
    PermissionDenied
        For everybody else, and for somebody who decides nothing here.
    """
    decides = SeatRole.objects.filter(seat_id=seat, seat__decision=actor.decision, role=Role.DECIDER)
    if not may_say_outgoing(actor) or not decides.exists():
        raise PermissionDenied
    about: dict[str, Any] = {"decision_id": actor.decision, "kind": OUTGOING, "ref": str(seat)}
    if last is None:
        Fact.objects.filter(**about).delete()
    else:
        Fact.objects.update_or_create(**about, defaults={"day": last, "body": {"seat": str(seat)}})


def _own(actor: Standing) -> Seat:
    return Seat.objects.select_related("data_key").get(pk=actor.seat)
