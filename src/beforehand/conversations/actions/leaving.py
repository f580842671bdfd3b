"""Forgetting somebody who leaves: from every conversation they were in, with all they said there."""

from uuid import UUID

from beforehand.conversations.models import Asked, Attendance, Confirmation, Conversation, WrittenAhead
from beforehand.decisions.models import Fact
from beforehand.topics.choices import FactKind
from beforehand.vault.guard import Author
from beforehand.vault.processes.closer import closer


def forget_talks_of(decision: UUID, seat: UUID) -> None:
    """Take somebody out of every conversation; a text others share stays theirs. For erasing; returns nothing."""
    for model in (Asked, Confirmation, WrittenAhead, Attendance):
        model.objects.scoped(Author(seat)).delete()
    owned = Fact.objects.filter(decision_id=decision, kind=FactKind.BENEFITS_OWNER)
    owned.filter(body__seat=str(seat)).delete()
    for row in Conversation.objects.scoped(closer(decision)):
        if str(seat) in row.people:
            left = [person for person in row.people if person != str(seat)]
            Conversation.objects.scoped(closer(decision)).filter(pk=row.pk).update(people=left)
