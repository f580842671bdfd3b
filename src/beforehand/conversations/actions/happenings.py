"""What is written down of a conversation for the engine: that people are invited, that it was held, what it changed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from beforehand.conversations.models import Conversation
from beforehand.conversations.rules import AGREED, DONE
from beforehand.decisions.models import Fact
from beforehand.topics.actions import note_change
from beforehand.topics.choices import FactKind


def tell_invited(row: Conversation) -> None:
    """Write down for the engine that people are invited, so that the plan keeps what they said yes to."""
    assert row.starts_at is not None
    body = {"kind": row.kind, "people": row.people, "commitments": row.serves, "dated": True}
    day = timezone.localdate(row.starts_at)
    _fact(row, FactKind.INVITED, day, body)
    note_change(row.decision_id)


def tell_held(row: Conversation, people: Collection[str], day: date) -> None:
    """Write down for the engine that a conversation was held, with whom."""
    forget_invited(row)
    body = {"kind": row.kind, "people": sorted(people), "commitments": row.serves, "changed": None}
    _fact(row, FactKind.HELD, day, body)
    note_change(row.decision_id)


def tell_changed(row: Conversation, changed: bool | None) -> None:
    """Write down for the engine whether something changed because of it."""
    for fact in Fact.objects.filter(decision_id=row.decision_id, kind=FactKind.HELD, ref=_ref(row)):
        if fact.body.get("changed") != changed:
            Fact.objects.filter(pk=fact.pk).update(body={**fact.body, "changed": changed})
            note_change(row.decision_id)


def tell_benefits(row: Conversation, outcome: UUID, owner: UUID, day: date) -> None:
    """Write down who owns the benefits, for each moment a conversation comes before, once all sides confirmed it.

    Where it comes before none, it counts for each moment, also for one that is named later. Nothing is written down of
    what exists for those in it (G12): the record would name that person to all who read it.
    """
    if row.confidential:
        return
    for moment in row.serves or [None]:
        told = {"day": day, "body": {"commitment": moment, "seat": str(owner)}}
        kind, ref = FactKind.BENEFITS_OWNER, f"{outcome.hex}:{UUID(moment).hex if moment else ''}"
        Fact.objects.update_or_create(decision_id=row.decision_id, kind=kind, ref=ref, defaults=told)
    note_change(row.decision_id)


def tell_agreed(row: Conversation, outcome: UUID, day: date) -> None:
    """Write down that every side confirmed when it is done, for a record; nothing of what exists for those in it (G12).

    It counts for the moments the conversation comes before, and for each moment when it comes before none.
    """
    if row.kind != DONE or row.confidential:
        return
    body = {"outcome": str(outcome), "commitments": row.serves}
    told = {"day": day, "body": body}
    Fact.objects.update_or_create(
        decision_id=row.decision_id, kind=AGREED, ref=f"{outcome.hex}:", defaults=told
    )


def take_back_agreed(row: Conversation, outcome: UUID) -> None:
    """Take back what was written down with an outcome: that it is agreed, and who owns the benefits."""
    Fact.objects.filter(decision_id=row.decision_id, kind=AGREED, ref=f"{outcome.hex}:").delete()
    facts = Fact.objects.filter(decision_id=row.decision_id, kind=FactKind.BENEFITS_OWNER)
    if facts.filter(ref__startswith=f"{outcome.hex}:").delete()[0]:
        note_change(row.decision_id)


def forget_invited(row: Conversation) -> None:
    """Take back that people are invited."""
    gone = Fact.objects.filter(decision_id=row.decision_id, kind=FactKind.INVITED, ref=_ref(row)).delete()
    if gone[0]:
        note_change(row.decision_id)


def _ref(row: Conversation) -> str:
    return f"talk:{row.pk}"


def _fact(row: Conversation, kind: FactKind, day: date, body: dict[str, object]) -> None:
    Fact.objects.update_or_create(
        decision_id=row.decision_id, kind=kind, ref=_ref(row), defaults={"day": day, "body": body}
    )
