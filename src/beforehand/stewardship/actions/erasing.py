"""Forgetting somebody who asks for it: from a personal link, without an account, in one transaction.

What a person said goes, with the key that sealed it. What others wrote stays theirs. A seat stays, without a name,
only where the decision needs the function; ``queries.leaving`` says so before anybody confirms.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import ProtectedError, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from beforehand.conversations.actions import forget_talks_of
from beforehand.decisions.models import DeciderAnswer, FrameChange, Seat
from beforehand.exchange.actions.calendars import forget_calendars_of
from beforehand.outbox.models import Message
from beforehand.people.access import Arrival
from beforehand.people.models import Account, Person
from beforehand.perspectives.models import (
    CallRequest,
    Figure,
    Hand,
    MirrorJudgement,
    Perspective,
    QuestionGroup,
    QuestionGroupMember,
    Reaction,
    Statement,
)
from beforehand.records.actions import erase_person
from beforehand.records.actions.forgetting import forget_gate_of
from beforehand.stewardship.actions.freeing import overwritten
from beforehand.stewardship.actions.keeping import change_key
from beforehand.stewardship.actions.naming import nameless, without_name
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.queries.leaving import duties_of
from beforehand.stewardship.rules import may_be_forgotten
from beforehand.topics.actions import forget_topics_of, note_change
from beforehand.topics.models import AnalysisRun, Collision, CollisionMember, HolderConsent
from beforehand.vault.guard import Author
from beforehand.vault.processes.retention import retention


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing came to: how many seats went, and how many stay as a function without a name."""

    gone: int
    stays: int


def erase(*, actor: Arrival, now: datetime | None = None) -> Erased:
    """Forget the person at the door, and work out the pictures again that held what this person said.

    Raises
    ------
    PermissionDenied
        When the person was forgotten already, or has an account and did not sign in with it.
    """
    if not may_be_forgotten(actor):
        raise PermissionDenied
    now = now or timezone.now()
    with overwritten(connection), transaction.atomic():
        person = Person.objects.select_for_update().select_related("organisation").get(pk=actor.person)
        seats = list(Seat.objects.filter(person=person).select_related("data_key"))
        stays = [seat for seat in seats if _empty(seat, person, now=now)]
        Message.objects.filter(recipient=person.pk).delete()
        forget_calendars_of(person=person.pk)
        account = person.account_id
        if stays:
            without_name(person, left=True, now=now)
        else:
            person.delete()
        if account is not None:
            Account.objects.filter(pk=account).delete()
        for decision in {seat.decision_id for seat in seats}:
            _work_out_again(decision)
    return Erased(gone=len(seats) - len(stays), stays=len(stays))


def _empty(seat: Seat, person: Person, *, now: datetime) -> bool:
    """Take everything away that somebody said in one seat; return whether the seat has to stay."""
    duties = duties_of(seat.pk)
    own = Author(seat.pk)
    QuestionGroupMember.objects.scoped(retention(seat.decision_id)).filter(
        statement__perspective__seat=seat
    ).delete()
    CollisionMember.objects.scoped(retention(seat.decision_id)).filter(
        statement__perspective__seat=seat
    ).delete()
    HolderConsent.objects.scoped(own).delete()
    forget_topics_of(seat.decision_id, seat.pk)
    forget_talks_of(seat.decision_id, seat.pk)
    forget_gate_of(decision=seat.decision_id, seat=seat.pk)
    erase_person(decision=seat.decision_id, seat=seat.pk, at=now)
    Statement.objects.scoped(own).delete()
    for answered in (Reaction, MirrorJudgement, Hand):
        answered.objects.scoped(own).delete()
    Figure.objects.scoped(own).delete()
    CallRequest.objects.scoped(own).delete()
    Perspective.objects.scoped(own).delete()
    DeciderAnswer.objects.filter(seat=seat).delete()
    ViewLog.objects.filter(decision=seat.decision_id, subject__icontains=str(seat.pk)).delete()
    _forget_name_in_changes(seat.decision_id, person)
    if duties:
        change_key(seat, now=now)
        return True
    key = seat.data_key
    try:
        with transaction.atomic():
            seat.delete()
    except ProtectedError:  # somebody took it on between the page that told and now
        change_key(seat, now=now)
        return True
    key.delete()
    return False


def _forget_name_in_changes(decision: UUID, person: Person) -> None:
    """Take the name out of what the frame's history says."""
    rows = FrameChange.objects.filter(decision=decision)
    name, instead = Value(person.name), Value(nameless(person.organisation.language, left=True))
    for part in ("subject", "before", "after"):
        rows.filter(Q(**{f"{part}__contains": person.name})).update(**{part: Replace(part, name, instead)})


def _work_out_again(decision: UUID) -> None:
    """Throw away results that may quote what is gone, and ask for new ones."""
    scope = retention(decision)
    AnalysisRun.objects.scoped(scope).delete()
    filled = QuestionGroupMember.objects.scoped(scope).values_list("group_id", flat=True)
    QuestionGroup.objects.scoped(scope).exclude(pk__in=list(filled)).delete()
    together = CollisionMember.objects.scoped(scope).values_list("collision_id", flat=True)
    Collision.objects.scoped(scope).exclude(pk__in=list(together)).delete()
    note_change(decision)
