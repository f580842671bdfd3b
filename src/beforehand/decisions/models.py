"""The frame of a decision: open to all in it. Nothing here is an answer."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.choices import ChangeKind, Door, Role, SideKind, Stage, Template
from beforehand.people.choices import Country, Language
from beforehand.people.models import Organisation, Person
from beforehand.vault.models import DataKey


class Decision(models.Model):
    """Something still to be chosen. ``sentence`` is the question as posed, ``day`` when it is to be decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    sentence = models.CharField(max_length=500)
    title = models.CharField(max_length=120, blank=True)
    background = models.TextField(max_length=5000, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    complaint_route = models.CharField(max_length=500, blank=True)
    day = models.DateField(null=True, blank=True)
    template = models.CharField(max_length=16, choices=Template.choices, default=Template.BLANK)
    stage = models.CharField(max_length=16, choices=Stage.choices, default=Stage.FRAMING)
    country = models.CharField(max_length=2, choices=Country.choices, default=Country.NL)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.NL)
    today = models.DateField(null=True, blank=True)  # the reference day of a sample; None is the real today
    input_version = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")

    class Meta:
        """Names."""

        db_table = "decisions_decision"

    def __str__(self) -> str:
        return str(self.id)


class Side(models.Model):
    """A group that looks from one place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="sides")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=SideKind.choices, default=SideKind.OTHER)
    depends_on: "models.ManyToManyField[Side, Side]" = models.ManyToManyField("self", blank=True)

    class Meta:
        """One key per decision."""

        db_table = "decisions_side"
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "key"], name="side_key_once")]


class Seat(models.Model):
    """A person in a decision, on one side (none for who does not take part), with a function."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    side = models.ForeignKey(Side, models.PROTECT, null=True, blank=True, related_name="seats")
    function = models.CharField(max_length=160, blank=True)
    mandate = models.PositiveSmallIntegerField(null=True, blank=True)
    project = models.BooleanField(default=False)
    represents = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")

    class Meta:
        """Once per person; mandate 0 to 5."""

        db_table = "decisions_seat"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="seat_once_per_person"),
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(mandate__lte=5), name="seat_mandate_0_5"
            ),
        ]


class SeatRole(models.Model):
    """One role of one seat. ``declared_at``: when a facilitator said to be nobody's line manager here."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=Role.choices)
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Each role once."""

        db_table = "decisions_seat_role"
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "role"], name="role_once_per_seat")]


class Option(models.Model):
    """A way to go: alive, or only mentioned; without an owner nobody argues for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    text = models.CharField(max_length=300)
    alive = models.BooleanField(default=True)
    owner = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """In the order they were said."""

        db_table = "decisions_option"
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "text"], name="option_once")]


class Commitment(models.Model):
    """A moment that hardens the decision. ``still_open`` says what can still change before it (rule R04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="commitments")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    type = models.CharField(max_length=40, default="other")
    day = models.DateField()
    door = models.CharField(max_length=8, choices=Door.choices, default=Door.HEAVY)
    cost_eur = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    weeks = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    public = models.BooleanField(default=False)
    done_already = models.BooleanField(default=False)
    statutory = models.CharField(max_length=200, blank=True)
    decider = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    still_open = models.CharField(max_length=500, blank=True)
    nothing_open = models.BooleanField(default=False)  # asked, and nothing can change before it any more
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """One key per decision; nothing below zero."""

        db_table = "decisions_commitment"
        ordering: ClassVar = ["day", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "key"], name="commitment_key_once"),
            models.CheckConstraint(
                condition=Q(cost_eur__isnull=True) | Q(cost_eur__gte=0), name="commitment_cost"
            ),
            models.CheckConstraint(
                condition=Q(weeks__isnull=True) | Q(weeks__gte=0), name="commitment_weeks"
            ),
            models.CheckConstraint(
                condition=Q(nothing_open=False) | Q(still_open=""), name="commitment_open_or_not"
            ),
        ]


class Mark(models.Model):
    """A visible sign that a commitment is already hard; ids from the knowledge."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=40)

    class Meta:
        """Each mark once."""

        db_table = "decisions_mark"
        constraints: ClassVar = [models.UniqueConstraint(fields=["commitment", "mark"], name="mark_once")]


class AbsentGroup(models.Model):
    """A group that feels the decision and has no seat in it; ``could_speak`` is who might speak for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="absent_groups")
    name = models.CharField(max_length=160)
    legitimate = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    power = models.BooleanField(default=False)
    could_speak = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """Each group once."""

        db_table = "decisions_absent_group"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "name"], name="absent_group_once")
        ]


class DeciderAnswer(models.Model):
    """What the decider answered before anyone was invited; all in the decision read it. ``n`` is 1 to 3."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="decider_answers")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One answer per question."""

        db_table = "decisions_decider_answer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "n"], name="decider_answer_once"),
            models.CheckConstraint(condition=Q(n__gte=1, n__lte=3), name="decider_answer_1_3"),
        ]


class Promise(models.Model):
    """The decider's signature under the promise, with the words as they stood."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="promises")
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="promise")
    words = models.TextField(max_length=2000)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Names."""

        db_table = "decisions_promise"


class Fact(models.Model):
    """A dated happening other contexts write down for the engine; ``body`` holds ids and fixed words only."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=80)
    day = models.DateField()
    body = models.JSONField(default=dict)

    class Meta:
        """Each happening once."""

        db_table = "decisions_fact"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "kind", "ref"], name="fact_once")
        ]


class FrameChange(models.Model):
    """What changed in the frame, for who answered before it did."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=16, choices=ChangeKind.choices)
    subject = models.CharField(max_length=300)
    before = models.CharField(max_length=600, blank=True)
    after = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")

    class Meta:
        """In order of time."""

        db_table = "decisions_frame_change"
        ordering: ClassVar = ["at", "pk"]
