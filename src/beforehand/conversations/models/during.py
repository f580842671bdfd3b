"""What is kept of the course of a conversation: what was played back, the assumptions, and what people wrote ahead."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.conversations.models.meeting import AgendaItem, Conversation, reached
from beforehand.decisions.models import Seat
from beforehand.perspectives.choices import Release
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Reader, Scope
from beforehand.vault.viewer import ViewerKind


class PlayedBack(models.Model):
    """How far the questions of a conversation are. Sealed under the decision's key; nothing is ever counted from it.

    ``body``: by question, the sides that nodded to what was said back to them; and the questions that were skipped.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="+")
    body = SealedField()

    objects = GuardedManager()

    class Meta:
        """One for each conversation."""

        db_table = "conversations_played_back"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the conversation."""
        return reached(scope, "conversation")

    @property
    def about(self) -> str:
        """The place it is sealed for."""
        return f"conversations.playedback.body:{self.conversation_id}"


class Assumption(models.Model):
    """Something an item takes for granted, and what is done about it. Sealed under the decision's key.

    ``body``: the assumption, what would show that it does not hold, what is done so that it holds, and what in case it
    does not. ``line`` stays the same when it is written anew; one of a line is current, what it replaced stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    body = SealedField()
    owner = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    objects = GuardedManager()

    class Meta:
        """One current version of each."""

        db_table = "conversations_assumption"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line"], condition=Q(current=True), name="one_current_assumption")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the conversation."""
        return reached(scope, "item__conversation")

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"conversations.assumption.body:{self.id}"


class WrittenAhead(models.Model):
    """What somebody wrote alone before a conversation, sealed under their key; the writer chooses who reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    text = SealedField()
    release = models.PositiveSmallIntegerField(choices=Release.choices, default=Release.ONLY_ME)
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Each person once in a conversation."""

        db_table = "conversations_written_ahead"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "seat"], name="written_ahead_once"),
            models.CheckConstraint(condition=Q(release__lte=4), name="written_ahead_release_0_4"),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own; of others nothing until who leads it lays them open, and then as far as they were released.

        Nobody is told before that whether anybody wrote something, who leads it included.
        """
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        here = reached(scope, "conversation")
        if not isinstance(scope, Reader):
            return here
        alone = scope.viewer.kind is ViewerKind.FACILITATOR
        least = Release.FACILITATOR if alone else Release.ALL_WITHOUT_NAME
        own = Q(seat_id=scope.viewer.person) if scope.viewer.person else NOTHING
        return here & (own | Q(conversation__opened_at__isnull=False, release__gte=least))

    @property
    def about(self) -> str:
        """The place it is sealed for."""
        return f"conversations.writtenahead.text:{self.id}"
