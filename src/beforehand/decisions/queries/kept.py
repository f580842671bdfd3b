"""The questions of the frame, worked out once: every page asks all of them (docs/decisions/0029-kept-questions.md).

They read what all in a decision may read, and nothing of an answer. Whoever asks has a standing in that decision.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet

from beforehand.decisions.choices import Role
from beforehand.decisions.models import (
    AbsentGroup,
    Commitment,
    DeciderAnswer,
    Decision,
    Mark,
    Option,
    Promise,
    SeatRole,
    Side,
)
from beforehand.vault.prepared import Prepared

NAMED = (Role.DECIDER, Role.FACILITATOR, Role.SPONSOR, Role.OWNER)
COMMITMENT = (
    "pk", "key", "title", "type", "day", "door", "cost_eur", "weeks", "public", "done_already", "statutory",
    "decider_id", "decider__person__name", "still_open", "nothing_open", "revision",
)  # fmt: skip
DECISION = (
    "pk", "title", "sentence", "day", "background", "purpose", "complaint_route", "stage", "template", "country",
    "language",
)  # fmt: skip


def _here(build: Callable[[Any], QuerySet[Any, Any]]) -> Prepared:
    return Prepared(lambda at: build(at.decision), {"decision": "id"})


TAKING_PART = Count("seats", filter=Q(seats__roles__role=Role.PARTICIPANT), distinct=True)
THE_DECISION = _here(lambda decision: Decision.objects.filter(pk=decision).values_list(*DECISION))
ROLES_NAMED = _here(
    lambda decision: (
        SeatRole.objects.filter(seat__decision=decision, role__in=NAMED)
        .exclude(role=Role.FACILITATOR, declared_at__isnull=True)
        .order_by("seat__person__name", "pk")
        .values_list("role", "seat__person__name", "seat__promise")
    )
)
PROMISES = _here(
    lambda decision: (
        Promise.objects.filter(decision=decision)
        .order_by("signed_at", "pk")
        .values_list("words", "seat__person__name", "signed_at")
    )
)
SIDES = _here(
    lambda decision: (
        Side.objects.filter(decision=decision)
        .annotate(people=TAKING_PART)
        .order_by("name", "key")
        .values_list("pk", "key", "name", "kind", "people")
    )
)
COMMITMENTS = _here(
    lambda decision: (
        Commitment.objects.filter(decision=decision).order_by("day", "key").values_list(*COMMITMENT)
    )
)
MARKS = _here(
    lambda decision: (
        Mark.objects.filter(commitment__decision=decision).order_by().values_list("commitment_id", "mark")
    )
)
OPTIONS = _here(
    lambda decision: (
        Option.objects.filter(decision=decision)
        .order_by("-alive", "text", "pk")
        .values_list("pk", "text", "alive", "owner_id", "owner__person__name")
    )
)
ABSENT = _here(
    lambda decision: (
        AbsentGroup.objects.filter(decision=decision)
        .order_by("name", "pk")
        .values_list(
            "pk", "name", "legitimate", "urgent", "power", "could_speak_id", "could_speak__person__name"
        )
    )
)
FIRST = _here(
    lambda decision: (
        DeciderAnswer.objects.filter(seat__decision=decision)
        .order_by("n", "seat__person__name", "pk")
        .values_list("n", "text", "seat__person__name")
    )
)
