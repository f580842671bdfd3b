"""A conversation, the people invited to it, and the items it is about."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.conversations.choices import LIVE, Answer, Mode, Status
from beforehand.decisions.models import Decision, Seat
from beforehand.topics.models import Topic
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind


class Conversation(models.Model):
    """Who talks with whom, about what, when.

    ``body`` is sealed under the key of the decision: aim, opening question, place, and why it was dropped. ``people`` are
    seats as ids, for those in it to see who else comes; what each answered stands in ``Attendance``. ``starts_at`` and
    ``minutes`` are when it is; ``sequence`` rises each time that changes after people were invited.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    engine_key = models.CharField(max_length=64, blank=True)  # which proposal it was; blank for an own one
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    confidential = models.BooleanField()
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)  # when what people wrote ahead was laid open
    sequence = models.PositiveIntegerField(default=0)
    people = models.JSONField(default=list)
    serves = models.JSONField(default=list)  # commitments
    body = SealedField()

    objects = GuardedManager()

    class Meta:
        """A proposal is taken over once; what is confidential tells nobody that it was."""

        db_table = "conversations_conversation"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "engine_key"],
                condition=Q(status__in=[s.value for s in LIVE], confidential=False) & ~Q(engine_key=""),
                name="proposal_taken_over_once",
            )
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """Who leads it, who was invited to it, and the facilitators unless it is confidential (G12)."""
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else Q()
        if not isinstance(scope, Reader):
            return NOTHING
        found = NOTHING
        if scope.viewer.kind is ViewerKind.FACILITATOR:
            found |= Q(confidential=False)
        if scope.viewer.person is not None:
            me = uuid.UUID(scope.viewer.person)
            mine = Attendance.objects.scoped(Author(me)).values("conversation_id")
            found |= Q(lead_id=me) | (Q(invited_at__isnull=False) & Q(pk__in=mine))
        return Q(decision_id=scope.decision) & found

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"conversations.conversation.body:{self.id}"


def reached(scope: Scope, path: str) -> Q:
    """Return the condition that the conversation at ``path`` is one this scope may reach."""
    if isinstance(scope, Process):
        return Q(**{f"{path}__decision_id": scope.decision}) if scope.decision else Q()
    if isinstance(scope, Reader):
        return Q(**{f"{path}__in": Conversation.objects.scoped(scope)})
    return NOTHING


class Attendance(models.Model):
    """One person in one conversation, and what that person answered.

    ``answered_sequence`` is the time that was answered to. ``note`` is sealed under the key of the seat. ``came`` is
    empty until it was held.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_sequence = models.PositiveIntegerField(null=True, blank=True)
    note = SealedField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """Each person once."""

        db_table = "conversations_attendance"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "seat"], name="attendance_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own one; all of a conversation for who leads it, and for facilitators unless it is confidential.

        Nobody who is invited sees what another answered, nor that there was an answer.
        """
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(conversation__decision_id=scope.decision) if scope.decision else Q()
        if not isinstance(scope, Reader):
            return NOTHING
        found = NOTHING
        if scope.viewer.kind is ViewerKind.FACILITATOR:
            found |= Q(conversation__confidential=False)
        if scope.viewer.person is not None:
            found |= Q(conversation__lead_id=scope.viewer.person) | Q(seat_id=scope.viewer.person)
        return Q(conversation__decision_id=scope.decision) & found

    @property
    def about(self) -> str:
        """The place its note is sealed for."""
        return f"conversations.attendance.note:{self.conversation_id}:{self.seat_id}"


class AgendaItem(models.Model):
    """One thing a conversation is about. ``text`` is what all in it read; ``topic`` what the facilitator knows it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    text = SealedField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=12, choices=Mode.choices, blank=True)

    objects = GuardedManager()

    class Meta:
        """In order."""

        db_table = "conversations_agenda_item"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "place"], name="agenda_place_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the conversation."""
        return reached(scope, "conversation")

    @property
    def about(self) -> str:
        """The place its text is sealed for."""
        return f"conversations.agendaitem.text:{self.id}"
