"""What a conversation is about: its items, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.conversations.actions.writing import lasting, led
from beforehand.conversations.choices import Mode, Status
from beforehand.conversations.models import AgendaItem, Assumption, Conversation, Outcome
from beforehand.conversations.rules import LINE
from beforehand.decisions.access import Standing
from beforehand.decisions.rules.worded import worded
from beforehand.topics.models import RunScope, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a conversation is about. ``text`` is what all in it read; ``topic`` stays with the facilitator.

    ``keeps`` is an item that stood there already: what lies behind it stays, also when who leads it does not read that.
    """

    keeps: UUID | None = None
    topic: UUID | None = None
    text: str = ""
    minutes: int | None = None
    mode: str = ""


def set_agenda(*, actor: Standing, conversation: UUID, items: Sequence[Item]) -> None:
    """Say what a conversation is about, in order. Not after something was written down of an item, or it was called off.

    May: who leads it, and the facilitator unless it is confidential.
    """
    with led(actor, conversation) as row:
        if row.status == Status.DROPPED:
            raise ValidationError(_("This conversation is no longer to come."), code="past")
        there = AgendaItem.objects.scoped(actor.reader).filter(conversation=row)
        written = [kind.objects.scoped(actor.reader) for kind in (Outcome, Assumption)]
        if any(rows.filter(item__conversation=row).exists() for rows in written):
            raise ValidationError(_("Something was written down of this agenda already."), code="outcomes")
        before = dict(there.values_list("pk", "topic_id"))
        there.delete()
        write_agenda(actor, row, items, before)


def write_agenda(
    actor: Standing,
    row: Conversation,
    items: Sequence[Item],
    before: Mapping[UUID, UUID | None] = MappingProxyType({}),
) -> None:
    """Write the items of a conversation; ``before`` are the topics behind those that stood there already.

    Raises
    ------
    ValidationError
        For a topic the actor does not read, a mode that does not exist, or a length that cannot be.
    """
    items = [
        replace(item, topic=before[item.keeps])
        if item.keeps is not None and item.keeps in before
        else replace(item, keeps=None)
        for item in items
    ]
    wanted = {item.topic for item in items if item.topic is not None} - set(before.values())
    ours = Topic.objects.scoped(actor.reader).filter(pk__in=wanted, scope=RunScope.FACILITATOR)
    if wanted and wanted != set(ours.values_list("pk", flat=True)):
        raise ValidationError(_("One of these topics is no longer there. Look again."), code="topics")
    made = []
    for place, item in enumerate(items, 1):
        if item.mode and item.mode not in Mode.values:
            raise ValidationError(_("Choose picture, judgement or decision."), code="mode")
        one = AgendaItem(
            id=item.keeps or uuid4(), conversation=row, place=place, topic_id=item.topic, mode=item.mode,
            minutes=None if item.minutes is None else lasting(item.minutes),
        )  # fmt: skip
        text = worded(item.text, LINE)
        if text:
            one.text = row.decision.data_key.seal({"text": text}, one.about)
        made.append(one)
    AgendaItem.objects.bulk_create(made)
