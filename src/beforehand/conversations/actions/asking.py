"""The one small question afterwards, to those concerned alone: did your answer change because of it?"""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.conversations.actions.happenings import tell_changed
from beforehand.conversations.actions.telling import tell_asked
from beforehand.conversations.actions.writing import led, refuse_closed
from beforehand.conversations.choices import Changed
from beforehand.conversations.models import Asked, Attendance, Conversation, Outcome
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.topics.actions import close_topic, concerned, reopen_topic
from beforehand.topics.choices import Cause
from beforehand.vault.guard import Author
from beforehand.vault.processes.closer import closer


def ask_those_concerned(*, actor: Standing, outcome: UUID, now: datetime) -> None:
    """Ask those the topic is about, as far as they were in the conversation; else all who were. Asks nobody twice.

    Who is asked, and what anybody answers, is told to nobody. May: who leads it, and the facilitator unless it is
    confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When another outcome took its place.
    """
    rows = Outcome.objects.scoped(actor.reader).filter(pk=outcome)
    conversation = rows.values_list("item__conversation_id", flat=True).first()
    if conversation is None:
        raise PermissionDenied
    with led(actor, conversation) as row:
        said = rows.select_related("item").get()
        if not said.current:
            raise ValidationError(_("This text was replaced. Read the new one."), code="changed")
        people: frozenset[UUID] = frozenset()
        if said.item.topic_id is not None:
            _sides, people = concerned(row.decision_id, said.item.topic_id)
        there = _there(actor, row)
        every = Asked.objects.scoped(closer(row.decision_id)).filter(outcome=said)
        before = set(every.values_list("seat_id", flat=True))
        new = sorted((people & there or there) - before)
        Asked.objects.bulk_create([Asked(outcome=said, seat_id=seat, asked_at=now) for seat in new])
        tell_asked(row, said.pk, new)


def answer_asked(*, actor: Standing, outcome: UUID, changed: str, now: datetime) -> None:
    """Say whether the own answer changed; another answer later takes the place of the first.

    The topic closes when all who were asked say it changed, and opens again when one says it did not after all. May:
    who was asked.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        For an answer that does not exist.
    """
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=actor.decision)
        mine = Asked.objects.scoped(Author(actor.seat)).filter(
            outcome=outcome, outcome__item__conversation__decision_id=actor.decision
        )
        row = mine.select_related("outcome__item__conversation").first()
        if row is None:
            raise PermissionDenied
        refuse_closed(decision)
        if changed not in Changed.values:
            raise ValidationError(_("Choose yes or no."), code="answer")
        said, conversation = row.outcome, row.outcome.item.conversation
        before = _all_changed(said, conversation)
        mine.update(changed=changed, at=now)
        after = _all_changed(said, conversation)
        tell_changed(conversation, _any_changed(said, conversation))
        topic = said.item.topic_id
        if topic is None or not said.current:
            return
        if after and not before:
            close_topic(
                decision=actor.decision, topic=topic, cause=Cause.ANSWERS,
                everywhere=not conversation.confidential, now=now,
            )  # fmt: skip
        elif before and not after:
            reopen_topic(decision=actor.decision, topic=topic, cause=Cause.CHANGED_BACK, now=now)


def _there(actor: Standing, row: Conversation) -> set[UUID]:
    """Return who came, once that was written down; before that everybody in it."""
    rows = Attendance.objects.scoped(actor.reader).filter(conversation=row)
    came = set(rows.filter(came=True).values_list("seat_id", flat=True))
    return came or {UUID(seat) for seat in row.people}


def _answers(said: Outcome, row: Conversation) -> list[str]:
    rows = Asked.objects.scoped(closer(row.decision_id)).filter(outcome=said)
    return list(rows.values_list("changed", flat=True))


def _all_changed(said: Outcome, row: Conversation) -> bool:
    return set(_answers(said, row)) == {Changed.CHANGED.value}


def _any_changed(said: Outcome, row: Conversation) -> bool | None:
    """Return whether something changed; None while nobody said so and not everybody answered."""
    answers = _answers(said, row)
    if Changed.CHANGED in answers:
        return True
    return None if "" in answers else False
