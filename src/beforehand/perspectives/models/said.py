"""What people say. Everything derived from an answer is sealed and guarded; see ``vault``."""

import uuid
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from beforehand.decisions.models import Decision, Seat, Side
from beforehand.perspectives.choices import GroupState, Release, RoundKind, State, WayIn
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, Dictation, GuardedManager, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind

WIDEST, NARROWEST = Release.ALL_WITH_NAME, Release.ONLY_ME
IN_USE = Q(perspective__state=State.SENT) & Q(confirmed=True)
"""Only what was sent, and confirmed when somebody else typed it, exists for anyone but its writer."""
PICKED_IN_USE = Q(picked__isnull=True) | Q(
    picked__release__gte=Release.ALL_WITHOUT_NAME,
    picked__confirmed=True,
    picked__perspective__state=State.SENT,
)
"""What was picked from what others said is shared only while the original still is."""
SAID_IN_RESPONSE = ("mirror", "needs", "optimises_for", "would_trade")
"""The fields a round to respond asks in words."""
KEEPING = ("retention", "postman")
"""The processes that look at rows whose words nobody may read any more."""


class Round(models.Model):
    """A period in which people answer; one open at a time."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rounds")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=RoundKind.choices, default=RoundKind.LISTEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Each number once, and one open at a time."""

        db_table = "perspectives_round"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "n"], name="round_once"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(closed_at__isnull=True), name="one_open_round"
            ),
        ]


class Perspective(models.Model):
    """One participant's view: a draft until it is sent. Who has one, and when, is shown to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    way_in = models.CharField(max_length=8, choices=WayIn.choices, blank=True)
    release = models.PositiveSmallIntegerField(choices=Release.choices, default=Release.FACILITATOR)
    sent_at = models.DateTimeField(null=True, blank=True)
    later_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    frame_seen_at = models.DateTimeField(null=True, blank=True)
    leave_alone = models.BooleanField(default=False)  # took everything back: nothing is asked again
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """At most two reminders."""

        db_table = "perspectives_perspective"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(release__lte=4), name="perspective_release_0_4"),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="two_reminders"),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The author's own; the named processes those of one decision; no viewer sees who answered."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(seat__decision_id=scope.decision) if scope.decision else Q()
        return NOTHING


class Answer(models.Model):
    """What a sealed answer has: its place, its release, its revision, and who typed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    perspective = models.ForeignKey(Perspective, models.PROTECT, related_name="+")
    field = models.CharField(max_length=32)
    body = SealedField()
    release = models.PositiveSmallIntegerField(choices=Release.choices, default=Release.FACILITATOR)
    own_release = models.BooleanField(default=False)  # set by the switch at this sentence
    revision = models.PositiveIntegerField(default=1)
    confirmed = models.BooleanField(
        default=True
    )  # False while a facilitator typed it and the person has not said yes
    typed_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """A shape, not a table."""

        abstract = True

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """Return what a scope may reach; narrower than the door, which looks at each row again."""
        if isinstance(scope, Author):
            known = scope.perspective
            return Q(perspective_id=known) if known else Q(perspective__seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(perspective__seat__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Dictation):
            return Q(perspective__seat_id=scope.seat, typed_by_id=scope.typist, confirmed=False)
        return cls._readable(scope)

    @classmethod
    def _readable(cls, scope: Reader) -> Q:
        here, viewer = Q(perspective__seat__decision_id=scope.decision), scope.viewer
        own = Q(perspective__seat_id=UUID(viewer.person)) if viewer.person else NOTHING
        if viewer.kind is ViewerKind.FACILITATOR:
            return here & (own | (IN_USE & Q(release__gte=Release.FACILITATOR)))
        if viewer.kind in (ViewerKind.DECIDER, ViewerKind.PARTICIPANT):
            return here & (own | (IN_USE & Q(release__gte=Release.ALL_WITHOUT_NAME)))
        return NOTHING

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return self.sealed_for(self.id)

    @classmethod
    def sealed_for(cls, row: uuid.UUID) -> str:
        """Return the place the body of a row is sealed for."""
        return f"{cls._meta.label_lower}.body:{row}"

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""
        return str(self.perspective.seat_id)

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return str(self.perspective.seat.side_id)

    def key(self) -> bytes:
        """Return the data key of the author."""
        return self.perspective.seat.data_key.opened()


class Statement(Answer):
    """One sentence. ``body`` holds text, and with an assumption how certain, sealed."""

    ordinal = models.PositiveSmallIntegerField(default=1)
    about_side = models.ForeignKey(Side, models.PROTECT, null=True, blank=True, related_name="+")
    # What somebody picked from what others said is a copy that goes when the original does.
    picked = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    contest = SealedField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """One sentence per place in a field."""

        db_table = "perspectives_statement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["perspective", "field", "ordinal"], name="statement_once"),
            models.CheckConstraint(condition=Q(release__lte=4), name="statement_release_0_4"),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As every answer; what was picked from others is there only while those words are there for all.

        What is said in a round to respond is there for nobody but its writer until that round is closed.
        """
        found = super().within(scope)
        if isinstance(scope, Reader):
            own = Q(perspective__seat_id=UUID(scope.viewer.person)) if scope.viewer.person else NOTHING
            return found & PICKED_IN_USE & (own | ~_of_an_open_round())
        if isinstance(scope, Process) and scope.name not in KEEPING:
            return found & PICKED_IN_USE & ~_of_an_open_round()
        return found


def _of_an_open_round() -> Q:
    asks = Round.objects.filter(
        decision_id=OuterRef("perspective__seat__decision_id"),
        kind=RoundKind.RESPOND,
        closed_at__isnull=True,
        opened_at__lte=OuterRef("changed_at"),
    )
    return Q(field__in=SAID_IN_RESPONSE) & Q(Exists(asks))


class Figure(Answer):
    """A choice or a person named: never shown to anyone but its writer, read by the Analyst only."""

    objects = GuardedManager()

    class Meta:
        """One per field."""

        db_table = "perspectives_figure"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["perspective", "field"], name="figure_once"),
            models.CheckConstraint(condition=Q(release__lte=4), name="figure_release_0_4"),
        ]

    @classmethod
    def _readable(cls, scope: Reader) -> Q:
        viewer = scope.viewer
        return Q(perspective__seat_id=UUID(viewer.person)) if viewer.person else NOTHING


class CallRequest(models.Model):
    """ "Rather tell it: call me." ``body`` holds when and on which number, for the facilitator only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="+")
    body = SealedField()
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """One per participant."""

        db_table = "perspectives_call_request"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The person's own; the facilitator of the decision; retention."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(seat__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(seat__decision_id=scope.decision)
        return NOTHING

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"perspectives.callrequest.body:{self.id}"


class QuestionGroup(models.Model):
    """Sentences that ask the same question, suggested or confirmed by a facilitator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=GroupState.choices, default=GroupState.CONFIRMED)
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = GuardedManager()

    class Meta:
        """Names."""

        db_table = "perspectives_question_group"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """Return the groups of one decision, for its facilitator and the processes; nobody else."""
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(decision_id=scope.decision)
        return NOTHING


class QuestionGroupMember(models.Model):
    """One sentence in one group."""

    group = models.ForeignKey(QuestionGroup, models.CASCADE, related_name="+")
    statement = models.OneToOneField(Statement, models.CASCADE, related_name="+")

    objects = GuardedManager()

    class Meta:
        """A sentence is in one group."""

        db_table = "perspectives_question_group_member"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the group."""
        if isinstance(scope, Process):
            return Q(group__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(group__decision_id=scope.decision)
        return NOTHING
