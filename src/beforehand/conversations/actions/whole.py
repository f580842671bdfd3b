"""What something is written down of: an item of the agenda, or the conversation as a whole where there is none."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from beforehand.conversations.models import AgendaItem, Conversation
from beforehand.decisions.access import Standing


def conversation_of(actor: Standing, item: UUID) -> UUID:
    """Return the conversation of an item this person may reach. A conversation as a whole goes by its own id.

    Raises
    ------
    PermissionDenied
        When there is none.
    """
    items = AgendaItem.objects.scoped(actor.reader).filter(pk=item)
    found: UUID | None = items.values_list("conversation_id", flat=True).first()
    if found is None:
        found = Conversation.objects.scoped(actor.reader).filter(pk=item).values_list("pk", flat=True).first()
    if found is None:
        raise PermissionDenied
    return found


def begin_whole(actor: Standing, row: Conversation, item: UUID) -> None:
    """Make the item that stands for the whole conversation, the first time something is written down of it.

    It has the id of the conversation, so two who begin at once write of the same item, and one of them reads both.
    """
    there = AgendaItem.objects.scoped(actor.reader).filter(conversation=row)
    if item != row.pk or there.filter(pk=item).exists():
        return
    last: int = there.aggregate(last=Max("place"))["last"] or 0
    AgendaItem(id=row.pk, conversation=row, place=last + 1).save(force_insert=True)
